"""Word documents as a stream of pieces, straight from the XML.

python-docx builds an object per paragraph and run and is fifteen times slower than this. What
Word computes on screen, automatic numbers above all, is computed here too.
"""

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats import embedded
from dongan_training.bank.formats.hypertext import Pictures
from dongan_training.bank.formats.word_numbering import Numbering
from dongan_training.bank.formats.word_parts import Parts
from dongan_training.bank.formats.word_runs import Runs
from dongan_training.bank.formats.word_tags import (
    ALT_CHUNK,
    CELL,
    FALLBACK,
    PARAGRAPH,
    R_ID,
    ROW,
    TABLE,
    TEXT_BOX,
)
from dongan_training.bank.recognising.album import ONLY_PICTURES, Album
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream, joined, within
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import EmptyFile
from dongan_training.texts import N_
from dongan_training.texts import said as _

STEP = 2000
ASIDE = N_("这条{kind}没有导入，请对照原文处理。")
ASIDES = {"footnotes": N_("脚注"), "endnotes": N_("尾注"), "comments": N_("批注")}
DEEPEST = 3  # documents inside documents


class OnlyPictures(EmptyFile):
    """A scanned document: there is nothing to read in it."""

    message = N_("文档“{name}”中没有文字，只有图片。")
    advice = N_("请先用识别软件把图片转成文字，再导入。")


class NoWords(EmptyFile):
    """A document without a single word."""

    message = N_("文档“{name}”中没有文字。")
    advice = N_("请打开原文件核对内容，重新保存后再试。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a Word document."""
    name, album = incoming.path.name, Album()
    parts = Parts(incoming.content, name)
    stream = stream_of(parts, album, progress)
    if not any(isinstance(one, Grid) or has_words(one.text) for one in stream):
        raise OnlyPictures(name) if len(album) else NoWords(name)
    reading = Reading(format="docx")
    recognise(stream, reading, progress, incoming.path.stem)
    reading.problems += _asides(parts)
    album.illustrate(reading)
    return reading


def stream_of(parts: Parts, album: Album, progress: Progress, depth: int = 0) -> Stream:
    """The body of a document, in the order it is read on paper."""
    walk = Walk(parts, album, progress, depth)
    walk.body(parts.document())
    return walk.stream


def has_words(text: str) -> bool:
    """Whether a text is more than pictures."""
    return bool(text.strip()) and not ONLY_PICTURES.fullmatch(text)


def _asides(parts: Parts) -> list[Problem]:
    """Footnotes and comments belong to no question for certain, so a person is told of them."""
    return [
        Problem(0, ProblemKind.NOT_A_QUESTION, _(ASIDE).format(kind=_(kind)), text)
        for part, kind in ASIDES.items()
        for text in parts.texts(part)
    ]


class Walk:
    """Goes through the body once, counting paragraphs as places."""

    def __init__(self, parts: Parts, album: Album, progress: Progress, depth: int) -> None:
        self.parts = parts
        self.album = album
        self.progress = progress
        self.depth = depth
        self.stream: Stream = []
        self.pictures: dict[str, str] = {}  # relation → the character that stands for it
        self.runs = Runs(parts.styles(), self._picture)
        self.numbering = Numbering(parts.numbering(), parts.styles())
        self.place = 0

    def body(self, parent: object) -> None:
        """Take every block below ``parent``; unknown wrappers are looked through."""
        for child in parent:  # type: ignore[attr-defined]  # lxml elements iterate
            tag = child.tag
            if tag == PARAGRAPH:
                self.stream += self.paragraph(child)
            elif tag == TABLE:
                self.table(child)
            elif tag == ALT_CHUNK:
                self.alternative(child.get(R_ID))
            elif isinstance(tag, str) and len(child) and tag != FALLBACK:
                self.body(child)

    def paragraph(self, element: object) -> list[Piece]:
        """One paragraph: a piece for each soft line, then its text boxes."""
        self.place += 1
        if self.place % STEP == 0:
            self.progress.step(self.place, 0, _("正在读取文档…"))
        label, style = self.numbering.label(element)
        text, marks, boxes = self.runs.read(element)
        if style and (kinds := self.runs.paragraph_styles.get(style)):
            marks += [Mark(0, len(text), kind) for kind in kinds]
        if label:
            text = label + text
            marks = [Mark(m.start + len(label), m.end + len(label), m.kind) for m in marks]
        pieces = soft_lines(self.place, text, marks, style in self.numbering.heading_styles)
        for box in boxes:
            for inner in box.iter(PARAGRAPH):
                if next(inner.iterancestors(TEXT_BOX), None) is box:
                    pieces += self.paragraph(inner)
        return pieces

    def table(self, element: object) -> None:
        """A table as a grid of texts; inner tables become further lines of their cell."""
        start = self.place + 1
        rows: list[tuple[str, ...]] = []
        numbers, looks = list[int](), dict[tuple[int, int], tuple[Mark, ...]]()
        for row in element.iterchildren(ROW, "{*}sdt"):  # type: ignore[attr-defined]
            numbers.append(self.place + 1)
            cells: list[str] = []
            for cell in row.iter(CELL):
                if next(cell.iterancestors(CELL), None) is None or row in cell.iterancestors(ROW):
                    pieces = [piece for p in cell.iter(PARAGRAPH) for piece in self.paragraph(p)]
                    text, marks = joined(pieces)
                    if marks:
                        looks[len(rows), len(cells)] = marks
                    cells.append(text)
            rows.append(tuple(cells))
        self.stream.append(Grid(start, tuple(rows), tuple(numbers), looks))

    def alternative(self, relation: str | None) -> None:
        """A body kept as HTML, MHT or another document inside this one."""
        found = self.parts.related(relation or "")
        if found is None or self.depth >= DEEPEST:
            return
        kind, content = found
        if kind == "docx":
            archive.checked_names(content, self.parts.name)
            parts = Parts(content, self.parts.name)
            inner = stream_of(parts, self.album, self.progress, self.depth + 1)
        else:
            carried = embedded.pictures_in(kind, content)
            pictures = Pictures(self.album, lambda source: carried.get(embedded.plain_name(source)))
            inner = embedded.stream_of(kind, content, self.parts.name, pictures.show)
        for one in inner:
            self.place += 1
            self.stream.append(embedded.placed(one, self.place))

    def _picture(self, relation: str) -> str:
        """The character that stands for a picture; kept once, however often it is shown."""
        if relation not in self.pictures:
            self.pictures[relation] = self.album.add(self.parts.picture(relation))
        return self.pictures[relation]


def soft_lines(place: int, text: str, marks: list[Mark], heading: bool) -> list[Piece]:
    """A paragraph as a piece for each of its lines."""
    if "\n" not in text:
        return [Piece(place, text, tuple(marks), heading)]
    pieces: list[Piece] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        pieces.append(Piece(place, line, within(marks, start, end), heading))
        start = end + 1
    return pieces
