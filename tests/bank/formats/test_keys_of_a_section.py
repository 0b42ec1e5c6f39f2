"""Where the answers of one question end: at the next thing, whatever that is, or with a word."""

import pytest

from dongan_training.bank.formats.plain_text import read_text

FILLED = """四、填空题
1、Word 中撤消的快捷键是____。
2、Excel 中求平均值的函数是____。
3、存储的最小单位是____，基本单位是____。
4、主送机关写在正文之____。
答案：1.Ctrl+Z  2.AVERAGE  3.位 字节  4.上
"""
SAFETY = """一、填空题
1、安全月在每年的____月。
2、安全电压一般指____伏。
3、要保护人民的____。
答案：{keys}
"""


def answers(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [draft.answer for draft in read_text(text).drafts]


def test_one_line_below_a_section_answers_all_its_blanks_in_words():
    assert answers(FILLED) == [
        (("Ctrl+Z",),),
        (("AVERAGE",),),
        (("位",), ("字节",)),
        (("上",),),
    ]


@pytest.mark.parametrize("keys", ["1.6 2.36 3.生命", "1.6；2.36；3.生命", "1、6 2、36 3、生命"])
def test_numbers_as_answers_are_told_from_the_numbers_of_questions(keys):
    assert answers(SAFETY.format(keys=keys)) == [(("6",),), (("36",),), (("生命",),)]


def test_numbered_answers_that_do_not_fit_the_questions_are_left_to_the_last_one():
    (*_others, last) = read_text(SAFETY.format(keys="1.6 3.生命")).drafts
    assert last.answer == (("1.6 3.生命",),)
    assert [draft.answer for draft in _others] == [(), ()]


def test_a_question_with_as_many_blanks_keeps_its_numbered_answers():
    text = "1、国旗是____。\n2、党旗由____和____组成。\n答案：1.旗面 2.党徽\n"
    assert answers(text) == [(), (("旗面",), ("党徽",))]


@pytest.mark.parametrize("below", ["下面是风险题", "编辑：小赵\n阅读 1203", "感谢参加！"])
def test_what_stands_below_a_complete_answer_is_told_of_and_no_answer(below):
    (draft,) = read_text(f"1、燃烧需要____和____。\n答案：助燃物、点火源\n{below}\n").drafts
    assert draft.answer == (("助燃物",), ("点火源",))
    assert draft.explanation == below
    assert any("没有当作答案" in warning for warning in draft.warnings)


def test_several_lines_for_one_blank_are_told_of():
    (draft,) = read_text("1、燃烧需要____。\n答案：助燃物\n感谢参加！\n").drafts
    assert any("写成了几行" in warning for warning in draft.warnings)


def test_a_colon_alone_on_its_line_belongs_to_the_word_above():
    text = "1.任期是（ ）。\nA三年\nB五年\n2.党员可以（ ）。\nA退党\nB入团\n答案\n：\n1.B2.A"
    assert answers(text) == [("B",), ("A",)]
    assert read_text(text).drafts[1].options == ("退党", "入团")


def test_a_key_before_the_number_stays_a_key_where_it_recurs():
    stems = ("主刑有（ ）。", "义务有（ ）。", "原则有（ ）。")
    text = "".join(
        f"（ABC）{n}．{stem}\nA．甲  B．乙  C．丙  D．丁\n" for n, stem in enumerate(stems, 1)
    )
    assert answers(text) == [("A", "B", "C")] * 3


def test_two_questions_with_one_number_are_told_of_where_keys_stand_apart():
    asked = "".join(
        f"{n}、党员{at}号是（ ）。\nA、甲\nB、乙\n" for at, n in enumerate((1, 3, 3, 4), 1)
    )
    drafts = read_text(f"一、单选题\n{asked}参考答案\n一、单选题\n1.A 2.B 3.A 4.B\n").drafts
    told = ["出现了两次" in "".join(draft.warnings) for draft in drafts]
    assert told == [False, True, True, False]


def test_a_number_that_leaps_ahead_takes_no_later_question_with_it_silently():
    asked = [f"{n}、第{n}期的学习要记____。\n答案：笔记" for n in (1, 12, 3)]
    drafts = read_text("一、填空题\n" + "\n".join(asked)).drafts
    told = "\n".join(draft.source for draft in drafts if draft.warnings)
    assert len(drafts) == 3 or all(one.split("\n")[0] in told for one in asked[1:])


def test_answers_of_every_section_in_lines_of_their_own_below_the_word():
    text = """一、填空题
1、双拥城每____年评一次。
2、事务部成立于____年。
二、简答题
1、主要任务是什么？

答案
一、填空题：1、四  2、2018
二、简答题：1、走访优抚对象；化解矛盾。
"""
    assert answers(text) == [(("四",),), (("2018",),), ("走访优抚对象；化解矛盾",)]


def test_the_next_part_with_its_first_question_is_no_list_of_answers():
    part = "二、填空题：1、党旗由____组成。 2、党徽由____组成。"
    asked = "1、任期是（ ）。\nA、三年  B、五年\n2、党员可以（ ）。\nA、退党  B、入团\n"
    reading = read_text(f"一、单选题\n{asked}答案：1.B  2.A\n{part}\n")
    assert [draft.answer for draft in reading.drafts] == [("B",), ("A",), (), ()]


def test_a_list_of_words_whose_last_answer_fills_its_blanks_is_of_the_section():
    text = "1、实施期至____年。\n2、距房屋不小于____米，距水井____米。\n答案：1.2025   2.2，30\n"
    assert answers(text) == [(("2025",),), (("2",), ("30",))]


def test_the_only_answer_of_a_part_needs_no_number():
    asked = "四、填空题\n1、应在____日内建档。\n2、属地____。\n五、简答题\n1、如何开展走访？\n"
    text = f"{asked}答案\n四、填空题：1.30、2.落实\n五、简答题：建立台账；定期走访\n"
    assert answers(text) == [(("30",),), (("落实",),), ("建立台账；定期走访",)]


def test_the_title_of_a_paper_with_its_answers_opens_them():
    asked = "一、填空题\n1．保存____小时。\n二、简答题\n2．仓库有什么要求？\n"
    text = f"{asked}\n小作坊考核试卷（A卷）参考答案\n一、填空题\n1．48\n二、简答题\n2．离地离墙。\n"
    assert answers(text) == [(("48",),), ("离地离墙。",)]
