"""The same paper as a Word document, for offices that must edit it before it is printed."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS
from dongan_training.exam.printed.facts import (
    INSTRUCTIONS,
    ExamPaper,
    PaperQuestion,
    PaperSection,
    form_told,
    heading_of,
    numeral,
    worth,
)
from dongan_training.exam.printed.look import PaperLook
from dongan_training.exam.printed.stems import ruled_lines, without_pictures, written_stem
from dongan_training.printing.picture import printed_picture
from dongan_training.saving import save_whole
from dongan_training.texts import _

SERIF, KAI = "宋体", "楷体"  # Word takes what the machine has under these names
TALLEST_PICTURE = 70.0
COLUMN_GAP = 9.0
BLANK_SHARE = 20  # millimetres of the column for each underscore of the five fields of the margin
OPTION_GAP = 6.0  # Word's fonts differ a little from ours


def write_paper_document(path: Path, paper: ExamPaper, look: PaperLook) -> None:
    """Write the paper as .docx: columns, grid, sections, pictures and places to write."""
    document = Document()
    _set_up(document, paper, look)
    _head(document, paper, look)
    for place, section in enumerate(paper.sections):
        _section(document, section, place, look)
    written = BytesIO()
    document.save(written)
    save_whole(path, written.getvalue())


def _set_up(document: Any, paper: ExamPaper, look: PaperLook) -> None:
    document.core_properties.title = paper.full_title
    document.core_properties.author = paper.organiser
    sheet, section = look.format, document.sections[0]
    section.page_width, section.page_height = Mm(sheet.size.width), Mm(sheet.size.height)
    if sheet.size.width > sheet.size.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    last = sheet.lefts[-1] + sheet.width
    section.left_margin, section.right_margin = Mm(sheet.lefts[0]), Mm(sheet.size.width - last)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.size.height - sheet.bottom)
    if len(sheet.lefts) > 1:
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(len(sheet.lefts)))
        columns.set(qn("w:space"), str(Mm(COLUMN_GAP).twips))
    style = document.styles["Normal"]
    _face(style, SERIF, look.body.size)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Mm(look.line)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{form_told(paper.form)}　{_('第')} ")
    _field(foot, "PAGE")
    foot.add_run(f" {_('页')}")


def _face(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size, style.font.bold = name, Pt(size), False
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _field(paragraph: Any, code: str) -> None:
    """Let Word count the pages."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(document: Any, paper: ExamPaper, look: PaperLook) -> None:
    told = look.punctuation.told
    blank = "_" * int(look.format.width / BLANK_SHARE)
    fields = "　".join(f"{_(field)}：{blank}" for field in paper.fields)
    _paragraph(document, told(fields), size=9)
    seal = _("密　封　线　内　不　要　答　题")
    _paragraph(document, f"{'…' * 6}{seal}{'…' * 6}", centred=True, size=9)
    title = _paragraph(document, told(paper.full_title), centred=True, size=18, bold=True)
    title.paragraph_format.line_spacing = 1.0  # the usual exact one would cut large type
    _paragraph(document, told("　".join(paper.facts)), centred=True)
    for number, notice in enumerate(paper.notices, start=1):
        words = look.punctuation.number(number) + told(_(notice))
        _paragraph(document, words, size=10, face=KAI)
    _grid(document, paper, look)


def _grid(document: Any, paper: ExamPaper, look: PaperLook) -> None:
    heads = [_("题号"), *(numeral(place) for place in range(len(paper.sections))), _("总分")]
    table = document.add_table(rows=3, cols=len(heads), style="Table Grid")
    for column, head in enumerate(heads):
        table.cell(0, column).text = head
    table.cell(1, 0).text, table.cell(2, 0).text = _("得分"), _("评卷人")
    table.autofit = False  # else it is as wide as the sheet, across both columns
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column in table.columns:  # LibreOffice and WPS go by these, Word by the cells
        column.width = Mm(look.format.width / len(heads))
    for row in table.rows:
        for cell in row.cells:
            cell.width = Mm(look.format.width / len(heads))
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(document: Any, section: PaperSection, place: int, look: PaperLook) -> None:
    told = look.punctuation.told
    heading = told(heading_of(place, section.type) + worth(section))
    written = _paragraph(document, heading, bold=True, size=look.heading.size)
    written.paragraph_format.space_before = Pt(8)
    instruction = told(section.instruction or _(INSTRUCTIONS[section.type]))
    _kept(_paragraph(document, instruction, face=KAI, size=look.note.size), written)
    before: object = None
    for question in section.questions:
        if question.passage and question.shared != before:
            _passage(document, question, look)
        before = question.shared
        _question(document, question, section.type, look)


