"""An activity is entered once; hours, counts and each person's year follow from it."""

from dataclasses import replace
from datetime import date

import pytest

from dongan_training.attendance.activities import (
    ActivityAlreadyEntered,
    ActivityCountImpossible,
    ActivityDateImpossible,
    ActivityFacts,
    ActivityKindUnknown,
    ActivityTitleMissing,
    ParticipantsGone,
    activity_facts,
    change_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from dongan_training.attendance.activity_kinds import Kind, kinds, save_kind
from dongan_training.attendance.activity_queries import (
    Period,
    activities,
    counts_by_township,
    counts_of,
)
from dongan_training.attendance.hours import year_lines
from dongan_training.people.roll import leave_roll
from dongan_training.training.hours import HoursImpossible
from dongan_training.training.models import Enrolment

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LECTURE = ActivityFacts("纪律党课", "学习纪律处分条例", date(2026, 11, 20), hours=2)


def record(hall, facts):
    with hall.workspace.begin() as session:
        return record_activity(session, facts=facts, by=hall.by, at=hall.starts_at)


def people(hall, *names):
    with hall.workspace.read() as session:
        return tuple(session.get_one(Enrolment, hall.enrolments[name]).person_id for name in names)


def told(hall):
    with hall.workspace.read() as session:
        counts = counts_of(activities(session, YEAR), kinds(session))
    return {one.kind.name: one.told for one in counts if one.times}


def test_named_people_earn_the_hours_and_only_they(hall):
    chen, tang = people(hall, "陈敏", "唐建国")
    record(hall, replace(LECTURE, person_ids=(chen,)))
    with hall.workspace.read() as session:
        lines = year_lines(session, year=2026, now=hall.starts_at)
    (line,) = [one for one in lines[chen] if not one.class_id]
    assert (line.source, line.earned) == ("学习纪律处分条例 · 纪律党课", 2)
    assert [one for one in lines[tang] if not one.class_id] == []


def test_the_counts_reported_upward_add_up_by_kind(hall):
    record(hall, LECTURE)
    record(hall, replace(LECTURE, title="以案说纪", times=3))
    record(hall, ActivityFacts("廉政教育", "警示教育", date(2026, 5, 8), headcount=120))
    lecture = ActivityFacts("宣讲", "田间宣讲", date(2026, 6, 1), times=2, headcount=98)
    record(hall, replace(lecture, person_ids=people(hall, "陈敏", "王芳")))
    assert told(hall) == {
        "纪律党课": "纪律党课 4 次",
        "廉政教育": "廉政教育 120 人次",
        "宣讲": "宣讲 2 场 98 人次",
    }


def test_named_people_count_where_nobody_counted_heads(hall):
    named = people(hall, "陈敏", "王芳")
    record(hall, ActivityFacts("廉政教育", "警示教育", date(2026, 5, 8), person_ids=named))
    assert told(hall) == {"廉政教育": "廉政教育 2 人次"}


def test_counts_are_told_by_township(hall):
    with hall.workspace.read() as session:
        person = session.get_one(Enrolment, hall.enrolments["陈敏"]).person
        unit_id = person.org_unit_id
    record(hall, replace(LECTURE, org_unit_id=unit_id))
    with hall.workspace.read() as session:
        rows = activities(session, YEAR)
        counts = counts_by_township(rows, kinds(session))
    assert [(one.township, one.told) for one in counts] == [("白牙市镇", "纪律党课 1 次")]


def test_a_removed_activity_counts_no_more_and_can_come_back(hall):
    activity_id = record(hall, LECTURE)
    with hall.workspace.begin() as session:
        remove_activity(session, activity_id=activity_id, by=hall.by, at=hall.starts_at)
    assert told(hall) == {}
    with hall.workspace.begin() as session:
        restore_activity(session, activity_id=activity_id, by=hall.by, at=hall.starts_at)
    assert told(hall) == {"纪律党课": "纪律党课 1 次"}


def test_changing_an_activity_changes_who_earned_its_hours(hall):
    chen, tang, wang = people(hall, "陈敏", "唐建国", "王芳")
    activity_id = record(hall, replace(LECTURE, person_ids=(chen, tang)))
    with hall.workspace.begin() as session:
        facts = replace(activity_facts(session, activity_id), hours=3, person_ids=(tang, wang))
        change_activity(
            session, activity_id=activity_id, facts=facts, by=hall.by, at=hall.starts_at
        )
    with hall.workspace.read() as session:
        assert set(activity_facts(session, activity_id).person_ids) == {tang, wang}
        (row,) = activities(session, YEAR)
    assert (row.hours, row.named) == (3, 2)


def test_a_kind_of_ones_own_is_counted_as_it_says(hall):
    with hall.workspace.begin() as session:
        save_kind(session, kind=Kind("读书会", "期", True), by=hall.by, at=hall.starts_at)
    record(hall, ActivityFacts("读书会", "读党章", date(2026, 3, 1), headcount=9))
    assert told(hall) == {"读书会": "读书会 1 期 9 人次"}


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (replace(LECTURE, title="  "), ActivityTitleMissing),
        (replace(LECTURE, kind="联欢"), ActivityKindUnknown),
        (replace(LECTURE, held_on=date(2026, 11, 24)), ActivityDateImpossible),
        (replace(LECTURE, held_on=date(1999, 12, 31)), ActivityDateImpossible),
        (replace(LECTURE, times=0), ActivityCountImpossible),
        (replace(LECTURE, headcount=-1), ActivityCountImpossible),
        (replace(LECTURE, hours=1.3), HoursImpossible),
        (LECTURE, ActivityAlreadyEntered),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(hall, facts, error):
    record(hall, LECTURE)
    with pytest.raises(error):
        record(hall, facts)
    assert told(hall) == {"纪律党课": "纪律党课 1 次"}


def test_who_left_the_roll_earns_nothing_more(hall):
    (chen,) = people(hall, "陈敏")
    with hall.workspace.begin() as session:
        leave_roll(session, person_id=chen, by=hall.by, at=hall.starts_at)
    with pytest.raises(ParticipantsGone, match="陈敏"):
        record(hall, replace(LECTURE, person_ids=(chen,)))
