"""Marks of Markdown, of sites and of hurried typing, in banks of our own words."""

import pytest

from dongan_training.bank.drafts import Draft, Reading
from dongan_training.bank.formats.plain_text import read_text, stream_of
from dongan_training.bank.numerals import in_chinese
from dongan_training.bank.recognising.pieces import Mark, Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Silent

FRUIT = ("苹果", "白菜", "小麦", "石头")


def markdown(text: str) -> list[Draft]:
    reading = Reading(format="md")
    recognise(stream_of(text, markdown=True), reading, Silent())
    return reading.drafts


def test_a_fence_is_no_line_of_the_question_and_what_it_holds_is_no_markdown():
    (draft,) = markdown("1. 这段话说的是（ ）。\n```text\n**树上**\n```\nA. 苹果\nB. 白菜")
    assert draft.stem == "这段话说的是（ ）。\n**树上**"


def test_boxes_of_markdown_are_points_of_a_list():
    boxes = "\n\n".join(f"[ ] {option}" for option in FRUIT)
    (draft,) = markdown(f"1. 长在树上的是哪一种？\n\n{boxes}\n\n答案：苹果")
    assert (draft.options, draft.answer) == (FRUIT, ("A",))


def test_a_word_that_only_its_bold_type_parts_from_the_key_is_its_mark():
    text = "1. 长在树上的是？\n\nA. 苹果\n\nB. 白菜\n\n**正确答案**苹果\n\n**答案解析**是水果"
    (draft,) = markdown(text)
    assert (draft.answer, draft.explanation) == (("A",), "是水果")


def test_what_a_site_says_of_the_choice_of_whoever_sat_is_no_part_of_an_option():
    (draft,) = read_text("1. 长在树上的是？\nA. 苹果未选\nB. 白菜\n正确答案：苹果").drafts
    assert (draft.options, draft.answer) == (("苹果", "白菜"), ("A",))


def test_a_quoted_line_below_the_options_explains():
    (draft,) = markdown("1. 长在树上的是（A）。\n\nA. 苹果\n\nB. 白菜\n\n> 白菜长在地里")
    assert (draft.options, draft.explanation) == (("苹果", "白菜"), "白菜长在地里")


def test_a_star_in_a_table_of_options_is_a_tick():
    rows = "\n".join(f"| {'*' if n == 2 else ' '} | {'abcd'[n]}. | {FRUIT[n]} |" for n in range(4))
    (draft,) = markdown(f"1. 面粉由哪一种磨成？\n\n|  |  |  |\n|---|---|---|\n{rows}\n")
    assert (draft.options, draft.answer) == (FRUIT, ("C",))


def test_options_that_begin_behind_a_later_line_of_the_stem_are_options():
    (draft,) = read_text("第1题\n长在树上的（ ）是。A.苹果\nB.白菜\nC.小麦\n答案：A").drafts
    assert (draft.stem, draft.options) == ("长在树上的（ ）是。", FRUIT[:3])


def test_a_unit_behind_a_number_ends_before_the_next_option():
    (draft,) = read_text("1. 苹果的直径是（ ）。\nA.1cm以内 B.2～3cmC.5～6cmD.8kg\n答案：D").drafts
    assert draft.options == ("1cm以内", "2～3cm", "5～6cm", "8kg")


def test_options_written_out_of_order_come_to_the_places_of_their_letters():
    (draft,) = read_text("1. 长在树上的是（ ）。\nA.苹果\nC.小麦\nB.白菜\nD.石头\n答案：A").drafts
    assert draft.options == FRUIT
    assert draft.warnings == ("选项不是按字母的顺序写的，请核对。",)


def test_a_number_right_before_a_digit_opens_a_question_below_a_key():
    text = "1.苹果是水果。\n答案：yes\n2.白菜是水果。\n答案：no\n17.4月种小麦。\n答案：yes"
    assert [(draft.number, draft.stem) for draft in read_text(text).drafts] == [
        ("1", "苹果是水果。"),
        ("2", "白菜是水果。"),
        ("17", "4月种小麦。"),
    ]


