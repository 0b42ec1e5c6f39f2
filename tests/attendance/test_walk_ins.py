"""Somebody on no list is let in at once, and becomes the right person later."""

import pytest

from dongan_training.attendance.checkin import TooEarly
from dongan_training.attendance.models import WalkIn
from dongan_training.attendance.queries import register
from dongan_training.attendance.spot_checks import draw_spot_check, spot_checks
from dongan_training.attendance.walk_ins import (
    AlreadyMatched,
    Newcomer,
    keep_as_new,
    let_in,
    match,
    walk_ins,
)
from dongan_training.people.models import Person
from dongan_training.people.refusals import NameMissing
from dongan_training.training.models import Enrolment, TrainingClass


def come(hall, name, said="", person_id=None, minutes=-2):
    with hall.workspace.begin() as session:
        return let_in(
            session,
            lesson_id=hall.lesson_id,
            newcomer=Newcomer(name, said, person_id),
            by=hall.by,
            at=hall.at(minutes),
        )


def told(hall):
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(60))
        return {row.name: row.explanation for row in rows}


def only(hall):
    with hall.workspace.read() as session:
        return walk_ins(session, class_id=hall.class_id)[0]


def on_roll(hall, name):
    with hall.workspace.begin() as session:
        person = Person(name=name)
        session.add(person)
        session.flush()
        return person.id


def test_a_walk_in_is_on_the_roll_and_in_the_lesson_at_once(hall):
    arrival = come(hall, " 何  婷 ", "芦洪市镇")
    assert (arrival.name, arrival.unit.full) == ("何婷", "芦洪市镇")
    assert told(hall)["何婷"] == "08:28 到"
    assert (only(hall).is_matched, only(hall).said) == (False, "芦洪市镇")


def test_a_full_class_keeps_nobody_out_who_is_there(hall):
    with hall.workspace.begin() as session:
        session.get_one(TrainingClass, hall.class_id).quota = 4
    come(hall, "何婷")
    assert "何婷" in told(hall)


def test_before_the_door_opens_nobody_is_put_on_the_roll(hall):
    with pytest.raises(TooEarly):
        come(hall, "何婷", minutes=-90)
    with hall.workspace.read() as session:
        assert session.query(WalkIn).count() == 0
        assert session.query(Person).filter_by(name="何婷").count() == 0


def test_a_name_is_needed(hall):
    with pytest.raises(NameMissing):
        come(hall, "  ")


def test_somebody_the_roll_knows_takes_the_place_themselves(hall):
    known = on_roll(hall, "何婷")
    come(hall, "何婷", person_id=known)
    assert only(hall).person_id == known
    assert only(hall).is_matched


def test_whoever_has_a_place_already_is_checked_in_by_name(hall):
    with hall.workspace.read() as session:
        person_id = session.get_one(Enrolment, hall.enrolments["陈敏"]).person_id
    come(hall, "陈敏", person_id=person_id)
    assert told(hall)["陈敏"] == "08:28 到"
    with hall.workspace.read() as session:
        assert walk_ins(session, class_id=hall.class_id) == []


def test_a_match_gives_the_place_and_the_attendance_to_the_one_who_came(hall):
    come(hall, "何婷")
    known = on_roll(hall, "何婷")
    assert [one.person_id for one in only(hall).suggestions] == [known]
    made = only(hall).person_id
    with hall.workspace.begin() as session:
        match(session, walk_in_id=only(hall).id, person_id=known, by=hall.by, at=hall.at(99))
    assert only(hall).person_id == known
    with hall.workspace.read() as session:
        assert not session.get_one(Person, made).active
    assert told(hall)["何婷"] == "08:28 到"


def test_a_match_with_somebody_in_the_class_moves_the_attendance_and_deletes_nothing(hall):
    come(hall, "陈 小敏")
    with hall.workspace.read() as session:
        person_id = session.get_one(Enrolment, hall.enrolments["陈敏"]).person_id
    with hall.workspace.begin() as session:
        match(session, walk_in_id=only(hall).id, person_id=person_id, by=hall.by, at=hall.at(99))
    assert told(hall) == {
        "陈敏": "08:28 到；补录：临时学员核对为陈敏",
        "欧阳𬱖": "没有签到，也没有请假",
        "唐建国": "没有签到，也没有请假",
        "王芳": "没有签到，也没有请假",
    }


def test_a_walk_in_is_matched_once(hall):
    come(hall, "何婷")
    with hall.workspace.begin() as session:
        keep_as_new(session, walk_in_id=only(hall).id, by=hall.by, at=hall.at(9))
    with hall.workspace.begin() as session, pytest.raises(AlreadyMatched):
        keep_as_new(session, walk_in_id=only(hall).id, by=hall.by, at=hall.at(9))


def test_the_register_names_the_unit_a_walk_in_said(hall):
    come(hall, "何婷", "芦洪市镇")
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(60))
    assert {row.name: row.org for row in rows}["何婷"] == "芦洪市镇"


def test_a_spot_check_names_the_unit_a_walk_in_said(hall):
    come(hall, "何婷", "芦洪市镇")
    with hall.workspace.begin() as session:
        draw_spot_check(
            session, lesson_id=hall.lesson_id, count=9, seed=1, by=hall.by, at=hall.at(60)
        )
    with hall.workspace.read() as session:
        (check,) = spot_checks(session, [hall.lesson_id])
    assert {one.name: one.unit.full for one in check.called}["何婷"] == "芦洪市镇"
