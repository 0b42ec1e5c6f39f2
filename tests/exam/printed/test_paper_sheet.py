from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.exam.printed.answer_key_sheet import draw_answer_key
from dongan_training.exam.printed.choice import FormatName, Printing
from dongan_training.exam.printed.facts import (
    AnswerKey,
    ExamPaper,
    KeyAnswer,
    KeyPoint,
    KeySection,
    PaperQuestion,
    PaperSection,
)
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_sheet import draw_exam_paper
from dongan_training.exam.printed.punctuation import AS_WRITTEN, Punctuation
from dongan_training.printing.fonts import UnprintableCharacters
from dongan_training.printing.picture import UnprintablePicture
from tests.printing.reading import flat, fonts, outline, page_texts, right_edges

OPTIONS = (
    "参加党的有关会议",
    "阅读党的有关文件",
    "接受党的教育和培训",
    "在党的会议上有根据地批评任何党员",
)
PLAIN = Printing()
NOTHING_MORE = "A卷此页没有试题"


def section(kind, stems, options=(), points=2.0, first=1, **more):
    questions = tuple(
        PaperQuestion(number, stem, options, points) for number, stem in enumerate(stems, first)
    )
    return PaperSection(kind, questions, **more)


def paper(*sections, **changes):
    facts = {
        "title": "第四季度培训班结业考试",
        "organiser": "中共东安县委组织部",
        "form": "A",
        "facts": ("闭卷", "考试时间 60 分钟", "满分 100 分"),
        "sections": sections,
    }
    return ExamPaper(**{**facts, **changes})


def drawn(tmp_path, *sections, printing=PLAIN, style=AS_WRITTEN, **changes):
    """What each side says, but for the empty one that makes their number even."""
    path = tmp_path / "paper.pdf"
    count = draw_exam_paper(path, paper(*sections, **changes), look_of(printing, style))
    texts = [flat(text) for text in page_texts(path)]
    assert len(texts) == count
    assert count % 2 == 0
    return texts[:-1] if NOTHING_MORE in texts[-1] else texts


def png(size):
    data = BytesIO()
    Image.new("RGB", size, "#B3261E").save(data, "PNG")
    return data.getvalue()


def test_the_head_says_all_a_candidate_needs(tmp_path):
    text = drawn(tmp_path, section(QuestionType.SINGLE_CHOICE, ["题干"], OPTIONS))[0]
    assert "第四季度培训班结业考试（A卷）" in text
    assert "闭卷考试时间60分钟满分100分" in text
    assert "题号一总分得分评卷人" in text
    assert "一、单项选择题（每小题2分，共2分）" in text
    for field in ("单位", "姓名", "职务", "座位号"):
        assert f"{field}：____" in text
    assert "A卷第1页共1页" in text


def test_the_list_of_contents_leads_to_each_section(tmp_path):
    path = tmp_path / "paper.pdf"
    choices = section(QuestionType.SINGLE_CHOICE, ["题干"] * 20, OPTIONS)
    judged = section(QuestionType.TRUE_FALSE, ["题干"], first=21)
    draw_exam_paper(path, paper(choices, judged), look_of(PLAIN, Punctuation()))
    assert outline(path) == [("一、单项选择题", 0), ("二、判断题", 3)]


def test_no_question_is_torn_and_none_is_lost(tmp_path):
    stems = [f"第{number}个题干，党组织讨论决定问题必须执行的原则" for number in range(60)]
    texts = drawn(tmp_path, section(QuestionType.SINGLE_CHOICE, stems, OPTIONS))
    assert len(texts) > 3
    for number, stem in enumerate(stems, start=1):
        (page,) = [text for text in texts if f"{number}.{stem}（）" in text]
        after = page.split(f"{number}.{stem}（）")[1]
        assert after.startswith("A." + OPTIONS[0])
        assert OPTIONS[3] in after.split(f"{number + 1}.")[0]


