"""What a page shows when it has nothing to show, is still reading, or failed."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dongan_training.errors import UserError
from dongan_training.texts import _
from ui import icons
from ui.kit.parts import Button, IconButton, Slot, Words
from ui.kit.tones import SYMBOLS, Tone


class Picture(QWidget):
    """One icon, as large as asked, in the colour of a token."""

    def __init__(self, icon: str, size: int = 40, token: str = "muted"):
        super().__init__()
        self._icon, self._token = icon, token
        self.setFixedSize(size, size)

    def set_icon(self, icon: str, token: str) -> None:
        """Draw another icon."""
        self._icon, self._token = icon, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            icons.paint(painter, QRectF(self.rect()), self._icon, self._token)


class State(QWidget):
    """A picture, a sentence, and what to do: in the middle of the room it is given."""

    def __init__(
        self,
        picture: tuple[str, str],
        text: str,
        *buttons: Button,
        advice: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.text = Words(text, "heading").wrapped()
        self.advice = Words(advice, "muted").wrapped()
        self.advice.setVisible(bool(advice))
        self.buttons = buttons
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(12)
        body.addStretch(2)
        self.picture = Picture(*_picture(picture))
        body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self.text, self.advice):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            body.addWidget(words)
        for button in buttons:
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words stay, the picture goes."""
        super().resizeEvent(event)
        words = sum(
            part.heightForWidth(self.width() - 48) + 12
            for part in (self.text, self.advice)
            if not part.isHidden()
        )
        buttons = sum(button.sizeHint().height() + 12 for button in self.buttons)
        self.picture.setVisible(self.height() >= words + buttons + 84)


class EmptyState(State):
    """Nothing here yet: says what to do, with the button that does it."""

    def __init__(
        self,
        icon: str,
        text: str,
        *buttons: Button,
        advice: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__((icon, "muted"), text, *buttons, advice=advice, parent=parent)


class LoadingState(State):
    """Still reading."""

    def __init__(self, text: str = ""):
        super().__init__(("clock", "muted"), text or _("正在读取……"))


class ErrorState(State):
    """It could not be read: what happened, what to do, and the button to try again."""

    def __init__(self, error: UserError, retry: Slot):
        again = Button(_("重试"), retry, icon="refresh-cw")
        super().__init__(("triangle-alert", "bad"), error.told(), again, advice=error.advised())


class Banner(QFrame):
    """One line above a page: what just happened, with a way back where there is one."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._undo: Slot | None = None
        self._words = Words().wrapped()
        self._picture = Picture("info", 18)
        self._way_back = Button(_("撤销"), self._take_back, icon="undo-2", shortcut="Ctrl+Z")
        self._close = IconButton("x", _("关闭提示"), self.clear)
        body = QHBoxLayout(self)
        body.setContentsMargins(14, 6, 8, 6)
        body.setSpacing(10)
        body.addWidget(self._picture)
        body.addWidget(self._words, 1)
        body.addWidget(self._way_back)
        body.addWidget(self._close)
        self.setMinimumHeight(44)
        self.clear()

    def show_text(self, text: str, tone: Tone = Tone.INFO, undo: Slot | None = None) -> None:
        """Say something; with ``undo`` (a bound method) a button offers to take it back."""
        self._undo = undo
        self._way_back.setVisible(undo is not None)
        self.setProperty("banner", tone.value)
        self._picture.set_icon(SYMBOLS[tone], tone.value)
        self._words.setText(text)
        for part in (self, self._words):
            part.style().polish(part)
        self.setAccessibleName(text)
        self.show()

    def large(self) -> "Banner":
        """Let it be closed with a finger."""
        self._close.setFixedSize(44, 44)
        self.setMinimumHeight(52)
        self.layout().setContentsMargins(14, 4, 4, 4)
        return self

    def keep(self) -> None:
        """Let it stand for good: no button to close it."""
        self._close.hide()

    def text(self) -> str:
        """What the banner says now; empty when it is away."""
        return self._words.whole_text()

    def clear(self) -> None:
        """Take the banner away."""
        self._undo = None
        self._words.setText("")
        self.hide()
        self.closed.emit()

    def _take_back(self) -> None:
        undo = self._undo
        self.clear()
        if undo:
            undo()


def _picture(picture: tuple[str, str]) -> tuple[str, int, str]:
    icon, token = picture
    return icon, 40, token
