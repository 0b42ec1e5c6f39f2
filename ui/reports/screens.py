"""Pictures of the reports page, on the data of the demo."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from dongan_training import clock
from dongan_training.attendance.activities import ActivityFacts, record_activity
from dongan_training.attendance.activity_queries import Period, activities
from dongan_training.attendance.evaluation import questions_of, read_form, record_form
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import ClassCard, classes
from ui.kit import Desk
from ui.kit.screen import Screen, in_window
from ui.reports.activity_dialog import ActivityDialog

YEAR = 2026  # of the demo


def _page(desk: Desk) -> QWidget:
    window = in_window(desk, "reports")
    page = window.page
    numbers = [n for n, entry in enumerate(page.entries.rows) if entry.earned]
    page.table.pick(numbers[0])
    return window


def _person(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        found = session.scalars(select(Enrolment.person_id).order_by(Enrolment.id)).first()
    return in_window(desk, "person-year", person_id=found, year=YEAR)


def _shortfall(desk: Desk) -> QWidget:
    return in_window(desk, "shortfall", year=YEAR)


def _activities(desk: Desk) -> QWidget:
    held = (
        ("集中学习研讨", "学习《中国共产党纪律处分条例》第八章", 2, 1, 46),
        ("纪律党课", "县纪委书记讲纪律党课", 1.5, 1, 120),
        ("宣讲", "百姓微宣讲进村组", 0, 12, 860),
        ("田间课堂", "油茶低产林改造现场教学", 2, 1, 35),
    )
    year = Period(date(YEAR, 1, 1), date(YEAR, 12, 31))
    with desk.workspace.begin() as session:
        if activities(session, year):  # entered for the theme before
            held = ()
        for day, (kind, title, hours, times, heads) in enumerate(held, start=9):
            facts = ActivityFacts(kind, title, date(YEAR, 11, day), hours, times, heads)
            record_activity(session, facts=facts, by=desk.actor, at=clock.now())
    return in_window(desk, "activities")


def _no_activities(desk: Desk) -> QWidget:
    window = in_window(desk, "activities")
    window.page.year.setCurrentIndex(2)
    window.page.refresh()
    return window


def _activity(desk: Desk) -> QWidget:
    return ActivityDialog(desk)


def _closing(desk: Desk) -> QWidget:
    return in_window(desk, "closing", class_id=_class(desk).id)


def _evaluation(desk: Desk) -> QWidget:
    card = _class(desk)
    window = in_window(desk, "closing", class_id=card.id)
    with desk.workspace.begin() as session:
        questions = questions_of(session, card.id)
        for typed in ("444433444 讲得好", "433344433", "332232333 午饭太凉"):
            form = read_form(questions, typed[: len(questions)])
            record_form(session, class_id=card.id, form=form, by=desk.actor, at=clock.now())
    window.page.evaluate()
    return window.page.dialog


def _class(desk: Desk) -> ClassCard:
    """The class of the demo that is over."""
    with desk.workspace.read() as session:
        cards = [one for one in classes(session, year=YEAR) if one.ends_at]
    return min(cards, key=lambda one: (one.quarter != 4, one.ends_at))


def _log(desk: Desk) -> QWidget:
    window = in_window(desk, "log")
    window.page.first.setDate(QDate(YEAR, 1, 1))
    return window


SCREENS = (
    Screen("reports", _page),
    Screen("person-year", _person),
    Screen("shortfall", _shortfall),
    Screen("activities-empty", _no_activities),
    Screen("activities", _activities),
    Screen("activity", _activity),
    Screen("closing", _closing),
    Screen("evaluation", _evaluation),
    Screen("operations", _log),
)
