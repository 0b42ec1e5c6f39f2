"""The start page: which class matters now, and what is left to do for it."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.people.models import Person
from dongan_training.reports.class_steps import StepKind, StepState
from dongan_training.reports.closing import note_closed
from dongan_training.reports.today import _exam_of, class_to_come, class_today, missing_now
from dongan_training.training import badges, choices, enrolment, menu, planning, timetable
from dongan_training.training.menu import CourseFacts
from dongan_training.training.models import TrainingClass
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts
from dongan_training.workspace import Workspace

DAY = timedelta(days=1)


class Office:
    """Plans classes around ``now``."""

    def __init__(self, workspace: Workspace, by: Actor, at: datetime):
        self.workspace, self.by, self.at = workspace, by, at

    def plan(self, name: str, *starts: timedelta) -> str:
        with self.workspace.begin() as session:
            facts = ClassFacts(name=name, quarter=4)
            class_id = planning.add_class(session, year=2026, facts=facts, by=self.by, at=self.at)
            for start in starts:
                begins = self.at + start
                lesson = LessonFacts("上午", begins, begins + timedelta(hours=3), hours=4)
                timetable.add_lesson(
                    session, class_id=class_id, facts=lesson, by=self.by, at=self.at
                )
            return class_id

    def enrol(self, class_id: str, *names: str) -> None:
        with self.workspace.begin() as session:
            people = [Person(name=name) for name in names]
            session.add_all(people)
            session.flush()
            enrolment.enrol_people(
                session,
                class_id=class_id,
                person_ids=[person.id for person in people],
                by=self.by,
                at=self.at,
            )

    def today(self):
        with self.workspace.read() as session:
            return class_today(session, at=self.at)

    def steps(self) -> dict[StepKind, StepState]:
        return {step.kind: step.state for step in self.today().steps}


@pytest.fixture
def office(workspace: Workspace, trainer: Actor, now: datetime) -> Office:
    return Office(workspace, trainer, now)


def test_without_a_class_there_is_nothing_to_show(office: Office) -> None:
    assert office.today() is None


def test_a_running_class_comes_before_all_others(office: Office) -> None:
    office.plan("待排课")
    office.plan("明天", DAY)
    office.plan("昨天", -DAY)
    office.plan("现在", timedelta(hours=-1))
    assert office.today().card.name == "现在"


def test_what_ended_yesterday_comes_before_what_begins_next_month(office: Office) -> None:
    office.plan("下月", 30 * DAY)
    office.plan("昨天", -DAY)
    assert office.today().card.name == "昨天"


def test_an_old_class_makes_room_for_one_that_is_only_planned(office: Office) -> None:
    office.plan("上季度", -80 * DAY)
    office.plan("待排课")
    assert office.today().card.name == "待排课"


def test_the_lesson_is_the_one_now_then_the_next_then_the_last(office: Office) -> None:
    office.plan("两天", timedelta(hours=-1), DAY)
    first = office.today().lesson.starts_at
    office.at += timedelta(hours=5)
    second = office.today().lesson.starts_at
    office.at += 2 * DAY
    assert second - first == DAY + timedelta(hours=1)
    assert office.today().lesson.starts_at == second


def test_steps_wait_for_the_steps_before_them(office: Office) -> None:
    class_id = office.plan("新班")
    assert office.steps() == {
        StepKind.ROLL: StepState.NEXT,
        StepKind.LESSONS: StepState.NEXT,
        StepKind.BADGES: StepState.WAITING,
        StepKind.PAPER: StepState.NEXT,
        StepKind.EXAM: StepState.WAITING,
        StepKind.CERTIFICATES: StepState.WAITING,
        StepKind.CLOSING: StepState.WAITING,
    }
    office.enrol(class_id, "陈敏", "欧阳𬱖")
    assert office.steps()[StepKind.ROLL] is StepState.DONE
    assert office.steps()[StepKind.BADGES] is StepState.NEXT


def test_badges_are_done_when_everybody_has_one(office: Office) -> None:
    class_id = office.plan("新班", DAY)
    office.enrol(class_id, "陈敏", "欧阳𬱖")
    with office.workspace.begin() as session:
        badges.issue_badges(session, class_id=class_id, by=office.by, at=office.at)
    assert office.steps()[StepKind.BADGES] is StepState.DONE
    office.enrol(class_id, "王芳")
    step = next(one for one in office.today().steps if one.kind is StepKind.BADGES)
    assert (step.state, step.done, step.total) == (StepState.NEXT, 2, 3)


def test_what_comes_after_the_class_of_now_is_shown_with_what_it_lacks(office: Office) -> None:
    now = office.plan("现在", timedelta(hours=-1))
    office.plan("下月", 30 * DAY)
    office.plan("待排课")
    soon = office.plan("后天", 2 * DAY)
    office.enrol(now, "王芳")
    office.enrol(soon, "陈敏", "欧阳𬱖")
    with office.workspace.read() as session:
        shown, coming = (find(session, at=office.at) for find in (class_today, class_to_come))
    assert shown is not None and shown.card.name == "现在"
    assert coming is not None and coming.card.name == "后天"
    missing = [(one.kind, one.done, one.total) for one in coming.missing]
    assert missing == [
        (StepKind.ROLL, 2, 0),  # both without an ID number
        (StepKind.BADGES, 0, 2),
        (StepKind.PAPER, 0, 0),
    ]


def test_courses_are_to_be_chosen_only_where_a_class_lets_people_choose(office: Office) -> None:
    class_id = office.plan("选课班", DAY)
    office.enrol(class_id, "陈敏")
    assert StepKind.MENU not in office.steps()
    with office.workspace.begin() as session:
        session.get_one(TrainingClass, class_id).electives = 1
        course = menu.add_course(
            session, facts=CourseFacts("乡村振兴", required=False), by=office.by, at=office.at
        )
        choices.set_menu(
            session, class_id=class_id, capacities={course: 0}, by=office.by, at=office.at
        )
    assert office.steps()[StepKind.MENU] is StepState.NEXT
    with office.workspace.begin() as session:
        ids = [one.enrolment_id for one in choices.choosers(session, class_id)]
        choices.choose(session, enrolment_ids=ids, course_ids=[course], by=office.by, at=office.at)
    assert office.steps()[StepKind.MENU] is StepState.DONE


def test_a_class_that_is_over_is_to_be_closed_until_it_was(office: Office) -> None:
    class_id = office.plan("昨天", -DAY)
    office.enrol(class_id, "陈敏")
    closing = office.today().closing
    assert office.steps()[StepKind.CLOSING] is StepState.NEXT
    assert closing is not None and closing.open_items
    with office.workspace.begin() as session:
        note_closed(session, class_id=class_id, digest="", lacking=(), by=office.by, at=office.at)
    assert office.steps()[StepKind.CLOSING] is StepState.DONE


def test_people_are_missing_only_while_the_door_is_open(office: Office) -> None:
    class_id = office.plan("新班", timedelta(hours=2))
    office.enrol(class_id, "陈敏", "欧阳𬱖")

    def missing(later: timedelta) -> int:
        with office.workspace.read() as session:
            return missing_now(session, at=office.at + later)

    hours = (0, 1.75, 3, 6)
    assert [missing(timedelta(hours=one)) for one in hours] == [0, 2, 2, 0]


def test_a_newer_exam_does_not_hide_one_that_is_still_open(now):
    later = SimpleNamespace(id="later", closed_at=None, starts_at=now + DAY)
    first = SimpleNamespace(id="first", closed_at=None, starts_at=now)
    closed = SimpleNamespace(id="closed", closed_at=now, starts_at=now - DAY)
    assert _exam_of([later, first, closed]).id == "first"
    assert _exam_of([SimpleNamespace(**{**vars(later), "closed_at": now}), closed]).id == "later"
    assert _exam_of([]) is None
