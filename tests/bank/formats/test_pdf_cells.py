"""Gaps that open a cell of a printed sheet come back, and what was not printed whole is told."""

import pytest

from dongan_training.bank.drafts import ProblemKind
from tests.bank.formats.test_pdf import write
from tests.bank.formats.test_pdf_tables import (
    COLUMNS,
    HEAD,
    LONG,
    TOP,
    canvas,  # noqa: F401  (a fixture)
    drafts,
    lines,
    table,
)

SHEET = (90, 140, 360, 470)
TITLES = ("题型", "题干", "答案")
FULL = "党的根本组织原则是____，写在党章的总纲里面"  # as wide as its column
NOT_WHOLE = "第 1 页：这一行有文字没有印全或互相重叠，请对照原文核对。"


def fills(*stems):
    return (TITLES, *[("填空题", stem, "民主") for stem in stems])


@pytest.mark.parametrize("gap", [" " * 8, "\u3000" * 4])
def test_blanks_before_the_first_word_of_a_cell_are_the_gap_to_fill(canvas, gap):  # noqa: F811
    stems = (
        f"{gap}是党的根本组织原则。",
        "每届任期____年。",
        f"{gap}的决定，应当由支部|大会作出。",
    )
    table(canvas, SHEET, fills(*stems, "党章由（  ）修改。"))
    found, questions = drafts(canvas)
    assert [stem for stem, _options, _answer in questions] == [
        "____是党的根本组织原则。",
        "每届任期____年。",
        "____的决定，应当由支部\n大会作出。",
        "党章由（ ）修改。",
    ]
    assert found.problems == []


def test_what_is_indented_as_a_paragraph_or_centred_opens_with_no_gap(canvas):  # noqa: F811
    stems = ("\u3000\u3000党的根本组织原则是____。", "党章由（ ）修改。", "", "中央由（ ）选举。")
    table(canvas, SHEET, fills(*stems))
    write(canvas, 198, TOP - 74, "每届任期（ ）年。")
    _found, questions = drafts(canvas)
    assert [stem for stem, _options, _answer in questions] == [
        "党的根本组织原则是____。",
        "党章由（ ）修改。",
        "每届任期（ ）年。",
        "中央由（ ）选举。",
    ]


def test_spaces_above_a_stroke_are_one_blank(canvas):  # noqa: F811
    table(canvas, SHEET, fills(" " * 8 + "是党的根本组织原则。", "每届任期____年。", "第____次。"))
    canvas.line(144, TOP - 36, 144 + 24, TOP - 36)
    _found, questions = drafts(canvas)
    assert questions[0][0].strip("_") == "是党的根本组织原则。"
    assert questions[0][0].count("_") <= 8


def test_a_question_that_the_next_cell_cuts_off_is_named_with_its_page(canvas):  # noqa: F811
    table(
        canvas,
        COLUMNS,
        (HEAD, ("1", LONG, "记过", "警告", "B"), ("2", "甲（）。", "一", "二", "A")),
    )
    found, _questions = drafts(canvas)
    assert [NOT_WHOLE in one.warnings for one in found.drafts] == [True, False]


def test_what_was_left_out_without_a_trace_is_told_by_how_the_other_cells_end(canvas):  # noqa: F811
    whole = ("党的最高机关是____，每五年一次。", "每届任期____年，期满换届。")
    table(
        canvas,
        SHEET,
        fills(*whole, FULL, "党员的义务____，共有八项。", "党章由____修改，不得违反。"),
    )
    found, _questions = drafts(canvas)
    assert [bool(one.warnings) for one in found.drafts] == [False, False, True, False, False]


def test_a_gap_in_a_text_that_fills_empty_cells_beside_it_is_told_of(canvas):  # noqa: F811
    spilled = "党支部书记在换届选举期间接受宴请最长不超过" + " " * 12 + "年。"
    table(canvas, COLUMNS, (HEAD, ("1", spilled, "", "", "B"), ("2", "甲（）。", "一", "二", "A")))
    found, _questions = drafts(canvas)
    named = [one.text for one in found.problems if one.message == NOT_WHOLE]
    assert named or any(NOT_WHOLE in one.warnings for one in found.drafts)


def test_a_line_of_a_fill_in_that_breaks_off_may_end_with_a_gap(canvas):  # noqa: F811
    stems = ("累计不少于|个月或者____学时。", "每届任期____年，|期满换届。", "第____次。")
    table(canvas, SHEET, fills(*stems))
    found, _questions = drafts(canvas)
    assert [bool(one.warnings) for one in found.drafts] == [True, False, False]


def test_lines_that_run_over_the_edge_of_their_row_are_told_of_at_both_rows(canvas):  # noqa: F811
    table(canvas, SHEET, fills("党的最高机关是____。", "每届任期____年。", "第____次代表大会。"))
    write(canvas, 143, TOP - 65, "由中央委员会召集。")
    found, _questions = drafts(canvas)
    assert [bool(one.warnings) for one in found.drafts] == [False, True, True]


def test_a_row_that_became_no_question_is_named_as_well(canvas):  # noqa: F811
    table(canvas, COLUMNS, (HEAD, ("1", "", LONG, "警告", "B"), ("2", "甲（）。", "一", "二", "A")))
    found, _questions = drafts(canvas)
    told = [one for one in found.problems if one.message == NOT_WHOLE]
    assert [(one.line, one.kind) for one in told] == [(2, ProblemKind.NOT_A_QUESTION)]
    assert LONG[:8] in told[0].text and not any(one.warnings for one in found.drafts)


def test_a_table_whose_lines_fit_tells_nothing(canvas):  # noqa: F811
    lines(canvas, SHEET, (500, 400))
    table(canvas, SHEET, fills("党的最高机关是____。", "每届任期____年。"))
    found, _questions = drafts(canvas)
    assert found.problems == [] and not any(one.warnings for one in found.drafts)
