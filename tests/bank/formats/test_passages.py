# ruff: noqa: E501  (banks stand here as their authors typed them)
"""Passages with sub-questions, marking points, order-free blanks and tags, as people type them."""

import pytest

from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.formats.plain_text import read_text
from tests.bank.formats.test_habits import assert_all_explained

TEXT = "某村党支部三年没有开过党员大会，村务公开栏也是空的。\n村民意见很大。"
PASSAGE = TEXT


def asked(text):
    assert_all_explained(text)
    return [(one.stem, one.answer, one.passage) for one in read_text(text).drafts]


BELOW = (
    "六、材料分析题\n材料一\n{text}\n问题：\n（1）材料反映了什么问题？\n答案：组织生活不正常。\n"
    "（2）应当怎样整改？\n答案：按期开会。\n",
    "六、材料分析题（每题10分）\n1. {text}\n（1）材料反映了什么问题？\n答：组织生活不正常。\n（2）应当怎样整改？\n答：按期开会。\n",
    "六、材料分析题\n1. {text}\n问题：（1）材料反映了什么问题？\n（2）应当怎样整改？\n答案：（1）组织生活不正常。\n（2）按期开会。\n",
    "六、材料题\n阅读下列材料，回答问题。\n{text}\n1.材料反映了什么问题？\n答案：组织生活不正常。\n2.应当怎样整改？\n答案：按期开会。\n",
    "六、材料分析题\n材料一：{text}\n问题：\n（1）材料反映了什么问题？\n（2）应当怎样整改？\n"
    "参考答案\n六、材料分析题\n材料一\n（1）组织生活不正常。\n（2）按期开会。\n",
)  # fmt: skip


@pytest.mark.parametrize("text", BELOW)
def test_the_questions_below_a_passage_share_it_and_get_their_own_answers(text):
    assert asked(text.format(text=TEXT)) == [
        ("材料反映了什么问题？", ("组织生活不正常。",), PASSAGE),
        ("应当怎样整改？", ("按期开会。",), PASSAGE),
    ]


def test_choices_may_stand_below_a_passage_anywhere_in_a_paper():
    text = (
        f"一、单选题\n1、任期是（ ）。\nA.三年\nB.五年\n答案：B\n阅读以下材料，回答2-3题。\n{TEXT}\n"
        "2、党员大会一般（ ）开一次。\nA.每月\nB.每季度\n答案：B\n"
        "3、村务公开（ ）。\nA.可以不做\nB.必须做\n答案：B\n"
        "4、党课（ ）。\nA.要上\nB.不上\n答案：A\n"
    )
    assert [passage for _stem, _key, passage in asked(text)] == [None, PASSAGE, PASSAGE, None]


def test_several_passages_follow_each_other():
    text = "六、材料分析题\n" + "".join(
        f"{n}. 第{n}段材料说的是某村的事情。\n（1）说明了什么？\n答：说明{n}。\n（2）怎么办？\n答：办法{n}。\n"
        for n in (1, 2, 3)
    )
    found = asked(text)
    assert [passage for _stem, _key, passage in found] == [
        f"第{n}段材料说的是某村的事情。" for n in (1, 1, 2, 2, 3, 3)
    ]
    assert [key for _stem, key, _passage in found[4:]] == [("说明3。",), ("办法3。",)]


def test_a_passage_that_asks_by_itself_is_one_question():
    text = f"六、材料分析题\n1. {TEXT}请谈谈你的看法。\n答案：应当整改。\n"
    assert asked(text) == [(f"{TEXT}请谈谈你的看法。", ("应当整改。",), None)]


def test_a_passage_nobody_asks_about_is_a_problem():
    text = f"六、材料分析题\n材料一\n{TEXT}\n七、简答题\n1、简述党员义务。\n答：见党章。\n"
    assert_all_explained(text)
    reading = read_text(text)
    assert [one.message for one in reading.problems] == ["这段材料下面没有小题，没有导入。"]
    assert len(reading.drafts) == 1


POINTS = (MarkingPoint("按期换届", 2.0), MarkingPoint("公开选举", 3.0))


@pytest.mark.parametrize(
    ("answer", "marking"),
    [
        ("答：（1）按期换届（2分）；（2）公开选举（3分）。", POINTS),
        ("答案：①按期换届。（2分）②公开选举。（3分）", POINTS),
        ("答：按期换届（2分）\n公开选举（3分）", POINTS),
        (
            "要点：①按期换届；②公开选举。",
            (MarkingPoint("按期换届"), MarkingPoint("公开选举")),
        ),
        ("答：先按期换届，再公开选举。\n评分标准：1.按期换届（2分）\n2.公开选举（3分）", POINTS),
        ("评分标准：按期换届（2分）；公开选举（3分）", POINTS),
        ("答：（1）按期换届；（2）公开选举。", ()),
    ],
)
def test_marking_points_are_found_where_the_answer_tells_them(answer, marking):
    text = f"五、简答题\n1、简述支部换届的要求。\n{answer}\n2、简述党员的义务。\n答：见党章。\n"
    assert_all_explained(text)
    first, second = read_text(text).drafts
    assert first.marking == marking
    assert first.answer
    assert second.marking == ()


@pytest.mark.parametrize(
    "question",
    [
        "1、三会一课包括____和____等。\n答案：党课|党员大会（顺序不限）",
        "1、三会一课包括____和____等。（不分先后）\n答案：党课|党员大会",
        "1、三会一课包括____和____等。\n答案：党课；党员大会，顺序可调换",
    ],
)
def test_blanks_in_any_order_are_told_by_a_remark(question):
    (found,) = read_text(f"四、填空题\n{question}\n").drafts
    assert (found.stem, found.answer, found.order_free) == (
        "三会一课包括____和____等。",
        (("党课",), ("党员大会",)),
        True,
    )


def test_tags_are_kept_apart_from_the_chapter():
    (found,) = read_text("1、可以退党。（√）\n知识点：党员权利\n【标签】党章、权利\n").drafts
    assert (found.chapter, found.tags) == ("党员权利", ("党章", "权利"))


def test_text_is_read_without_any_file_and_judged():
    reading = read_text("1、任期是（ ）。\nA.三年\nB.五年\n答案：C\n")
    assert [str(one.kind) for one in reading.problems] == ["unknown_option"]
    assert read_text("").drafts == []


def test_a_passage_that_names_the_next_question_begins_even_below_a_difficulty():
    text = "六、材料题\n" + "".join(
        f"阅读下列材料，回答{n}-{n}题。\n第{n}段材料说的是某村的事情。\n"
        f"{n}．【判断题】第{n}段说的是某村。\n答案：√\n解析：见材料。\n难度：中\n"
        for n in (1, 2)
    )
    drafts = read_text(text).drafts
    assert [one.passage for one in drafts] == [f"第{n}段材料说的是某村的事情。" for n in (1, 2)]
    assert [one.difficulty for one in drafts] == ["中", "中"]
