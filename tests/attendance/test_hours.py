"""Hours are derived, lesson by lesson, and only what was attended earns any."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.attendance.checkin import check_in_by_name
from dongan_training.attendance.hour_rules import CountingRule, set_rule
from dongan_training.attendance.hours import class_hours, year_lines
from dongan_training.attendance.leave import LeaveRequest, approve_leave, ask_leave
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.training.enrolment import withdraw
from dongan_training.training.models import Enrolment, Plan
from tests.attendance.conftest import add_class, enrol

AFTERNOON = 6 * 60
EVENING = 12 * 60


def arrive(hall, name, minutes):
    lesson_id = hall.lesson_id if minutes < AFTERNOON - 60 else hall.afternoon_id
    with hall.workspace.begin() as session:
        check_in_by_name(
            session,
            enrolment_id=hall.enrolments[name],
            lesson_id=lesson_id,
            by=hall.by,
            at=hall.at(minutes),
        )


def hours(hall, minutes=EVENING):
    with hall.workspace.read() as session:
        found = class_hours(session, class_id=hall.class_id, now=hall.at(minutes))
    return {one.name: one for one in found}


def test_each_lesson_attended_earns_its_hours_and_tells_why(hall):
    arrive(hall, "陈敏", -3)
    arrive(hall, "陈敏", AFTERNOON + 11)
    earned = hours(hall)["陈敏"]
    assert (earned.earned, earned.possible, earned.absences) == (8, 8, 0)
    assert [(line.lesson_title, line.earned, line.explanation) for line in earned.lines] == [
        ("上午", 4, "08:27 到"),
        ("下午", 4, "14:41 到，迟到 11 分钟"),
    ]


def test_absence_and_leave_earn_nothing(hall):
    request = LeaveRequest(hall.afternoon_id, hall.enrolments["陈敏"], "事假", "县里开会")
    with hall.workspace.begin() as session:
        leave_id = ask_leave(session, request=request, at=hall.at(-60))
        approve_leave(session, leave_id=leave_id, by=hall.by, at=hall.at(-60))
    earned = hours(hall)["陈敏"]
    assert [line.status for line in earned.lines] == [
        AttendanceStatus.ABSENT,
        AttendanceStatus.ON_LEAVE,
    ]
    assert (earned.earned, earned.absences) == (0, 1)


def test_coming_so_late_that_it_counts_as_absent_earns_nothing(hall):
    arrive(hall, "陈敏", 31)
    assert hours(hall)["陈敏"].earned == 0


def test_a_lesson_that_is_still_going_on_has_earned_nothing_yet(hall):
    arrive(hall, "陈敏", -3)
    assert hours(hall, 179)["陈敏"].earned == 0
    assert hours(hall, 180)["陈敏"].earned == 4


def test_who_withdraws_keeps_the_hours_from_before_and_misses_nothing_after(hall):
    arrive(hall, "陈敏", -3)
    with hall.workspace.begin() as session:
        enrolments = [hall.enrolments["陈敏"]]
        withdraw(session, enrolment_ids=enrolments, reason="外出", by=hall.by, at=hall.at(200))
    earned = hours(hall)["陈敏"]
    assert (earned.earned, earned.absences, earned.is_active) == (4, 0, False)


@pytest.mark.parametrize(("year", "classes"), [(2026, {"2", "3"}), (2027, {"4"})])
def test_the_hours_of_a_year_are_those_of_lessons_that_start_in_it_here(hall, year, classes):
    # the new year begins at 16:00 UTC: a lesson at 15:30 is of the old year, at 16:30 of the new
    new_year = hall.starts_at.replace(month=12, day=31, hour=16, minute=0)
    with hall.workspace.begin() as session:
        plan = session.scalar(select(Plan))
        person = session.get_one(Enrolment, hall.enrolments["陈敏"]).person
        person_id = person.id
        for number, starts_at in (
            (3, new_year - timedelta(hours=6, minutes=30)),
            (4, new_year + timedelta(minutes=30)),
        ):
            enrol(session, add_class(session, plan, number, starts_at), [person])
    with hall.workspace.read() as session:
        found = year_lines(session, year=year, now=hall.at(EVENING))
    titles = {line.class_title for line in found[person_id]}
    assert {title.removesuffix("期").rpartition("第")[2] for title in titles} == classes


def test_leave_beyond_a_seventh_of_the_class_is_too_much_unless_the_rule_says_otherwise(hall):
    request = LeaveRequest(hall.afternoon_id, hall.enrolments["陈敏"], "事假", "县里开会")
    with hall.workspace.begin() as session:
        leave_id = ask_leave(session, request=request, at=hall.at(-60))
        approve_leave(session, leave_id=leave_id, by=hall.by, at=hall.at(-60))
    assert hours(hall)["陈敏"].has_too_much_leave
    with hall.workspace.begin() as session:
        rule = CountingRule(leave_share=0)
        set_rule(session, year=2026, kind="季度培训", rule=rule, by=hall.by, at=hall.at(0))
    assert not hours(hall)["陈敏"].has_too_much_leave
