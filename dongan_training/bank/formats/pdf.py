"""PDF files as a stream of pieces: the lines of each page, put together to paragraphs again.

A PDF knows places of characters and nothing of paragraphs or numbers, so what ends at the right
edge of the text goes on in the next line. Lines that stand on every page at the same height are
heads and feet. What was scanned holds no characters, and is refused with advice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from statistics import median
from typing import Any

from dongan_training.bank.drafts import Draft, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.formats.pdf_blanks import with_blanks
from dongan_training.bank.formats.pdf_columns import Unruled, unruled
from dongan_training.bank.formats.pdf_lines import BEGINS, Line, joined
from dongan_training.bank.formats.pdf_rules import Ruled, ruled
from dongan_training.bank.formats.pdf_signs import AMONG_WIDE, UNKNOWN, Sign, shown_on, with_ends
from dongan_training.bank.formats.pdf_tables import Edges, Part, Table, alike, edges_of, parts_of
from dongan_training.bank.formats.word import NoWords, OnlyPictures
from dongan_training.bank.recognising.pieces import Piece, Stream
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.pdfium import ALONE, opened
from dongan_training.sheets.refusals import EmptyFile, Overblown
from dongan_training.texts import N_
from dongan_training.texts import said as _

MOST_PAGES = 2_000
MOST_CHARACTERS = 3_000_000
MOST_OBJECTS = 100_000  # of a page; beyond them neither pictures nor rules are looked for
EDGE = 0.1  # of a page's height, where heads and feet stand
SMALLEST_PICTURE = 24  # points; less is a line or a sign
PAGE_NUMBER = re.compile(
    r"[\s—–\-~·.]*第?\s*\d{1,4}\s*页?(?:[\s,，/]*共?\s*\d{1,4}\s*页?)?[\s—–\-~·.]*"
)
PICTURES = N_("{count} 张图片没有读入，请对照原文补上。")
BREAKS_OFF = N_("题干在一行中间断开，那里可能还有一个空，请对照原文核对。")
BROKEN = re.compile(r"[^\s。？！?!.；;：:，,、）)》”’】〕」…_]\n(?=[^\s（(①-⑳\d])")
UNREAD = N_("第 {page} 页像是没有表线的表格，没能按列读准，请改用原来的 Excel 或 Word 文件。")
ASLANT = N_("第 {page} 页：这些斜着或竖着的字没有读入，水印不用管，别的请对照原文核对。")
NOT_KNOWN = N_("有字在这份 PDF 里没有编码，认不出来，请对照原文补上。")
UNCLEAR = N_("第 {page} 页：这一行有文字没有印全或互相重叠，请对照原文核对。")


class NoCodes(EmptyFile):
    """A document whose signs are shapes alone: one sees them, and nothing can be taken out."""

    message = N_("“{name}”里的字只有形状，没有编码，取不出文字。")
    advice = N_("请用原来的 Word 或 Excel 文件；没有的话，先用识别软件转成文字，再导入。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a PDF."""
    name = incoming.path.name
    found = _content_of(incoming, progress)
    body = _body(found.parts)
    if not body:
        raise OnlyPictures(name) if found.pictures else NoWords(name)
    reading = Reading(format="pdf")
    stream, unclear, pages = _stream(body)
    recognise(stream, reading, progress, incoming.path.stem)
    _tell_unclear(reading, unclear)
    _tell_unread(reading, pages, found.unread)
    reading.drafts[:] = map(_with_doubt, reading.drafts)
    if found.pictures:
        message = _(PICTURES).format(count=found.pictures)
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, message, name))
    reading.problems += [
        Problem(0, ProblemKind.NOT_A_QUESTION, _(ASLANT).format(page=page), words)
        for words, page in found.aslant.items()
    ]
    return reading


def _tell_unclear(reading: Reading, unclear: Mapping[int, tuple[int, str]]) -> None:
    """Warn at each question, or at the row that became none, of what was not printed whole."""
    told = set()
    for place, draft in enumerate(reading.drafts):
        if draft.line in unclear:
            told.add(draft.line)
            message = _(UNCLEAR).format(page=unclear[draft.line][0] + 1)
            reading.drafts[place] = replace(draft, warnings=(*draft.warnings, message))
    reading.problems += [
        Problem(line, ProblemKind.NOT_A_QUESTION, _(UNCLEAR).format(page=page + 1), text)
        for line, (page, text) in unclear.items()
        if line not in told
    ]


def _tell_unread(reading: Reading, pages: Mapping[int, int], unread: Sequence[int]) -> None:
    """Warn of pages whose table could not be put together, and at each question from there."""
    for place, draft in enumerate(reading.drafts):
        page = pages.get(draft.line)
        if page is not None and page in unread:
            message = _(UNREAD).format(page=page + 1)
            reading.drafts[place] = replace(draft, warnings=(*draft.warnings, message))
    reading.problems += [
        Problem(0, ProblemKind.NOT_A_QUESTION, _(UNREAD).format(page=page + 1)) for page in unread
    ]


def _with_doubt(draft: Draft) -> Draft:
    """Warn where a line of a fill-in breaks off: a gap at its end leaves nothing in a PDF.

    And where a sign has no code.
    """
    if UNKNOWN in draft.source or AMONG_WIDE.search(draft.source):
        draft = replace(draft, warnings=(*draft.warnings, _(NOT_KNOWN)))
    if draft.type is QuestionType.FILL_BLANK and BROKEN.search(draft.stem):
        return replace(draft, warnings=(*draft.warnings, _(BREAKS_OFF)))
    return draft


