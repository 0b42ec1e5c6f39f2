"""Writer documents (.odt, OASIS OpenDocument 1.2) as a stream of pieces, straight from the XML.

Numbers of lists are counted here, as LibreOffice and WPS show but do not keep them.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats.odt_lists import Lists
from dongan_training.bank.formats.odt_tags import (
    ASIDES,
    BACKGROUND,
    CELLS,
    COLOUR,
    DRAWN,
    FAMILY,
    FRAME,
    GONE,
    HEAD,
    HREF,
    IMAGE,
    ITEM,
    LINE_BREAK,
    LIST,
    NAME,
    PARAGRAPHS,
    PARENT,
    REPEATED,
    ROW,
    ROWS_OF,
    RUBY_TEXT,
    SPACE_COUNT,
    SPACES,
    STYLE,
    STYLE_NAME,
    TAB,
    TABLE,
    TEXT_BOX,
    TEXT_PROPERTIES,
    UNDERLINE,
    WEIGHT,
)
from dongan_training.bank.formats.word import (
    ASIDE,
    NoWords,
    OnlyPictures,
    has_words,
    soft_lines,
)
from dongan_training.bank.formats.word_runs import Kinds, is_dark
from dongan_training.bank.recognising.album import Album
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream, joined
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import DamagedFile, LockedFile
from dongan_training.sheets.xml import parsed
from dongan_training.texts import N_
from dongan_training.texts import said as _

STEP = 2000
MOST_SPACES = 200
WIDEST = 200  # columns of a table inside a document
KINDS = {"note": N_("脚注"), "annotation": N_("批注")}


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a Writer document."""
    name, album = incoming.path.name, Album()
    walk = Walk(incoming, album, progress)
    walk.body(walk.text)
    if not any(isinstance(one, Grid) or has_words(one.text) for one in walk.stream):
        raise OnlyPictures(name) if len(album) else NoWords(name)
    reading = Reading(format="odt")
    recognise(walk.stream, reading, progress, incoming.path.stem)
    reading.problems += walk.asides
    album.illustrate(reading)
    return reading


class Walk:
    """Goes through the body once, counting paragraphs as places."""

    def __init__(self, incoming: Incoming, album: Album, progress: Progress) -> None:
        self._incoming, self._album, self._progress = incoming, album, progress
        self._names = archive.names_of(incoming.content, incoming.path.name)
        if b"encryption-data" in (self._part("META-INF/manifest.xml") or b""):
            raise LockedFile(incoming.path.name)
        content, styles = self._xml("content.xml"), self._xml("styles.xml")
        self.text = content.find("{*}body/{*}text") if content is not None else None
        if self.text is None:
            raise DamagedFile(incoming.path.name)
        self.lists = Lists(content, styles)
        self.kinds = _kinds_of_styles(content, styles)
        self.stream: Stream = []
        self.asides: list[Problem] = []
        self.pictures: dict[str, str] = {}  # path in the file → the character that stands for it
        self.place = 0

    def body(self, parent: Any) -> None:
        """Take every block below ``parent``; unknown wrappers are looked through."""
        for child in parent:
            tag = child.tag
            if tag in PARAGRAPHS:
                self.stream += self.paragraph(child)
            elif tag == LIST:
                self.numbered(child)
            elif tag == TABLE:
                self.table(child)
            elif tag == FRAME:
                self.stream += self.frame(child)
            elif tag not in GONE and len(child):
                self.body(child)

    def numbered(self, element: Any) -> None:
        """A list: its number stands before the first paragraph of each entry."""
        with self.lists.level(element):
            for entry in element:
                label = self.lists.next(entry) if entry.tag == ITEM else ""
                for child in entry:
                    if child.tag in PARAGRAPHS:
                        self.stream += self.paragraph(child, label)
                        label = ""
                    elif child.tag == LIST:
                        self.numbered(child)
                    else:
                        self.body([child])

    def paragraph(self, element: Any, label: str = "") -> list[Piece]:
        """One paragraph: a piece for each soft line, then its text boxes."""
        self.place += 1
        if self.place % STEP == 0:
            self._progress.step(self.place, 0, _("正在读取文档…"))
        found = _Paragraph(self)
        found.walk(element)
        text = label + "".join(found.texts)
        marks = [Mark(m.start + len(label), m.end + len(label), m.kind) for m in found.marks]
        marks += [
            Mark(0, len(text), kind) for kind in self.kinds.get(element.get(STYLE_NAME, ""), ())
        ]
        pieces = soft_lines(self.place, text, marks, element.tag == HEAD)
        return pieces + self._boxes(found)

    def _boxes(self, found: "_Paragraph") -> list[Piece]:
        return [
            piece
            for box in found.boxes
            for one in box.iter(*PARAGRAPHS)
            if next(one.iterancestors(TEXT_BOX, *DRAWN), None) is box
            for piece in self.paragraph(one)
        ]

    def frame(self, element: Any) -> list[Piece]:
        """A picture or a box that stands between paragraphs."""
        found = _Paragraph(self)
        found.frame(element)
        pieces = [Piece(self.place + 1, "".join(found.texts))] if found.texts else []
        self.place += len(pieces)
        return pieces + self._boxes(found)

    def table(self, element: Any) -> None:
        """A table as a grid of texts."""
        start = self.place + 1
        rows: list[tuple[str, ...]] = []
        numbers, looks = list[int](), dict[tuple[int, int], tuple[Mark, ...]]()
        for row in _rows(element):
            numbers.append(self.place + 1)
            cells: list[str] = []
            for cell in row.iterchildren(*CELLS):
                pieces = [piece for p in cell.iter(*PARAGRAPHS) for piece in self.paragraph(p)]
                text, marks = joined(pieces)
                if marks:
                    looks[len(rows), len(cells)] = marks
                cells += [text] * min(_number(cell.get(REPEATED)), WIDEST - len(cells))
            rows.append(tuple(cells))
        self.stream.append(Grid(start, tuple(rows), tuple(numbers), looks))

    def picture(self, path: str) -> str:
        """The character that stands for a picture; kept once, however often it is shown."""
        path = path.removeprefix("./")
        if path not in self.pictures:
            self.pictures[path] = self._album.add(self._part(path))
        return self.pictures[path]

    def aside(self, element: Any) -> None:
        """A footnote or comment belongs to no question for certain: a person is told of it."""
        text = "".join(element.itertext()).strip()
        if text:
            message = _(ASIDE).format(kind=_(KINDS[etree.QName(element).localname]))
            self.asides.append(Problem(self.place, ProblemKind.NOT_A_QUESTION, message, text))

    def _part(self, path: str) -> bytes | None:
        if path not in self._names:
            return None
        return archive.read_member(self._incoming.content, path, self._incoming.path.name)

    def _xml(self, path: str) -> Any:
        content = self._part(path)
        return None if content is None else parsed(content, self._incoming.path.name)


