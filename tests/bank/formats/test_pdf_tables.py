"""Ruled tables of a PDF are read as tables, whoever drew their lines, over pages and all."""

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from tests.bank.formats.test_pdf import LEFT, SIZE, write

TOP = 780
COLUMNS = (90, 130, 325, 380, 430, 470)
HEAD = ("序号", "题目", "A", "B", "答案")
LONG = "党支部书记在换届选举期间接受宴请并收受礼品的，应当（　）。"


def lines(canvas, columns, rows):
    """Rule a table as spreadsheets do: each line from end to end."""
    for x in columns:
        canvas.line(x, rows[0], x, rows[-1])
    for y in rows:
        canvas.line(columns[0], y, columns[-1], y)


def rectangles(canvas, columns, rows):
    """Rule a table as Word does: a thin rectangle for each side of a cell."""
    for top, bottom in pairwise(rows):
        for x in columns:
            canvas.rect(x, bottom, 0.5, top - bottom, stroke=0, fill=1)
        for left, right in pairwise(columns):
            canvas.rect(left, top, right - left, 0.5, stroke=0, fill=1)
            canvas.rect(left, bottom, right - left, 0.5, stroke=0, fill=1)


def table(canvas, columns, rows, top=TOP, rule=lines):
    """Draw rows of cells; a cell is broken where it holds a bar."""
    heights = [16 * max(cell.count("|") + 1 for cell in row) + 4 for row in rows]
    edges = [top]
    for height in heights:
        edges.append(edges[-1] - height)
    rule(canvas, columns, edges)
    for edge, row in zip(edges, rows, strict=False):
        for x, cell in zip(columns, row, strict=False):
            for place, text in enumerate(cell.split("|"), 1):
                write(canvas, x + 3, edge - 16 * place + 2, text)


@pytest.fixture
def canvas(tmp_path):
    return Canvas(str(tmp_path / "题库.pdf"), pagesize=A4)


def drafts(canvas):
    canvas.save()
    found = read(Path(canvas._filename), Silent())
    return found, [(one.stem, one.options, one.answer) for one in found.drafts]


@pytest.mark.parametrize("rule", [lines, rectangles])
def test_keys_in_a_table_at_the_end_reach_their_questions(canvas, rule):
    text = (
        "一、单项选择题",
        "1．甲（　）。",
        "A．一　B．二",
        "2．乙（　）。",
        "A．三　B．四",
        "参考答案",
    )
    for place, line in enumerate(text):
        write(canvas, LEFT, TOP - 24 * place, line)
    table(canvas, (90, 140, 200, 260), (("题号", "1", "2"), ("答案", "B", "A")), 600, rule)
    _found, questions = drafts(canvas)
    assert questions == [("甲（　）。", ("一", "二"), ("B",)), ("乙（　）。", ("三", "四"), ("A",))]


@pytest.mark.parametrize("rule", [lines, rectangles])
def test_a_sheet_over_two_pages_is_one_table_and_its_wrapped_cells_are_whole(canvas, rule):
    wrapped = f"{LONG[:15]}|{LONG[15:]}"
    table(canvas, COLUMNS, (HEAD, ("1", wrapped, "记过", "警告", "B")), rule=rule)
    canvas.showPage()
    table(canvas, COLUMNS, (HEAD, ("2", "每届任期（　）。", "三|四", "五", "A")), rule=rule)
    found, questions = drafts(canvas)
    assert questions == [
        (LONG, ("记过", "警告"), ("B",)),
        ("每届任期（　）。", ("三\n四", "五"), ("A",)),
    ]
    assert found.problems == []


def test_a_row_torn_by_the_end_of_a_page_is_whole_again(canvas):
    first = (HEAD, ("1", "甲（　）。", "一", "二", "B"), ("2", LONG[:15], "记过", "警告", "A"))
    table(canvas, COLUMNS, first)
    canvas.showPage()
    table(canvas, COLUMNS, (("", LONG[15:], "", "", ""), ("3", "乙（　）。", "三", "四", "A")))
    _found, questions = drafts(canvas)
    assert [stem for stem, _options, _answer in questions] == ["甲（　）。", LONG, "乙（　）。"]


