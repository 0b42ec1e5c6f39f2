"""课程表: the lessons of a class."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.texts import _, listed
from dongan_training.training.queries import LessonRow
from ui.kit import (
    Button,
    Column,
    EmptyState,
    IconButton,
    PrimaryButton,
    RowsModel,
    TableCard,
    Words,
)
from ui.training.removable_rows import RemovableRows
from ui.training.wording import lesson_span


@dataclass(frozen=True)
class LessonLine:
    """One lesson as the timetable shows it."""

    id: str
    lesson: LessonRow
    code: str
    span: str
    starts_at: datetime
    title: str
    courses: str
    lecturers: str
    venue: str
    hours: float


class TimetableTab(QWidget):
    """Enter changes a lesson, Delete removes it, the button adds one."""

    adding = Signal()
    changing = Signal(object)  # a LessonRow
    removing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines = RowsModel(
            Column(_("编号"), "code", muted=True, width=130),
            Column(_("时间"), "span", sort=_start, bold=True, width=190),
            Column(_("名称"), "title", width=90),
            Column(_("课程"), "courses"),
            Column(_("授课人"), "lecturers", muted=True, width=130),
            Column(_("地点"), "venue", muted=True, width=150),
            Column(_("学时"), "hours", _hours, width=72),
            parent=self,
        )
        self.table = RemovableRows(self.lines, "timetable")
        first = PrimaryButton(_("加一课"), self.adding.emit, icon="plus")
        advice = _("学员按课签到，学时也按课计算。")
        self.table.set_empty(EmptyState("calendar-days", _("还没有排课。"), first, advice=advice))
        self.total = Words("", "muted")
        change = Button(_("修改"), self._change, icon="pencil")
        remove = IconButton("trash-2", _("删除所选的课"), self._remove)
        add = Button(_("加一课"), self.adding.emit, icon="plus")
        self.tools = (change, remove)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 0)
        body.addWidget(TableCard(self.table, self.total, None, change, remove, add))
        self.table.opened.connect(self._open)
        self.table.removing.connect(self._remove)
        self.table.picked.connect(self._on_picked)
        self._on_picked(None)

    def show_lessons(self, lessons: tuple[LessonRow, ...]) -> None:
        """Show the timetable."""
        self.lines.show([_line(lesson) for lesson in lessons])
        hours = sum(lesson.hours for lesson in lessons)
        text = _("共 {count} 课，{hours:g} 学时").format(count=len(lessons), hours=hours)
        self.total.setText(text if lessons else "")

    def _on_picked(self, line: LessonLine | None) -> None:
        for tool in self.tools:
            tool.setEnabled(line is not None)

    def _open(self, line: LessonLine) -> None:
        self.changing.emit(line.lesson)

    def _change(self) -> None:
        if line := self.table.current():
            self.changing.emit(line.lesson)

    def _remove(self) -> None:
        if line := self.table.current():
            self.removing.emit(line.lesson)


def _line(lesson: LessonRow) -> LessonLine:
    return LessonLine(
        id=lesson.id,
        lesson=lesson,
        code=lesson.code,
        span=lesson_span(lesson),
        starts_at=lesson.starts_at,
        title=lesson.title,
        courses=" · ".join(lesson.courses),
        lecturers=listed(dict.fromkeys(lesson.lecturers)),
        venue=lesson.venue,
        hours=lesson.hours,
    )


def _start(line: LessonLine) -> datetime:
    return line.starts_at


def _hours(hours: float) -> str:
    return f"{hours:g}"