class _Paragraph:
    """One paragraph on its way through its spans."""

    def __init__(self, walk: Walk) -> None:
        self.walk_ = walk
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.boxes: list[Any] = []

    def walk(self, parent: Any) -> None:
        """Take what stands in ``parent``, and the text behind each of its children."""
        self._add(parent.text)
        for child in parent:
            self._child(child)
            self._add(child.tail)

    def frame(self, element: Any) -> None:
        """A picture where there is one, else the text of a box."""
        image = element.find(IMAGE)
        box = element.find(TEXT_BOX)
        if box is not None:
            self.boxes.append(box)
        elif image is not None:
            self._add(self.walk_.picture(image.get(HREF, "")))

    def _child(self, child: Any) -> None:
        tag, start = child.tag, self.length
        if tag == SPACES:
            self._add(" " * min(_number(child.get(SPACE_COUNT)), MOST_SPACES))
        elif tag == TAB:
            self._add("\t")
        elif tag == LINE_BREAK:
            self._add("\n")
        elif tag == FRAME:
            self.frame(child)
        elif tag in DRAWN:
            self.boxes.append(child)
        elif tag in ASIDES:
            self.walk_.aside(child)
        elif tag not in GONE and tag != RUBY_TEXT:
            self.walk(child)
            self._format(start, self.walk_.kinds.get(child.get(STYLE_NAME, ""), ()))

    def _add(self, text: str | None) -> None:
        if text:
            self.texts.append(text)
            self.length += len(text)

    def _format(self, start: int, kinds: Kinds) -> None:
        if not kinds or self.length == start:
            return
        written = "".join(self.texts)
        drawn = written[start:]
        if "underline" in kinds and len(drawn) > 1 and not drawn.strip():
            self.texts = [written[:start] + "_" * max(4, len(drawn))]  # a blank to be filled in
            self.length = len(self.texts[0])
            return
        self.marks += [Mark(start, self.length, kind) for kind in kinds]


def _rows(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if child.tag == ROW:
            rows.append(child)
        elif child.tag in ROWS_OF:
            rows += _rows(child)
    return rows


def _kinds_of_styles(*parts: Any) -> Mapping[str, Kinds]:
    """The emphasis that each style of text and paragraphs asks for, its parents' included."""
    own: dict[str, tuple[Kinds, str]] = {}
    for part in parts:
        for style in part.iter(STYLE) if part is not None else ():
            if style.get(FAMILY) in ("text", "paragraph"):
                own[style.get(NAME, "")] = _kinds(style), style.get(PARENT, "")
    found: dict[str, Kinds] = {}
    for name in own:
        kinds: list[str] = []
        at, seen = name, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            kinds += [kind for kind in own[at][0] if kind not in kinds]
            at = own[at][1]
        if kinds:
            found[name] = tuple(kinds)
    return found


def _kinds(style: Any) -> Kinds:
    properties = style.find(TEXT_PROPERTIES)
    if properties is None:
        return ()
    colour = properties.get(COLOUR, "").removeprefix("#")
    told = {
        "bold": properties.get(WEIGHT) in ("bold", "600", "700", "800", "900"),
        "underline": properties.get(UNDERLINE, "none") != "none",
        "colour": bool(colour) and not is_dark(colour),
        "highlight": properties.get(BACKGROUND, "transparent") not in ("transparent", "#ffffff"),
    }
    return tuple(kind for kind, is_so in told.items() if is_so)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 1