@pytest.mark.parametrize(("all_red", "key"), [("二、多选题", ("A", "B")), ("二、单选题", ())])
def test_where_red_means_right_all_over_a_question_of_red_options_has_them_all(all_red, key):
    lines = [("一、单选题", False)]
    for number in range(1, 5):
        lines += [(f"{number}. 长在树上的是（ ）。", False), ("A. 苹果", True), ("B. 白菜", False)]
    lines += [(all_red, False), ("5. 能吃的是（ ）。", False), ("A. 苹果", True), ("B. 白菜", True)]
    pieces = [
        Piece(place, text, (Mark(0, len(text), "colour"),) if red else ())
        for place, (text, red) in enumerate(lines, 1)
    ]
    reading = Reading(format="docx")
    recognise(list(pieces), reading, Silent())
    assert reading.drafts[-1].answer == key
    assert {draft.answer for draft in reading.drafts[:-1]} == {("A",)}


def test_lines_set_apart_below_a_written_question_are_its_answer_and_told():
    text = "一、简答题\n1、为什么要吃水果？（5分）\n\n水果里有维生素。\n\n维生素对人有好处。"
    (draft,) = read_text(text).drafts
    assert draft.answer == ("水果里有维生素。\n维生素对人有好处。",)
    assert draft.warnings


def test_a_second_question_in_the_same_paragraph_is_one():
    text = (
        "1、长在树上的是（Ａ）。Ａ、苹果 Ｂ、白菜  2、磨成面粉的是（Ｂ）。Ａ、苹果 Ｂ、小麦\n"
        "3、苹果是水果。（√）  4、白菜是水果。（×）"
    )
    drafts = read_text(text).drafts
    assert [draft.number for draft in drafts] == ["1", "2", "3", "4"]
    assert [draft.answer for draft in drafts] == [("A",), ("B",), (True,), (False,)]


def test_a_list_inside_the_beginning_of_a_stem_makes_no_second_question():
    (draft,) = read_text("1、水果有：1、苹果 2、梨（ ）都能吃。\nA.对\nB.不对\n答案：A").drafts
    assert draft.stem == "1、水果有：1、苹果 2、梨（ ）都能吃。"[2:]


def test_links_below_the_options_explain_and_a_picture_belongs_to_the_stem():
    text = (
        "1. 图里的是（A）。\nA. 苹果\nB. 白菜\n\n![](apple.png)\n\n"
        "![文字解析](why.png)\n\n[讲解](https://example.org/why)"
    )
    (draft,) = markdown(text)
    assert draft.options == ("苹果", "白菜")
    assert draft.stem.endswith("![](apple.png)")
    assert draft.explanation == "![文字解析](why.png)\n[讲解](https://example.org/why)"


def test_what_unfolds_the_key_is_no_question():
    text = "1. 长在树上的是？\nA. 苹果\nB. 白菜\n查看解析\n- 本题参考答案：A\n- A 苹果：是水果"
    (draft,) = read_text(text).drafts
    assert (draft.options, draft.answer) == (("苹果", "白菜"), ("A",))


def test_the_score_behind_a_key_is_no_part_of_it():
    text = "1.[多选题] 能吃的是（ ）。\nA. 苹果\nB. 白菜\nC. 石头\n你的答案：A  正确答案：AB得分：2"
    (draft,) = read_text(text).drafts
    assert draft.answer == ("A", "B")


def test_slashes_with_blanks_part_the_answers_of_several_blanks():
    text = "1. ____、____和____能吃。\n答案：苹果 / 白菜 / 小麦，磨成面"
    (draft,) = read_text(text).drafts
    assert draft.answer == (("苹果",), ("白菜",), ("小麦，磨成面",))


def test_small_letters_are_options_where_several_stand_on_one_line():
    question = "长在树上的是（ ）\na 、 苹果 b 、 白菜 c 、 小麦\nd 、 石头\n答 案 a"
    drafts = read_text("\n".join(f"{n}. {question}" for n in (1, 2, 3))).drafts
    assert [(draft.options, draft.answer) for draft in drafts] == [(FRUIT, ("A",))] * 3


def test_code_marks_around_a_whole_cell_or_line_say_nothing():
    rows = "\n".join(f"|  | `{'ABCD'[n]}: {FRUIT[n]} ` |" for n in range(1, 4))
    text = f"```\n1.长在树上的是（ A ）\n```\n\n|  | `A: {FRUIT[0]}` |\n|---|---|\n{rows}"
    (draft,) = markdown(text)
    assert (draft.options, draft.answer) == (FRUIT, ("A",))


