# ruff: noqa: E501  (banks stand here as their authors typed them)
"""What papers, posts and lists of offices bear beside their questions, and how they number them."""

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.formats import read
from dongan_training.bank.formats.plain_text import read_text
from dongan_training.progress import Silent

OPTIONS = "A、三年\nB、四年\nC、五年\nD、六年\n"


def test_the_day_above_each_question_is_no_part_of_its_stem():
    days = ("3月3日  星期一", "3月4日  星期二", "3月5日  星期三", "3月6日  星期四")
    text = "".join(
        f"{day}  每日一题\n【单选题】任期是（ ）。\n{OPTIONS}【答案】C\n" for day in days
    )
    found = read_text(text)
    assert [draft.stem for draft in found.drafts] == ["任期是（ ）。"] * 4
    assert len(found.headings) == 4


def test_questions_counted_in_chinese_begin_anew_under_every_head():
    asked = "".join(f"{n}、第{n}届任期是（ ）。\n{OPTIONS}答案：C（待核）\n" for n in "一二三")
    said = "一、天是蓝的。\n答案：正确\n二、任期（ ）年。\n答案：五\n"
    drafts = read_text(f"第一部分  单选题\n{asked}第二部分  判断题和填空题\n{said}").drafts
    assert [draft.number for draft in drafts] == ["1", "2", "3", "1", "2"]
    assert [draft.stem[:2] for draft in drafts] == ["第一", "第二", "第三", "天是", "任期"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("1、天是蓝的。   答案【错】", (False,)),
        ("1、安全靠______。   答案【人民】", (("人民",),)),
        ("1、怎么办？\n答案【立即报警；保存记录】", ("立即报警；保存记录",)),
        ("1、天是蓝的。\n答案；×", (False,)),
        ("一、判断题\n1、天是蓝的。（V）", (True,)),
    ],
)
def test_a_key_in_a_box_or_behind_a_wrong_sign_leaves_nothing_in_the_stem(line, answer):
    (draft,) = read_text(line + "\n").drafts
    assert draft.answer == answer
    assert "答案" not in draft.stem and "】" not in str(draft.answer)


def test_the_marks_of_examiners_and_page_numbers_are_no_options():
    head = "得分  评卷人\n"
    asked = "".join(f"{n}．任期是（ ）。\n{OPTIONS}答案：C\n" for n in (1, 2))
    found = read_text(f"{head}一、单选题\n{asked}- 2 -\n{head}二、判断题\n1．天是蓝的。\n答案：√\n")
    assert [draft.options[-1:] for draft in found.drafts] == [("六年",), ("六年",), ()]
    assert not any(draft.warnings for draft in found.drafts)


def test_points_below_a_question_are_its_answer():
    points = "1、“四不准”是什么？\n（1）不准开关电器；\n（2）不准点火。\n"
    first = read_text(f"一、简答题\n{points}2、简述甲。\n答：甲。\n").drafts[0]
    assert (first.stem, first.answer) == (
        "“四不准”是什么？",
        ("（1）不准开关电器；\n（2）不准点火。",),
    )
    assert first.warnings


def test_a_number_in_a_list_of_words_counts_on_from_the_questions():
    text = (
        "四、填空题\n21．每____日检查。\n22．每____年换届。\n参考答案\n四、填空题\n21．30\n22．五\n"
    )
    assert [draft.answer for draft in read_text(text).drafts] == [(("30",),), (("五",),)]


def test_ticks_behind_all_options_of_a_multiple_choice_are_its_key():
    ticked = "".join(
        f"{n}、包括（ ）。\nA、甲{'✅' * (n == 2)}\nB、乙✅\nC、丙✅\n" for n in range(1, 7)
    )
    first, second, *_rest = read_text(f"二、多选题\n{ticked}").drafts
    assert (first.answer, second.answer) == (("B", "C"), ("A", "B", "C"))


def test_letters_that_only_some_cells_repeat_are_taken_off(tmp_path):
    path = tmp_path / "题库.csv"
    rows = "温度为（ ）。,A、0～5℃,B、14～24℃,30～35℃,D、40℃以上,B\n任期（ ）年。,三,四,五,六,C\n"
    path.write_text(f"题目,选项A,选项B,选项C,选项D,答案\n{rows}", "utf-8")
    first = read(path, Silent()).drafts[0]
    assert first.options == ("0～5℃", "14～24℃", "30～35℃", "40℃以上")


def test_a_sheet_of_statements_may_call_its_columns_as_offices_do(tmp_path):
    path = tmp_path / "判断.csv"
    path.write_text("序号,表述,正误\n1,天是蓝的。,正\n2,地是方的。,误\n", "utf-8")
    drafts = read(path, Silent()).drafts
    assert [(draft.type, draft.answer) for draft in drafts] == [
        (QuestionType.TRUE_FALSE, (True,)),
        (QuestionType.TRUE_FALSE, (False,)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1、是（ ② ）。\n①细菌   ②病毒   ③寄生虫\n2、有（ ①③ ）。\n①接触   ②电视   ③饮水\n",
        "1、是（ 乙 ）。\n甲、细菌\n乙、病毒\n丙、虫\n2、有（甲丙）。\n甲、接触\n乙、电视\n丙、饮水\n",
        "1、病原是（ ）。\n①细菌\n②病毒\n③虫\n答案：②\n2、途径有（ ）。\n①接触\n②电视\n③饮水\n答案：①③\n",
    ],
)
def test_options_with_other_signs_than_letters_have_their_keys(text):
    assert [draft.answer for draft in read_text(text).drafts] == [("B",), ("A", "C")]


