"""One class at a glance: attendance, exam, hours and certificates of everybody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.models import CheckIn, Leave, LeaveState, Method
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.bank.models import Subject
from dongan_training.exam.models import Attempt, AttemptState, Exam, Paper, PaperForm
from dongan_training.people.models import OrgUnit, Person
from dongan_training.reports.class_overview import (
    CertificateState,
    ExamState,
    class_overview,
)
from dongan_training.training import enrolment, planning, timetable
from dongan_training.training.class_names import class_code
from dongan_training.training.planning import ClassFacts
from dongan_training.training.stages import Stage, stage_of
from dongan_training.training.timetable import LessonFacts

NAMES = ("陈敏", "邓建国", "蒋志强", "唐丽")
HOUR = timedelta(hours=1)


@pytest.fixture
def hall(workspace, trainer, now):
    """A class whose morning lesson is over and whose afternoon is still to come."""
    return Hall(workspace, trainer, now)


class Hall:
    def __init__(self, workspace, by, now):
        self.workspace, self.by, self.now = workspace, by, now
        self.morning, self.afternoon = now - 5 * HOUR, now + 2 * HOUR
        with workspace.begin() as session:
            unit = OrgUnit(name="莲塘村党总支")
            session.add(unit)
            session.flush()
            people = [Person(name=name, org_unit_id=unit.id) for name in NAMES]
            session.add_all(people)
            session.flush()
            facts = ClassFacts("第四季度培训班", 4, quota=80)
            self.class_id = planning.add_class(session, year=2026, facts=facts, by=by, at=now)
            self.lessons = [
                timetable.add_lesson(
                    session,
                    class_id=self.class_id,
                    facts=LessonFacts(title, starts_at, starts_at + 3 * HOUR, hours),
                    by=by,
                    at=now,
                )
                for title, starts_at, hours in (
                    ("上午", self.morning, 2),
                    ("下午", self.afternoon, 1.5),
                )
            ]
            self.ids = enrolment.enrol_people(
                session, class_id=self.class_id, person_ids=[p.id for p in people], by=by, at=now
            ).added

    def arrive(self, who, lesson, minutes):
        start = (self.morning, self.afternoon)[lesson]
        with self.workspace.begin() as session:
            session.add(
                CheckIn(
                    lesson_id=self.lessons[lesson],
                    enrolment_id=self.ids[who],
                    at=start + timedelta(minutes=minutes),
                    method=Method.SCANNER,
                    actor="李老师",
                )
            )

    def leave(self, who, state=LeaveState.APPROVED):
        with self.workspace.begin() as session:
            session.add(
                Leave(
                    lesson_id=self.lessons[0],
                    enrolment_id=self.ids[who],
                    kind="病假",
                    reason="住院",
                    asked_at=self.morning - HOUR,
                    state=state,
                )
            )

    def offer_exam(self, closed=False):
        with self.workspace.begin() as session:
            session.add(Subject(name="纪律教育"))
            paper = Paper(title="测试", blueprint={}, seed=1, made_at=self.now, full_marks=100)
            session.add(paper)
            session.flush()
            form = PaperForm(paper_id=paper.id, letter="A", order=[])
            exam = Exam(
                class_id=self.class_id,
                paper_id=paper.id,
                title="测试",
                minutes=45,
                pass_mark=60,
                multiple_choice_rule="half",
                closed_at=self.now if closed else None,
            )
            session.add_all([form, exam])
            session.flush()
            self.exam, self.form = exam.id, form.id

    def sit(self, who, score):
        with self.workspace.begin() as session:
            session.add(
                Attempt(
                    exam_id=self.exam,
                    enrolment_id=self.ids[who],
                    form_id=self.form,
                    started_at=self.now,
                    state=AttemptState.OPEN if score is None else AttemptState.HANDED_IN,
                    score=score,
                )
            )

    def overview(self, after=timedelta()):
        with self.workspace.read() as session:
            return class_overview(session, class_id=self.class_id, at=self.now + after)


def test_each_person_has_a_mark_for_each_lesson(hall):
    hall.arrive(0, 0, -10)
    hall.arrive(1, 0, 9)
    hall.leave(2)
    rows = hall.overview().rows
    assert [row.marks[0].status for row in rows] == [
        AttendanceStatus.PRESENT,
        AttendanceStatus.LATE,
        AttendanceStatus.ON_LEAVE,
        AttendanceStatus.ABSENT,
    ]
    assert {row.marks[1].status for row in rows} == {AttendanceStatus.NOT_YET}
    assert [row.hours for row in rows] == [2, 2, 0, 0]
    assert rows[2].marks[0].leave == "病假"
    assert [row.needs_care for row in rows] == [False, False, False, True]


def test_the_rate_counts_only_lessons_that_have_begun(hall):
    assert hall.overview(after=-6 * HOUR).attendance_rate is None
    for who in (0, 1):
        hall.arrive(who, 0, 0)
    hall.leave(2)
    overview = hall.overview()
    assert overview.attendance_rate == 0.5
    figures = overview.lesson_figures()[0]
    assert (figures.expected, figures.present, figures.on_leave, figures.absent) == (4, 2, 1, 1)


def test_the_exam_of_each_person_is_told_apart(hall):
    assert {row.exam.state for row in hall.overview().rows} == {ExamState.NO_EXAM}
    hall.offer_exam()
    hall.sit(0, 92)
    hall.sit(1, 54)
    hall.sit(2, None)
    rows = hall.overview().rows
    assert [row.exam.state for row in rows] == [
        ExamState.PASSED,
        ExamState.FAILED,
        ExamState.SITTING,
        ExamState.NOT_YET,
    ]
    assert (rows[0].exam.score, rows[1].exam.score) == (92, 54)


def test_who_did_not_come_to_an_exam_that_is_closed_missed_it(hall):
    hall.offer_exam(closed=True)
    hall.sit(0, 92)
    overview = hall.overview()
    assert overview.exam_count(ExamState.MISSED) == 3
    assert overview.rows[3].needs_care


def test_only_who_did_all_is_entitled_and_the_others_are_told_why(hall):
    hall.offer_exam()
    for lesson in (0, 1):
        hall.arrive(0, lesson, 0)
    hall.sit(0, 80)
    early = hall.overview().rows[0]
    assert early.certificate_state is CertificateState.LACKING
    assert "还有 1 场课没有结束" in early.lacks
    later = hall.overview(after=6 * HOUR)
    assert later.rows[0].certificate_state is CertificateState.ENTITLED
    assert later.entitled == 1
    assert "缺勤 2 场" in later.rows[3].lacks


def test_who_withdrew_is_listed_apart(hall):
    with hall.workspace.begin() as session:
        enrolment.withdraw(
            session, enrolment_ids=hall.ids[:1], reason="外出", by=hall.by, at=hall.now
        )
    overview = hall.overview()
    assert [row.name for row in overview.rows] == list(NAMES[1:])
    assert [row.withdrawn_reason for row in overview.withdrawn] == ["外出"]


def test_a_class_without_lessons_entitles_nobody(workspace, hall):
    with workspace.begin() as session:
        for lesson_id in hall.lessons:
            timetable.remove_lesson(session, lesson_id=lesson_id, by=hall.by, at=hall.now)
    overview = hall.overview()
    assert (overview.entitled, overview.attendance_rate) == (0, None)
    assert overview.rows[0].lacks == ("还没有排课",)


def test_the_stage_follows_the_lessons(hall):
    card = hall.overview().card
    assert stage_of(card, hall.morning - HOUR) is Stage.COMING
    assert stage_of(card, hall.now) is Stage.RUNNING
    assert stage_of(card, hall.afternoon + 4 * HOUR) is Stage.OVER


@given(st.integers(1, 4), st.integers(1, 400))
def test_class_codes_can_be_read_back(quarter, number):
    code = class_code(2026, quarter, number)
    year, _q, rest = code.partition("Q")
    assert (year, *map(int, rest.split("-"))) == ("2026", quarter, number)