def test_a_letter_behind_the_last_word_of_a_stem_is_its_key():
    (draft,) = read_text("1、长在树上的是 B\nA. 白菜\nB. 苹果").drafts
    assert (draft.stem, draft.answer) == ("长在树上的是", ("B",))


def test_a_remark_behind_right_or_wrong_explains_the_key():
    text = "一、判断题\n1 {石头能吃。} 正确答案:F （硬，咬不动）\n2 {苹果能吃。} 正确答案:T"
    first, second = read_text(text).drafts
    assert (first.answer, first.explanation) == ((False,), "硬，咬不动")
    assert second.answer == (True,)


def test_one_cell_parted_by_a_sign_as_often_in_every_row_holds_the_options():
    cell = "@".join(FRUIT)
    rows = [f"{n}\t筐里第{key}种能吃的是哪一种？\t{cell}\t{key}" for n, key in enumerate("1243")]
    drafts = read_text("\n".join(rows)).drafts
    assert {draft.options for draft in drafts} == {FRUIT}
    assert [draft.answer for draft in drafts] == [("A",), ("B",), ("D",), ("C",)]


def test_headings_within_every_question_are_its_marks():
    asked = "## 第{n}题\n**【第{n}题】**\n\n第{n}项是（__）。\n\n**选项**\nA、甲\nB、乙\n\n"
    one = f"{asked}---\n### 答案\n**B**\n\n### 解析\n见书。\n\n"
    drafts = markdown("# 真题\n\n" + "".join(one.format(n=n) for n in (1, 2, 3)))
    assert [draft.answer for draft in drafts] == [("B",)] * 3
    assert [draft.stem for draft in drafts] == [f"第{n}项是（__）。" for n in (1, 2, 3)]


def test_a_heading_that_bears_a_type_ends_the_explanation_above_it():
    asked = "### C0{n}【宝石 · 中 · 单选】\n\n第{n}种是？\n\n- A. 甲\n- B. 乙\n\n"
    one = f"{asked}**答案：** B\n\n**解析：** 见书。\n*参考：基础*\n\n"
    drafts = markdown("".join(one.format(n=n) for n in (1, 2, 3)))
    assert [draft.stem for draft in drafts] == [f"第{n}种是？" for n in (1, 2, 3)]


def test_the_type_before_every_stem_is_no_part_of_it():
    text = (
        "1、单选题（ ）是主题。\nA、甲\nB、乙\n答案：A\n"
        "2、多选题党的纪律包括（ ）。\nA、甲\nB、乙\n答案：AB\n"
        "3、判断题党章可以修改。\n答案：对\n"
    )
    drafts = read_text(text).drafts
    assert [draft.stem for draft in drafts] == [
        "（ ）是主题。",
        "党的纪律包括（ ）。",
        "党章可以修改。",
    ]


def test_words_between_short_strokes_are_the_answer():
    (draft,) = read_text("一、填空题\n1、“一带”是指__安全带__。").drafts
    assert (draft.stem, draft.answer) == ("“一带”是指____。", (("安全带",),))


def test_true_and_false_are_letters_of_their_options():
    text = "".join(
        f"{n}. 第{n}句对。( )\n   true. 正确\n   false. 错误\n参考答案：{key}\n"
        for n, key in enumerate("✔❌✔", start=1)
    )
    assert [draft.answer for draft in read_text(text).drafts] == [(True,), (False,), (True,)]


@pytest.mark.parametrize("number", ["第{}题 ", "{}、"])
def test_questions_counted_in_words_go_beyond_a_hundred(number):
    lines = ["一、单项选择题"]
    for count in range(1, 113):
        asked = f"{number.format(in_chinese(count))}第{count}号文件规定的是（ ）。"
        lines += [asked, "A.甲", "B.乙", "C.丙"]
    keys = [f"{count}.{'ABC'[count % 3]}" for count in range(1, 113)]
    drafts = read_text("\n".join([*lines, "参考答案", *keys])).drafts
    assert [(draft.stem, *draft.answer, draft.warnings) for draft in drafts] == [
        (f"第{count}号文件规定的是（ ）。", "ABC"[count % 3], ()) for count in range(1, 113)
    ]
