"""Marks nobody foresaw, learnt from how they recur in one file."""

import pytest

from dongan_training.bank.formats.plain_text import read_text

STEMS = ("下列属于水果的是（ ）。", "下列属于蔬菜的是（ ）。", "下列属于粮食的是（ ）。")
OPTIONS = ("苹果", "白菜", "小麦")
KEYS = "ABC"
KEYED = ("铁钉", "银", "C", "铝箔", "镁", "锌皮")


def bank(number: str = "{}、", option: str = "{}.", key: str = "答案：{}", gap: str = "\n") -> str:
    lines = []
    for place, stem in enumerate(STEMS):
        lines.append(number.format(place + 1) + stem)
        marked = [option.format(letter) + text for letter, text in zip(KEYS, OPTIONS, strict=True)]
        lines += [gap.join(marked), key.format(KEYS[place])]
    return "\n".join(lines)


def assert_read(text: str) -> None:
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == list(STEMS)
    assert [draft.options for draft in drafts] == [OPTIONS] * 3
    assert [draft.answer for draft in drafts] == [("A",), ("B",), ("C",)]


@pytest.mark.parametrize(
    "number", ["#{} ", "Question {}: ", "{}、、", "{}\n", "第{}小题 ", "{}》", "T{}：", "{} | "]
)
def test_a_number_mark_is_learnt_because_it_counts_on(number):
    assert_read(bank(number=number))


@pytest.mark.parametrize("option", ["{}/ ", "{{{}}} ", "选{}：", "《{}》", "{}→", "【{}】"])
@pytest.mark.parametrize("gap", ["\n", "    "])
def test_an_option_mark_is_learnt_because_it_runs_from_a_on(option, gap):
    assert_read(bank(option=option, gap=gap))


@pytest.mark.parametrize("key", ["选：{}", "→ {}", "本题选 {}", "【正解】{}", "KEY={}"])
def test_a_key_mark_is_learnt_because_it_stands_below_every_question(key):
    assert_read(bank(key=key))


def test_the_reason_behind_a_learnt_key_is_its_explanation():
    (first, *_rest) = read_text(bank(key="故选{}，因为书上这样写")).drafts
    assert (first.answer, first.explanation) == (("A",), "因为书上这样写")


def test_a_key_word_learnt_from_letters_stands_before_words_too():
    text = bank(key="答案为{}") + "\n4、为什么要吃水果？\n答案为只有水果里有这样多的维生素。"
    assert read_text(text).drafts[-1].answer == ("只有水果里有这样多的维生素。",)


def test_lines_that_differ_by_the_type_alone_are_heads():
    text = "农业单项选择\n1、甲是（ ）。\nA.一\nB.二\n答案：A\n农业判断\n1、甲是一。\n答案：A"
    assert [str(draft.type) for draft in read_text(text).drafts] == ["single_choice", "true_false"]


def test_an_explanation_that_goes_through_the_options_stays_one():
    reason = "A对，苹果是水果。\nB错，白菜是蔬菜。\nC错，小麦是粮食。"
    text = bank(key="答案：{}\n解析：\n" + reason)
    assert [draft.explanation for draft in read_text(text).drafts] == [reason] * 3


def test_keys_of_several_letters_are_no_run_of_options():
    drafts = read_text(bank(key="答案：A、B、C")).drafts
    assert [draft.answer for draft in drafts] == [("A", "B", "C")] * 3


def test_a_remark_behind_a_blank_is_no_answer_where_no_other_has_its_answer_there():
    text = (
        "一、填空题\n1. 党支部每届任期____年。\n2. 分解工作的图叫做____（英文缩写 WBS）。\n"
        "3. 支部党员大会一般每____召开一次。\n"
    )
    second = read_text(text).drafts[1]
    assert (second.stem, second.answer) == ("分解工作的图叫做____（英文缩写 WBS）。", ())


def test_an_abbreviation_in_brackets_is_no_key_where_empty_brackets_wait_for_it():
    text = "1、管理名册的数据库（DB）由（ ）维护。\nA、支部\nB、镇里\nC、县里\nD、本人\n答案：C\n"
    (draft,) = read_text(text).drafts
    assert (draft.stem, draft.answer) == ("管理名册的数据库（DB）由（ ）维护。", ("C",))
    assert draft.warnings == ()


@pytest.mark.parametrize("tick", ["√", "✓", "✔️", "✅", "☑"])
def test_a_tick_at_the_end_of_an_option_is_the_key_on_whichever_line_it_stands(tick):
    text = (
        f"1. 党支部每届任期几年？\n  A. 三年\n  B. 五年 {tick}\n"
        f"2. 下列哪些是处分？\n  A. 警告 {tick}\n  B. 谈话\n  C. 严重警告\n（一年以上） {tick}\n"
    )
    first, second = read_text(text).drafts
    assert (first.options, first.answer) == (("三年", "五年"), ("B",))
    assert second.options == ("警告", "谈话", "严重警告\n（一年以上）")
    assert second.answer == ("A", "C")


