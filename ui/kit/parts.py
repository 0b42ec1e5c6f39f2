"""Small parts: words, buttons, pills, figures, cards, bars and fields."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import fonts, icons, theme
from ui.kit.flow import flow
from ui.kit.search_field import SearchField
from ui.kit.tones import Tag, Tone

WordsLook = Literal[
    "", "title", "heading", "muted", "small", "figure", "large-figure", "bad", "attention", "good"
]
Slot = Callable[[], object]
WIDEST_SEARCH = 320


class Words(QLabel):
    """Plain words, never markup: names of people and files come from outside.

    A long text wraps; with ``cut()`` it stays on one line and ends in an ellipsis,
    with the whole text as tool tip.
    """

    def __init__(self, text: str = "", look: WordsLook = ""):
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = text
        self._is_cut = False
        self.setText(text)
        self.set_look(look)

    def set_look(self, look: WordsLook) -> None:
        """Change size and colour to one of the known looks."""
        self.setProperty("look", look)
        self.style().polish(self)

    def setText(self, text: str) -> None:
        fonts.ready_for(text)
        self._whole = text
        super().setText(text)
        self.setAccessibleName(text)
        if self._is_cut:
            self._cut()

    def whole_text(self) -> str:
        """The text as it was set, also where only its beginning is shown."""
        return self._whole

    def wrapped(self) -> "Words":
        """Let the text take as many lines as it needs."""
        self.setWordWrap(True)
        return self

    def cut(self) -> "Words":
        """Keep the text on one line."""
        self._is_cut = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)
        return self

    def yielding(self) -> "Words":
        """Keep the text on one line, whole where there is room and cut where there is not."""
        self.cut()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return self

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._is_cut:
            hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_cut:
            self._cut()

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40)
        )
        super().setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")


class Button(QPushButton):
    """A step the user can take; Enter presses it as well as the space bar.

    ``slot`` is a bound method. ``shortcut`` (such as "Ctrl+N") is told in the tool tip.
    """

    look = ""

    def __init__(self, text: str, slot: Slot | None = None, *, icon: str = "", shortcut: str = ""):
        super().__init__(text)
        self.setProperty("look", self.look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon:
            self.setIcon(icons.icon(icon, self._icon_token()))
            self._part_icon(text)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
            self.setToolTip(self.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        if slot:
            self.clicked.connect(lambda _checked=False: slot())

    def large(self, large: bool = True) -> "Button":
        """Make it the big button of a page: 48 pixels high."""
        self.setProperty("large", large)
        self.style().polish(self)
        return self

    def setText(self, text: str) -> None:
        super().setText(text)
        self._part_icon(text)

    def _part_icon(self, text: str) -> None:
        """Words keep a distance from the icon."""
        self.setIconSize(QSize(20 if text else 16, 16))

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        menu.aboutToHide.connect(self.update)  # Qt leaves it drawn as pressed by a key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _icon_token(self) -> str:
        return {"primary": "on_accent", "quiet": "muted", "danger": "bad"}.get(self.look, "text")


class PrimaryButton(Button):
    """The one red button of a page: what to do next."""

    look = "primary"


class QuietButton(Button):
    """A step beside the way; only words until the pointer comes near."""

    look = "quiet"


class DangerButton(Button):
    """A step that takes something away; asks first (see dialogs)."""

    look = "danger"


class IconButton(QuietButton):
    """A button of one icon; ``text`` is its tool tip and accessible name."""

    def __init__(self, icon: str, text: str, slot: Slot | None = None, *, shortcut: str = ""):
        super().__init__("", slot, icon=icon, shortcut=shortcut)
        told = self.toolTip()
        self.setToolTip(f"{text}  {told}".strip())
        self.setAccessibleName(text)
        self.setFixedWidth(36)


class Chip(QPushButton):
    """A small round filter that is on or off: 全部 78 · 待处理 7."""

    def __init__(self, text: str, tone: Tone = Tone.QUIET):
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("look", "chip")
        self.setProperty("tone", tone.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Warn only as long as there is something to warn of."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().polish(self)


def pill_width(text: str) -> int:
    """How wide a pill with these words is."""
    return _pill_metrics().horizontalAdvance(text) + 18


def _pill_metrics() -> QFontMetrics:
    return QFontMetrics(theme.font(12))


def paint_pill(painter: QPainter, room: QRect, tag: Tag) -> None:
    """Draw a pill at the left of ``room``, in the middle of its height."""
    width = min(pill_width(tag.text), room.width())
    pill = QRectF(room.left(), room.center().y() - 9.5, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(tag.tone.behind))
    painter.drawRoundedRect(pill, 10, 10)
    painter.setFont(theme.font(12))
    painter.setPen(theme.color(tag.tone.value))
    words = painter.fontMetrics().elidedText(tag.text, Qt.TextElideMode.ElideRight, int(width) - 12)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class Pill(QWidget):
    """A Tag on its own, outside a table."""

    def __init__(self, text: str = "", tone: Tone = Tone.QUIET):
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tag(Tag(text, tone))

    def set_tag(self, tag: Tag) -> None:
        """Show another word or tone."""
        self._tag = tag
        self.setAccessibleName(tag.text)
        self.updateGeometry()
        self.update()

    def tag(self) -> Tag:
        """What the pill shows now."""
        return self._tag

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._tag.text), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_pill(painter, self.rect(), self._tag)


class Meter(QWidget):
    """A thin bar: how much of a whole is done. The numbers stand beside it in words."""

    def __init__(self, name: str, value: float = 0, total: float = 1, height: int = 6):
        super().__init__()
        self._name = name
        self.setFixedHeight(height)
        self.setMinimumWidth(60)
        self.set_value(value, total)

    def set_value(self, value: float, total: float) -> None:
        """Fill the bar to ``value`` of ``total``."""
        self.share = min(max(value / total, 0), 1) if total else 0
        self.setAccessibleName(f"{self._name} {self.share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("quiet_tint"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setBrush(theme.color("accent"))
            width = self.width() * self.share
            if width:
                bar = QRectF(0, 0, max(width, self.height()), self.height())
                painter.drawRoundedRect(bar, radius, radius)


class Figure(QWidget):
    """A number that matters, with its name below (or above, in a FigureCard)."""

    def __init__(self, label: str):
        super().__init__()
        self.value = Words("–", "large-figure")
        self.label = Words(label, "muted")
        column(self, self.value, self.label, spacing=2)

    def set_value(self, value: str) -> None:
        """Show another number."""
        self.value.setText(value)


class Line(QFrame):
    """A hairline between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "line")


