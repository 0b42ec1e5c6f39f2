"""A lesson of electives is for those who chose them."""

from datetime import timedelta

import pytest

from dongan_training.attendance import queries
from dongan_training.attendance.checkin import check_in
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.hours import class_hours
from dongan_training.attendance.models import Method
from dongan_training.attendance.papers import attendance_sheet
from dongan_training.attendance.sheet_choice import Scope, SheetChoice
from dongan_training.reports.class_overview import class_overview
from dongan_training.training import choices, menu
from dongan_training.training.menu import CourseFacts
from dongan_training.training.models import LessonCourse


@pytest.fixture
def who(hall):
    return {"by": hall.by, "at": hall.at(-5)}


@pytest.fixture
def electives(hall, who):
    """In the afternoon 电商 is taught, which 陈敏 chose; 王芳 chose another, two chose nothing."""
    with hall.workspace.begin() as session:
        ids = [
            menu.add_course(session, facts=CourseFacts(name, required=False), **who)
            for name in ("电商", "调解")
        ]
        on_menu = dict.fromkeys(ids, 0)
        choices.set_menu(session, class_id=hall.class_id, capacities=on_menu, **who)
        for name, course in zip(("陈敏", "王芳"), ids, strict=True):
            places = [hall.enrolments[name]]
            choices.choose(session, enrolment_ids=places, course_ids=[course], **who)
        session.add(LessonCourse(lesson_id=hall.afternoon_id, course_id=ids[0]))
    return ids


def expected(session, hall, lesson_id):
    rows = queries.register(session, lesson_id=lesson_id, now=hall.at(600))
    counts = door_counts(session, lesson_id)
    assert counts.expected == len(rows)
    return {row.name for row in rows}


def test_who_chose_another_course_is_not_expected_and_who_chose_nothing_is(hall, electives):
    with hall.workspace.read() as session:
        assert "王芳" in expected(session, hall, hall.lesson_id)
        assert expected(session, hall, hall.afternoon_id) == {"陈敏", "欧阳𬱖", "唐建国"}


def test_at_the_door_they_are_found_by_name_all_the_same(hall, electives):
    with hall.workspace.read() as session:
        rows = queries.people_at_door(session, lesson_id=hall.afternoon_id, now=hall.at(0))
    assert [row.name for row in queries.matching(rows, "wf")] == ["王芳"]


def test_they_have_missed_nothing_and_their_class_is_smaller(hall, electives):
    with hall.workspace.read() as session:
        found = class_hours(session, class_id=hall.class_id, now=hall.at(1000))
    possible = {one.name: (one.possible, one.absences) for one in found}
    assert possible["陈敏"] == (8, 2) and possible["王芳"] == (4, 1)


def test_who_comes_all_the_same_counts(hall, electives):
    in_time = hall.at(6 * 60 - 2)
    with hall.workspace.begin() as session:
        check_in(
            session,
            code=hall.codes["王芳"],
            lesson_id=hall.afternoon_id,
            method=Method.SCANNER,
            by=hall.by,
            at=in_time,
        )
    with hall.workspace.read() as session:
        assert "王芳" in expected(session, hall, hall.afternoon_id)
        found = class_hours(session, class_id=hall.class_id, now=in_time + timedelta(days=1))
    assert next(one.earned for one in found if one.name == "王芳") == 4


def test_beside_a_required_course_everybody_is_expected(hall, electives, who):
    with hall.workspace.begin() as session:
        required = menu.add_course(session, facts=CourseFacts("党纪", required=True), **who)
        session.add(LessonCourse(lesson_id=hall.afternoon_id, course_id=required))
    with hall.workspace.read() as session:
        assert len(expected(session, hall, hall.afternoon_id)) == 4


def test_the_sheet_of_the_day_strikes_out_what_is_not_theirs(hall, electives):
    for lesson_id in (hall.lesson_id, hall.afternoon_id):
        with hall.workspace.read() as session:
            sheet = attendance_sheet(session, lesson_id=lesson_id, now=hall.at(-60))
        marks = {person.name: person.marks for person in sheet.people}
        assert marks["王芳"] == ("", "/") and marks["陈敏"] == ("", "")
        alone = SheetChoice(scope=Scope.LESSON)
        with hall.workspace.read() as session:
            sheet = attendance_sheet(
                session, lesson_id=hall.afternoon_id, now=hall.at(-60), choice=alone
            )
        assert "王芳" not in {person.name for person in sheet.people}


def test_the_overview_leaves_their_place_empty(hall, electives):
    with hall.workspace.read() as session:
        seen = class_overview(session, class_id=hall.class_id, at=hall.at(1000))
    marks = {row.name: [mark is not None for mark in row.marks] for row in seen.rows}
    assert marks["王芳"] == [True, False] and marks["陈敏"] == [True, True]
    assert [one.expected for one in seen.lesson_figures()] == [4, 3]
