"""What nobody can have meant is refused or listed for a human, in plain sentences.

The set in one place; the tests of each part say more. 1,000,000 events are measured by
``python -m benchmarks hours``.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from dongan_training.attendance import activities, queries
from dongan_training.attendance.activities import ActivityFacts
from dongan_training.attendance.answers import Door, answer_scan
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.attendance.sign_queries import class_signs
from dongan_training.cli.program import run
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.training import enrolment, planning, timetable
from dongan_training.training.models import Enrolment, TrainingClass
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts


@pytest.fixture
def who(hall):
    return {"by": hall.by, "at": hall.at(-60)}


def scan(hall, name, minutes, *, lesson_id=None, way=Direction.IN):
    door = Door(lesson_id or hall.lesson_id, Method.SCANNER, way)
    with hall.workspace.begin() as session:
        return answer_scan(
            session, code=hall.codes[name], door=door, by=hall.by, at=hall.at(minutes)
        )


def signs(hall):
    with hall.workspace.read() as session:
        return {one.kind.value for one in class_signs(session, class_id=hall.class_id)}


def test_a_date_that_does_not_exist_is_refused(hall, data_folder, capsys):
    words = ("class", "lesson", "add", "2026Q4-02", "--from", "08:30", "--to", "11:30", "--date")
    assert run([*words, "2026-02-30", "--data", str(data_folder)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("“2026-02-30 08:30”不是日期和时间。") and "没有保存" in told


def lesson(hall, start, end, day=0):
    begins = hall.starts_at + timedelta(days=day)
    return LessonFacts(
        "加课", begins + timedelta(minutes=start), begins + timedelta(minutes=end), 4
    )


@pytest.mark.parametrize(
    ("start", "end", "day", "sentence"),
    [
        (60, 120, 0, "时间重叠"),
        (-30, 5, 0, "时间重叠"),
        (60, 30, 1, "不在上课时间"),
        (0, 0, 1, "不在上课时间"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(hall, who, start, end, day, sentence):
    facts = lesson(hall, start, end, day)
    with pytest.raises(UserError, match=sentence), hall.workspace.begin() as session:
        timetable.add_lesson(session, class_id=hall.class_id, facts=facts, **who)


def test_an_activity_of_the_future_or_of_before_the_flood_is_refused(hall, who):
    for day in (date(2027, 1, 1), date(1026, 11, 23)):
        facts = ActivityFacts("集中学习研讨", "学习", day, headcount=9)
        with pytest.raises(UserError, match="活动日期不能是"), hall.workspace.begin() as session:
            activities.record_activity(session, facts=facts, **who)


def test_one_more_than_the_quota_gets_nobody_in(hall, who):
    with hall.workspace.begin() as session:
        facts = ClassFacts("小班", 4, quota=3)
        class_id = planning.add_class(session, year=2026, facts=facts, **who)
        places = [session.get_one(Enrolment, one) for one in hall.enrolments.values()]
        people = [one.person_id for one in places]
    sentence = "名额 3 人，已有 0 人，这次要添加 4 人，超出 1 人"
    with pytest.raises(UserError, match=sentence), hall.workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=people, **who)
    with hall.workspace.read() as session:
        assert session.get_one(TrainingClass, class_id).quota == 3
        assert session.query(Enrolment).filter_by(class_id=class_id).count() == 0


def test_the_badge_of_somebody_off_the_roll_opens_no_door(hall):
    with hall.workspace.begin() as session:
        session.query(Person).filter_by(name="王芳").one().active = False
    refused = scan(hall, "王芳", -3)
    assert not refused.passed and refused.sentence and refused.advice
    with hall.workspace.read() as session:
        assert session.query(CheckIn).count() == 0


def test_a_clock_set_back_between_two_scans_keeps_their_order_and_is_listed(hall):
    scan(hall, "陈敏", -3)
    scan(hall, "陈敏", 170, way=Direction.OUT)
    scan(hall, "王芳", -10)
    assert "clock_set_back" in signs(hall)
    with hall.workspace.read() as session:
        events = session.query(CheckIn).order_by(CheckIn.counter).all()
        assert [one.direction for one in events] == [Direction.IN, Direction.OUT, Direction.IN]
        rows = queries.register(session, lesson_id=hall.lesson_id, now=hall.at(200))
    chen = next(one for one in rows if one.name == "陈敏")
    assert (chen.arrived_at, chen.left_at) == (hall.at(-3), hall.at(170))


def test_signing_out_before_having_come_is_refused(hall):
    refused = scan(hall, "陈敏", 170, way=Direction.OUT)
    assert not refused.passed and "还没有签到" in refused.sentence


def at_another_door(hall, name, minutes):
    """A scan of a desk without network, as it is after the machines met."""
    with hall.workspace.begin() as session:
        event = CheckIn(
            lesson_id=hall.lesson_id,
            enrolment_id=hall.enrolments[name],
            at=hall.at(minutes),
            method=Method.SCANNER,
            actor="另一台",
        )
        session.add(event)
        session.flush()
        moved = update(CheckIn).where(CheckIn.id == event.id).values(device="0" * 36)
        session.execute(moved)


def test_one_badge_at_two_doors_counts_once_the_earliest_and_is_listed(hall):
    scan(hall, "陈敏", -3)
    at_another_door(hall, "陈敏", -5)
    assert "two_doors" in signs(hall)
    with hall.workspace.read() as session:
        counts = door_counts(session, hall.lesson_id)
        rows = queries.register(session, lesson_id=hall.lesson_id, now=hall.at(10))
    assert counts.arrived == 1
    assert next(one.arrived_at for one in rows if one.name == "陈敏") == hall.at(-5)


def test_two_badges_always_within_a_second_are_listed(hall, who):
    with hall.workspace.begin() as session:
        third = timetable.add_lesson(
            session, class_id=hall.class_id, facts=lesson(hall, 0, 180, 1), **who
        )
    lessons = ((hall.lesson_id, 0), (hall.afternoon_id, 6 * 60), (third, 24 * 60))
    for lesson_id, starts in lessons:
        scan(hall, "陈敏", starts - 3, lesson_id=lesson_id)
        scan(hall, "王芳", starts - 3 + 1 / 60, lesson_id=lesson_id)
        scan(hall, "唐建国", starts - 1, lesson_id=lesson_id)
    with hall.workspace.read() as session:
        (found,) = class_signs(session, class_id=hall.class_id)
    assert found.kind.value == "always_together"
    assert {"陈敏", "王芳"} == set(found.names.split("、"))


def test_a_way_out_that_came_before_the_way_in_is_listed(hall):
    at_another_door(hall, "陈敏", -2)
    with hall.workspace.begin() as session:
        out = update(CheckIn).values(direction=Direction.OUT)
        session.execute(out)
    scan(hall, "陈敏", -1)
    assert "out_before_in" in signs(hall)
