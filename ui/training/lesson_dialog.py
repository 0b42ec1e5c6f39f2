"""Add a lesson to a class, or change one."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QSpinBox, QWidget

from dongan_training import clock
from dongan_training.attendance.hour_rules import rule_for
from dongan_training.texts import _
from dongan_training.training import timetable
from dongan_training.training.queries import ClassCard, LessonRow
from dongan_training.training.timetable import LessonFacts, usual_title
from ui.kit import Desk, FormDialog, Words, row
from ui.training.course_picker import CoursePicker
from ui.training.lesson_fields import (
    AFTERNOON,
    MORNING,
    LessonHours,
    day_field,
    moment,
    time_field,
)


class LessonDialog(FormDialog):
    """All facts of one lesson; a new one proposes the half day after the last."""

    def __init__(
        self,
        desk: Desk,
        card: ClassCard,
        lesson: LessonRow | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(_("修改这一课") if lesson else _("加一课"), "", parent)
        self.desk, self.card, self.lesson = desk, card, lesson
        self.setMinimumWidth(600)
        starts_at, ends_at = _proposed(card, lesson)
        start, end = clock.local(starts_at), clock.local(ends_at)
        wishes = desk.settings
        self.day = day_field(start.date())
        self.start = time_field(start.time(), _("上课时间"))
        self.end = time_field(end.time(), _("下课时间"))
        with desk.workspace.read() as session:
            rule = rule_for(session, year=card.year, kind=card.kind)
        self.hours = LessonHours(self.start, self.end, lambda: rule)
        if lesson is not None:
            self.hours.setValue(lesson.hours)
        self.courses = CoursePicker(desk, lesson.course_ids if lesson else ())
        self.opens = _minutes(lesson.opens_before if lesson else wishes.opens_before_minutes)
        self.absent = _minutes(lesson.absent_after if lesson else wishes.absent_after_minutes)
        self.early = _minutes(lesson.early_leave if lesson else wishes.early_leave_minutes)
        self.row(_("日期"), self.day)
        self.row(_("时间"), row(self.start, Words("–"), self.end, None, spacing=12))
        self.name = self.line(_("名称"), lesson.title if lesson else "")
        self.name.setPlaceholderText(_("不填则按时间写作上午、下午或晚上"))
        self.row(_("学时"), self.hours)
        self.row(_("课程"), self.courses)
        self.venue = self.line(_("地点"), lesson.own_venue if lesson else "")
        self.venue.setPlaceholderText(card.venue or _("与培训班相同"))
        self.row(_("提前签到"), self.opens, _("上课前多久可以签到。"))
        self.row(_("计缺勤"), self.absent, _("上课后超过多久才到，按缺勤计；之前到的计迟到。"))
        self.row(_("计早退"), self.early, _("下课前超过多久离开，按早退计。"))

    def facts(self) -> LessonFacts:
        """The lesson as typed."""
        starts_at = moment(self.day, self.start)
        return LessonFacts(
            title=self.name.text().strip() or usual_title(starts_at),
            starts_at=starts_at,
            ends_at=moment(self.day, self.end),
            hours=self.hours.value(),
            venue=self.venue.text(),
            course_ids=self.courses.course_ids,
            opens_before=self.opens.value(),
            absent_after=self.absent.value(),
            early_leave=self.early.value(),
        )

    def save(self) -> None:
        by, now, facts = self.desk.actor, clock.now(), self.facts()
        with self.desk.workspace.begin() as session:
            if self.lesson is None:
                timetable.add_lesson(session, class_id=self.card.id, facts=facts, by=by, at=now)
            else:
                timetable.change_lesson(
                    session, lesson_id=self.lesson.id, facts=facts, by=by, at=now
                )


def _minutes(value: int) -> QSpinBox:
    field = QSpinBox(maximum=timetable.WIDEST_WINDOW, singleStep=5, suffix=_(" 分钟"))
    field.setValue(value)
    return field


def _proposed(card: ClassCard, lesson: LessonRow | None) -> tuple[datetime, datetime]:
    """The half day after the last lesson; in an empty class a morning next week."""
    if lesson is not None:
        return lesson.starts_at, lesson.ends_at
    last = clock.local(card.ends_at or clock.now() + timedelta(days=6, hours=-12))
    morning_was_last = card.ends_at is not None and last.hour <= AFTERNOON[0].hour
    day = last.date() + timedelta(days=0 if morning_was_last else 1)
    start, end = AFTERNOON if morning_was_last else MORNING
    return (
        datetime.combine(day, start).astimezone(),
        datetime.combine(day, end).astimezone(),
    )
