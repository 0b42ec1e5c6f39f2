"""What one question has unlike its neighbours is told, and a file that is all alike is not."""

import pytest

from dongan_training.bank.formats import read
from dongan_training.bank.formats.plain_text import read_text
from dongan_training.progress import Silent

OPTIONS = "A. 三年\nB. 四年\nC. 五年\nD. 六年\n"


def choice(number, inside="", key="B", options=OPTIONS):
    return f"{number}. 第{number}届委员会的任期是（{inside}）。\n{options}" + (
        f"答案：{key}\n" if key else ""
    )


def told(text):
    """What is told of each question, by its number."""
    return {draft.number: draft.warnings for draft in read_text(text).drafts}


def only(text, number, words):
    found = told(text)
    assert any(words in one for one in found.pop(number)), found
    assert not any(found.values()), found


def test_files_that_are_all_alike_are_not_doubted():
    assert not any(told("".join(map(choice, range(1, 9)))).values())
    assert not any(told("".join(choice(n, "C", "") for n in range(1, 9))).values())


def test_a_key_in_the_stem_among_keys_on_lines_is_told():
    bank = [choice(n) for n in range(1, 8)]
    bank[3] = choice(4, "A", "")
    only("".join(bank), "4", "这道题的答案是从题干的括号或空格里读出的，同类的其他题在单独写明")


def test_a_key_of_its_own_among_listed_keys_is_told():
    bank = "".join(choice(n, "", "A" if n == 5 else "") for n in range(1, 8))
    listed = "参考答案\n1.B 2.B 3.B 4.B 6.B 7.B\n"
    only(bank + listed, "5", "同类的其他题在集中列出的答案里")


def test_the_only_key_among_questions_without_one_is_told():
    bank = "一、填空题\n" + "".join(
        f"{n}. 第{n}种设备用（{'HUB' if n == 3 else '　'}）相连。\n" for n in range(1, 7)
    )
    assert "同类的其他题没有答案" in told(bank)["3"][0]


def test_an_abbreviation_in_brackets_is_not_taken_for_a_key_in_silence():
    bank = "一、填空题\n" + "".join(f"{n}. 设备有____。\n答案：{n}种\n" for n in range(1, 6))
    only(bank + "6. 集线器（HUB）是一种设备。\n", "6", "题干的括号或空格里")


def test_right_or_wrong_within_a_sentence_is_told():
    bank = "一、判断题\n" + "".join(f"{n}. 第{n}条施行（√）。\n" for n in range(1, 7))
    bank += "7. 检查表里打（×）的栏目，表示这一项不合格。\n"
    only(bank, "7", "从句子中间读出")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("A. 三年\nB. 四年\n", "有 2 个选项，同类的其他题有 4 个"),
        ("A. 三年\nB. 四年\nC. 五年\n2024年党纪学习资料\nD. 六年\n", "像是另外的内容"),
        ("A. 三年\nB. 四年\nC. 五年\nD. 六年参考答案\n", "像是另外的内容"),
        (f"A. 三年\nB. 四年\nC. 五年\nD. 六年{'以及其后各届委员会' * 6}\n", "比其他的长得多"),
    ],
)
def test_options_that_hold_more_or_less_than_others_are_told(options, words):
    bank = [choice(n) for n in range(1, 8)]
    bank[2] = choice(3, options=options)
    assert any(words in one for one in told("".join(bank))["3"])


def test_a_number_that_no_question_has_is_told():
    bank = "".join(choice(n) for n in (1, 2, 3, 4, 6, 7, 8))
    only(bank, "4", "下一道题的题号是 6，第 5 题没有单独读出")


def test_a_question_that_runs_into_the_one_before_is_told():
    numbers = [f"{n}. " for n in range(1, 7)]
    numbers[3] = ""
    bank = "".join(f"{number}简述第{number}种程序。\n答：先讨论，后表决。\n" for number in numbers)
    assert any("不止一处答案或解析" in one for one in told("一、简答题\n" + bank)["3"])


def test_a_key_over_more_lines_than_others_is_told():
    bank = "一、填空题\n" + "".join(f"{n}. 第{n}届任期____年。\n答案：五\n" for n in range(1, 7))
    only(bank + "更多试题请关注公众号\n", "6", "“更多试题请关注公众号”像是另外的内容")


