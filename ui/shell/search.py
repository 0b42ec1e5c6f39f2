"""The list below the search field: what was found, and the way there."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from dongan_training.texts import N_, _
from ui import fonts, icons, theme
from ui.kit.desk import Desk
from ui.kit.parts import Words
from ui.kit.search_field import SearchField

if TYPE_CHECKING:
    from dongan_training.reports.finding import Found

PAUSE = 200  # milliseconds without a key before searching
LINE = 52
WIDTH = 420
# Why the keyboard left, where it returns to the words: another window, or a menu of the field.
COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
# Of each kind of thing found: its icon, its name, the page that shows it and the argument.
WAYS: dict[str, tuple[str, str, str, str]] = {
    "person": ("users", N_("人员"), "people", "person_id"),
    "class": ("graduation-cap", N_("培训班"), "class", "class_id"),
    "question": ("library-big", N_("试题"), "bank", "question_id"),
}


class SearchList(QFrame):
    """Follows a search field: down and up choose, Enter goes there, Esc closes."""

    chosen = Signal(str, object)  # key of a page, arguments

    def __init__(self, desk: Desk, field: SearchField):
        super().__init__(field.window())
        self.setProperty("surface", "card")
        self._desk = desk
        self._field = field
        self.found = QListWidget()
        self.found.setAccessibleName(_("搜索结果"))
        self.found.setItemDelegate(_Line(self.found))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Words(
            _("没有找到。换一个词，或者只输入姓氏、拼音首字母。"), "muted"
        ).wrapped()
        self.nothing.setContentsMargins(14, 12, 14, 12)
        body = QVBoxLayout(self)
        body.setContentsMargins(1, 1, 1, 1)
        body.addWidget(self.found)
        body.addWidget(self.nothing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.search)
        field.searched.connect(self._wait)
        field.installEventFilter(self)
        self.found.itemClicked.connect(self._go)
        self.hide()

    def search(self) -> None:
        """Look for what stands in the field now, and show it."""
        from dongan_training.reports.finding import find_everything  # after the first sight

        text = self._field.text()
        with self._desk.workspace.read() as session:
            found = find_everything(session, text)
        self.found.clear()
        for one in found:
            self._add(one)
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._place(len(found))
        self.setVisible(bool(text.strip()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.hide()
            if event.reason() not in COMES_BACK:
                self._field.clear()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self._pause.stop()
                    self.search()
                self._go(self.found.currentItem())
            case _:
                return False
        return True

    def _move(self, step: int) -> None:
        last = self.found.count() - 1
        self.found.setCurrentRow(min(max(self.found.currentRow() + step, 0), max(last, 0)))

    def _wait(self, text: str) -> None:
        if text.strip():
            self._pause.start(PAUSE)
        else:
            self._pause.stop()
            self.hide()

    def _add(self, one: "Found") -> None:
        fonts.ready_for(one.title + one.detail)
        item = QListWidgetItem(one.title)
        item.setData(Qt.ItemDataRole.UserRole, one)
        kind = _(WAYS[one.kind][1])
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind} {one.title} {one.detail}")
        self.found.addItem(item)

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        one = item.data(Qt.ItemDataRole.UserRole)
        _icon, _kind, key, argument = WAYS[one.kind]
        arguments: dict[str, Any] = {argument: one.id}
        self._field.clear()
        self.hide()
        self.chosen.emit(key, arguments)

    def _place(self, count: int) -> None:
        below = self._field.mapTo(self.window(), self._field.rect().bottomLeft())
        width = max(WIDTH, self._field.width())
        left = min(below.x(), self.window().width() - width - 8)
        height = min(count, 9) * LINE + 4 if count else 68
        self.setGeometry(left, below.y() + 6, width, height)
        self.raise_()


class _Line(QStyledItemDelegate):
    """An icon, what it is called, and below it what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(WIDTH - 20, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        one = index.data(Qt.ItemDataRole.UserRole)
        icon, kind, _key, _argument = WAYS[one.kind]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("accent_tint"))
        left, top = option.rect.left(), option.rect.top()
        icons.paint(painter, QRectF(left + 14, top + 17, 18, 18), icon, "muted")
        words = option.rect.adjusted(44, 7, -12, -7)
        self._write(painter, words, one.title, Qt.AlignmentFlag.AlignTop, "text")
        painter.setFont(theme.font(12))
        detail = " · ".join(part for part in (_(kind), one.detail) if part)
        self._write(painter, words, detail, Qt.AlignmentFlag.AlignBottom, "muted")
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter, words: Any, text: str, where: Qt.AlignmentFlag, token: str
    ) -> None:
        painter.setPen(theme.color(token))
        one_line = " ".join(text.split())
        cut = painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, where, cut)
