"""Text files: questions as people type them, Markdown, and CSV or JSON under the name .txt."""

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml.html import fragment_fromstring

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import aiken, gift, record, spreadsheet
from dongan_training.bank.formats.page_looks import looks_of
from dongan_training.bank.formats.text_bullets import bulleted
from dongan_training.bank.judging import judge
from dongan_training.bank.recognising.headless import aligned, infer_columns
from dongan_training.bank.recognising.pieces import (
    Grid,
    Mark,
    Piece,
    Stream,
    covering,
    within,
)
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.bank.recognising.tables import head_of
from dongan_training.progress import Progress, Silent
from dongan_training.sheets.incoming import Incoming, Kind
from dongan_training.sheets.tables import Row, delimited_rows
from dongan_training.sheets.text import decode, lines_of
from dongan_training.storage.bulk import collector_waiting
from dongan_training.texts import N_, _

Looks = Mapping[int, Sequence[Mark]]
NO_LOOKS: Looks = {}
NEW_LINE = "↵"  # stands for one in a cell of a table that was pasted
PASTED = N_("粘贴的文字")
TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")
SCRIPTS = ("js", "mjs", "cjs", "ts", "py")
SCRIPT = re.compile(
    r"\s*(?:(?://|/\*|\* )[^\n]*\n\s*){0,20}"
    r"(?:export\s|module\.exports|(?:var|let|const)\s+\w+\s*[:=]|window\.\w+\s*=)"
)
EVEN = 3  # rows of one width that make a table
CELL = re.compile(r"(?<!\\)\|")
BOLD = re.compile(
    r"\*\*(?=\S)((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*|(?<![*\w])\*(?=[^\s*])([^*\n]{1,40}?)(?<=\S)\*(?![*\w])"
)
FENCE = re.compile(r"\s*`{3,}\s*\w*\s*")
CODE = re.compile(r"\s*`([^`]+)`\s*")  # all of a line or cell
ESCAPED = re.compile(r"\\([_*#\[\]().\-+!`>|~])")
# How Markdown of scanned papers writes √ and × in the brackets of a statement.
RIGHT_SIGN = re.compile(r"\$\s*\\(?:surd|checkmark)\s*\$")
WRONG_SIGN = re.compile(r"(?<=[(（])\s*\$\s*\\times\s*\$(?=\s*[)）])")
CHECKBOX = re.compile(r"^\s*(?:[-*+]\s+)?\[([ xX√])\]\s*(?=\S)")
TAG = re.compile(
    r"</?(?:b|i|u|p|strong|em|font|span|div|details|summary)(?:\s[^<>]*)?>|<br\s*/?>", re.IGNORECASE
)
SET_OFF = re.compile(
    r"<(font|span|mark)(\s[^<>]{0,200}|)>([^\s<>*](?:[^<>*\n]*[^\s<>*])?)</\1>", re.IGNORECASE
)
BLOCK_TAG = re.compile(r"<(?:p|div|br|details|summary)\b", re.IGNORECASE)
ONLY_LETTER = re.compile(r"\s*[(（\[]?[A-La-l][)）\].、．:：]+\s*")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a text file."""
    text = decode(incoming.content, incoming.path.name)
    return _recognised(text, incoming, progress)


def read_text(text: str, progress: Progress | None = None, looks: Looks = NO_LOOKS) -> Reading:
    """Read and judge text that lies in no file: pasted, or being typed.

    ``looks`` are the marks of its lines, counted from 1.
    """
    progress = progress or Silent()
    pasted = Incoming(Path(_(PASTED)), b"", Kind.TEXT)
    with collector_waiting():
        reading = _recognised(text, pasted, progress, looks)
        judge(reading, progress)
    return reading


def _recognised(
    text: str, incoming: Incoming, progress: Progress, looks: Looks = NO_LOOKS
) -> Reading:
    reading = Reading(format=incoming.suffix or "txt")
    if text.lstrip()[:1] in ("{", "[") and record.read_text(text, reading, progress):
        return reading
    if (incoming.suffix in SCRIPTS or SCRIPT.match(text)) and record.read_script(
        text, reading, progress
    ):
        return reading
    if incoming.suffix == "gift" or gift.is_gift(text):
        return gift.read_text(text, progress)
    if found := aiken.read_text(text, progress):
        return found
    if _is_table(text, incoming.path.name):
        spreadsheet.read_delimited(text, incoming.path.name, reading, progress)
        return reading
    stream = stream_of(text, incoming.suffix == "md", looks)
    recognise(stream, reading, progress, incoming.path.stem)
    return reading


def stream_of(text: str, markdown: bool = False, looks: Looks = NO_LOOKS) -> Stream:
    """Text as pieces: Markdown tables become grids, bold stretches become marks."""
    written = lines_of(text)
    lines = bulleted(written)
    stream: Stream = []
    place, fenced = 0, False
    while place < len(lines):
        if FENCE.fullmatch(lines[place]):
            fenced = not fenced
            place += 1
            continue
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if not fenced and "|" in lines[place] and "-" in following and TABLE_RULE.match(following):
            end = place + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            stream.append(_grid(lines, place, end, looks))
            place = end
        else:
            line = lines[place]
            piece = Piece(place + 1, line) if fenced else _piece(place + 1, line, markdown)
            stream.append(_with_marks(piece, written[place], looks.get(place + 1, ())))
            place += 1
    return stream


def _is_table(text: str, name: str) -> bool:
    """Whether the first rows are those of a table, as in CSV saved under any name.

    They hold a head of questions, or columns that look like some; or a file that calls itself
    CSV has the same number of cells in every row: read as text, its commas would stay.
    """
    if not any(mark in text[:2000] for mark in (",", "\t", ";", "|")):
        return False
    if any(TABLE_RULE.match(line) and "|" in line for line in lines_of(text[:20_000])):
        return False  # a Markdown table
    rows = [
        [cell.strip() for cell in cells]
        for _number, (_line, cells) in zip(
            range(20), delimited_rows(text[:20_000], name), strict=False
        )
    ]
    lines = [Row(number, tuple(row)) for number, row in enumerate(rows)]
    if any(
        len(row.cells) > 1 and head_of(row, lines[number + 1 :], None)
        for number, row in enumerate(lines[:5])
    ):
        return True
    filled = [row for row in rows if any(row)]
    if name.lower().endswith((".csv", ".tsv")) and len({len(row) for row in filled}) == 1:
        return len(filled) > EVEN and len(filled[0]) > 1
    return infer_columns(aligned(filled)) is not None


def _with_marks(piece: Piece, written: str, marks: Sequence[Mark]) -> Piece:
    """The piece with marks that were counted in its line, as far as it still stands in it."""
    start = piece.text.find(written) if marks else -1
    if start < 0:
        return piece
    moved = (Mark(one.start + start, one.end + start, one.kind) for one in marks)
    return piece._replace(marks=(*piece.marks, *moved))


def _grid(lines: list[str], start: int, end: int, looks: Looks) -> Grid:
    places = [start, *range(start + 2, end)]
    rows, cell_looks = list[tuple[str, ...]](), dict[tuple[int, int], tuple[Mark, ...]]()
    for place in places:
        row = [_cell(cell, looks.get(place + 1, ())) for cell in _cells_in(lines[place])]
        cell_looks |= {(len(rows), at): marks for at, (_text, marks) in enumerate(row) if marks}
        rows.append(tuple(text for text, _marks in row))
    return Grid(start + 1, tuple(rows), tuple(place + 1 for place in places), cell_looks)


def _cells_in(line: str) -> list[tuple[str, int]]:
    """The cells of a row, and where each begins in its line."""
    bare = line.strip().strip("|")
    start, found = line.index(bare) if bare else 0, list[tuple[str, int]]()
    for cell in CELL.split(bare):
        found.append((cell, start))
        start += len(cell) + 1
    return found


def _cell(cell: tuple[str, int], marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """What a cell says, with its marks; as wide as the cell where its text was written anew."""
    written, start = cell
    bare = written.strip().replace(NEW_LINE, "\n")
    start += len(written) - len(written.lstrip())
    text, its = _plain(written).replace(NEW_LINE, "\n"), within(marks, start, start + len(bare))
    if its and text != bare:
        its = tuple(Mark(0, len(text), kind) for kind in sorted(covering(its, 0, len(bare))))
    return text, its


def _plain(cell: str) -> str:
    if code := CODE.fullmatch(cell):
        return code[1].strip()
    bare = BOLD.sub(lambda found: found[1] or found[2], cell)
    return ESCAPED.sub(r"\1", TAG.sub("\n", bare)).strip()


def _piece(number: int, line: str, markdown: bool) -> Piece:
    if code := CODE.fullmatch(line):
        return Piece(number, code[1])
    heading = line.startswith("#")
    if "<" in line and ">" in line:
        line = _without_tags(SET_OFF.sub(_as_bold, line) if "</" in line else line)
    if "\\" in line:
        line = RIGHT_SIGN.sub("√", WRONG_SIGN.sub("×", line))
    if "&" in line and ";" in line:
        line = html.unescape(line)
    if "\\" in line:
        line = ESCAPED.sub(r"\1", line)
    if "[" in line:
        line = CHECKBOX.sub(lambda found: "- " + ("" if found[1] == " " else "√ "), line)
    if "*" not in line:
        return Piece(number, line, heading=heading)
    return _marked(number, line, heading, markdown)


def _as_bold(found: re.Match[str]) -> str:
    """``<font color="red">甲</font>`` as ``**甲**``: Markdown has no colours of its own."""
    element = fragment_fromstring(f"<{found[1]}{found[2]}></{found[1]}>")
    return f"**{found[3]}**" if any(looks_of(element)) else found[3]


def _without_tags(line: str) -> str:
    """Leave out the tags of a page, but not those that a question about pages speaks of."""
    bare = TAG.sub("", line)
    is_option = ONLY_LETTER.fullmatch(bare) is not None
    is_pair = "</" in line or BLOCK_TAG.search(line) or not bare.strip()
    return bare if is_pair and not is_option else line


def _marked(number: int, line: str, heading: bool, markdown: bool) -> Piece:
    text, marks, place = "", [], 0
    for found in BOLD.finditer(line):
        if found[1] is None and not markdown:
            continue
        text += line[place : found.start()]
        inner = found[1] or found[2]
        marks.append(Mark(len(text), len(text) + len(inner), "bold"))
        text += inner
        place = found.end()
    return Piece(number, text + line[place:], tuple(marks), heading=heading)