def test_a_number_that_stands_alone_is_the_question_below_it_unless_it_counts_pages():
    pages = "\n".join(f"{page}\n{bank()}" for page in range(1, 5))
    assert [draft.stem for draft in read_text(pages).drafts] == list(STEMS) * 4


def test_a_learnt_number_stands_before_a_year_too():
    years = bank(number="{}/ ").replace("下列属于蔬菜", "2023年属于蔬菜")
    assert read_text(years).drafts[1].stem == "2023年属于蔬菜的是（ ）。"
    comma = bank(number="{}，").replace("下列属于蔬菜", "2023年属于蔬菜")
    assert read_text(comma).drafts[1].stem == "2023年属于蔬菜的是（ ）。"


def test_options_behind_a_blank_may_begin_with_a_word_that_would_judge_without_it():
    options = "A 是指苹果\nB 是指白菜\nC 仅指小麦"
    text = "\n".join(f"{n}. 水果（ ）。\n{options}\n答案：A" for n in (1, 2))
    for draft in read_text(text).drafts:
        assert draft.options == ("是指苹果", "是指白菜", "仅指小麦")


def test_a_letter_is_a_word_where_all_else_is_answered_in_words():
    text = "\n".join(f"{n}. 第{n}种元素写作（ ）。\n答案：{key}" for n, key in enumerate(KEYED, 1))
    assert [draft.answer for draft in read_text(text).drafts] == [((key,),) for key in KEYED]


def test_below_a_stem_that_waits_for_words_the_word_before_them_is_no_part_of_the_answer():
    text = "一、简答题\n1. 怎样执行？\n答案为只撤销一个职务的，撤销最高职务。"
    (draft,) = read_text(text).drafts
    assert draft.answer == ("只撤销一个职务的，撤销最高职务。",)


def test_a_number_alone_on_its_line_begins_a_question_by_what_stands_below_it():
    text = "第1题\n苹果是蔬菜。（错）\n说明：是水果。\n第1题\n苹果是水果。（对）\n说明：长在树上。"
    assert [draft.answer for draft in read_text(text).drafts] == [(False,), (True,)]


def test_keys_in_a_list_may_stand_in_brackets():
    text = "1. 苹果是蔬菜。\n2. 苹果是水果。\n3. 小麦是粮食。\n答案\n1-(×)  2-(√)  3-(√)"
    assert [draft.answer for draft in read_text(text).drafts] == [(False,), (True,), (True,)]


@pytest.mark.parametrize("between", ["、", "；", "\n"])
@pytest.mark.parametrize("mark", ["[{}] ", "{}. "])
def test_options_sorted_by_whether_they_are_right_come_to_their_places(between, mark):
    a, b, c = (mark.format(letter) for letter in KEYS)
    asked = f"哪一种是蔬菜？{between}正确答案：{b}白菜{between}错误答案：{a}苹果、{c}小麦"
    both = f"哪些是植物？{between}错误选项：{c}石头{between}正确选项：{a}苹果、{b}白菜"
    drafts = read_text(f"{asked}\n{both}").drafts
    assert [draft.stem for draft in drafts] == ["哪一种是蔬菜？", "哪些是植物？"]
    assert [draft.options for draft in drafts] == [OPTIONS, ("苹果", "白菜", "石头")]
    assert [draft.answer for draft in drafts] == [("B",), ("A", "B")]


def test_options_sorted_by_side_may_all_be_right():
    asked = "{}里有哪些蔬菜？、正确答案：[A] 白菜、[B] 菠菜、[C] 芹菜、错误答案："
    lines = map(asked.format, ("篮子", "田地", "厨房"))
    for draft in read_text("\n".join(lines)).drafts:
        assert (len(draft.options), draft.answer) == (3, ("A", "B", "C"))


@pytest.mark.parametrize("tag", ["font color='red'", 'span style="color:#f00"', "mark"])
def test_an_option_coloured_by_a_tag_in_text_is_the_right_one(tag):
    right = f"<{tag}>村务监督</{tag.partition(' ')[0]}>"
    asked = "**{}. (1分) 第{}届委员会负责什么？**\n\n- A. {}\n- B. 招商引资\n- C. 义务教育\n\n"
    drafts = read_text("".join(asked.format(n, n, right) for n in range(1, 5))).drafts
    assert [(one.options[0], one.answer) for one in drafts] == [("村务监督", ("A",))] * 4
