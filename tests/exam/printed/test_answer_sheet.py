from itertools import combinations

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.assembly import form_letter
from dongan_training.exam.printed.answer_layout import (
    BUBBLE,
    Asked,
    AskedSection,
    answer_layout,
)
from dongan_training.exam.printed.answer_sheet import (
    AnswerSheets,
    SheetOwner,
    code_text,
    draw_answer_sheets,
)
from dongan_training.printing.page import A4
from tests.printing.reading import codes, flat, page_texts

SINGLE, SHORT = QuestionType.SINGLE_CHOICE, QuestionType.SHORT_ANSWER


def section(kind, count, room, first=1):
    asked = tuple(Asked(number, room) for number in range(first, first + count))
    return AskedSection(kind, "一、题目", asked)


MANY = (
    section(SINGLE, 60, 4),
    section(QuestionType.MULTIPLE_CHOICE, 23, 7, 61),
    section(QuestionType.TRUE_FALSE, 17, 2, 84),
    section(QuestionType.FILL_BLANK, 9, 1, 101),
    section(SHORT, 3, 12, 110),
)


def test_every_option_has_one_bubble_and_every_written_answer_its_lines():
    layout = answer_layout(MANY, "AB")
    found = [(one.question, one.value) for one in layout.bubbles if one.question]
    wanted = sum(len(one.questions) * one.questions[0].room for one in MANY[:3])
    assert len(found) == len(set(found)) == wanted
    assert sorted({one.question for one in layout.lines}) == list(range(101, 113))
    person = [one.value for one in layout.bubbles if one.question == 0]
    assert person[-2:] == ["form:A", "form:B"] and len(person) == 42


@pytest.mark.parametrize("forms", [1, 12, 30])
@pytest.mark.parametrize("sections", [MANY, MANY[:1], (section(SINGLE, 5, 20),), MANY[4:]])
def test_nothing_overlaps_or_leaves_the_page(sections, forms):
    layout = answer_layout(sections, [form_letter(one) for one in range(forms)])
    assert sum(one.value.startswith("form:") for one in layout.bubbles) == forms
    for page in range(1, layout.pages + 1):
        boxes = [one.box for one in layout.bubbles if one.page == page]
        boxes += [one.box for one in layout.lines if one.page == page]
        boxes += layout.corners
        for box in boxes:
            assert box.x >= 0 and box.x + box.width <= A4.width
            assert box.y >= 0 and box.y + box.height <= A4.height
        for one, other in combinations(boxes, 2):
            apart = (
                one.x + one.width <= other.x + 0.01
                or other.x + other.width <= one.x + 0.01
                or one.y + one.height <= other.y + 0.01
                or other.y + other.height <= one.y + 0.01
            )
            assert apart, (one, other)


def test_bubbles_are_large_enough_for_a_soft_pencil():
    assert BUBBLE[0] >= 4 and BUBBLE[1] >= 2.5


def test_each_page_says_which_exam_whose_and_which_page(tmp_path):
    owners = (SheetOwner(7, "欧阳𬱖", "莲塘村党总支", "1-2"), SheetOwner())
    sheets = AnswerSheets("结业考试", "东安", "0198-ab", ("A", "B"), MANY, owners)
    path = tmp_path / "answers.pdf"
    layout = draw_answer_sheets(path, sheets)
    pages = range(1, layout.pages + 1)
    wanted = [[code_text("0198-ab", number, page)] for number in (7, 0) for page in pages]
    assert codes(path) == wanted
    first, blank = page_texts(path)[0], page_texts(path)[layout.pages]
    assert "欧阳𬱖" in first and "0 0 0 7" in first
    assert "结业考试答题卡" in flat(blank) and "欧阳" not in blank


def test_the_layout_is_data_for_a_reader():
    data = answer_layout(MANY[:1], "A").to_data()
    assert (data["version"], data["page"], len(data["corners"])) == (1, [210, 297], 4)
    assert data["bubbles"][-1] == {
        "page": 1,
        "question": 60,
        "value": "D",
        "box": data["bubbles"][-1]["box"],
    }
