# ruff: noqa: E501  (banks stand here as their authors typed them)
"""GIFT and Aiken as teachers and other systems write them."""

import pytest

from dongan_training.bank.drafts import Draft, ProblemKind, QuestionType, Reading
from dongan_training.bank.formats import read
from dongan_training.bank.writers import WRITERS
from dongan_training.progress import Silent
from tests.bank.formats.test_habits import found_in
from tests.bank.questions import png


def gift(folder, text: str, name: str = "题库.gift") -> Reading:
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path, Silent())


@pytest.mark.parametrize("name", ["题库.gift", "题库.txt"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("任期是几年？{=三年 ~四年 ~五年}", ("single", 3, ("A",))),
        ("任期是几年？{\n\t~四年 # 不对\n\t=三年\n}", ("single", 2, ("B",))),
        ("下列属于处分的是：{~%50%警告 ~%50%开除党籍 ~%-100%罚款}", ("multi", 3, ("A", "B"))),
        ("党员可以退党。{T}", ("truth", 0, (True,))),
        ("党员可以不交党费。{FALSE#应当按期交纳}", ("truth", 0, (False,))),
        ("任期是几年？{=三年 =3年}", ("fill", 0, (("三年", "3年"),))),
        ("任期{=三年}届满。", ("fill", 0, (("三年",),))),
        ("条例共有多少条？{#158}", ("fill", 0, (("158",),))),
        ("条例大约有多少条？{#158:2}", ("fill", 0, (("156~160",),))),
        ("条例大约有多少条？{#150..160}", ("fill", 0, (("150~160",),))),
        ("谈谈你的认识。{}", ("short", 0, ())),
    ],
)  # fmt: skip
def test_every_type_we_have_is_read(tmp_path, text, found, name):
    if text.endswith("{}") and name.endswith("txt"):
        text = f"::1::{text}"
    assert found_in(gift(tmp_path, text, name)) == (found,)


def test_a_word_that_is_missing_leaves_a_blank(tmp_path):
    assert gift(tmp_path, "任期{=三年}届满。").drafts[0].stem == "任期____届满。"


def test_categories_titles_tags_and_feedback_find_their_place(tmp_path):
    text = (
        "$CATEGORY: $course$/top/第一章 总则\n\n// [tag:纪律] [tag:党章]\n"
        "::12::党的纪律处分有几种？{=五种#对 ~四种#少了一种 ####见第八条。}"
    )
    draft = gift(tmp_path, text).drafts[0]
    assert (draft.chapter, draft.number, draft.tags) == ("第一章 总则", "12", ("纪律", "党章"))
    assert draft.explanation == "见第八条。\nA：对\nB：少了一种"


def test_escaped_signs_are_signs(tmp_path):
    draft = gift(tmp_path, r"1\=1 \{集合\} a\:b \~ 100\# \\n？\n第二行{=对 ~不\=}").drafts[0]
    assert draft.stem == "1=1 {集合} a:b ~ 100# \\n？\n第二行"
    assert draft.options == ("对", "不=")


def test_html_is_read_as_text(tmp_path):
    text = "[html]<p>面积是 5 m<sup>2</sup>&nbsp;吗？</p><p>请选择</p>{=<b>是</b> ~否}"
    draft = gift(tmp_path, text).drafts[0]
    assert draft.stem == "面积是 5 m²\u00a0吗？\n请选择"
    assert draft.options == ("是", "否")


def test_types_we_have_not_are_counted_by_name(tmp_path):
    pair = "连一连{=甲->乙 =丙->丁}"
    found = gift(tmp_path, f"{pair}\n\n{pair}！\n\n党员可以退党。{{T}}")
    assert [problem.message for problem in found.problems] == [
        "匹配题 2 道，本程序没有这种题型，没有导入。"
    ]
    assert found.problems[0].kind is ProblemKind.UNSUPPORTED_TYPE
    assert len(found.drafts) == 1


def test_a_brace_that_is_never_closed_costs_one_question(tmp_path):
    found = gift(tmp_path, "甲甲甲甲{=一\n\n乙乙乙乙{T}\n\n丙丙丙丙{F}")
    assert [draft.stem for draft in found.drafts] == ["乙乙乙乙", "丙丙丙丙"]
    assert [str(problem.kind) for problem in found.problems] == ["not_a_question"]


def test_an_answer_worth_a_part_is_left_out_and_named(tmp_path):
    draft = gift(tmp_path, "首都是哪里？{=北京 =%50%京城}").drafts[0]
    assert draft.answer == (("北京",),)
    assert "京城" in draft.warnings[0]


def test_text_with_braces_is_no_gift(tmp_path):
    text = "1、集合{1,2}的子集有几个？（ ）\nA.2\nB.4\n答案：B\n\n2、任期是（ ）。\nA.甲\nB.乙\n答案：A"
    assert found_in(gift(tmp_path, text, "题库.txt")) == (
        ("single", 2, ("B",)),
        ("single", 2, ("A",)),
    )


AIKEN = "党支部每届任期是几年？\nA. 三年\nB. 五年\nANSWER: A\n\n党章有\n几章？\nA) 十章\nB) 十一章\nANSWER: B\n"


def test_aiken_is_read(tmp_path):
    found = gift(tmp_path, AIKEN, "题库.txt")
    assert found.format == "aiken"
    assert found_in(found) == (("single", 2, ("A",)), ("single", 2, ("B",)))
    assert found.drafts[1].stem == "党章有\n几章？"
    assert found.drafts[0].type is QuestionType.SINGLE_CHOICE


def test_what_is_not_wholly_aiken_is_read_as_text(tmp_path):
    found = gift(tmp_path, f"{AIKEN}\n3、党员可以退党。（√）\n", "题库.txt")
    assert found.format == "txt"
    assert ("truth", 0, (True,)) in found_in(found)


def test_the_picture_of_a_model_answer_comes_back_under_its_own_number(tmp_path):
    draft = Draft(
        QuestionType.SHORT_ANSWER,
        "画出〔图1〕中的组织。",
        answer=("如〔图2〕。",),
        explanation="又见〔图3〕。",
        pictures=(png(1), png(2), png(3)),
    )
    path = tmp_path / "题库.gift"
    path.write_bytes(WRITERS["gift"]([draft]))
    (again,) = read(path, Silent()).drafts
    assert (again.stem, again.answer, again.explanation) == (
        draft.stem,
        draft.answer,
        draft.explanation,
    )
    assert again.pictures == draft.pictures


def test_a_key_that_looks_like_a_pair_to_match_comes_back_and_is_no_pair_for_others(tmp_path):
    draft = Draft(QuestionType.FILL_BLANK, "流程是____。", answer=(("甲->乙", "甲->丙"),))
    path = tmp_path / "题库.gift"
    path.write_bytes(WRITERS["gift"]([draft]))
    assert "\t=甲→乙\n" in path.read_text()
    (again,) = read(path, Silent()).drafts
    assert (again.type, again.answer) == (draft.type, draft.answer)