def test_a_row_is_whole_again_though_its_first_cell_was_torn_as_well(canvas):
    head = ("题型", *HEAD[1:])
    table(
        canvas,
        COLUMNS,
        (head, ("单选题", "甲（　）。", "一", "二", "B"), ("单选", LONG[:15], "三", "四", "A")),
    )
    canvas.showPage()
    table(
        canvas, COLUMNS, (("题", LONG[15:], "", "", ""), ("单选题", "乙（　）。", "三", "四", "A"))
    )
    _found, questions = drafts(canvas)
    assert [stem for stem, _options, _answer in questions] == ["甲（　）。", LONG, "乙（　）。"]


def test_a_frame_around_columns_of_text_is_no_table(canvas):
    lines(canvas, (80, 300, 520), (800, 60))
    for x, number, key in ((90, 1, "A"), (310, 2, "B")):
        for place, line in enumerate((f"{number}．甲（　）。", "A．一　B．二", f"答案：{key}")):
            write(canvas, x, 700 - 24 * place - 200 * (number - 1), line)
    _found, questions = drafts(canvas)
    assert [answer for _stem, _options, answer in questions] == [("A",), ("B",)]


def test_a_cell_without_a_line_below_reaches_into_the_next_row(canvas):
    rows = (TOP, TOP - 20, TOP - 40, TOP - 60)
    columns = (90, 160, 300, 350, 400, 450)
    lines(canvas, columns, (rows[0], rows[1], rows[3]))
    canvas.line(columns[1], rows[2], columns[-1], rows[2])
    words = (
        ("题型", "题目", "A", "B", "答案"),
        ("", "甲（　）。", "一", "二", "B"),
        ("", "乙（　）。", "三", "四", "A"),
    )
    for y, row in zip(rows, words, strict=False):
        for x, cell in zip(columns, row, strict=False):
            write(canvas, x + 3, y - 14, cell)
    write(canvas, columns[0] + 3, TOP - 44, "单选题")
    _found, questions = drafts(canvas)
    assert [(stem, answer) for stem, _options, answer in questions] == [
        ("甲（　）。", ("B",)),
        ("乙（　）。", ("A",)),
    ]


def test_forms_of_one_question_each_stay_apart_over_pages(canvas):
    form = (("题目", "1．每届任期（　）。"), ("选项", "A．三年|B．五年"), ("答案", "B"))
    table(canvas, (90, 140, 400), form)
    canvas.showPage()
    form = (("题目", "2．最高的是（　）-"), ("选项", "A．大会|B．委员"), ("答案", "A"))
    table(canvas, (90, 140, 400), form)
    _found, questions = drafts(canvas)
    assert questions == [
        ("每届任期（　）。", ("三年", "五年"), ("B",)),
        ("最高的是（　）-", ("大会", "委员"), ("A",)),
    ]


def test_a_stroke_below_a_gap_is_a_blank_and_one_below_words_is_none(canvas):
    write(canvas, LEFT, TOP, "一、填空题")
    canvas.line(LEFT, TOP - 2, LEFT + 5 * SIZE, TOP - 2)
    stems = (
        ("1．", LEFT + 54, "年为一届。", "答案：五"),
        ("2．", LEFT + 18, "是原则。", "答案：集中"),
    )
    for place, (number, start, rest, key) in enumerate(stems):
        y = TOP - 24 - 48 * place
        write(canvas, LEFT, y, number + "每三到" * (start > LEFT + 20))
        canvas.line(start, y - 2, start + 40, y - 2)
        write(canvas, start + 42, y, rest)
        write(canvas, LEFT, y - 24, key)
    _found, questions = drafts(canvas)
    assert [(stem, answer) for stem, _options, answer in questions] == [
        ("每三到_______年为一届。", (("五",),)),
        ("_______是原则。", (("集中",),)),
    ]
