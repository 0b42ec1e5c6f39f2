"""Word documents as a stream of pieces, straight from the XML.

python-docx builds an object per paragraph and run and is fifteen times slower than this. What
Word computes on screen, automatic numbers above all, is computed here too.
"""

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import embedded
from dongan_training.bank.formats.word_numbering import Numbering
from dongan_training.bank.formats.word_parts import Parts
from dongan_training.bank.formats.word_runs import (
    ALT_CHUNK,
    CELL,
    FALLBACK,
    PARAGRAPH,
    R_ID,
    ROW,
    TABLE,
    TEXT_BOX,
    Runs,
)
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import EmptyFile
from dongan_training.texts import N_, _

STEP = 2000
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
    stream = stream_of(incoming.content, incoming.path.name, progress)
    if not any(isinstance(one, Grid) or one.text.strip() for one in stream):
        pictures = sum(one.images for one in stream if isinstance(one, Piece))
        raise OnlyPictures(incoming.path.name) if pictures else NoWords(incoming.path.name)
    reading = Reading(format="docx")
    recognise(stream, reading, progress)
    return reading


def stream_of(content: bytes, name: str, progress: Progress, depth: int = 0) -> Stream:
    """The body of a document, in the order it is read on paper."""
    parts = Parts(content, name)
    walk = Walk(parts, progress, depth)
    walk.body(parts.document())
    return walk.stream


class Walk:
    """Goes through the body once, counting paragraphs as places."""

    def __init__(self, parts: Parts, progress: Progress, depth: int) -> None:
        self.parts = parts
        self.progress = progress
        self.depth = depth
        self.stream: Stream = []
        self.runs = Runs(parts.styles())
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
        label, heading = self.numbering.label(element)
        text, marks, images, boxes = self.runs.read(element)
        if label:
            text = label + text
            marks = [Mark(m.start + len(label), m.end + len(label), m.kind) for m in marks]
        pieces = _soft_lines(self.place, text, marks, images, heading)
        for box in boxes:
            for inner in box.iter(PARAGRAPH):
                if next(inner.iterancestors(TEXT_BOX), None) is box:
                    pieces += self.paragraph(inner)
        return pieces

    def table(self, element: object) -> None:
        """A table as a grid of texts; inner tables become further lines of their cell."""
        start = self.place + 1
        rows, numbers, images = [], [], 0
        for row in element.iterchildren(ROW, "{*}sdt"):  # type: ignore[attr-defined]
            numbers.append(self.place + 1)
            cells = []
            for cell in row.iter(CELL):
                if next(cell.iterancestors(CELL), None) is None or row in cell.iterancestors(ROW):
                    pieces = [piece for p in cell.iter(PARAGRAPH) for piece in self.paragraph(p)]
                    images += sum(piece.images for piece in pieces)
                    cells.append("\n".join(piece.text for piece in pieces).strip())
            rows.append(tuple(cells))
        self.stream.append(Grid(start, tuple(rows), tuple(numbers)))
        if images:
            self.stream.append(Piece(self.place, "", images=images))

    def alternative(self, relation: str | None) -> None:
        """A body kept as HTML, MHT or another document inside this one."""
        found = self.parts.related(relation or "")
        if found is None or self.depth >= DEEPEST:
            return
        kind, content = found
        if kind == "docx":
            archive.checked_names(content, self.parts.name)
            inner = stream_of(content, self.parts.name, self.progress, self.depth + 1)
        else:
            inner = embedded.stream_of(kind, content, self.parts.name)
        for one in inner:
            self.place += 1
            self.stream.append(embedded.placed(one, self.place))


def _soft_lines(
    place: int, text: str, marks: list[Mark], images: int, heading: bool
) -> list[Piece]:
    if "\n" not in text:
        return [Piece(place, text, tuple(marks), images, heading)]
    pieces: list[Piece] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = tuple(
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind)
            for m in marks
            if m.start < end and m.end > start
        )
        pieces.append(Piece(place, line, inside, 0 if pieces else images, heading))
        start = end + 1
    return pieces
