"""The column at the left: where one is, where one can go."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from dongan_training.texts import _
from ui import icons, theme
from ui.kit.parts import Words, row
from ui.shell.pages import PAGES, Entry, Place

WIDE, NARROW = 184, 58
BESIDE_BRAND = 76  # margins, and the red square of the program


class Navigation(QFrame):
    """One button for each page; up and down move between them."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("导航"))
        self.buttons: dict[str, NavigationButton] = {}
        self._group = QButtonGroup(self)
        self._brand = Words(_("东安培训"))
        self._brand.setObjectName("brand")
        body = QVBoxLayout(self)
        body.setContentsMargins(10, 16, 10, 12)
        body.setSpacing(2)
        brand = row(_Sign(), self._brand, None, spacing=10)
        brand.layout().setContentsMargins(8, 2, 0, 16)
        body.addWidget(brand)
        for place in (Place.MAIN, Place.BOTTOM):
            for entry in PAGES:
                if entry.place is place:
                    body.addWidget(self._add(entry))
            if place is Place.MAIN:
                body.addStretch(1)
        self.set_narrow(False)

    def light(self, key: str) -> None:
        """Mark the entry ``key`` as where one is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def set_badge(self, key: str, text: str) -> None:
        """Show a number beside an entry; an empty text takes it away."""
        self.buttons[key].set_badge(text)

    def set_narrow(self, narrow: bool) -> None:
        """On a small or strongly enlarged screen only the icons stay."""
        self._brand.setVisible(not narrow)
        self.setFixedWidth(NARROW if narrow else self._wide())
        for button in self.buttons.values():
            button.set_narrow(narrow)

    def _wide(self) -> int:
        """As in the pictures, or as wide as the name of the program needs in this language."""
        self._brand.ensurePolished()
        return max(WIDE, self._brand.sizeHint().width() + BESIDE_BRAND)

    def _add(self, entry: Entry) -> "NavigationButton":
        button = NavigationButton(entry, len(self.buttons) + 1)
        self._group.addButton(button)
        self.buttons[entry.key] = button
        button.picked.connect(self.chosen)
        return button


class NavigationButton(QAbstractButton):
    """An icon, a word, and perhaps a number in red."""

    picked = Signal(str)

    def __init__(self, entry: Entry, number: int):
        super().__init__()
        self._entry = entry
        self._badge = ""
        self._is_narrow = False
        self.setText(_(entry.title))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(37)
        self._keys = f"Ctrl+{number}" if number <= 9 else ""
        if self._keys:  # not the button's own: that would take the keyboard from the page
            QShortcut(QKeySequence(self._keys), self, self._pick)
        self._tell()
        self.clicked.connect(self._pick)

    def sizeHint(self) -> QSize:
        return QSize(NARROW - 20, 37)

    def set_badge(self, text: str) -> None:
        """Show ``text`` in red at the right."""
        self._badge = text
        self._tell()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with the word as tool tip."""
        self._is_narrow = narrow
        self._tell()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            token = "accent_text" if self.isChecked() else "muted"
            icons.paint(painter, QRectF(12, 9.5, 18, 18), self._entry.icon, token)
            if not self._is_narrow:
                painter.setFont(theme.font(bold=self.isChecked()))
                painter.setPen(theme.color("accent_text" if self.isChecked() else "text"))
                words = self.rect().adjusted(40, 0, -8, 0)
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._badge:
                self._paint_badge(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "accent_tint" if self.isChecked() else "hover" if self.underMouse() else "card"
        painter.setBrush(theme.color(ground))
        painter.setPen(
            QPen(theme.color("focus"), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        )
        painter.drawRoundedRect(area, 8, 8)

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12))
        wide = painter.fontMetrics().horizontalAdvance(self._badge) + 14
        badge = QRectF(self.width() - 12 - wide, 9.5, wide, 18)
        if self._is_narrow:
            badge = QRectF(self.width() - 12, 3, 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        if not self._is_narrow:
            painter.setPen(theme.color("on_accent"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._badge)

    def _pick(self) -> None:
        self.picked.emit(self._entry.key)

    def _tell(self) -> None:
        name = " ".join(part for part in (self.text(), self._badge) if part)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {self._keys}" if self._is_narrow else self._keys)


class _Sign(QWidget):
    """The red square of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(28, 28)
        self._icon = icons.app_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())
