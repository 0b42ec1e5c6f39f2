from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.models import Leave
from dongan_training.training import enrolment, hours, menu, queries, timetable
from dongan_training.training.menu import CourseFacts
from tests.training.conftest import lesson_facts


@pytest.fixture
def add(workspace, class_id, trainer, now):
    def add(facts):
        with workspace.begin() as session:
            return timetable.add_lesson(session, class_id=class_id, facts=facts, by=trainer, at=now)

    return add


@pytest.fixture
def course_ids(workspace, trainer, now):
    with workspace.begin() as session:
        return tuple(
            menu.add_course(
                session, facts=CourseFacts(name=name, lecturer="王老师"), by=trainer, at=now
            )
            for name in ("纪律处分条例解读", "发展党员业务")
        )


def timetable_of(workspace, class_id):
    with workspace.read() as session:
        return queries.lessons(session, class_id)


def test_lessons_stand_in_time_order_with_codes_courses_and_the_venue_of_the_class(
    workspace, class_id, lesson_id, add, course_ids
):
    add(lesson_facts("2026-11-22T14:30", "2026-11-22T17:30", "前一天", course_ids=course_ids))
    first, second = timetable_of(workspace, class_id)
    assert (first.code, first.title, first.venue) == ("2026Q4-01-1", "前一天", "三楼会议室")
    assert first.courses == ("纪律处分条例解读", "发展党员业务")
    assert (second.id, second.code) == (lesson_id, "2026Q4-01-2")


def test_two_lessons_of_a_class_never_overlap(lesson_id, add):
    with pytest.raises(timetable.LessonsOverlap, match="“上午”（2026-11-23 08:30"):
        add(lesson_facts("2026-11-23T11:00", "2026-11-23T12:00"))
    add(lesson_facts("2026-11-23T11:30", "2026-11-23T12:00"))


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (lesson_facts("2026-11-23T11:30", "2026-11-23T08:30"), timetable.EndsBeforeStart),
        (lesson_facts("2026-11-23T08:30", "2026-11-23T08:30"), timetable.EndsBeforeStart),
        (lesson_facts("2026-11-23T08:30", "2026-11-24T08:30"), timetable.LessonTooLong),
        (lesson_facts("2062-11-23T08:30", "2062-11-23T11:30"), timetable.LessonOutsideYear),
        (lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", " "), timetable.LessonTitleMissing),
        (lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", hours=4.2), hours.HoursImpossible),
        (lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", hours=-1), hours.HoursImpossible),
        (
            lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", absent_after=999),
            timetable.WindowImpossible,
        ),
    ],
)
def test_an_impossible_lesson_is_refused(workspace, class_id, add, facts, refusal):
    with pytest.raises(refusal):
        add(facts)
    assert timetable_of(workspace, class_id) == []


def test_a_winter_class_may_reach_into_the_next_year(add):
    assert add(lesson_facts("2027-01-05T08:30", "2027-01-05T11:30"))


def test_a_lesson_may_change_its_time_and_swap_its_courses(
    workspace, class_id, add, course_ids, trainer, now
):
    lesson_id = add(lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", course_ids=course_ids))
    moved = lesson_facts(
        "2026-11-23T09:00", "2026-11-23T12:00", hours=3.5, course_ids=(course_ids[1], course_ids[0])
    )
    with workspace.begin() as session:
        timetable.change_lesson(session, lesson_id=lesson_id, facts=moved, by=trainer, at=now)
    (lesson,) = timetable_of(workspace, class_id)
    assert lesson.ends_at - lesson.starts_at == timedelta(hours=3)
    assert (lesson.hours, lesson.courses) == (3.5, ("发展党员业务", "纪律处分条例解读"))


def test_a_course_may_leave_a_lesson_and_then_the_menu(workspace, add, course_ids, trainer, now):
    lesson_id = add(lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", course_ids=course_ids))
    with pytest.raises(menu.CourseInUse), workspace.begin() as session:
        menu.remove_course(session, course_id=course_ids[0], by=trainer, at=now)
    without = lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", course_ids=course_ids[1:])
    with workspace.begin() as session:
        timetable.change_lesson(session, lesson_id=lesson_id, facts=without, by=trainer, at=now)
        menu.remove_course(session, course_id=course_ids[0], by=trainer, at=now)
    with workspace.read() as session:
        assert [(row.name, row.taught) for row in queries.courses(session)] == [("发展党员业务", 1)]


def test_a_course_stands_on_the_menu_once(workspace, course_ids, trainer, now):
    with pytest.raises(menu.CourseExists), workspace.begin() as session:
        facts = CourseFacts(name=" 发展党员业务 ")
        menu.add_course(session, facts=facts, by=trainer, at=now)


def test_a_lesson_nobody_came_to_can_be_removed(workspace, class_id, lesson_id, trainer, now):
    with workspace.begin() as session:
        timetable.remove_lesson(session, lesson_id=lesson_id, by=trainer, at=now)
    assert timetable_of(workspace, class_id) == []


def test_a_lesson_with_leave_on_record_stays(
    workspace, class_id, lesson_id, add_people, trainer, now
):
    people = add_people(["蒋志强"])
    with workspace.begin() as session:
        places = enrolment.enrol_people(
            session, class_id=class_id, person_ids=people, by=trainer, at=now
        )
        leave = Leave(
            lesson_id=lesson_id,
            enrolment_id=places.added[0],
            kind="病假",
            reason="住院",
            asked_at=now,
        )
        session.add(leave)
    with pytest.raises(timetable.LessonInUse), workspace.begin() as session:
        timetable.remove_lesson(session, lesson_id=lesson_id, by=trainer, at=now)


@given(st.integers(0, 48))
def test_every_number_of_half_hours_of_a_day_is_possible(halves):
    hours.check_hours(halves / 2)


@given(st.floats(allow_infinity=True, allow_nan=True))
def test_whatever_is_accepted_is_a_number_of_half_hours(value):
    try:
        hours.check_hours(value)
    except hours.HoursImpossible:
        return
    assert value * 2 == int(value * 2)
