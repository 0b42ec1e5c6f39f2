"""A whole bank in one line: found as well as one with a line for everything."""

import pytest

from dongan_training.bank.formats.plain_text import read_text


def test_a_bank_without_a_single_line_end_is_taken_apart():
    one = "{n}、党支部第{n}届任期是（ ）。A.三年B.五年C.{n}年D.一年答案：B解析：见第{n}条。"
    text = "".join(one.format(n=n) for n in range(1, 301))
    drafts = read_text(text).drafts
    assert [draft.number for draft in drafts] == [str(n) for n in range(1, 301)]
    assert {draft.answer for draft in drafts} == {("B",)}
    assert drafts[-1].explanation == "见第300条。"


def test_an_explanation_longer_than_what_is_searched_at_once_stays_whole():
    long = "依照条例办理" * 400
    text = f"1、任期是（ ）。A.三年B.五年答案：B解析：{long}。2、可以退党。（√）"
    first, second = read_text(text).drafts
    assert first.explanation == f"{long}。"
    assert second.answer == (True,)


def test_filled_brackets_under_a_head_of_blanks_are_taken_apart_in_one_line():
    text = "一、填空题1、旗面为(红色)，旗徽为(黄色)。2、任期是(五年)。3、要交(党费)和(介绍信)。"
    drafts = read_text(text).drafts
    assert [draft.answer for draft in drafts] == [
        (("红色",), ("黄色",)),
        (("五年",),),
        (("党费",), ("介绍信",)),
    ]


def test_a_number_before_a_decade_is_one_of_its_row():
    text = "1.20世纪初成立了哪个党？\n答：中国共产党。\n2.党章哪一年通过？\n答：1922年。\n"
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == ["20世纪初成立了哪个党？", "党章哪一年通过？"]


def test_the_next_question_inside_this_one_is_told_of():
    page = "4、公开前应当（B）。A、定密\n2、程序B、解密C、变更"
    text = f"{page}D、解除 5、不属于宣传的是（B）。A、形势B、线索"
    (draft,) = read_text(text).drafts
    assert any("第 5 题" in warning for warning in draft.warnings)


def test_a_list_in_a_stem_is_no_question():
    text = (
        "1、入党的手续：1、申请；2、审查；3、讨论，其中最先的是（ ）。\nA、申请\nB、审查\n答案：A\n"
    )
    (draft,) = read_text(text).drafts
    assert not draft.warnings


def test_options_of_another_question_inside_a_stem_are_told_of():
    text = "1、阻值较大的电阻(A)oA、热量大B、热量小C、一样，转换开关实现(A)A、量程B、接通"
    assert all(draft.warnings for draft in read_text(text).drafts)


def test_a_number_glued_to_the_last_option_of_a_run_begins_the_next_question():
    text = "1. 哪项不属于？A. 属人法B. 属地法C. 属事法2. 适用哪个领域？A. 合同法B. 侵权法答案B"
    first, second = read_text(text).drafts
    assert first.options == ("属人法", "属地法", "属事法")
    assert (second.options, second.answer) == (("合同法", "侵权法"), ("B",))


def test_a_number_glued_to_the_last_option_opens_a_stem_whose_options_stand_below():
    text = "1.自由受(B)保护。\nA.政府B.宪法C.国家2.要进行(C)的教育。\nA.民族B.现实C.集体\n"
    drafts = read_text(text).drafts
    assert [(draft.options, draft.answer) for draft in drafts] == [
        (("政府", "宪法", "国家"), ("B",)),
        (("民族", "现实", "集体"), ("C",)),
    ]


@pytest.mark.parametrize("lead", ["选项", "* ", "- "])
def test_what_leads_every_option_is_no_part_of_the_stem_or_option_before_it(lead):
    text = (
        f"1、先学什么（ ）。 {lead}A：党章{lead if lead[0] == '选' else ' ' + lead}B：条例\n答案：B"
    )
    (draft,) = read_text(text).drafts
    assert (draft.stem, draft.options) == ("先学什么（ ）。", ("党章", "条例"))


@pytest.mark.parametrize("options", ["A，正确 B，错误", "A-正确 B-错误", "A正确B错误"])
def test_right_and_wrong_behind_a_statement_are_its_options(options):
    (draft,) = read_text(f"1、可以借调干部。  {options}\n答案：B").drafts
    assert (draft.stem, draft.answer) == ("可以借调干部。", (False,))


@pytest.mark.parametrize("head", ["三 判断题", "Ⅰ.判断正误题", "三、判断题（每题2分）"])
def test_the_next_head_behind_an_option_is_told_of(head):
    text = f"1、谁负责（ ）。\nA、甲  B、乙 {head}\n答案：A\n1、水能灭火。（√）"
    first = read_text(text).drafts[0]
    assert first.options == ("甲", "乙") or first.warnings


def test_letters_without_a_sign_are_options_right_behind_the_key():
    text = "1、怎样洗手?( A )A用消毒剂 B 流动水 C外科消毒2、至少多久?( B )A 1分钟 B 40秒"
    drafts = read_text(text).drafts
    assert [draft.options for draft in drafts] == [
        ("用消毒剂", "流动水", "外科消毒"),
        ("1分钟", "40秒"),
    ]


def test_options_without_letters_of_which_one_is_told_to_be_right():
    text = "1.手卫生是[单选题]*\n\n仅指洗手\n\n洗手与消毒(正确答案)\n\n仅指消毒\n\n2.谁来做？"
    draft = read_text(text).drafts[0]
    assert (draft.options, draft.answer) == (("仅指洗手", "洗手与消毒", "仅指消毒"), ("B",))


def test_the_number_of_a_page_in_the_midst_of_a_word_is_left_out():
    text = (
        "1、测试题答案一、单选题:1、秘密由谁定（A）。A、机关B、单位 2、公开前应当（B）。A、定密\n"
        "2、程序B、解密程序 3、不属于宣传的是（B）。A、形势B、线索"
    )
    drafts = read_text(text).drafts
    assert [draft.number for draft in drafts] == ["1", "2", "3"]
    assert drafts[1].options == ("定密程序", "解密程序")


def test_the_next_number_is_known_where_digits_or_no_sign_stand_before_its_question():
    text = (
        "1.不对的是(C)。A.119免费B.可以打119C.平时可以打1192.灭火剂(A)最好。A.二氧化碳B.干粉"
        "3首府的意思是(A)A牧场B青城C日光城4.故事是(A)A.壮族B.苗族"
    )
    drafts = read_text(text).drafts
    assert [draft.options for draft in drafts] == [
        ("119免费", "可以打119", "平时可以打119"),
        ("二氧化碳", "干粉"),
        ("牧场", "青城", "日光城"),
        ("壮族", "苗族"),
    ]


def test_a_letter_glued_on_both_sides_is_an_option_where_the_run_goes_on():
    (draft,) = read_text("6.不属于三大宗教的是（B）A.基督教B道教C.佛教").drafts
    assert draft.options == ("基督教", "道教", "佛教")


def test_two_questions_with_boxed_letters_in_one_line_are_parted():
    text = "Q1. 在[A]内离开。\n（A）三月 （B）二年  Q2. 每[B]考察。\n（A）三年 （B）半年\n"
    drafts = read_text(text).drafts
    assert [draft.answer for draft in drafts] == [("A",), ("B",)]


def test_options_behind_the_stem_whose_letters_have_no_sign_are_parted_by_blanks():
    (draft,) = read_text("1.应当给予（ D ）处分。 A警告　　B严重警告　　C撤职　　D开除").drafts
    assert (draft.options, draft.answer) == (("警告", "严重警告", "撤职", "开除"), ("D",))
