"""Lessons of all classes by day, and what gets in each other's way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.training import menu, planning, timetable
from dongan_training.training.calendar import calendar, month_of, month_shown, week_of
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts

from .conftest import lesson_facts

DAY = date(2026, 11, 23)


@pytest.fixture
def add(workspace, trainer, now):
    """Add a class of one lesson; give the id of the lesson."""

    def add(start: str, end: str, venue: str = "", lecturer: str = "") -> str:
        who = {"by": trainer, "at": now}
        with workspace.begin() as session:
            facts = ClassFacts("村干部技能班", 4, venue=venue)
            class_id = planning.add_class(session, year=2026, facts=facts, **who)
            ids = ()
            if lecturer:
                course = CourseFacts(f"课程 {start}", lecturer=lecturer)
                ids = (menu.add_course(session, facts=course, **who),)
            lesson = lesson_facts(start, end, course_ids=ids)
            return timetable.add_lesson(session, class_id=class_id, facts=lesson, **who)

    return add


def shown(workspace, first=DAY, last=DAY):
    with workspace.read() as session:
        return calendar(session, first=first, last=last)


def test_lessons_of_the_days_asked_for_come_in_time_order(workspace, lesson_id, add):
    later = add("2026-11-23T14:30", "2026-11-23T17:30")
    add("2026-11-24T00:00", "2026-11-24T03:00")
    found = shown(workspace)
    assert [one.id for one in found] == [lesson_id, later]
    assert (found[0].code, found[0].venues, found[0].day) == ("2026Q4-01", ("三楼会议室",), DAY)


@pytest.mark.parametrize(
    ("start", "end", "venue", "clash"),
    [
        ("08:30", "11:30", "三楼会议室", "三楼会议室同时用于“村干部技能班 · 第2期”"),
        ("11:30", "14:00", "三楼会议室", ""),
        ("08:30", "11:30", "报告厅", ""),
    ],
)
def test_a_room_needed_twice_at_once_is_told(workspace, lesson_id, add, start, end, venue, clash):
    add(f"2026-11-23T{start}", f"2026-11-23T{end}", venue)
    assert [one.clash for one in shown(workspace) if one.id == lesson_id] == [clash]


def test_a_lecturer_needed_twice_at_once_is_told_on_both_sides(workspace, add):
    add("2026-11-23T08:30", "2026-11-23T11:30", "甲厅", "王老师")
    add("2026-11-23T09:30", "2026-11-23T11:30", "乙厅", "王老师")
    assert [one.clash for one in shown(workspace)] == [
        "王老师同时用于“村干部技能班 · 第2期”",
        "王老师同时用于“村干部技能班 · 第1期”",
    ]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_six_weeks_from_monday_hold_every_month(day):
    first, last = month_shown(day)
    assert first.weekday() == 0 and (last - first).days == 41
    assert first <= month_of(day)[0] <= day <= month_of(day)[1] <= last
    assert week_of(day)[0] <= day <= week_of(day)[1]
