from dataclasses import replace
from datetime import timedelta

import pytest

from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import AttemptIsOver, start_attempt
from dongan_training.exam.entering import NotYetOpen, TooLate, WindowIsOver
from dongan_training.exam.handing_in import hand_in
from dongan_training.exam.rules import (
    BadAttempts,
    BadEarliestHandIn,
    BadLateEntry,
    LateWithoutStart,
    OrderIsFixed,
    SittingRules,
    WindowBackwards,
    change_rules,
    rules_of,
)
from dongan_training.exam.signing_in import NameAndEndTwice, UnknownNameAndEnd, sign_in
from dongan_training.people.models import Person
from dongan_training.training.models import Enrolment

MINUTE = timedelta(minutes=1)
ID_NUMBERS = ("43112219750312124X", "431122198003121234")  # made up


@pytest.fixture
def set_rules(workspace, hall, trainer, now):
    def set_rules(**changed):
        with workspace.begin() as session:
            rules = replace(rules_of(session, hall.exam_id), **changed)
            change_rules(session, exam_id=hall.exam_id, rules=rules, by=trainer, at=now)

    return set_rules


def begin(workspace, hall, at, person=0):
    with workspace.begin() as session:
        return start_attempt(
            session, exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[person], at=at
        )


def test_the_rules_come_back_as_they_were_set(workspace, hall, set_rules, now):
    rules = SittingRules(now, now + 90 * MINUTE, 30, 30, 2, True, True, True, "镇政府礼堂")
    set_rules(**vars(rules))
    with workspace.read() as session:
        assert rules_of(session, hall.exam_id) == rules


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"late_entry": 30}, LateWithoutStart),
        ({"late_entry": -1, "starts_at": "now"}, BadLateEntry),
        ({"starts_at": "now", "ends_at": "now"}, WindowBackwards),
        ({"earliest_hand_in": 46}, BadEarliestHandIn),
        ({"attempts_allowed": 0}, BadAttempts),
    ],
)
def test_rules_that_contradict_themselves_are_refused(set_rules, now, changed, refusal):
    given = {name: now if value == "now" else value for name, value in changed.items()}
    with pytest.raises(refusal):
        set_rules(**given)


def test_nobody_starts_before_the_exam_or_too_late(workspace, hall, set_rules, now):
    set_rules(starts_at=now, late_entry=30, ends_at=now + 60 * MINUTE)
    with pytest.raises(NotYetOpen):
        begin(workspace, hall, now - MINUTE)
    with pytest.raises(TooLate):
        begin(workspace, hall, now + 31 * MINUTE)
    begin(workspace, hall, now + 30 * MINUTE)
    set_rules(late_entry=None)
    with pytest.raises(WindowIsOver):
        begin(workspace, hall, now + 61 * MINUTE, person=1)


def test_who_has_started_goes_on_whatever_the_clock_says(workspace, hall, set_rules, now):
    set_rules(starts_at=now, late_entry=30, ends_at=now + 60 * MINUTE)
    attempt_id = begin(workspace, hall, now)
    for wrong in (now - timedelta(days=300), now + timedelta(days=300)):
        assert begin(workspace, hall, wrong) == attempt_id


def test_several_attempts_where_allowed_each_in_another_form(
    workspace, hall, set_rules, trainer, now
):
    set_rules(attempts_allowed=2)
    forms = []
    for _round in range(2):
        attempt_id = begin(workspace, hall, now)
        with workspace.begin() as session:
            forms.append(sitting_view(session, attempt_id).form)
            hand_in(session, attempt_id=attempt_id, seconds_used=9, by=trainer, at=now)
    assert forms == ["A", "B"]
    with pytest.raises(AttemptIsOver):
        begin(workspace, hall, now)
    with workspace.read() as session:
        assert sign_in(session, exam_id=hall.exam_id, text=hall.codes[0]).is_over


def test_a_personal_order_is_the_same_each_time_and_fixed_once_somebody_sits(
    workspace, hall, set_rules, now
):
    set_rules(personal_order=True)
    orders = []
    for person in (0, 2, 4):  # all in form A
        attempt_id = begin(workspace, hall, now, person)
        with workspace.read() as session:
            views = [sitting_view(session, attempt_id) for _twice in range(2)]
        assert views[0] == views[1]
        orders.append([one.item_id for one in views[0].questions])
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(orders[2])
    assert len({tuple(order) for order in orders}) == 3
    with pytest.raises(OrderIsFixed):
        set_rules(personal_order=False)


@pytest.fixture
def numbered(workspace, hall):
    """The first two people have ID numbers; the second is called like the first."""
    with workspace.begin() as session:
        for enrolment_id, number in zip(hall.enrolment_ids, ID_NUMBERS, strict=False):
            session.get_one(Enrolment, enrolment_id).person.id_number = number
    return hall


@pytest.mark.parametrize("text", ["陈敏124X", "陈 敏 124x", "陈敏　１２４X", " 陈敏 124X "])
def test_one_signs_in_by_name_and_the_end_of_the_id_number(workspace, numbered, text):
    with workspace.read() as session:
        assert sign_in(session, exam_id=numbered.exam_id, text=text).name == "陈敏"


@pytest.mark.parametrize("text", ["陈敏 1234", "王小二 124X", "唐建国 0000"])
def test_a_name_whose_number_ends_otherwise_is_nobody(workspace, numbered, text):
    with workspace.read() as session, pytest.raises(UnknownNameAndEnd):
        sign_in(session, exam_id=numbered.exam_id, text=text)


def test_namesakes_with_the_same_end_scan_their_badge(workspace, numbered):
    with workspace.begin() as session:
        twin = session.get_one(Enrolment, numbered.enrolment_ids[1]).person
        twin.name, twin.id_number = "陈敏", "43112219800312124X"
    with workspace.read() as session, pytest.raises(NameAndEndTwice):
        sign_in(session, exam_id=numbered.exam_id, text="陈敏 124X")


def test_a_long_name_of_another_people_works_too(workspace, hall):
    with workspace.begin() as session:
        person = session.query(Person).filter_by(name="阿依古丽·买买提").one()
        person.id_number = ID_NUMBERS[0]
    with workspace.read() as session:
        found = sign_in(session, exam_id=hall.exam_id, text="阿依古丽•买买提 124x")
    assert found.name == "阿依古丽·买买提"
