"""What people copy: messages of a chat, handbooks of questions, answers with their reasons."""

import pytest
import xlsxwriter

from dongan_training.bank.formats import read
from dongan_training.bank.formats.plain_text import read_text
from dongan_training.progress import Silent

CHOICE = "{n}、第{n}天学什么（）。\nA、党章\nB、条例\n"
HANDBOOK = """第一部分  党的建设
一、什么是“三重一大”？
重大事项决策、重要干部任免。
大额资金的使用。
二、述职评议的重点？
1.履行第一责任；2.存在的问题。
三、评议分几级？
A、B、C、D四级。
第二部分  政策
一、高龄津贴多少岁发放？
80周岁。
"""


@pytest.mark.parametrize("sent", ["综治办小李  09:0{n}", "小李 2025/5/20 9:0{n}:11", "上午9:0{n}"])
def test_who_sent_a_message_and_when_is_no_part_of_an_option(sent):
    text = "\n\n".join(f"{sent}\n{CHOICE}".format(n=n) for n in range(1, 5))
    assert [draft.options for draft in read_text(text).drafts] == [("党章", "条例")] * 4


@pytest.mark.parametrize("printed", ["得分  评卷人", "- 2 -", "第 2 页 共 5 页"])
def test_what_papers_bear_beside_the_questions_is_no_part_of_an_option(printed):
    found = read_text(f"{CHOICE.format(n=1)}{printed}\n{CHOICE.format(n=2)}")
    assert [draft.options for draft in found.drafts] == [("党章", "条例")] * 2


def test_times_to_choose_from_stay_options():
    text = "1、几点开会（ ）。\n早上 8:00\n上午 9:00\n下午 3:00\n答案：B\n"
    (draft,) = read_text(text).drafts
    assert draft.options == ("早上 8:00", "上午 9:00", "下午 3:00")


def test_a_handbook_of_questions_needs_no_word_for_its_answers():
    drafts = read_text(HANDBOOK).drafts
    assert [(draft.number, draft.answer[0].replace("\n", "|")) for draft in drafts] == [
        ("1", "重大事项决策、重要干部任免。|大额资金的使用。"),
        ("2", "1.履行第一责任；2.存在的问题。"),
        ("3", "A、B、C、D四级。"),
        ("1", "80周岁。"),
    ]
    assert drafts[0].stem == "什么是“三重一大”？"


def test_words_below_each_other_that_end_no_sentence_are_not_taken_for_answers():
    asked = [f"{n}、首都{n}是哪里？\n北京\n上海\n广州" for n in range(1, 5)]
    assert not any(draft.answer for draft in read_text("\n".join(asked)).drafts)


def test_a_letter_and_its_reason_need_no_word_between_them():
    text = "1、先做什么（ ）。\nA、上报\nB、离开\n答案：A。依据办法第三条，应当立即上报。\n"
    (draft,) = read_text(text).drafts
    assert (draft.answer, draft.explanation) == (("A",), "依据办法第三条，应当立即上报。")


def test_letters_before_the_texts_they_mean_are_the_key():
    text = (
        "1、哪些违规（ ）。\nA、代客输密码\nB、锁屏\nC、私借印章\n答案：AC:代客输密码;私借印章;\n"
    )
    (draft,) = read_text(text).drafts
    assert draft.answer == ("A", "C")


def test_questions_that_follow_each_other_within_an_answer_are_parted():
    text = """345.分配制度是什么?
答:按劳分配为主体。346世界的主题是什么? 答:和平与发展。347.基本内容是什么?
答“一国两制”的构想。
"""
    drafts = read_text(text).drafts
    assert [draft.answer for draft in drafts] == [
        ("按劳分配为主体。",),
        ("和平与发展。",),
        ("“一国两制”的构想。",),
    ]


def test_a_question_within_an_answer_is_told_of():
    text = "348.针对什么提出?\n答:台湾问题。350.关系的基础是什么?\n\n答:一个中国原则。\n"
    (draft,) = read_text(text).drafts
    assert any("另一道题" in warning for warning in draft.warnings)


def test_a_bank_in_one_column_of_a_sheet_keeps_its_heads(tmp_path):
    path = tmp_path / "财务题.xlsx"
    rows = ["财务知识题", "一、单选题", "1.收支应当（A）。", "A.日清月结  B.年终算", "二、填空题",
            "2.财务公开栏每（季度）公布一次。", "3.支出由（财政）下拨。"]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, rows)
    reading = read(path, Silent())
    assert [draft.answer for draft in reading.drafts] == [("A",), (("季度",),), (("财政",),)]
    assert [problem.text for problem in reading.problems] == ["财务知识题"]


def test_a_sheet_without_a_head_row_keeps_the_types_of_its_sections(tmp_path):
    path = tmp_path / "题.xlsx"
    stems = [f"发展党员要经过第{n}次审查" for n in range(1, 5)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "一、单选题")
        for place, stem in enumerate(stems, 1):
            sheet.write_row(place, 0, [f"{stem}（ ）", "甲", "乙", "丙", "丁", "ABCD"[place - 1]])
        sheet.write(5, 0, "二、多选题")
        for place, stem in enumerate(stems, 6):
            sheet.write_row(place, 0, [f"{stem}要看（ ）", "甲", "乙", "丙", "丁", "AB"])
    drafts = read(path, Silent()).drafts
    assert [draft.section for draft in drafts] == ["一、单选题"] * 4 + ["二、多选题"] * 4


