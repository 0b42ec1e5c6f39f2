"""Tables that a PDF draws without lines, and sheets too wide for its pages, are read as tables."""

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.bank.formats.test_pdf import SIZE, write
from tests.bank.formats.test_pdf_tables import canvas, drafts, lines, table

__all__ = ["canvas"]

COLUMNS = (60, 100, 320, 390, 460, 520)
HEAD = ("序号", "题目", "A", "B", "答案")
ROWS = (
    ("1", "村务公开至少多久一次（　）。", "一年", "一季度", "B"),
    ("2", "村民会议由村民委员会召集，有十分之|一以上村民提议的，应当（　）。", "召集", "推迟", "A"),
    ("3", "任期是（　）。", "三年", "五年", "B"),
)
READ = [
    ("村务公开至少多久一次（　）。", ("一年", "一季度"), ("B",)),
    (
        "村民会议由村民委员会召集，有十分之一以上村民提议的，应当（　）。",
        ("召集", "推迟"),
        ("A",),
    ),
    ("任期是（　）。", ("三年", "五年"), ("B",)),
]


def draw_columns(canvas, rows, lies="top", top=780, right=()):
    """Draw rows of cells with nothing between them; a cell is broken where it holds a bar."""
    for row in rows:
        most = max(cell.count("|") for cell in row)
        for place, (x, cell) in enumerate(zip(COLUMNS, row, strict=False)):
            words = cell.split("|")
            free = most - len(words) + 1
            down = {"top": 0, "middle": free / 2, "bottom": free}[lies]
            for line, text in enumerate(words):
                y = top - 16 * (line + down)
                write(canvas, x + (20 - SIZE / 2 if place in right else 0), y, text)
        top -= 16 * (most + 1) + 10


@pytest.mark.parametrize("lies", ["top", "middle", "bottom"])
def test_columns_and_rows_are_told_by_where_their_text_stands(canvas, lies):
    draw_columns(canvas, (HEAD, *ROWS), lies, right=(0,))
    found, questions = drafts(canvas)
    assert questions == READ and found.problems == []


def test_types_part_the_rows_where_nothing_counts_them(canvas):
    rows = [("单选", *row[1:]) for row in ROWS]
    draw_columns(canvas, (("题型", *HEAD[1:]), *rows))
    found, questions = drafts(canvas)
    assert questions == READ and found.problems == []


def test_a_table_without_lines_goes_on_on_the_next_page_with_a_row_torn_by_its_end(canvas):
    stem, rest = ROWS[1][1].split("|")
    draw_columns(canvas, (HEAD, ROWS[0], ("2", stem, *ROWS[1][2:])))
    canvas.showPage()
    draw_columns(canvas, (("", rest), ROWS[2]))
    _found, questions = drafts(canvas)
    assert questions == READ


def test_what_stands_below_such_a_table_is_read_as_text(canvas):
    draw_columns(canvas, (HEAD, *ROWS))
    write(canvas, 60, 500, "以下各题为判断题，请在括号里打上对号或者错号，每题二分，共计二分")
    write(canvas, 60, 470, "4．党员应当按期交纳党费。（ √ ）")
    _found, questions = drafts(canvas)
    assert questions == [*READ, ("党员应当按期交纳党费。", (), (True,))]


def test_a_table_that_does_not_part_is_told_of_with_each_of_its_questions(canvas):
    rows = [("单选|题", *row[1:]) for row in ROWS]
    draw_columns(canvas, (("题型", *HEAD[1:]), *rows))
    found, _questions = drafts(canvas)
    told = [one.message for one in found.problems if "没有表线" in one.message]
    assert told == ["第 1 页像是没有表线的表格，没能按列读准，请改用原来的 Excel 或 Word 文件。"]
    assert all(any("没有表线" in one for one in draft.warnings) for draft in found.drafts)


@pytest.mark.parametrize("is_across_first", [True, False])
def test_a_sheet_too_wide_for_its_pages_is_one_table(tmp_path, is_across_first):
    canvas = Canvas(str(tmp_path / "宽表.pdf"), pagesize=A4)
    halves = [(COLUMNS[:3], slice(0, 2)), ((60, 160, 260, 330), slice(2, 5))]
    pages = [(HEAD, ROWS[0]), ROWS[1:]]
    order = [(page, half) for page in pages for half in halves]
    if not is_across_first:
        order = [(page, half) for half in halves for page in pages]
    for page, (edges, part) in order:
        rows = [row[part] for row in page]
        if part.start:  # as high as beside the long question
            rows = [(*row[:2], "A|" if row[2] == "A" else row[2]) for row in rows]
        table(canvas, edges, rows, rule=lines)
        canvas.showPage()
    found, questions = drafts(canvas)
    assert questions == READ and found.problems == []
