"""A row of a sheet that was not understood is offered with the likely role of each cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.importing.rereading import read_text_again
from dongan_training.bank.importing.row_text import row_as_text

SINGLE, TRUE_FALSE = QuestionType.SINGLE_CHOICE, QuestionType.TRUE_FALSE
CELLS = st.lists(st.text("党纪处分期限为一年ABC123 .、", min_size=1, max_size=12), max_size=30)


@pytest.mark.parametrize(
    ("row", "kind", "options", "answer"),
    [
        ("单选题\t警告的影响期是\t半年\t一年\tB", SINGLE, ("半年", "一年"), ("B",)),
        (
            "7\t单项选择题\t警告影响期\tA.半年\tB.一年\tB\t略",
            SINGLE,
            ("半年", "一年"),
            ("B",),
        ),
        ("判断\t村务公开可以只公开结果。\t错", TRUE_FALSE, (), (False,)),
        ("村务公开的时间是（ ）\t每月\t每季度\t每年", SINGLE, ("每月", "每季度", "每年"), ()),
    ],
)
def test_most_rows_are_a_question_as_they_are_offered(row, kind, options, answer):
    (entry,) = read_text_again(row_as_text(row)).entries
    assert (entry.draft.type, entry.draft.options, entry.draft.answer) == (kind, options, answer)


def test_a_type_that_there_is_none_of_stays_named_and_prose_stays_prose():
    assert row_as_text("连线题\t把左右连起来\t甲\t乙").startswith(
        "1．【连线题】把左右连起来\nA．甲"
    )
    assert row_as_text("备注\t以上由办公室整理") == "备注\t以上由办公室整理"


@given(CELLS)
def test_no_cell_is_lost(cells):
    told = row_as_text("\t".join(cells))
    bare = [cell.strip().lstrip("ABC .、") for cell in cells]
    assert all(one.rstrip(".、 ") in told for one in bare)
