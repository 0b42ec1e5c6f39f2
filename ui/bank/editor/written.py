"""A text that grows with what is written, and takes pictures by pasting and dropping."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from dongan_training.bank.drafts import Picture, picture_marker
from dongan_training.bank.recognising.album import media_type_of
from ui import fonts

MOST_LINES = 12  # then it scrolls
LARGEST_SIDE = 1600  # pixels: more is not seen on a screen and hardly on paper
LARGEST_FILE = 1_000_000  # bytes that are kept as they are
KEPT_AS_THEY_ARE = frozenset({"image/png", "image/jpeg", "image/gif"})


class WrittenField(QPlainTextEdit):
    """Several lines, or one of a list (``is_line``), where Enter goes on to the next.

    ``given`` carries a picture that came by pasting or dropping; whoever keeps the pictures
    gives it a number and calls ``insert_marker``.
    """

    given = Signal(object)
    gained_focus = Signal()
    going_on = Signal()  # Enter in a line
    emptied = Signal()  # Backspace in an empty line

    def __init__(
        self, name: str, lines: int = 1, *, is_line: bool = False, parent: QWidget | None = None
    ):
        super().__init__(parent)
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

    def take_file(self, path: Path) -> bool:
        """Take a picture from a file; tells whether it was one."""
        picture = picture_of_bytes(path.read_bytes())
        if picture is not None:
            self.given.emit(picture)
        return picture is not None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or bool(_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage():
            self.given.emit(picture_of_image(QImage(source.imageData())))
        elif any([self.take_file(path) for path in _files(source)]):
            return
        elif self._is_line:
            self.textCursor().insertText(" ".join(source.text().split()))
        else:
            self.textCursor().insertText(source.text())

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


def picture_of_bytes(data: bytes) -> Picture | None:
    """A picture as a file carries it, made smaller where it is needlessly large; None if none."""
    image = QImage.fromData(data)
    if image.isNull():
        return None
    kind = media_type_of(data)
    is_small = len(data) <= LARGEST_FILE and max(image.width(), image.height()) <= LARGEST_SIDE
    if kind in KEPT_AS_THEY_ARE and is_small:
        return Picture(kind, data)
    return picture_of_image(image)


def picture_of_image(image: QImage) -> Picture:
    """A picture of the clipboard as PNG."""
    if max(image.width(), image.height()) > LARGEST_SIDE:
        side = QSize(LARGEST_SIDE, LARGEST_SIDE)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        image = image.scaled(side, keep, smooth.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Picture("image/png", bytes(buffer.data().data()))


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _end_of_change(before: str, after: str) -> int:
    """Where the part of ``after`` ends that is not as before, in Qt's 16-bit places."""
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after[: len(after) - same].encode("utf-16-le")) // 2
