"""The list of activities is read in parts, in any order, and says the same as the whole."""

from datetime import date, timedelta

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.activities import ActivityFacts, record_activity, remove_activity
from dongan_training.attendance.activity_kinds import kinds
from dongan_training.attendance.activity_list import (
    BY_FIELD,
    ActivityList,
    WantedActivities,
    sums,
)
from dongan_training.attendance.activity_queries import Period, activities, counts_of
from dongan_training.people.models import OrgUnit, Person

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
HELD = (
    ("纪律党课", "学习条例 100%", 1, 0),
    ("宣讲", "百姓宣讲", 3, 90),
    ("廉政教育", "参观基地", 1, 40),
    ("集中学习研讨", "学习条例第八章", 1, 0),
    ("宣讲", "院坝会", 2, 35),
)


@pytest.fixture
def held(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        someone = Person(name="陈敏")
        unit = OrgUnit(name="横塘镇", kind="乡镇")
        session.add_all((someone, unit))
        session.flush()
        for number, (kind, title, times, heads) in enumerate(HELD):
            day = date(2026, 3, 1) + timedelta(days=number)
            named, where = (someone.id,), unit.id if number else None
            facts = ActivityFacts(
                kind, title, day, 2, times, heads, org_unit_id=where, person_ids=named
            )
            record_activity(session, facts=facts, by=by, at=now)
        gone = ActivityFacts("纪律党课", "登记错了", date(2026, 3, 9), 2)
        gone_id = record_activity(session, facts=gone, by=by, at=now)
        remove_activity(session, activity_id=gone_id, by=by, at=now)
    return any_workspace


def read(workspace, parts=100, **wanted):
    with workspace.read() as session:
        found = ActivityList(session, WantedActivities(YEAR, **wanted), kinds(session))
        rows = []
        for start in range(0, found.total, parts):
            rows += found.rows(session, start, parts)
    assert len(rows) == found.total
    return rows


def test_the_parts_of_the_list_are_the_whole_one(held):
    with held.read() as session:
        whole = activities(session, YEAR)
    assert read(held, parts=2) == whole and len(whole) == 5


@pytest.mark.parametrize("field", BY_FIELD)
def test_it_stands_in_the_order_of_any_column_from_either_end(held, field):
    values = [getattr(one, field) for one in read(held, parts=2, sorted_by=field)]
    back = [getattr(one, field) for one in read(held, parts=2, sorted_by=field, from_end=True)]
    assert back == list(reversed(values))
    if field not in ("kind", "title", "org"):  # words: as the database orders them
        assert values == sorted(values)


def test_every_word_of_a_search_must_be_found_and_signs_stand_for_themselves(held):
    def titles(text):
        return [one.title for one in read(held, text=text)]

    assert titles("学习 条例") == ["学习条例第八章", "学习条例 100%"]
    assert titles("100%") == ["学习条例 100%"]
    assert titles("2026-03-02 宣讲") == ["百姓宣讲"]
    assert titles("查无此事") == []


def test_the_database_adds_up_what_the_rows_say(held):
    with held.read() as session:
        known = kinds(session)
        assert sums(session, YEAR, known) == counts_of(activities(session, YEAR), known)
        (talks,) = (one for one in sums(session, YEAR, known) if one.times == 5)
    assert talks.told == "宣讲 5 场 125 人次"