@pytest.mark.parametrize(
    ("options", "lines"),
    [(("对", "错", "是", "否"), 1), (("2023年12月8日",) * 4, 2), (OPTIONS, 4), (("长" * 90,), 3)],
)
def test_options_take_as_few_lines_as_their_width_allows(tmp_path, options, lines):
    drawn(tmp_path, section(QuestionType.SINGLE_CHOICE, ["题干"], options))
    page = page_texts(tmp_path / "paper.pdf")[0]
    asked = page.split("题干（")[1].split("A 卷")[0].strip().splitlines()
    assert len(asked) == 1 + lines


def test_the_other_punctuation_is_possible(tmp_path):
    asked = section(QuestionType.SINGLE_CHOICE, ["题干"], OPTIONS)
    text = drawn(tmp_path, asked, style=Punctuation("、", "．"))[0]
    assert "1、题干" in text and "1、请先" in text and "A．参加" in text


def test_a_question_longer_than_a_page_is_printed_whole(tmp_path):
    stem = "材料" * 2000
    texts = drawn(tmp_path, section(QuestionType.SHORT_ANSWER, [stem]))
    assert sum(text.count("材料") for text in texts) == 2000


def test_a_longer_answer_gets_more_room(tmp_path):
    def pages(expected):
        asked = tuple(
            PaperQuestion(number, "请谈谈体会。", points=10, expected=expected)
            for number in (1, 2, 3)
        )
        return len(drawn(tmp_path, PaperSection(QuestionType.SHORT_ANSWER, asked)))

    assert (pages(20), pages(150)) == (1, 3)


@pytest.mark.parametrize("sheet", FormatName)
@pytest.mark.parametrize("large", [False, True])
def test_every_sheet_holds_every_question_once_and_within_its_edges(tmp_path, sheet, large):
    stems = [f"第{number}个题干，党组织讨论决定问题必须执行的原则是什么" for number in range(40)]
    whole = "".join(
        drawn(
            tmp_path,
            section(QuestionType.SINGLE_CHOICE, stems, OPTIONS),
            printing=Printing("A", sheet, large),
        )
    )
    assert [whole.count(f"{number}.{stem}") for number, stem in enumerate(stems, 1)] == [1] * 40
    format_ = look_of(Printing("A", sheet, large), Punctuation()).format
    right = format_.lefts[-1] + format_.width
    assert max(right_edges(tmp_path / "paper.pdf")) <= right + 3  # a comma may reach over


def test_two_columns_are_numbered_one_by_one(tmp_path):
    stems = [f"题干{number}" for number in range(60)]
    texts = drawn(
        tmp_path,
        section(QuestionType.SINGLE_CHOICE, stems, OPTIONS),
        printing=Printing("A", FormatName.A3),
    )
    assert "第1页" in texts[0] and "第2页" in texts[0] and "第3页" in texts[1]


def test_a_passage_stands_once_before_its_questions(tmp_path):
    asked = tuple(
        PaperQuestion(number, f"问题{number}", OPTIONS, 2, passage="村里要修一条路。")
        for number in (1, 2)
    )
    text = drawn(tmp_path, PaperSection(QuestionType.SINGLE_CHOICE, asked))[0]
    assert text.count("村里要修一条路。") == 1
    assert text.index("村里要修一条路。") < text.index("1.问题1")


def test_pictures_of_stem_and_options_are_printed(tmp_path):
    pictures = tuple(Picture("image/png", png(size)) for size in ((300, 200), (90, 90), (80, 90)))
    asked = PaperQuestion(1, "看图〔图1〕回答", ("〔图2〕", "〔图3〕"), 2, pictures=pictures)
    text = drawn(tmp_path, PaperSection(QuestionType.SINGLE_CHOICE, (asked,)))[0]
    assert "看图回答（）" in text
    (page, _empty) = PdfReader(tmp_path / "paper.pdf").pages
    assert len(page.images) == 3


