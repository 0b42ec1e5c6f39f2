"""A text that grows with what is written, and takes pictures by pasting and dropping."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from dongan_training.bank.drafts import Picture, picture_marker
from dongan_training.errors import UserError
from ui import fonts
from ui.bank.editor.given_pictures import pasted_picture, picture_of_file

MOST_LINES = 12  # then it scrolls


class WrittenField(QPlainTextEdit):
    """Several lines, or one of a list (``is_line``), where Enter goes on to the next.

    ``given`` carries a picture that came by pasting or dropping; whoever keeps the pictures
    gives it a number and calls ``insert_marker``.
    """

    given = Signal(object)
    refused = Signal(object)  # why something pasted or dropped was no picture
    gained_focus = Signal()
    going_on = Signal()  # Enter in a line
    emptied = Signal()  # Backspace in an empty line

    def __init__(self, name: str, lines: int = 1, *, is_line: bool = False):
        super().__init__()
        self._least, self._is_line = lines, is_line
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the page takes steps back, over all fields
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._ready_fonts)
        self._fit()

    @property
    def written(self) -> str:
        """What stands in it, without blanks around it."""
        return self.toPlainText().strip()

    def put(self, text: str) -> None:
        """Show another text without telling anybody; the cursor stays where the change ends."""
        if text == self.toPlainText():
            return
        fonts.ready_for(text)
        place = _end_of_change(self.toPlainText(), text)
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self._fit()

    def insert_marker(self, number: int) -> None:
        """Name a picture where the cursor stands."""
        self.textCursor().insertText(picture_marker(number))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or bool(_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take files, else words, else a picture: offices copy words also as a picture of them."""
        if files := _files(source):
            for path in files:
                self._give(partial(picture_of_file, path))
        elif source.hasImage() and not any(map(str.isalnum, source.text())):
            self._give(partial(pasted_picture, QImage(source.imageData())))
        elif self._is_line:
            self.textCursor().insertText(" ".join(source.text().split()))
        else:
            self.textCursor().insertText(source.text())

    def _give(self, read: Callable[[], Picture]) -> None:
        try:
            self.given.emit(read())
        except UserError as error:
            self.refused.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and is_enter:
            event.ignore()  # it saves
        elif self._is_line and is_enter and not event.modifiers():
            self.going_on.emit()
        elif self._is_line and event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.gained_focus.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _ready_fonts(self) -> None:
        fonts.ready_for(self.toPlainText())

    def _fit(self) -> None:
        shown = round(self.document().size().height())  # in lines, as they are wrapped
        lines = min(max(shown, self._least), MOST_LINES)
        bar = Qt.ScrollBarPolicy  # a pixel too little would draw it through a single line
        is_cut = shown > MOST_LINES
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if is_cut else bar.ScrollBarAlwaysOff)
        around = 2 * (self.document().documentMargin() + 7)
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing() + around))


def put_cursor_at_end(field: WrittenField) -> None:
    """Let somebody go on writing."""
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.setFocus(Qt.FocusReason.OtherFocusReason)


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _end_of_change(before: str, after: str) -> int:
    """Where the part of ``after`` ends that is not as before, in Qt's 16-bit places."""
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after[: len(after) - same].encode("utf-16-le")) // 2