def test_keys_of_such_signs_may_stand_in_a_list():
    asked = "".join(f"{n}、任期是（ ）。\n甲、三年\n乙、五年\n丙、六年\n" for n in range(1, 5))
    found = read_text(asked + "答案\n1、乙  2、丙\n3、甲乙  4、乙\n")
    assert [draft.answer for draft in found.drafts] == [("B",), ("C",), ("A", "B"), ("B",)]


def test_such_signs_without_a_key_stay_as_they_are():
    text = "1、简述步骤。\n答：\n甲、申请；\n乙、审查；\n丙、讨论。\n2、简述甲。\n答：甲。\n"
    assert "乙、审查" in str(read_text(text).drafts[0].answer)


def test_a_line_of_tags_and_key_is_no_part_of_the_stem():
    text = "[是非][是]\n社会和谐是本质属性。\n\n[单选] [B]\n任期是（）\n[A] 三年\n[B] 五年\n"
    assert [(draft.stem, draft.answer) for draft in read_text(text).drafts] == [
        ("社会和谐是本质属性。", (True,)),
        ("任期是（）", ("B",)),
    ]


def test_options_in_the_rows_below_a_stem_stand_beside_heads_and_statements(tmp_path):
    path = tmp_path / "题库.csv"
    choices = "".join(
        f"{n},第{n}届任期是（ ）。,B\n,A、三年,\n,B、五年,\n,C、六年,\n" for n in (1, 2, 3)
    )
    path.write_text(
        f"题号,题目及选项,答案\n,单选题,\n{choices},判断题,\n4,天是蓝的。,√\n5,地是方的。,×\n",
        "utf-8",
    )
    found = read(path, Silent())
    assert [draft.answer for draft in found.drafts] == [("B",)] * 3 + [(True,), (False,)]
    assert not found.problems


def test_a_list_of_keys_may_say_whose_it_is():
    asked = "1、任期是（ ）。\nA、三年\nB、五年\n2、年满____岁。\n"
    text = f"第一周（4月7日）\n{asked}以上试题答案：1、B  2、十八\n第二周（4月14日）\n{asked}本周答案：1.A 2.二十\n"
    found = read_text(text)
    assert [draft.answer for draft in found.drafts] == [("B",), (("十八",),), ("A",), (("二十",),)]
    assert not any(draft.warnings for draft in found.drafts)


def test_a_handbook_may_answer_in_points_and_ask_without_a_question_mark():
    asked = "1.怎样登记？\n（1）持身份证；\n（2）填写表。\n2.简述步骤。\n先申请；再审查。\n3.什么是防卫？\n为了使本人免受侵害。\n"
    drafts = read_text(asked).drafts
    assert [draft.stem for draft in drafts] == ["怎样登记？", "简述步骤。", "什么是防卫？"]
    assert drafts[0].answer == ("（1）持身份证；\n（2）填写表。",)


def test_an_answer_that_begins_with_wei_keeps_it():
    (draft,) = read_text("1、什么是防卫？\n【答案】为了使本人免受侵害。\n").drafts
    assert draft.answer == ("为了使本人免受侵害。",)


def test_what_a_speaker_asks_behind_a_statement_is_no_part_of_it():
    text = "一、判断题\n1、医保卡可以借给亲戚。对还是错？\n答：错。\n2、他的说法对吗？\n答：对。\n"
    assert [draft.stem for draft in read_text(text).drafts] == [
        "医保卡可以借给亲戚。",
        "他的说法对吗？",
    ]


def test_a_sign_at_the_head_of_the_next_line_belongs_to_the_statement_before():
    text = "二、判断题\n1、天是方的。\n( ×)2、地是圆的。\n(√)3、水是湿的。\n(√)\n"
    assert [draft.answer for draft in read_text(text).drafts] == [(False,), (True,), (True,)]


def test_signs_before_their_numbers_stay_with_them():
    text = "二、判断题\n（×）1、天是方的。\n（ ）2、地是圆的。\n（√）3、水是湿的。\n"
    assert [draft.answer for draft in read_text(text).drafts] == [(False,), (), (True,)]


def test_a_type_before_a_stem_is_no_part_of_it():
    text = "### 1. 判断题：天是蓝的。（5分）\n\n- A. 正确\n- B. 错误\n\n> 答案：B\n"
    (draft,) = read_text(text).drafts
    assert (draft.stem, draft.answer) == ("天是蓝的。", (False,))


def test_words_in_brackets_behind_a_blank_are_its_answer_to_be_looked_at():
    (draft,) = read_text("二、填空题\n1. 借书证需要____（办理）后使用。\n").drafts
    assert (draft.stem, draft.answer) == ("借书证需要____后使用。", (("办理",),))
    assert draft.warnings
