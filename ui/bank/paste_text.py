"""The field into which questions are pasted: it keeps their looks and pictures beside the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFont, QImage, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from dongan_training.bank.drafts import Picture, Reading
from dongan_training.bank.recognising.pieces import Mark, Piece
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.texts import N_, _
from ui.bank.editor.given_pictures import pasted_picture
from ui.theme import color

if TYPE_CHECKING:
    from dongan_training.bank.formats.pasted import Clipboard  # brings lxml with it

MISSING = N_("有 {count} 张图片没有随文字过来，请对照原文补上，或者用“导入题目”打开原文件。")
A_FILE = N_("剪贴板里是文件，请用“导入题目”打开它。")


@dataclass(frozen=True)
class Written:
    """What stands in the field, to be read by a job."""

    lines: Sequence[Piece]
    clipboard: "Clipboard | None"

    def read(self, progress: Progress) -> Reading:
        from dongan_training.bank.formats import plain_text  # readers bring lxml and more

        text = "\n".join(line.text for line in self.lines)
        if not text.strip():
            return Reading(format="txt")
        if self.clipboard is None:
            return plain_text.read_text(text, progress)
        return self.clipboard.read(self.lines, progress)


class PasteText(QPlainTextEdit):
    """Plain text with the looks that tell a right option; pictures have their names in it."""

    told = Signal(str)  # of what did not come along; nothing where all did

    def __init__(self, placeholder: str):
        super().__init__(placeholderText=placeholder)
        self.setTabChangesFocus(True)
        self._clipboard: Clipboard | None = None

    def written(self) -> Written:
        """The lines as they stand now, with their looks."""
        if self._clipboard is None:
            return Written([Piece(0, line) for line in self.toPlainText().split("\n")], None)
        return Written([_line_of(block) for block in self._blocks()], self._clipboard)

    def clear(self) -> None:
        """Begin anew, without the pictures of what stood there."""
        super().clear()
        self._clipboard = None
        self.told.emit("")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a page, else words, else a picture: offices copy words also as a picture of them."""
        said = ""
        if any(url.isLocalFile() for url in source.urls()):
            said = _(A_FILE)
        elif source.hasHtml() and (lines := self._lines_of(source.html())):
            said = self._insert(lines)
        elif source.hasImage() and not any(map(str.isalnum, source.text())):
            said = self._insert_picture(partial(pasted_picture, QImage(source.imageData())))
        else:
            self.textCursor().insertText(source.text(), QTextCharFormat())
        self.ensureCursorVisible()
        self.told.emit(said)

    def _take_up(self) -> "Clipboard":
        from dongan_training.bank.formats.pasted import Clipboard

        self._clipboard = self._clipboard or Clipboard()
        return self._clipboard

    def _lines_of(self, markup: str) -> Sequence[Piece]:
        try:
            return self._take_up().lines_of(markup)
        except DamagedFile:
            return ()  # its words come along as plain text

    def _insert(self, lines: Sequence[Piece]) -> str:
        clipboard = self._take_up()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        start = cursor.position()
        cursor.insertText("\n".join(line.text for line in lines), QTextCharFormat())
        for line in lines:
            for mark in line.marks:
                cursor.setPosition(start + _units(line.text[: mark.start]))
                to = start + _units(line.text[: mark.end])
                cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(_format_of(mark.kind))
            start += _units(line.text) + 1
        cursor.setPosition(start - 1)
        cursor.setCharFormat(QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        missing = clipboard.missing()
        return _(MISSING).format(count=missing) if missing else ""

    def _insert_picture(self, read: "partial[Picture]") -> str:
        try:
            name = self._take_up().keep(read().data)
        except UserError as error:
            return str(error)
        self.textCursor().insertText(name, QTextCharFormat())
        return ""

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()


def _units(text: str) -> int:
    """Places that a text takes in Qt, where rare characters take two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _format_of(kind: str) -> QTextCharFormat:
    look = QTextCharFormat()
    match kind:
        case "bold":
            look.setFontWeight(QFont.Weight.Bold)
        case "underline":
            look.setFontUnderline(True)
        case "colour":
            look.setForeground(color("accent_text"))
        case "highlight":
            look.setBackground(color("attention_tint"))
    return look


def _kinds_of(look: Any) -> Iterator[str]:
    if look.fontWeight() >= QFont.Weight.Bold:
        yield "bold"
    if look.fontUnderline():
        yield "underline"
    if look.hasProperty(QTextCharFormat.Property.ForegroundBrush):
        yield "colour"
    if look.hasProperty(QTextCharFormat.Property.BackgroundBrush):
        yield "highlight"


def _line_of(block: QTextBlock) -> Piece:
    text = block.text()
    ranges = block.textFormats()  # held: what they give ends with them
    marks = [
        Mark(one.start, one.start + one.length, kind)
        for one in ranges
        for kind in _kinds_of(one.format)
    ]
    if not marks or len(text) == _units(text):
        return Piece(0, text, tuple(marks))
    units = [0, *accumulate(map(_units, text))]
    place = {unit: at for at, unit in enumerate(units)}
    moved = (Mark(place[one.start], place[one.end], one.kind) for one in marks)
    return Piece(0, text, tuple(moved))