class Card(QFrame):
    """A white surface with an optional heading; parts go into ``body``."""

    def __init__(self, heading: str = "", *actions: QWidget):
        super().__init__()
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(12)
        if heading or actions:
            self.body.addWidget(row(Words(heading, "heading"), None, *actions))


class TableCard(QFrame):
    """A card whose table reaches its edges; tools (search, chips, buttons) stand above it."""

    def __init__(self, table: QWidget, *tools: QWidget | None):
        super().__init__()
        self.setProperty("surface", "card")
        body = QVBoxLayout(self)
        body.setContentsMargins(1, 1, 1, 8)
        body.setSpacing(0)
        if tools:
            for tool in tools:
                if isinstance(tool, SearchField):
                    tool.setMaximumWidth(min(tool.maximumWidth(), WIDEST_SEARCH))
                    tool.going_down.connect(table.setFocus)
            bar = flow(*tools)
            bar.setContentsMargins(14, 10, 14, 10)
            body.addWidget(bar)
        else:
            body.setContentsMargins(1, 8, 1, 8)
        body.addWidget(table, 1)


class FigureCard(Card):
    """A figure on a card: label above, number below, a remark beside it."""

    def __init__(self, label: str):
        super().__init__()
        self.body.setSpacing(0)
        self.body.setContentsMargins(18, 12, 18, 12)
        self.label = Words(label, "small")
        self.value = Words("–", "figure")
        self.remark = Words(look="muted")
        self.body.addWidget(self.label)
        self.body.addWidget(row(self.value, self.remark, None, spacing=14))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str, remark: str = "") -> None:
        """Show another number and remark."""
        self.value.setText(value)
        self.remark.setText(remark)


def row(*parts: QWidget | None, spacing: int = 8) -> QWidget:
    """Put parts side by side; None is the room that is left."""
    return _line_up(QHBoxLayout(), parts, spacing)


def stack(*parts: QWidget | None, spacing: int = 8) -> QWidget:
    """Put parts one below the other; None is the room that is left."""
    return _line_up(QVBoxLayout(), parts, spacing)


def column(holder: QWidget, *parts: QWidget, spacing: int = 8) -> None:
    """Fill ``holder`` with parts, one below the other."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        layout.addWidget(part)


def _line_up(
    layout: QHBoxLayout | QVBoxLayout, parts: tuple[QWidget | None, ...], spacing: int
) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return holder
