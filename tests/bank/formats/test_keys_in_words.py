"""Options that nothing marks are told by a key that repeats them, and by nothing less."""

import json

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.formats import read
from dongan_training.bank.formats.plain_text import read_text
from dongan_training.progress import Silent

ASKED = ("党支部每届任期（ ）。", "预备期为（ ）。", "支部党员大会一般每（ ）召开一次。")
OPTIONS = (("三年", "五年"), ("半年", "一年", "两年"), ("月", "季度"))
KEYS = ("五年", "一年", "季度")


def written(before: str, keys=KEYS) -> str:
    found = ""
    for n, (stem, options, key) in enumerate(zip(ASKED, OPTIONS, keys, strict=True), 1):
        found += f"{n}. {stem}\n" + "".join(f"{before}{one}\n" for one in options)
        found += f"答案：{key}\n\n"
    return found


@pytest.mark.parametrize("before", ["- ", "• ", "▸ ", "□", "◇ ", "\t", "　　"])
def test_lines_that_the_key_repeats_are_options_whatever_stands_before_them(before):
    found = read_text(written(before)).drafts
    assert [(one.stem, one.options) for one in found] == list(zip(ASKED, OPTIONS, strict=True))
    assert [one.answer for one in found] == [("B",)] * 3


@pytest.mark.parametrize("head", ["{}. ", "第{}题　", "{}、"])
def test_an_option_that_says_how_many_is_no_number_of_the_next_question(head):
    text = ""
    for n in (1, 2, 3):
        text += f"{head.format(n)}每年累计不少于（ ），第{n}次。\n"
        text += f"- 1天\n- 9天\n- {n + 1}天或者90学时\n正确答案：9天\n\n"
    found = read_text(text).drafts
    assert [one.options[2] for one in found] == [f"{n}天或者90学时" for n in (2, 3, 4)]
    assert [one.answer for one in found] == [("B",)] * 3


def test_a_key_that_is_none_of_the_lines_chooses_none_of_them():
    found = read_text(written("\t", ("七年", "九年", "十年"))).drafts
    assert not any(one.options for one in found)


def test_a_stem_of_several_lines_keeps_those_above_the_options():
    text = "1. 某村换届。\n支部书记每届任期（ ）。\n◇ 三年\n◇ 五年\n◇ 四年\n答案：五年\n"
    (one,) = read_text(text).drafts
    assert one.stem.replace("\n", "") == "某村换届。支部书记每届任期（ ）。"
    assert (one.options, one.answer) == (("三年", "五年", "四年"), ("B",))


def test_options_called_right_or_wrong_are_ticked_and_statements_stay_statements():
    text = ""
    for n, (stem, options, key) in enumerate(zip(ASKED, OPTIONS, KEYS, strict=True), 1):
        text += f"{n}. {stem}\n"
        text += "".join(f"* {one}（{'正确' if one == key else '错误'}）\n" for one in options)
    assert [one.answer for one in read_text(text).drafts] == [("B",)] * 3
    stated = "判断题\n- 党员可以不交党费。（错误）\n- 党员应当参加组织生活。（正确）\n"
    kinds = {one.type for one in read_text(stated).drafts}
    assert kinds <= {QuestionType.TRUE_FALSE}


def test_several_options_in_words_are_found_though_one_holds_the_sign_between_them():
    text = "1. 下列属于形式主义的有（ ）。\n- 文山会海\n- 随意决策、机械执行\n- 调查研究\n"
    for n in (2, 3):
        text += f"答案：文山会海、随意决策、机械执行\n\n{n}. 第{n}个（ ）。\n- 甲\n- 乙\n"
    first = read_text(f"{text}答案：甲\n").drafts[0]
    assert (first.options[1], first.answer) == ("随意决策、机械执行", ("A", "B"))


def records(folder, *content):
    path = folder / "题库.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return read(path, Silent())


def test_a_number_beside_every_option_is_no_flag_unless_it_is_called_so(tmp_path):
    listed = [{"text": "三年", "sort": 0}, {"text": "五年", "sort": 1}]
    found = records(tmp_path, {"question": ASKED[0], "options": listed})
    assert [(one.options, one.answer) for one in found.drafts] == [(OPTIONS[0], ())]
    flagged = [{"text": "三年", "rightFlag": 0}, {"text": "五年", "rightFlag": 1}]
    found = records(tmp_path, {"question": ASKED[0], "options": flagged})
    assert [(one.options, one.answer) for one in found.drafts] == [(OPTIONS[0], ("B",))]


def test_lists_of_questions_are_never_the_options_of_their_head(tmp_path):
    inner = [
        {"text": "党员应当按时交纳党费。", "value": True},
        {"text": "党员可以不交党费。", "value": False},
        {"text": "党员应当学习。", "value": True},
    ]
    found = records(tmp_path, {"title": "判断题", "items": inner})
    assert [(one.type, one.stem, one.answer) for one in found.drafts] == [
        (QuestionType.TRUE_FALSE, "党员应当按时交纳党费。", (True,)),
        (QuestionType.TRUE_FALSE, "党员可以不交党费。", (False,)),
        (QuestionType.TRUE_FALSE, "党员应当学习。", (True,)),
    ]
