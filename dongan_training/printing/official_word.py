"""The same official papers as Word documents, to be sent on under an office's own head."""

import math
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dongan_training.printing.official import (
    EM,
    HEIGHT,
    LEFT,
    LOOK,
    PITCH,
    TITLE,
    TOP,
    WIDTH,
    Attachment,
    Kind,
    OfficialPaper,
    signers,
)
from dongan_training.printing.page import A4
from dongan_training.printing.title_lines import title_lines
from dongan_training.saving import save_whole

TITLE_FACE, BODY_FACE = "方正小标宋简体", "仿宋"
FACES = {
    Kind.ADDRESSEE: BODY_FACE,
    Kind.BODY: BODY_FACE,
    Kind.HEADING: "黑体",
    Kind.SUBHEADING: "楷体",
}
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NUMBER_SIZE = 22, 16, 12, 14  # points
TWIPS_PER_MM = 1440 / 25.4


def write_official_word(path: Path, paper: OfficialPaper) -> None:
    """Write the paper as .docx with 22 lines a page and 28 characters a line, as GB/T 9704 asks.

    The characters are moved together a little instead of being laid on a grid: LibreOffice
    gives a character that is wider than a cell of the grid two cells.
    """
    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = paper.signer
    _set_up(document)
    lines = "\n".join(title_lines(paper.title, TITLE, WIDTH))
    title = _add(document, lines, TITLE_FACE, TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    # On the grid LibreOffice gives a line of 22 points the room of two.
    _leave_grid(title)
    title.paragraph_format.line_spacing = Pt(PITCH * 72 / 25.4)
    _add(document, "")
    for one in paper.paragraphs:
        written = _add(document, one.text, FACES[one.kind])
        if one.kind is not Kind.ADDRESSEE:
            _indent(written)
        written.paragraph_format.keep_with_next = one.kind in (Kind.HEADING, Kind.SUBHEADING)
    _foot(document, paper)
    for number, attachment in enumerate(paper.attachments, start=1):
        _attach(document, attachment, paper.attachment_name(number))
    written_bytes = BytesIO()
    document.save(written_bytes)
    save_whole(path, written_bytes.getvalue())


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4.width), Mm(A4.height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(A4.height - TOP - HEIGHT)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(A4.width - LEFT - WIDTH)
    section.footer_distance = Mm(A4.height - TOP - HEIGHT - 7 - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * TWIPS_PER_MM)))
    style = document.styles["Normal"]
    style.font.size = Pt(BODY_SIZE)
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(math.floor((EM * 72 / 25.4 - BODY_SIZE) * 20)))
    style.element.get_or_add_rPr().append(closer)
    _face(style, BODY_FACE)
    style.paragraph_format.space_after = Pt(0)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, align: Any) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(
        NUMBER_SIZE
    )
    for text, code in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        run.font.size = Pt(NUMBER_SIZE)
        _face(run, "宋体")
        for kind in ("begin", "code", "end") if code else ():
            if kind == "code":
                element = OxmlElement("w:instrText")
                element.text = code
            else:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _foot(document: Any, paper: OfficialPaper) -> None:
    """It never stands on a page without text: all is kept with the last paragraph."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    above: list[Any] = []
    if paper.attachments:
        above.append(_add(document, ""))
        above += [_add(document, note) for note in paper.attachment_notes()]
        for one in above[1:]:
            _indent(one)
    above += [_add(document, ""), _add(document, "")]
    for one in above:
        one.paragraph_format.keep_with_next = True
    # Four characters from the right for the date; longer signers stand over its middle.
    lines = [(one, _from_right(one, paper.date)) for one in signers(paper.signer)]
    for text, characters in (*lines, (paper.date, 4)):
        written = _add(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
        written.paragraph_format.right_indent = Pt(characters * BODY_SIZE)
        written.paragraph_format.keep_together = True
        written.paragraph_format.keep_with_next = text != paper.date


def _from_right(signer: str, date: str) -> float:
    """Characters between a signer and the right edge, at least one."""
    wider = (len(signer) - len(date) * 0.75) / 2
    return max(4 - wider, 1)


def _attach(document: Any, one: Attachment, name: str) -> None:
    _add(document, name, FACES[Kind.HEADING]).paragraph_format.page_break_before = True
    _add(document, "")
    _add(document, one.title, TITLE_FACE, TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    _add(document, "")
    table = document.add_table(rows=0, cols=len(one.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for drawn, column in zip(table.columns, one.columns, strict=True):
        drawn.width = Mm(column.width)
    heads = tuple(column.heading for column in one.columns)
    for number, texts in enumerate((heads, *one.rows)):
        row = table.add_row()
        row.height = Mm(LOOK.head_height if number == 0 else LOOK.row_height)
        for cell, text, column in zip(row.cells, texts, one.columns, strict=True):
            cell.width = Mm(column.width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            _leave_grid(paragraph)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(text)
            run.font.size = Pt(TABLE_SIZE)
            _face(run, BODY_FACE if number else FACES[Kind.HEADING])
    if one.remark:
        _add(document, one.remark, size=TABLE_SIZE)


def _leave_grid(paragraph: Any) -> None:
    """A line of a table is not as high as one of the 22 lines of the text."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc")


def _add(
    document: Any, text: str, face: str = BODY_FACE, size: float = BODY_SIZE, align: Any = None
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _face(run, face)
    return paragraph


def _indent(paragraph: Any) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_SIZE)


def _face(style: Any, name: str) -> None:
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
