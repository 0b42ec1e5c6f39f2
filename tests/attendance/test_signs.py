"""What looks like a stand-in or cannot be is listed, and changes nobody's attendance."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.checkin import check_in
from dongan_training.attendance.leave import LeaveRequest, approve_leave, ask_leave
from dongan_training.attendance.models import Direction, Method
from dongan_training.attendance.sign_queries import class_signs
from dongan_training.attendance.signs import Passage, SignKind, in_two_places, signs_in
from dongan_training.attendance.spot_checks import draw_spot_check, spot_checks, tell_found
from tests.conftest import NOW


def scan(person, seconds, *, lesson="1", door="A", counter=None, way=Direction.IN, badge=True):
    return Passage(
        lesson_id=lesson,
        enrolment_id=person,
        person_id=person,
        at=NOW + timedelta(seconds=seconds),
        direction=way,
        device=door,
        counter=seconds if counter is None else counter,
        by_badge=badge,
    )


def kinds(*scans):
    return [(one.kind, one.enrolment_ids) for one in signs_in(scans)]


def test_the_same_badge_at_two_doors_within_minutes():
    assert kinds(scan("陈", 0), scan("陈", 120, door="B")) == [(SignKind.TWO_DOORS, ("陈",))]
    assert kinds(scan("陈", 0), scan("陈", 3600, door="B")) == []
    assert kinds(scan("陈", 0), scan("陈", 120, door="B", badge=False)) == []


def test_out_before_in():
    out = scan("陈", 0, way=Direction.OUT)
    assert kinds(out, scan("陈", 60)) == [(SignKind.OUT_BEFORE_IN, ("陈",))]
    assert kinds(scan("陈", 0), replace(out, at=NOW + timedelta(hours=1), counter=99)) == []


def test_who_signed_in_before_the_clock_was_set_back_did_not_go_before_they_came():
    came, went = scan("陈", 1800, counter=1), scan("陈", 0, counter=2, way=Direction.OUT)
    assert kinds(came, went) == [(SignKind.CLOCK_SET_BACK, ("陈",))]
    at_another_door = replace(went, device="B")
    assert kinds(came, at_another_door) == [(SignKind.OUT_BEFORE_IN, ("陈",))]


def test_an_arrival_told_by_a_sheet_comes_before_going_and_has_no_clock():
    told = replace(scan("陈", 0, counter=9, badge=False), told=True)
    assert (
        kinds(scan("王", 30, counter=8), told, scan("陈", 60, counter=10, way=Direction.OUT)) == []
    )


def test_a_clock_set_back_between_two_scans():
    assert kinds(scan("陈", 600, counter=1), scan("王", 0, counter=2)) == [
        (SignKind.CLOCK_SET_BACK, ("王",))
    ]


def test_two_badges_within_a_second_in_every_lesson_they_share():
    always = [
        scan(who, second, lesson=lesson)
        for lesson in "123"
        for who, second in (("陈", 0), ("王", 1), ("唐", 30))
    ]
    assert kinds(*always) == [(SignKind.ALWAYS_TOGETHER, ("王", "陈"))]
    apart = [scan("陈", 0, lesson="4"), scan("王", 50, lesson="4")]
    assert kinds(*always, *apart) == []
    assert kinds(*always[:6]) == []


def test_two_lessons_at_the_same_time():
    here, there = scan("陈", 0), scan("陈", 60, lesson="2")
    hours = [NOW + timedelta(hours=n) for n in range(3)]
    found = in_two_places([(here, hours[0], hours[2]), (there, hours[1], hours[2])])
    assert [one.kind for one in found] == [SignKind.TWO_PLACES]
    assert in_two_places([(here, hours[0], hours[1]), (there, hours[1], hours[2])]) == []


@given(st.permutations([scan("陈", 0), scan("陈", 120, door="B"), scan("王", 5)]))
def test_the_order_in_which_scans_arrive_does_not_matter(scans):
    assert kinds(*scans) == [(SignKind.TWO_DOORS, ("陈",))]


def test_signs_of_a_class_are_told_in_words(hall):
    with hall.workspace.begin() as session:
        request = LeaveRequest(hall.lesson_id, hall.enrolments["陈敏"], "事假", "开会")
        leave = ask_leave(session, request=request, at=hall.at(-60))
        approve_leave(session, leave_id=leave, by=hall.by, at=hall.at(-50))
        check_in(
            session,
            code=hall.codes["陈敏"],
            lesson_id=hall.lesson_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(-3),
        )
        draw_spot_check(
            session, lesson_id=hall.lesson_id, count=1, seed=1, by=hall.by, at=hall.at(60)
        )
        call = spot_checks(session, [hall.lesson_id])[0].called[0]
        tell_found(session, call_id=call.id, found=False, by=hall.by, at=hall.at(61))
    with hall.workspace.read() as session:
        found = class_signs(session, class_id=hall.class_id)
    assert [(one.kind.value, one.names, one.sentence) for one in found] == [
        ("not_found", "陈敏", "09:30 抽点时不在会场"),
        ("here_on_leave", "陈敏", "08:27 签到，而请假已经批准，按到课计"),
    ]