def test_a_key_much_longer_than_others_is_told():
    bank = "一、填空题\n" + "".join(f"{n}. 第{n}届任期____年。\n答案：五\n" for n in range(1, 7))
    long = "7. 第7届任期____年。\n答案：五，自选举产生之日起计算，届满应当按期换届，特殊情况除外\n"
    only(bank + long, "7", "比其他的长得多")


def test_an_answer_that_stands_twice_and_differs_is_told():
    bank = "一、简答题\n1. 简述甲。\n2. 简述乙。\n答：乙。\n\n"
    listed = "一、简答题答案\n1. 甲。\n2. 丙。\n"
    assert "集中答案是“丙。”" in told(bank + listed)["2"][0]


def test_a_number_within_the_question_before_is_told():
    bank = "一、判断题\n" + "".join(f"{n}. 第{n}条施行（√）。\n" for n in range(1, 6))
    assert "第 6 题可能并入了这道题" in told(bank + "5年。6.第6条施行（√）。\n")["5"][-1]


def test_a_key_whose_question_is_missing_doubts_the_one_before():
    bank = "一、填空题\n1. 任期____年。\n2. 年满____岁。\n预备期____年。\n二、简答题\n1. 简述甲。\n"
    found = told(bank + "答案\n一、填空题\n1. 五\n2. 十八\n3. 一\n二、简答题\n1. 甲\n")
    assert any("第 3 题可能并入了这道题" in one for one in found["2"])


def test_a_question_without_number_among_numbered_ones_is_told():
    bank = [choice(n) for n in range(1, 8)]
    bank[4] = bank[4].removeprefix("5. ")
    assert "没有题号" in told("".join(bank))[""][0]


def test_an_answer_that_goes_on_with_a_question_is_told():
    bank = "".join(f"{n}. 简述第{n}种程序。\n答：先讨论，后表决，共{n}次。\n" for n in range(1, 5))
    only(bank + "什么是三种程序？\n先公示。\n", "4", "答案里有问句")


def test_a_head_and_its_first_question_may_share_a_line():
    text = "填空题：1. 任期____年。\n答案：五\n2. 年满____岁。\n答案：十八\n"
    found = read_text(text)
    assert [draft.number for draft in found.drafts] == ["1", "2"]
    assert [head.text for head in found.headings] == ["填空题："]


def test_answers_may_repeat_a_head_that_narrows_its_type_in_brackets():
    text = "【选择题（多选）】\n1. 下列（ ）对。\nA. 甲\nB. 乙\nC. 丙\n2. 任期____年。\n\n"
    found = read_text(text + "答案与解析\n【选择题（多选）】\n1. AB\n2. 五\n")
    assert next(draft.answer for draft in found.drafts) == ("A", "B")
    assert "答案" not in "".join(draft.stem for draft in found.drafts)


def test_a_key_in_brackets_behind_its_word_is_no_link():
    found = read_text("判断题\n1. 天是蓝的。\n[答案](×)\n2. 地是方的。\n[答案](√)\n")
    assert [draft.stem for draft in found.drafts] == ["天是蓝的。", "地是方的。"]


def test_a_remark_below_listed_answers_is_no_answer():
    text = (
        "一、填空题\n1. 任期____年。\n2. 年满____岁。\n参考答案\n1. 五\n2. 十八\n重点解析：记牢。\n"
    )
    found = read_text(text).drafts[1]
    assert (found.answer, found.explanation) == ((("十八",),), "记牢。")


def test_a_key_in_the_stem_among_keys_in_cells_is_told(tmp_path):
    path = tmp_path / "题库.csv"
    asked = "".join(f"填空题,第{n}种设备有____种。,五\n" for n in range(1, 5))
    path.write_text(f"题型,题目,答案\n{asked}填空题,集线器（HUB）是设备。,\n", "utf-8")
    *others, last = read(path, Silent()).drafts
    assert "从题干的括号或空格里读出" in last.warnings[0]
    assert not any(one.warnings for one in others)


def test_two_complete_keys_are_never_put_together_in_silence():
    for stray in ("A\n", "答案：A\n"):
        (one,) = read_text(f"1. 包括（ ）。\nA. 甲\nB. 乙\n{stray}C. 丙\nD. 丁\n答案：BD\n").drafts
        assert any("不止一处答案" in warning for warning in one.warnings)


