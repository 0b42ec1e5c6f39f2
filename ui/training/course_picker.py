"""Choose the courses of a lesson from the menu, or put a new one on it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import _
from dongan_training.training import menu, queries
from dongan_training.training.menu import CourseFacts
from dongan_training.training.queries import CourseRow
from ui.kit import Button, Card, Desk, FormDialog, SearchField, Tone, row

ID_ROLE = Qt.ItemDataRole.UserRole
WIDEST_NAMES, BESIDE_NAMES = 260, 64  # pixels: the names of the courses; icon and margins


class CoursePicker(Button):
    """A field that names the courses chosen; pressing it opens the menu of courses."""

    changed = Signal()

    def __init__(self, desk: Desk, chosen: tuple[str, ...] = ()):
        super().__init__(_("选择课程"), self.choose, icon="library-big")
        self.desk = desk
        self.course_ids: tuple[str, ...] = chosen
        self._whole = ""
        self.setStyleSheet("text-align: left;")
        self.setMinimumWidth(120)
        self._name()

    def choose(self) -> None:
        """Open the menu of courses."""
        self.dialog = CoursesDialog(self.desk, self.course_ids, self.window())
        self.dialog.accepted.connect(self._take)
        self.dialog.open()

    def _take(self) -> None:
        self.course_ids = self.dialog.course_ids()
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        with self.desk.workspace.read() as session:
            names = {one.id: one.name for one in queries.courses(session)}
        chosen = [names[one] for one in self.course_ids if one in names]
        self._whole = " · ".join(chosen) or _("选择课程")
        self.setToolTip(self._whole if chosen else "")
        self.setAccessibleName(_("课程：{names}").format(names=self._whole))
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wanted = min(self.fontMetrics().horizontalAdvance(self._whole), WIDEST_NAMES)
        return QSize(wanted + BESIDE_NAMES, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - BESIDE_NAMES
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut)


class CoursesDialog(FormDialog):
    """The menu with a tick before each course chosen; Space ticks, typing searches."""

    def __init__(self, desk: Desk, chosen: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(_("选择课程"), _("确定"), parent)
        self.desk = desk
        self.search = SearchField(_("课程、授课人"))
        self.courses = QListWidget()
        self.courses.setMinimumHeight(240)
        self.courses.setAccessibleName(_("课程菜单"))
        self.fresh = QLineEdit(placeholderText=_("菜单里没有？在这里写新课程的名称"))
        self.fresh.setAccessibleName(_("新课程的名称"))
        add = Button(_("加入菜单"), self.add, icon="plus")
        self.form.addRow(self.search)
        frame = Card()
        frame.body.setContentsMargins(4, 4, 4, 4)
        frame.body.addWidget(self.courses)
        self.form.addRow(frame)
        self.form.addRow(row(self.fresh, add))
        self.search.searched.connect(self.filter)
        self.search.going_down.connect(self.courses.setFocus)
        self.courses.itemActivated.connect(self._take)
        self.fresh.returnPressed.connect(self.add)
        self.submit.setDefault(False)
        self._show(chosen)
        self.search.setFocus()

    def course_ids(self) -> tuple[str, ...]:
        """The courses with a tick, in the order of the menu."""
        return tuple(item.data(ID_ROLE) for item in self._items() if _is_ticked(item))

    def filter(self, text: str) -> None:
        """Show only courses that hold ``text``."""
        for item in self._items():
            item.setHidden(text.strip().casefold() not in item.text().casefold())

    def add(self) -> None:
        """Put the new course on the menu and tick it."""
        try:
            with self.desk.workspace.begin() as session:
                facts = CourseFacts(name=self.fresh.text())
                by = self.desk.actor
                added = menu.add_course(session, facts=facts, by=by, at=clock.now())
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
            return
        self.notice.clear()
        self.fresh.clear()
        self._show((*self.course_ids(), added))

    def _take(self, item: QListWidgetItem) -> None:
        """Enter takes what is ticked; where nothing is, the line it was pressed on."""
        if not self.course_ids():
            item.setCheckState(Qt.CheckState.Checked)
        self.submit.click()

    def _show(self, chosen: tuple[str, ...]) -> None:
        with self.desk.workspace.read() as session:
            rows = queries.courses(session)
        self.courses.clear()
        for course in rows:
            item = QListWidgetItem(_course_words(course), self.courses)
            item.setData(ID_ROLE, course.id)
            ticked = course.id in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        if rows:
            self.courses.setCurrentRow(0)

    def _items(self) -> list[QListWidgetItem]:
        return [self.courses.item(number) for number in range(self.courses.count())]


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked


def _course_words(course: CourseRow) -> str:
    kind = _("必修") if course.required else _("选修")
    return "　".join(part for part in (course.name, kind, course.lecturer) if part)
