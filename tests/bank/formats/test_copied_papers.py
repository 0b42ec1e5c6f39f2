"""Habits of papers copied from sites and apps, in banks of our own words."""

import pytest

from dongan_training.bank.drafts import Draft
from dongan_training.bank.formats.plain_text import read_text

FRUIT = ("苹果", "白菜", "小麦")


def drafts(text: str) -> list[Draft]:
    return list(read_text(text).drafts)


@pytest.mark.parametrize("other", ["  ", "× ", "□ "])
def test_a_tick_among_options_without_letters_is_the_key_and_a_picture_leads_what_explains(other):
    asked = (
        f"{{}}. [x{{}}] 哪一种是水果？\n  ✓ 苹果\n  {other}白菜\n  {other}小麦\n  📖 长在树上。\n\n"
    )
    read = drafts("".join(asked.format(n, n) for n in (1, 2)))
    assert [(one.options, one.answer) for one in read] == [(FRUIT, ("A",))] * 2
    assert [one.explanation for one in read] == ["长在树上。"] * 2


def test_a_hint_led_by_a_picture_is_no_answer():
    reading = read_text(
        "1. 急弯\n   前方道路有急弯。\n   💡 提前减速。\n2. 直路\n   没有弯。\n   💡 好走。"
    )
    assert not reading.drafts
    assert [problem.line for problem in reading.problems] == [1, 4]


def test_keys_without_numbers_go_to_the_questions_in_their_order_and_say_so():
    asked = "1. 水果是（ ）。\nA. 苹果\nB. 白菜\n②、粮食是（ ）。\nA. 石头\nB. 小麦\n参考答案\nA\nB"
    read = drafts(asked)
    assert [one.answer for one in read] == [("A",), ("B",)]
    assert all("按先后顺序" in one.warnings[-1] for one in read)
    assert read[-1].options == ("石头", "小麦")


def test_an_answer_that_begins_with_a_digit_belongs_to_the_next_number():
    blanks = "1.处分有____。\n2.火警是____，急救是____。\n3.消防日是____月____日。"
    asked = f"填空题\n{blanks}\n判断题\n1.对吗。"
    keys = "答案\n填空题\n1.留党察看\n2.119、120\n3.11、9\n判断题\n1.√"
    read = drafts(f"{asked}\n{keys}")
    assert [one.answer for one in read] == [
        (("留党察看",),),
        (("119",), ("120",)),
        (("11",), ("9",)),
        (True,),
    ]


def test_an_answer_that_holds_a_decimal_keeps_it_where_the_next_number_still_comes():
    asked = "一、简答题\n1.这是什么？\n2.那是什么？\n参考答案\n1.长的：\n2.5米以上\n2.短的"
    assert [one.answer for one in drafts(asked)] == [("长的：\n2.5米以上",), ("短的",)]


def test_keys_stand_below_the_words_of_copied_papers():
    asked = "一、判断题\n1.苹果是水果。\n2.石头是水果。\n本次试卷答案如下：\n一、判断题\n1.√\n2.×"
    assert [one.answer for one in drafts(asked)] == [(True,), (False,)]


def test_an_answer_in_words_ends_where_the_next_number_leaves_a_blank_and_has_its_own_key():
    text = "1.支部每____开会。答案：月2.国家的根本制度是____制度。答案：人民代表大会"
    assert [one.answer for one in drafts(text)] == [(("月",),), (("人民代表大会",),)]


def test_a_key_may_follow_an_option_that_ends_like_a_word_of_possession():
    (draft,) = drafts("1.哪些人可以参加？A.年龄超过35岁的B.住在乡下的答案：AB解析：都可以。")
    assert (draft.options, draft.answer) == (("年龄超过35岁的", "住在乡下的"), ("A", "B"))


def test_a_stem_may_begin_with_the_letters_of_two_people():
    (draft,) = drafts("10.A、B两村发生纠纷，应当（ ）。A.调解B.回避C.等待答案：A")
    assert draft.stem == "A、B两村发生纠纷，应当（ ）。"
    assert draft.options == ("调解", "回避", "等待")


def test_a_number_stands_before_a_digit_too_where_it_is_the_next_one():
    text = "4.苹果是水果。()\n答案:对。解析:长在树上。\n5.2米高的树算高。()\n答案:错。"
    assert [one.stem for one in drafts(text)] == ["苹果是水果。()", "2米高的树算高。()"]


def test_keys_one_below_the_other_need_no_head():
    asked = "\n".join(f"{n}. 水果是（ ）。\nA. 苹果\nB. 白菜" for n in (1, 2, 3))
    read = drafts(f"{asked}\n\n* 1 AB\n* 2 A\n* 3 B")
    assert [one.answer for one in read] == [("A", "B"), ("A",), ("B",)]


@pytest.mark.parametrize("right, wrong", [("T", "F"), ("√", "×"), ("对", "错")])
def test_a_verdict_behind_empty_brackets_is_the_key(right, wrong):
    text = f"三、判断题\n1. 苹果是水果。   （  ）{right}\n2. 石头是水果。（  ）{wrong}"
    assert [(one.stem, one.answer) for one in drafts(text)] == [
        ("苹果是水果。", (True,)),
        ("石头是水果。", (False,)),
    ]


def test_a_letter_alone_in_brackets_below_the_options_is_the_key():
    asked = "{}. 水果是（ ）。\nA. 苹果\nB. 白菜\n({})\n"
    read = drafts("".join(asked.format(n, "ABB"[n]) for n in range(3)))
    assert [one.answer for one in read] == [("A",), ("B",), ("B",)]


def test_a_chapter_before_the_number_goes_with_the_question():
    one = "【第{}章】{}．水果是（ ）。\nA. 苹果\nB. 白菜\n答案：A\n"
    read = drafts("".join(one.format("一二三"[n], n + 1) for n in range(3)))
    assert [(draft.number, draft.chapter) for draft in read] == [
        ("1", "第一章"),
        ("2", "第二章"),
        ("3", "第三章"),
    ]


def test_a_bare_chapter_and_a_card_of_answers_are_heads_and_no_part_of_an_option():
    text = (
        "26章：\n1.任期是几年（ A ）。\nA.五年\nB.三年\n\n"
        "27章：\n1.谁主持支部（ B ）？\nA.村民\nB.书记\n"
        "28章\n1.何时开会（ ）？\nA.每月\nB.每年\n答题卡（参考答案）\n1.A\n"
    )
    assert [one.options for one in drafts(text)] == [
        ("五年", "三年"),
        ("村民", "书记"),
        ("每月", "每年"),
    ]


def test_a_key_in_brackets_on_a_line_of_its_own_leaves_no_gap_behind():
    told = "[单选] [C]\n和平与发展的时代主题是理论形成的（）\n[A] 经验\n[B] 实践\n[C] 背景\n\n"
    (one, *_rest) = drafts(told + told.replace("C]\n和平", "A]\n战争"))
    assert one.stem == "和平与发展的时代主题是理论形成的（）"
    assert one.answer == ("C",)
