"""The menu of a class, what people choose, and the slots proposed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.training import choices, menu, planning, slot_proposal, timetable
from dongan_training.training.choices import (
    CapacityImpossible,
    CourseFull,
    MenuInUse,
    NotOnMenu,
    RequiredLimited,
    WrongNumberChosen,
)
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts
from dongan_training.training.slots import Busy, Room, Slot, Wish, propose
from dongan_training.training.venues import VenueFacts, VenueImpossible, keep_venue

from .conftest import lesson_facts

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def slot(number):
    starts_at = MORNING + timedelta(hours=4 * number)
    return Slot(f"s{number}", f"课{number}", starts_at, starts_at + timedelta(hours=3))


def wish(name, people="", lecturer=""):
    return Wish(name, name, lecturer, frozenset(people))


def placed(proposal):
    return {one.wish.name: (one.slot.id, one.room.name) for one in proposal.placed}


def reasons(proposal):
    return {one.wish.name: one.reason for one in proposal.refused}


def test_courses_without_common_people_stand_beside_each_other_in_rooms_that_fit():
    rooms = [Room("大", 3), Room("小", 2)]
    found = propose([wish("甲课", "abc"), wish("乙课", "de")], [slot(0)], rooms)
    assert placed(found) == {"甲课": ("s0", "大"), "乙课": ("s0", "小")}


def test_who_chose_both_courses_keeps_them_in_different_slots():
    rooms = [Room("大"), Room("小")]
    found = propose([wish("甲课", "ab"), wish("乙课", "bc")], [slot(0), slot(1)], rooms)
    assert {place for place, _room in placed(found).values()} == {"s0", "s1"}
    found = propose([wish("甲课", "ab"), wish("乙课", "bc")], [slot(0)], rooms)
    assert reasons(found) == {"甲课": "课0：有 1 人同时选了“乙课”"}


def test_a_course_stays_where_it_is_taught_and_a_required_one_is_named_as_such():
    rooms, everybody = [Room("大"), Room("小")], frozenset("ab")
    kept = Wish("乙课", "乙课", "", everybody, required=True, slot_id="s0")
    first = Wish("甲课", "甲课", "", everybody, required=True)
    found = propose([first, kept], [slot(0), slot(1)], rooms)
    assert {name: place for name, (place, _room) in placed(found).items()} == {
        "乙课": "s0",
        "甲课": "s1",
    }
    assert reasons(propose([first, kept], [slot(0)], rooms)) == {"甲课": "课0：全班都要上“乙课”"}


def test_a_lecturer_is_in_one_place_only_here_and_in_other_classes():
    wishes = [wish("甲课", "a", "李老师"), wish("乙课", "b", "李老师")]
    found = propose(wishes, [slot(0)], [Room("大"), Room("小")])
    assert reasons(found) == {"甲课": "课0：李老师要讲“乙课”"}
    busy = [Busy(slot(0).starts_at, slot(0).ends_at, "一班", lecturers=frozenset({"李老师"}))]
    found = propose(wishes[:1], [slot(0)], [Room("大")], busy)
    assert reasons(found) == {"甲课": "课0：李老师在“一班”有课"}


def test_rooms_that_are_too_small_or_taken_are_named():
    found = propose([wish("甲课", "abc")], [slot(0)], [Room("小", 2)])
    assert reasons(found) == {"甲课": "课0：空着的场地最多坐 2 人，要坐 3 人"}
    busy = [Busy(slot(0).starts_at, slot(0).ends_at, "一班", rooms=frozenset({"小"}))]
    found = propose([wish("甲课", "a")], [slot(0)], [Room("小", 2)], busy)
    assert reasons(found) == {"甲课": "课0：没有空着的场地"}
    assert reasons(propose([wish("甲课")], [], [Room("小")])) == {"甲课": "课程表里还没有课"}


def test_a_step_back_finds_what_the_first_try_misses():
    """乙课 fits only where 甲课 would stand first."""
    busy = [Busy(slot(1).starts_at, slot(1).ends_at, "一班", lecturers=frozenset({"王老师"}))]
    wishes = [wish("甲课", "abc", "李老师"), wish("乙课", "a", "王老师")]
    found = propose(wishes, [slot(0), slot(1)], [Room("大")], busy)
    assert placed(found) == {"甲课": ("s1", "大"), "乙课": ("s0", "大")}


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abcdef")), st.sampled_from(["", "李", "王"])), max_size=6
    ),
    st.integers(0, 3),
    st.lists(st.integers(1, 6), max_size=3),
)
def test_nobody_and_nothing_is_ever_in_two_places(drawn, count, seats):
    wishes = [Wish(str(n), str(n), who, frozenset(people)) for n, (people, who) in enumerate(drawn)]
    rooms = [Room(str(n), size) for n, size in enumerate(seats)]
    found = propose(wishes, [slot(n) for n in range(count)], rooms)
    assert len(found.placed) + len(found.refused) == len(wishes)
    for number, one in enumerate(found.placed):
        assert len(one.wish.people) <= one.room.capacity
        for other in found.placed[number + 1 :]:
            if one.slot == other.slot:
                assert one.room != other.room
                assert not one.wish.people & other.wish.people
                assert not one.wish.lecturer or one.wish.lecturer != other.wish.lecturer
    assert all(one.reason for one in found.refused)


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def offered(workspace, who, add_people):
    """A class with three electives of which each person chooses two, and three people."""
    people = add_people(["甲", "乙", "丙"])
    with workspace.begin() as session:
        facts = ClassFacts("班", 4, electives=2, venue="礼堂")
        class_id = planning.add_class(session, year=2026, facts=facts, **who)
        for start, end in (("08:30", "11:30"), ("14:30", "17:30")):
            lesson = lesson_facts(f"2026-11-23T{start}", f"2026-11-23T{end}")
            timetable.add_lesson(session, class_id=class_id, facts=lesson, **who)
        courses = {
            name: menu.add_course(
                session, facts=CourseFacts(name, required=False, lecturer=f"{name}老师"), **who
            )
            for name in ("电商", "调解", "档案", "会计")
        }
        on_menu = {courses[name]: 0 for name in ("电商", "调解", "档案")}
        on_menu[courses["档案"]] = 1
        choices.set_menu(session, class_id=class_id, capacities=on_menu, **who)
        places = enrol_people(session, class_id=class_id, person_ids=people, **who).added
    return class_id, courses, places


def test_people_choose_so_many_of_the_menu_and_no_full_course(workspace, offered, who):
    class_id, courses, (one, two, _three) = offered
    first, second, third, other = (courses[name] for name in ("电商", "调解", "档案", "会计"))
    with workspace.begin() as session:
        choices.choose(session, enrolment_ids=[one], course_ids=[third, first], **who)
        assert [row.courses for row in choices.choosers(session, class_id) if row.courses] == [
            ("档案", "电商")
        ]
        with pytest.raises(CourseFull):
            choices.choose(session, enrolment_ids=[two], course_ids=[third, first], **who)
        with pytest.raises(WrongNumberChosen):
            choices.choose(session, enrolment_ids=[two], course_ids=[first], **who)
        with pytest.raises(NotOnMenu):
            choices.choose(session, enrolment_ids=[two], course_ids=[first, other], **who)
        choices.choose(session, enrolment_ids=[one], course_ids=[third, second], **who)
        with pytest.raises(MenuInUse):
            choices.set_menu(session, class_id=class_id, capacities={first: 0}, **who)
        with pytest.raises(CapacityImpossible):
            choices.set_menu(session, class_id=class_id, capacities={first: -1}, **who)


def test_a_required_course_is_for_everybody_and_takes_no_limit(workspace, offered, who):
    class_id, _courses, _people = offered
    with workspace.begin() as session:
        required = menu.add_course(session, facts=CourseFacts("党章", required=True), **who)
        with pytest.raises(RequiredLimited, match="党章是必修课"):
            choices.set_menu(session, class_id=class_id, capacities={required: 30}, **who)


def test_a_proposal_becomes_the_timetable_and_can_be_made_anew(workspace, offered, who):
    class_id, courses, places = offered
    wanted = [courses["电商"], courses["调解"]]
    with workspace.begin() as session:
        choices.choose(session, enrolment_ids=places, course_ids=wanted, **who)
        keep_venue(session, facts=VenueFacts("礼堂", 2), **who)
        found = slot_proposal.propose(session, class_id)
        assert found.placed == () and "最多坐 2 人" in found.refused[0].reason
        keep_venue(session, facts=VenueFacts("礼堂", 100), **who)
        for _again in range(2):
            found = slot_proposal.propose(session, class_id)
            slot_proposal.accept(session, class_id=class_id, proposal=found, **who)
        taught = [
            [(one.course.name, one.venue) for one in lesson.courses]
            for lesson in session.get_one(planning.TrainingClass, class_id).lessons
        ]
        assert sorted(taught) == [[("电商", "礼堂")], [("调解", "礼堂")]]


def test_a_room_needs_a_name(workspace, who):
    with workspace.begin() as session, pytest.raises(VenueImpossible):
        keep_venue(session, facts=VenueFacts(" ", 1), **who)