@dataclass
class _Content:
    """What the pages hold: lines and tables in the order of reading, and what is left aside."""

    parts: list[Part] = field(default_factory=list)
    pictures: int = 0
    signs: int = 0
    unknown: int = 0  # signs
    aslant: dict[str, int] = field(default_factory=dict)  # words, and the first page with them
    unruled: Unruled | None = None  # a table without lines that goes on
    unread: list[int] = field(default_factory=list)  # pages with such a table

    def without_lines(self, signs: Sequence[Sign | None], page: int) -> list[Ruled]:
        """The table without lines that stands on a page, or goes on there."""
        table = unruled(signs, self.unruled)
        self.unruled = table.goes_on if table else None
        if table and table.ruled is None:
            self.unread.append(page)
        return [table.ruled] if table and table.ruled else []


def _content_of(incoming: Incoming, progress: Progress) -> _Content:
    name, found = incoming.path.name, _Content()
    with opened(incoming.content, name) as document:
        with ALONE:
            count = len(document)
        if count > MOST_PAGES:
            raise Overblown(name)
        for number in range(count):
            progress.step(number, count, _("正在读取文档…"))
            with ALONE:
                _take_page(document, number, found)
            if found.signs > MOST_CHARACTERS:
                raise Overblown(name)
    if found.unknown * 10 > found.signs:
        raise NoCodes(name)
    return found


def _take_page(document: Any, number: int, found: _Content) -> None:
    from pypdfium2 import raw

    page = document[number]
    shown = shown_on(page)
    paths = []
    for one in islice(page.get_objects(), MOST_OBJECTS):
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = one.get_bounds()
            found.pictures += min(right - left, top - bottom) >= SMALLEST_PICTURE
        elif one.type == raw.FPDF_PAGEOBJ_PATH and one.level == 0:
            paths.append(one)
    tables, rules = ruled(paths, shown.turn)
    signs = with_blanks(with_ends(shown.signs), rules)
    if not tables:
        tables = found.without_lines(signs, number)
    found.parts += parts_of(signs, tables, number, shown.turn.height)
    found.signs += len(shown.signs)
    found.unknown += sum(not sign.is_known for sign in shown.signs)
    for words in shown.aslant:
        found.aslant.setdefault(words, number + 1)
    page.close()


def _body(parts: Sequence[Part]) -> list[Part]:
    """The parts without heads and feet: the same words at the same height, page after page."""
    lines = [part for part in parts if isinstance(part, Line)]
    pages = {part.page for part in parts}
    at_edge = [line for line in lines if not EDGE < line.place < 1 - EDGE]
    seen = Counter(key for key, _page in {(_running(line), line.page) for line in at_edge})
    again = {key for key, count in seen.items() if count > 1 and count * 3 >= len(pages) * 2}
    return [
        part
        for part in parts
        if isinstance(part, Table)
        or EDGE < part.place < 1 - EDGE
        or not (_running(part) in again or PAGE_NUMBER.fullmatch(part.text))
    ]


def _running(line: Line) -> tuple[str, int]:
    """What a head says and where, whatever number of the page it holds."""
    return re.sub(r"\d+", "#", line.text), round(line.place * 50)


def _stream(
    parts: Sequence[Part],
) -> tuple[Stream, dict[int, tuple[int, str]], dict[int, int]]:
    """Paragraphs and tables, counted through; what is unclear, and the page of each paragraph.

    A row counts as a paragraph.
    """
    together = _one_below_another(_side_by_side(_one_below_another(parts)))
    stream: Stream = []
    unclear: dict[int, tuple[int, str]] = {}
    pages: dict[int, int] = {}
    place = 1
    for one in _paragraphs(together):
        if isinstance(one, Table):
            stream.append(one.grid(place))
            unclear |= one.unclear(place)
            place += len(one.rows)
        else:
            stream.append(Piece(place, one.text, tuple(one.marks)))
            pages[place] = one.page
            place += 1
    return stream, unclear, pages


def _one_below_another(parts: Sequence[Part]) -> list[Part]:
    """Tables that go on on the next page as one."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Table) and isinstance(last, Table) and last.goes_on_in(part):
            last.take(part)
        else:
            found.append(part)
    return found


def _side_by_side(parts: Sequence[Part]) -> list[Part]:
    """Sheets too wide for their pages as one table: their heads tell, or pages parted alike."""
    found: list[Part] = []
    known: list[tuple[Edges, Edges]] = []
    for part in parts:
        last = found[-1] if found else None
        if not (isinstance(part, Table) and isinstance(last, Table) and last.has_rows_of(part)):
            found.append(part)
            continue
        one, other = edges_of(last.rows[-1]), edges_of(part.rows[-1])
        as_before = any(alike(one, left) and alike(other, right) for left, right in known)
        if as_before or last.names_further_columns(part):
            known.append((one, other))
            last.widen(part)
        else:
            found.append(part)
    return found


def _paragraphs(parts: Sequence[Part]) -> Iterator[Part]:
    """Lines put together: a full one goes on in the next, unless that begins something."""
    lines = [part for part in parts if isinstance(part, Line)]
    left = min((line.left for line in lines), default=0.0)
    edge = max((line.right for line in lines), default=0.0)
    usual = median(line.height for line in lines) if lines else 1.0
    open_part = parts[0]
    for before, part in pairwise(parts):
        if isinstance(before, Line) and isinstance(part, Line) and isinstance(open_part, Line):
            full = before.right > edge - 1.6 * usual
            begins = BEGINS.match(part.text) or part.left > left + 1.5 * usual
            if full and not begins and abs(part.height - before.height) < 0.2 * usual:
                open_part = joined(open_part, part)
                continue
        yield open_part
        open_part = part
    yield open_part
