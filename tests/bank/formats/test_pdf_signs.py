"""Signs of a PDF are read as a person sees them: upright, in order, and as the characters meant."""

import io

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from dongan_training.bank.formats import plain_text, read
from dongan_training.printing.fonts import Role, runs
from dongan_training.progress import Silent
from dongan_training.sheets.refusals import EmptyFile
from tests.bank.formats.test_pdf import SIZE, write

LINES = (
    *("1．村务公开至少多久一次？（ B ）", "A．一年", "B．一季度"),
    *("2．村民会议由谁召集？（ A ）", "A．村民委员会", "B．乡镇"),
)
READ = [
    ("村务公开至少多久一次？（  ）", ("一年", "一季度"), ("B",)),
    ("村民会议由谁召集？（  ）", ("村民委员会", "乡镇"), ("A",)),
]


def questions(path):
    found = read(path, Silent())
    told = [one.text for one in found.problems]
    return [(one.stem, one.options, one.answer) for one in found.drafts], told


def draw_lines(canvas, left=90, top=700):
    for place, line in enumerate(LINES):
        write(canvas, left, top - 24 * place, line)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("is_shown_upright", [True, False])
def test_a_page_is_read_however_it_or_its_text_is_turned(tmp_path, turned, is_shown_upright):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    width, height = A4
    canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turned])
    canvas.rotate(turned)
    draw_lines(canvas, top=500)
    if is_shown_upright:
        canvas.setPageRotation(turned)
    canvas.save()
    assert questions(tmp_path / "题.pdf") == (READ, [])


def test_a_watermark_across_the_page_joins_no_question_and_is_told(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    draw_lines(canvas)
    canvas.translate(120, 560)
    canvas.rotate(45)
    write(canvas, 0, 0, "内部资料")
    canvas.save()
    assert questions(tmp_path / "题.pdf") == (READ, ["内部资料"])


def test_a_line_whose_parts_were_drawn_in_another_order_is_read_from_left_to_right(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    for place, line in enumerate(LINES):
        first, rest = line[: len(line) // 2], line[len(line) // 2 :]
        width = sum(stringWidth(run.text, run.font, SIZE) for run in runs(first, Role.SERIF))
        write(canvas, 90 + width, 700 - 24 * place, rest)
        write(canvas, 90, 700 - 24 * place, first)
    canvas.save()
    assert questions(tmp_path / "题.pdf") == (READ, [])


def test_letters_smaller_than_their_font_says_stay_lines_of_their_own(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    canvas.scale(0.1, 0.1)
    for place, line in enumerate(LINES):
        text = canvas.beginText(900, 7000 - 240 * place)
        for run in runs(line, Role.SERIF):
            text.setFont(run.font, 120)
            text.textOut(run.text)
        canvas.drawText(text)
    canvas.save()
    assert questions(tmp_path / "题.pdf") == (READ, [])


def test_radicals_are_read_as_the_characters_that_look_like_them():
    found = plain_text.read_text("1. ⽤⼈单位的⼾⼝⻓期空⻋，⻛险⾃担。（ √ ）\n")
    assert [one.stem for one in found.drafts] == ["用人单位的户口长期空车，风险自担。"]


def without_codes(path):
    """The same document with fonts that do not say which characters their shapes are."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            empty = DecodedStreamObject()
            empty.set_data(b"/CIDInit /ProcSet findresource begin begincmap endcmap end")
            if "/ToUnicode" in font.get_object():
                font.get_object()[NameObject("/ToUnicode")] = writer._add_object(empty)
    written = io.BytesIO()
    writer.write(written)
    path.write_bytes(written.getvalue())


def test_signs_without_codes_are_no_words_and_the_file_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "题.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    draw_lines(canvas)
    canvas.save()
    without_codes(path)
    with pytest.raises(EmptyFile, match="没有编码"):
        read(path, Silent())


def test_underlined_words_are_answers_and_strokes_that_part_lines_are_none(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    write(canvas, 90, 700, "一、填空题")
    canvas.line(90, 696, 500, 696)
    write(canvas, 90, 670, "１、党的最高理想是实现共产主义。")
    canvas.line(90 + 11 * SIZE, 668, 90 + 15 * SIZE, 668)
    write(canvas, 90, 640, "２、村务监督委员会对村民会议负责。")
    canvas.line(90 + 10 * SIZE, 638, 90 + 14 * SIZE, 638)
    canvas.save()
    drafts = read(tmp_path / "题.pdf", Silent()).drafts
    assert [one.answer for one in drafts] == [(("共产主义",),), (("村民会议",),)]


def test_words_drawn_with_an_outline_are_bold(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    for place, line in enumerate(("１．任期几年？", "A．三年", "!B．五年", "C．十年")):
        canvas.saveState()
        text = canvas.beginText(90, 700 - 24 * place)
        text.setTextRenderMode(2 if line.startswith("!") else 0)
        for run in runs(line.strip("!"), Role.SERIF):
            text.setFont(run.font, SIZE)
            text.textOut(run.text)
        canvas.drawText(text)
        canvas.restoreState()
    canvas.save()
    assert questions(tmp_path / "题.pdf") == (
        [("任期几年？", ("三年", "五年", "十年"), ("B",))],
        [],
    )


def test_a_letter_of_another_language_among_chinese_is_told_as_a_wrong_code(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    for place, line in enumerate(("1．村务公开多久一Ā？（ B ）", *LINES[1:])):
        write(canvas, 90, 700 - 24 * place, line)
    canvas.save()
    first, second = read(tmp_path / "题.pdf", Silent()).drafts
    assert any("没有编码" in one for one in first.warnings) and not second.warnings


def test_a_document_of_heads_alone_holds_no_words(tmp_path):
    canvas = Canvas(str(tmp_path / "题.pdf"), pagesize=A4)
    for _page in range(2):
        write(canvas, 90, 820, "村务题库")
        canvas.showPage()
    canvas.save()
    with pytest.raises(EmptyFile):
        read(tmp_path / "题.pdf", Silent())