def test_a_broken_picture_stops_the_paper_with_the_number_of_its_question(tmp_path):
    asked = PaperQuestion(7, "〔图1〕", pictures=(Picture("image/png", b"no picture"),))
    with pytest.raises(UnprintablePicture, match="第 7 题"):
        drawn(tmp_path, PaperSection(QuestionType.TRUE_FALSE, (asked,)))


def test_the_margin_is_sealed_on_odd_pages_only(tmp_path):
    stems = [f"题干{number}" for number in range(60)]
    texts = drawn(tmp_path, section(QuestionType.SINGLE_CHOICE, stems, OPTIONS))
    sealed = [all(word in text for word in "密封线") for text in texts]
    assert sealed == [page % 2 == 0 for page in range(len(texts))]


def test_fonts_are_embedded(tmp_path):
    drawn(tmp_path, section(QuestionType.TRUE_FALSE, ["王𬱖是党员。"]))
    assert all(fonts(tmp_path / "paper.pdf").values())


def test_an_emoji_is_refused_with_the_number_of_the_question(tmp_path):
    with pytest.raises(UnprintableCharacters, match="第 2 题"):
        drawn(tmp_path, section(QuestionType.TRUE_FALSE, ["好", "好😀"]))


def test_the_key_is_a_document_of_its_own(tmp_path):
    letters = KeySection(
        QuestionType.MULTIPLE_CHOICE,
        tuple(KeyAnswer(number, "ABCD", citation=f"第{number}条") for number in range(1, 14)),
        "选对但不全得一半分",
    )
    words = KeySection(QuestionType.FILL_BLANK, (KeyAnswer(14, "共产主义；三；五", 3),))
    path = tmp_path / "key.pdf"
    assert draw_answer_key(path, AnswerKey("结业考试", "东安", "B", (letters, words))) == 1
    text = flat(page_texts(path)[0])
    assert "结业考试（B卷）参考答案及评分标准" in text
    assert "考试结束前保密" in text
    assert "题号12345678910答案" + "ABCD" * 10 in text
    assert "题号111213答案" + "ABCD" * 3 in text
    assert "13.依据：第13条。" in text
    assert "二、填空题14.共产主义；三；五（3分）" in text
    assert "选对但不全得一半分" in text
    assert all(fonts(path).values())


def test_the_marking_scheme_says_what_earns_which_points(tmp_path):
    answer = KeyAnswer(
        1, "坚持党的领导。", 10, (KeyPoint("党的领导", 4), KeyPoint("群众路线")), "见教材。"
    )
    section = KeySection(QuestionType.SHORT_ANSWER, (answer,))
    path = tmp_path / "key.pdf"
    draw_answer_key(path, AnswerKey("结业考试", "东安", "A", (section,)))
    text = flat(page_texts(path)[0])
    assert "1.坚持党的领导。（10分）要点1：党的领导4分要点2：群众路线见教材。" in text


def test_the_key_shows_the_pictures_of_answers_and_explanations(tmp_path):
    pictures = tuple(Picture("image/png", png(size)) for size in ((300, 200), (90, 90), (80, 90)))
    drawn_answer = KeyAnswer(1, "〔图1〕", 10, explanation="对照〔图2〕。", pictures=pictures)
    letter = KeyAnswer(2, "A", 2, explanation="见〔图1〕", pictures=pictures[2:])
    sections = (
        KeySection(QuestionType.SHORT_ANSWER, (drawn_answer,)),
        KeySection(QuestionType.SINGLE_CHOICE, (letter,)),
    )
    path = tmp_path / "key.pdf"
    draw_answer_key(path, AnswerKey("结业考试", "东安", "A", sections))
    text = flat(page_texts(path)[0])
    assert "1.（10分）对照。" in text and "2.见" in text and "〔图" not in text
    assert len(PdfReader(path).pages[0].images) == 3


def test_a_paper_type_has_no_place_for_an_answer():
    assert not any("answer" in name for name in PaperQuestion.__dataclass_fields__)
