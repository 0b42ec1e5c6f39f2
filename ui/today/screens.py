"""Pictures of the start page beside the one with a class, which the shell draws."""

from datetime import timedelta
from unittest.mock import patch

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.people import queries
from dongan_training.people.searching import Wanted
from dongan_training.reports.bank_waiting import BankWaiting
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.models import TrainingClass
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _nothing_yet(desk: Desk) -> QWidget:
    window = in_window(desk, "today")
    window.page.show_state(window.page.nothing_yet(BankWaiting(0, ())))
    return window


def _with_next(desk: Desk) -> QWidget:
    _plan_next(desk)
    return in_window(desk, "today")


def _over(desk: Desk) -> QWidget:
    """Two days later: nothing runs, and the class waits to be closed."""
    _plan_next(desk)
    later = clock.now() + timedelta(days=1)
    with patch.object(clock, "now", return_value=later):
        return in_window(desk, "today")


def _plan_next(desk: Desk) -> None:
    """A class in four days whose people choose their courses and have no badges yet."""
    by, now = desk.actor, clock.now()
    facts = ClassFacts("村干部技能班", 4, quota=80, venue="县委党校")
    begins = now + timedelta(days=4)
    with desk.workspace.begin() as session:
        if session.query(TrainingClass).filter_by(name=facts.name).count():
            return
        class_id = add_class(session, year=2026, facts=facts, by=by, at=now)
        session.get_one(TrainingClass, class_id).electives = 2
        lesson = LessonFacts("上午", begins, begins + timedelta(hours=3), hours=4)
        add_lesson(session, class_id=class_id, facts=lesson, by=by, at=now)
        people = queries.find_people(session, Wanted(category="班子成员", limit=76)).people
        ids = [one.id for one in people]
        enrol_people(session, class_id=class_id, person_ids=ids, by=by, at=now)


SCREENS = (
    Screen("today-empty", _nothing_yet),
    Screen("today-next", _with_next),
    Screen("today-over", _over),
)