def test_the_day_above_each_question_of_a_series_is_no_part_of_it():
    days = zip((3, 4, 5), "一二三", strict=True)
    text = "\n\n".join(
        f"3月{day}日 星期{name} 每日一题\n【单选题】要学{day}遍的是（ ）。\nA. 党章\nB. 条例\n答案B"
        for day, name in days
    )
    assert [draft.stem for draft in read_text(text).drafts] == [
        f"要学{day}遍的是（ ）。" for day in (3, 4, 5)
    ]


def test_a_day_that_answers_is_no_head():
    asked = [f"{n}、第{n}部法规何时施行？\n2012年12月{n}日" for n in range(1, 5)]
    drafts = read_text("\n".join(asked)).drafts
    assert [draft.answer for draft in drafts] == [(f"2012年12月{n}日",) for n in range(1, 5)]


def test_chinese_numbers_count_questions_where_each_asks():
    asked = [f"{n}、火警电话是第（ ）个。\nA、110\nB、119\n答案：B" for n in "一二三四"]
    drafts = read_text("第一部分  单选题\n" + "\n".join(asked)).drafts
    assert [(draft.number, draft.stem) for draft in drafts] == [
        (str(n), "火警电话是第（ ）个。") for n in range(1, 5)
    ]


def test_chinese_numbers_of_chapters_stay_heads():
    chapter = "{o}、森林防火\n1、火警电话是（ ）。\nA、110\nB、119\n答案：B\n2、水能灭火。（√）\n"
    drafts = read_text("".join(chapter.format(o=o) for o in "一二三四")).drafts
    assert [draft.number for draft in drafts] == ["1", "2"] * 4


@pytest.mark.parametrize(("slip", "number"), [("1O.", "10"), ("1o、", "10"), ("lO.", "10")])
def test_letters_typed_for_digits_count_on(slip, number):
    asked = [f"{n}.党员{n}号做什么（ ）。\nA、甲\nB、乙\n答案：A\n" for n in range(7, 10)]
    text = "".join(asked) + f"{slip}党员十号做什么（ ）。\nA、甲\nB、乙\n答案：B\n"
    last = read_text(text).drafts[-1]
    assert (last.number, last.stem) == (number, "党员十号做什么（ ）。")


@pytest.mark.parametrize("key", ["答案【错】", "答案（错误）", "答案[×]", "  答案【错】。"])
def test_a_key_in_brackets_behind_its_word_leaves_the_word_in_no_stem(key):
    (draft,) = read_text(f"一、判断题\n1、杀毒软件越多越安全。{key}\n").drafts
    assert (draft.stem, draft.answer) == ("杀毒软件越多越安全。", (False,))


def test_question_and_answer_of_a_script_lose_their_words():
    text = "问：怎样求助？\n答：拨打110。\n问：谁是河长？\n答：村支书。\n"
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == ["怎样求助？", "谁是河长？"]


def test_letters_in_some_cells_of_the_option_columns_are_taken_off(tmp_path):
    path = tmp_path / "档案题.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["题目", "选项A", "选项B", "选项C", "选项D", "答案"])
        sheet.write_row(
            1, 0, ["库温是（ ）。", "A、0～5℃", "B、14～24℃", "30～35℃", "D、不限", "B"]
        )
        sheet.write_row(2, 0, ["谁管（ ）。", "A.B公司", "甲公司", "乙公司", "丙公司", "A"])
    drafts = read(path, Silent()).drafts
    assert drafts[0].options == ("0～5℃", "14～24℃", "30～35℃", "不限")
    assert drafts[1].options[0] == "A.B公司"


def test_the_star_of_a_required_question_goes_with_its_tag():
    first = "1. 翻身一般每（ ）小时一次。 [单选题] *\nA. 2(正确答案)\nB. 8\n"
    text = f"{first}2. 可以约束老人。 [判断题] *\n对\n错(正确答案)"
    assert [draft.stem for draft in read_text(text).drafts] == [
        "翻身一般每（ ）小时一次。",
        "可以约束老人。",
    ]


def test_what_a_site_writes_below_every_stem_is_no_part_of_it():
    one = "{n}单选(2分)\n第{n}项是（ ）。\n得分/总分\n\nA.甲\nB.乙\n正确答案：AB你错选为B\n\n"
    drafts = read_text("".join(one.format(n=n) for n in range(1, 5))).drafts
    assert [draft.stem for draft in drafts] == [f"第{n}项是（ ）。" for n in range(1, 5)]
    assert {draft.answer for draft in drafts} == {("A", "B")}


def test_what_follows_the_letter_of_a_verdict_is_no_part_of_the_key():
    asked = "第1题、行人可以在车行道上兜售。（判断题）\n  A、正确\n  B、错误\n"
    text = f"{asked}答案：B   本题正确率 92.6%\n"
    assert [draft.answer for draft in read_text(text).drafts] == [(False,)]


def test_number_and_type_in_one_box_are_no_part_of_the_stem():
    one = "【例题{n}·单选题】第{n}项是（　　）。\nA.甲\nB.乙\n【答案】B\n"
    drafts = read_text("".join(one.format(n=n) for n in range(1, 4))).drafts
    assert [(draft.number, draft.stem) for draft in drafts] == [
        (str(n), f"第{n}项是（　　）。") for n in range(1, 4)
    ]


def test_keys_above_all_questions_are_known_up_to_the_last_type():
    keys = "参考答案\n单选题：1.B  2.A\n判断题：1.√  2.×\n\n"
    asked = "一、单选题\n1. 甲（ ）。\nA. 一\tB. 二\n2. 乙（ ）。\nA. 一\tB. 二\n"
    judged = "二、判断题\n1. 应当制止违章。（ ）\n2. 交底可以口头进行。（ ）\n"
    drafts = read_text(keys + asked + judged).drafts
    assert [draft.answer for draft in drafts] == [("B",), ("A",), (True,), (False,)]
