"""The fields of one lesson: day, from, to, credit hours, courses."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDoubleSpinBox,
    QTimeEdit,
    QWidget,
)

from dongan_training.attendance.hour_rules import CountingRule, hours_for
from dongan_training.texts import _
from dongan_training.training.hours import MOST, STEP
from dongan_training.training.timetable import LessonFacts, usual_title
from ui.kit import Desk, IconButton, Words, row
from ui.kit.flow import FlowLayout
from ui.training.course_picker import CoursePicker

COURSES = 190  # pixels at least, with the button that takes the lesson out
MORNING, NOON = (time(8, 30), time(11, 30)), 12
AFTERNOON = (time(14, 30), time(17, 30))


def day_field(day: date) -> QDateEdit:
    """A field for a date, with a calendar; only real dates can be typed into it."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setAccessibleName(_("日期"))
    return field


def time_field(at: time, name: str) -> QTimeEdit:
    """A field for a time of day."""
    field = QTimeEdit(QTime(at.hour, at.minute))
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(name)
    return field


class HoursField(QDoubleSpinBox):
    """A field for credit hours, in half hours."""

    def __init__(self, hours: float = 0):
        super().__init__()
        self.setRange(0, MOST)
        self.setSingleStep(STEP)
        self.setDecimals(1)
        self.setValue(hours)
        self.setAccessibleName(_("学时"))


class LessonHours(HoursField):
    """The hours of a lesson: they follow the times until another number is typed."""

    def __init__(self, start: QTimeEdit, end: QTimeEdit, rule: Callable[[], CountingRule]):
        super().__init__()
        self._start, self._end, self._rule = start, end, rule
        self._proposed = self._usual()
        self.setValue(self._proposed)
        start.timeChanged.connect(self.follow)
        end.timeChanged.connect(self.follow)

    def follow(self) -> None:
        """Propose anew, unless another number was typed."""
        was, self._proposed = self._proposed, self._usual()
        if self.value() == was:
            self.setValue(self._proposed)

    def _usual(self) -> float:
        length = timedelta(seconds=self._start.time().secsTo(self._end.time()))
        return hours_for(self._rule(), length)


def moment(day: QDateEdit, at: QTimeEdit) -> datetime:
    """What both fields say together, in the zone of this machine."""
    return datetime.combine(day.date().toPython(), at.time().toPython()).astimezone()


class LessonFields(QWidget):
    """One line of the timetable in a new class."""

    removed = Signal(object)

    def __init__(
        self, desk: Desk, day: date, span: tuple[time, time], rule: Callable[[], CountingRule]
    ):
        super().__init__()
        self.desk = desk
        self.day = day_field(day)
        self.start = time_field(span[0], _("上课时间"))
        self.end = time_field(span[1], _("下课时间"))
        self.hours = LessonHours(self.start, self.end, rule)
        self.courses = CoursePicker(desk)
        remove = IconButton("x", _("去掉这一课"), self._remove)
        body = FlowLayout()
        self.setLayout(body)
        for part in (self.day, self.start, Words("–"), self.end, self.hours):
            body.add(part)
        body.add(Words(_("学时"), "muted"))
        last = row(self.courses, remove)
        last.layout().setStretch(0, 1)
        body.add(last, least=COURSES, share=1)

    def facts(self) -> LessonFacts:
        """The lesson as typed; its title follows the time of day."""
        wishes = self.desk.settings
        starts_at = moment(self.day, self.start)
        return LessonFacts(
            title=usual_title(starts_at),
            starts_at=starts_at,
            ends_at=moment(self.day, self.end),
            hours=self.hours.value(),
            course_ids=self.courses.course_ids,
            opens_before=wishes.opens_before_minutes,
            absent_after=wishes.absent_after_minutes,
            early_leave=wishes.early_leave_minutes,
        )

    def next_span(self) -> tuple[time, time]:
        """The half day after this one, which is what one usually adds next."""
        return AFTERNOON if self.start.time().hour() < NOON else MORNING

    def _remove(self) -> None:
        self.removed.emit(self)