def _passage(document: Any, question: PaperQuestion, look: PaperLook) -> None:
    text, numbers = without_pictures(question.passage)
    text = look.punctuation.told(text)
    for line in text.splitlines():
        written = _paragraph(document, line.strip(), face=KAI, size=look.note.size)
        written.paragraph_format.first_line_indent = Pt(2 * look.note.size)
    _pictures(document, question, numbers, look)


def _question(document: Any, question: PaperQuestion, kind: QuestionType, look: PaperLook) -> None:
    text, numbers = without_pictures(question.stem)
    stem = look.punctuation.told(written_stem(text, kind, question.expected))
    _kept(_paragraph(document, look.punctuation.number(question.number) + stem))
    _pictures(document, question, numbers, look)
    _options(document, question, look)
    if kind is QuestionType.SHORT_ANSWER:
        for _line in range(ruled_lines(question.expected)):
            _ruled(_paragraph(document, ""))


def _options(document: Any, question: PaperQuestion, look: PaperLook) -> None:
    """Set options by tab stops, four, two or one to a line."""
    width = look.format.width - 8
    told = [without_pictures(text) for text in question.options]
    texts = [
        look.punctuation.letter(letter) + look.punctuation.told(words)
        for letter, (words, _numbers) in zip(LETTERS, told, strict=False)
    ]
    widest = max((look.body.width(text) for text in texts), default=0)
    columns = next((count for count in (4, 2) if widest + OPTION_GAP <= width / count), 1)
    if any(numbers for _words, numbers in told):
        columns = 1
    options = list(zip(texts, told, strict=True))
    rows = [options[start : start + columns] for start in range(0, len(options), columns)]
    for place, row in enumerate(rows, start=1):
        written = _paragraph(document, "\t".join(text for text, _told in row))
        written.paragraph_format.left_indent = Mm(8)
        for stop in range(1, columns):
            written.paragraph_format.tab_stops.add_tab_stop(Mm(8 + stop * width / columns))
        for _text, (_words, numbers) in row:
            _pictures(document, question, numbers, look)
        if place < len(rows):
            _kept(written)


def _pictures(
    document: Any, question: PaperQuestion, numbers: Iterable[int], look: PaperLook
) -> None:
    owner = _("第 {number} 题").format(number=question.number)
    for number in numbers:
        if number > len(question.pictures):
            continue
        picture = printed_picture(question.pictures[number - 1].data, owner)
        shown = picture.within(look.format.width - 10, TALLEST_PICTURE)
        written = _paragraph(document, "")
        written.paragraph_format.line_spacing = 1.0  # the usual exact one would cut the picture
        _kept(written)
        written.add_run().add_picture(_as_png(shown), width=Mm(shown.width))


def _as_png(picture: Any) -> BytesIO:
    """Word knows fewer kinds of picture than Pillow does."""
    data = BytesIO()
    picture.reader._image.save(data, "PNG")
    data.seek(0)
    return data


def _paragraph(
    document: Any,
    text: str,
    *,
    centred: bool = False,
    bold: bool = False,
    size: float = 0,
    face: str = "",
) -> Any:
    written = document.add_paragraph()
    run = written.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if face:
        run.font.name = face
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if centred:
        written.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return written


def _kept(*paragraphs: Any) -> None:
    """Keep these with what follows, so that no stem stands alone at the end of a page."""
    for written in paragraphs:
        written.paragraph_format.keep_with_next = True


def _ruled(written: Any) -> None:
    borders = OxmlElement("w:pBdr")
    # Between as well as below: Word joins the borders of neighbours that are alike.
    for side in ("bottom", "between"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "8A9099")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    written._p.get_or_add_pPr().append(borders)
    written.paragraph_format.line_spacing = Mm(9)