def test_an_answer_that_may_hold_the_one_of_its_neighbour_is_told_of():
    asked = "一、简答题\n1、为什么？\n2、怎样做？\n3、谁负责？\n4、几时做？\n"
    text = f"{asked}参考答案\n1、因为需要。\n2、先做甲。\n3应由乙负责。\n4、今年做。\n"
    warned = [draft.number for draft in read_text(text).drafts if draft.warnings]
    assert warned[:1] == ["2"]


@pytest.mark.parametrize("slip", ["，", "。", ";"])
def test_another_sign_behind_one_number_is_the_same_sign_mistyped(slip):
    lines = [f"题{n}{slip if n == 2 else '：'}第{n}件事可以做。（√）" for n in range(1, 5)]
    assert [draft.stem for draft in read_text("\n".join(lines)).drafts] == [
        f"第{n}件事可以做。" for n in range(1, 5)
    ]


def test_a_head_whose_sign_is_missing_is_one():
    text = "1、判断题\n1. 水能灭火。（√）\n2简答题\n1. 怎样灭火？\n答：用水。\n"
    assert [draft.section for draft in read_text(text).drafts] == ["1、判断题", "2简答题"]


def test_a_question_whose_number_is_missing_keeps_the_numbers_below_for_questions():
    asked = "1)任期是____年。\n答：三\n\n2)会议每____开。\n答：季度\n\n"
    text = f"一、填空题\n{asked}二、简答题\n为什么？\n答：需要。\n\n2)怎样做？\n答：先做甲。\n"
    assert len(read_text(text).drafts) == 4


def test_a_second_number_that_counts_on_is_no_part_of_a_stem():
    bank = "".join(choice(f"{n + 31}、{n}") for n in range(1, 7))
    drafts = read_text(bank).drafts
    assert all(draft.stem.startswith("第") for draft in drafts), [draft.stem for draft in drafts]


def test_measures_that_stems_begin_with_are_no_second_numbers():
    stems = ("1.5米宽的路叫（ ）。", "1.2米高的栏叫（ ）。", "1.8米深的沟叫（ ）。")
    bank = "".join(f"{n}、{stem}\n{OPTIONS}答案：B\n" for n, stem in enumerate(stems, 1))
    assert tuple(draft.stem for draft in read_text(bank).drafts) == stems


def test_a_key_with_its_options_behind_it_on_the_line_of_a_serial_number_is_read():
    lines = (
        f"{3500 - n}\t第{n}届委员会的任期是（ ）。\t正确答案：AC\tA.三年\tB.四年C.五年\tD.六年\n"
        for n in range(1, 5)
    )
    for number, draft in enumerate(read_text("".join(lines)).drafts, 1):
        assert draft.stem == f"第{number}届委员会的任期是（ ）。"
        assert draft.options == ("三年", "四年", "五年", "六年")
        assert draft.answer == ("A", "C")
        assert not draft.warnings


def test_options_that_went_into_the_answer_of_a_blank_are_told():
    (draft,) = read_text("1. 任期是（ ）。A三年\t正确答案：B\tB.四年\tC.五年D.六年\n").drafts
    assert any("答案里好像有选项" in one for one in draft.warnings)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("单选题", ""),
        ("N{n} ", ""),
        ("C0{n}〖综治·易〗", ""),
        ("第{n}轮抢答\n", ""),
        ("", "。 得分"),
        ("", "\n得到/总共"),
    ],
)
def test_what_many_stems_share_before_or_behind_their_words_is_told(before, behind):
    stem = "{before}第{n}届委员会的任期是几年" + "{behind}\n"
    bank = "".join(
        f"{n}. "
        + stem.format(before=before.format(n=n), n=n, behind=behind)
        + f"{OPTIONS}答案：B\n"
        for n in range(1, 7)
    )
    for number, warnings in told(bank).items():
        read_as = next(one.stem for one in read_text(bank).drafts if one.number == number)
        whole = read_as == f"第{number}届委员会的任期是几年"
        assert whole or any("在许多题的题干里都有" in one for one in warnings), read_as


def test_a_number_that_two_questions_bear_is_told_of_where_keys_are_listed():
    asked = "1、甲（ ）。\nA、一\nB、二\n3、乙（ ）。\nA、一\nB、二\n3、丙（ ）。\nA、一\nB、二\n"
    twice = read_text(f"{asked}参考答案\n1.A 2.B 3.A\n").drafts
    assert all(draft.warnings for draft in twice[1:])
