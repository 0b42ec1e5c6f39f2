import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.answer_key_sheet import (
    AnswerKey,
    KeyAnswer,
    KeySection,
    draw_answer_key,
)
from dongan_training.exam.paper_sheet import (
    ExamPaper,
    PaperQuestion,
    PaperSection,
    draw_exam_paper,
)
from dongan_training.printing.fonts import UnprintableCharacters
from tests.printing.reading import flat, fonts, outline, page_texts

OPTIONS = (
    "参加党的有关会议",
    "阅读党的有关文件",
    "接受党的教育和培训",
    "在党的会议上有根据地批评任何党员",
)


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


def drawn(tmp_path, *sections, **changes):
    path = tmp_path / "paper.pdf"
    count = draw_exam_paper(path, paper(*sections, **changes))
    texts = [flat(text) for text in page_texts(path)]
    assert len(texts) == count
    return texts


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
    draw_exam_paper(path, paper(choices, section(QuestionType.TRUE_FALSE, ["题干"], first=21)))
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
def test_options_take_as_few_lines_as_their_width_allows(options, lines):
    from dongan_training.exam.paper_sheet import LEFT, _options

    assert len(_options(options, LEFT + 8, ".")) == lines


@pytest.mark.parametrize(
    "stem", ["自（ ）起施行。", "自( )起施行。", "自（　　）起施行。", "自（___）起施行。"]
)
def test_empty_brackets_of_the_bank_get_one_shape(stem):
    from dongan_training.exam.paper_sheet import _stem

    assert _stem(stem, QuestionType.SINGLE_CHOICE) == "自（　　）起施行。"


def test_a_stem_without_brackets_gets_them_only_where_one_answers_in_brackets():
    from dongan_training.exam.paper_sheet import _stem

    assert _stem("对吗？", QuestionType.TRUE_FALSE) == "对吗？（　　）"
    assert _stem("理想是____。", QuestionType.FILL_BLANK) == "理想是____。"


def test_the_other_punctuation_is_possible(tmp_path):
    text = drawn(tmp_path, section(QuestionType.SINGLE_CHOICE, ["题干"], OPTIONS), mark="、")[0]
    assert "1、题干" in text and "A、参加" in text


def test_a_question_longer_than_a_page_is_printed_whole(tmp_path):
    stem = "材料" * 2000
    texts = drawn(tmp_path, section(QuestionType.SHORT_ANSWER, [stem]))
    assert sum(text.count("材料") for text in texts) == 2000


def test_room_for_an_answer_stays_blank(tmp_path):
    asked = PaperSection(
        QuestionType.SHORT_ANSWER,
        tuple(PaperQuestion(number, "请谈谈体会。", points=10, room=110) for number in (1, 2, 3)),
    )
    assert len(drawn(tmp_path, asked)) == 2


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
        QuestionType.MULTIPLE_CHOICE, tuple(KeyAnswer(number, "ABCD") for number in range(1, 14))
    )
    words = KeySection(QuestionType.FILL_BLANK, (KeyAnswer(14, "共产主义；三；五"),))
    path = tmp_path / "key.pdf"
    key = AnswerKey("结业考试", "东安", "B", (letters, words), rule="选对但不全得一半分。")
    assert draw_answer_key(path, key) == 1
    text = flat(page_texts(path)[0])
    assert "结业考试（B卷）参考答案" in text
    assert "考试结束前保密" in text
    assert "题号12345678910答案" + "ABCD" * 10 in text
    assert "题号111213答案" + "ABCD" * 3 in text
    assert "二、填空题14.共产主义；三；五" in text
    assert "选对但不全得一半分。" in text
    assert all(fonts(path).values())


def test_a_paper_type_has_no_place_for_an_answer():
    assert not any("answer" in name for name in PaperQuestion.__dataclass_fields__)
