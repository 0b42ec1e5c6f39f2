"""Two laptops, two doors, no network: a restored backup sees people in, and both agree later."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance import carry_file
from dongan_training.attendance.carry_file import (
    CheckInsOfOthers,
    DamagedCheckIns,
    NewerCheckIns,
    NotCheckIns,
    TooManyCheckIns,
    read_file,
    write_file,
)
from dongan_training.attendance.carrying import take_in, weigh
from dongan_training.attendance.checkin import check_in, check_in_by_name, check_out, take_back
from dongan_training.attendance.refused import Why
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.sheets.refusals import EmptyFile, MissingFile, TooLarge
from dongan_training.storage.vault import create_vault
from dongan_training.training.models import Badge, Enrolment, EnrolmentState
from tests.attendance.desks import carry, events, merge, reasons, scan, shown


def test_what_two_doors_saw_is_one_story_on_both_after_merging_both_ways(hall, second, tmp_path):
    scan(hall, "陈敏", 11)  # late at this door
    scan(second, "陈敏", -3)  # and in time at the other
    scan(second, "陈敏", 182, check_out)
    scan(hall, "王芳", -2)
    scan(second, "王芳", 150, check_in)  # comes back by the other door, which never saw her
    with second.workspace.begin() as session:
        place = {"enrolment_id": second.enrolments["唐建国"], "lesson_id": second.lesson_id}
        check_in_by_name(session, **place, by=second.by, at=second.at(-1))
        take_back(session, **place, reason="认错了人", by=second.by, at=second.at(2))
    there = merge(hall, carry(second, tmp_path / "two.json"))
    back = merge(second, carry(hall, tmp_path / "one.json"))
    assert (len(there.new), there.known, there.refused) == (5, 0, ())
    assert (len(back.new), back.known, back.refused) == (2, 5, ())
    assert events(hall) == events(second)
    assert {one.device for one in events(hall)} == {hall.by.device, second.by.device}
    assert shown(hall) == shown(second)
    assert {row[0]: row[3] for row in shown(hall)} == {
        "陈敏": hall.at(-3),
        "王芳": hall.at(-2),
        "唐建国": None,
        "欧阳𬱖": None,
    }


def test_merging_twice_changes_nothing(hall, second, tmp_path):
    scan(second, "陈敏", -3)
    path = carry(second, tmp_path / "two.json")
    merge(hall, path)
    before = events(hall)
    again = merge(hall, path)
    assert (again.new, again.known, events(hall)) == ((), 1, before)
    with hall.workspace.read() as session:
        (entry,) = session.scalars(
            sa.select(AuditEntry).where(AuditEntry.act == "attendance.merge")
        )
    assert entry.details["new"] == 1
    assert entry.details["devices"] == [second.by.device]


def test_a_file_refused_as_a_whole_leaves_an_entry_in_the_log(hall, second, tmp_path):
    scan(second, "陈敏", -3)
    path = carry(second, tmp_path / "two.json")
    with hall.workspace.begin() as session:
        place = session.get_one(Enrolment, hall.enrolments["陈敏"])
        session.get_one(Person, place.person_id).active = False
    assert reasons(merge(hall, path)) == [("陈敏", Why.LEFT_ROLL)]
    with hall.workspace.read() as session:
        (entry,) = session.scalars(
            sa.select(AuditEntry).where(AuditEntry.act == "attendance.merge")
        )
    assert (entry.details["new"], entry.details["refused"]) == (0, {"left_roll": 1})


def test_one_lesson_is_carried_without_the_others(hall, second, tmp_path):
    scan(second, "陈敏", -3)
    assert merge(hall, carry(second, tmp_path / "other.json", hall.afternoon_id)).new == ()
    assert len(merge(hall, carry(second, tmp_path / "this.json", hall.lesson_id)).new) == 1


def test_who_is_not_on_the_roll_here_is_told_by_name_and_the_others_come_in(hall, second, tmp_path):
    scan(second, "陈敏", -3)
    with second.workspace.begin() as session:
        stranger = Person(name="何婷")
        session.add(stranger)
        session.flush()
        place = Enrolment(class_id=hall.class_id, person_id=stranger.id, number=9)
        session.add(place)
        session.flush()
        facts = {"enrolment_id": place.id, "lesson_id": hall.lesson_id}
        check_in_by_name(session, **facts, by=second.by, at=hall.at(-2))
    weighed = merge(hall, carry(second, tmp_path / "two.json"))
    assert reasons(weighed) == [("何婷", Why.UNKNOWN_PERSON)]
    assert [one.enrolment_id for one in weighed.new] == [hall.enrolments["陈敏"]]


def test_a_place_counts_as_it_was_and_a_badge_as_its_door_saw_it(hall, second, tmp_path):
    for minutes, name in enumerate(hall.codes):
        scan(second, name, minutes)
    with hall.workspace.begin() as session:
        badges = {badge.enrolment_id: badge for badge in session.scalars(sa.select(Badge))}
        badges[hall.enrolments["陈敏"]].voided_at = hall.at(-10)
        badges[hall.enrolments["欧阳𬱖"]].voided_at = hall.at(60)  # reprinted after she came
        gone = session.get_one(Enrolment, hall.enrolments["唐建国"])
        gone.state, gone.withdrawn_at = EnrolmentState.WITHDRAWN, hall.at(-20)
        session.get_one(
            Person, session.get_one(Enrolment, hall.enrolments["王芳"]).person_id
        ).active = False
    weighed = merge(hall, carry(second, tmp_path / "two.json"))
    assert sorted(reasons(weighed)) == sorted([("唐建国", Why.WITHDRAWN), ("王芳", Why.LEFT_ROLL)])
    came = [hall.enrolments["陈敏"], hall.enrolments["欧阳𬱖"]]
    assert [one.enrolment_id for one in weighed.new] == came


def test_unknown_lessons_badges_and_people_of_other_classes_are_refused(hall, second, tmp_path):
    scan(second, "陈敏", -3)
    file = read_file(hall.workspace.vault, carry(second, tmp_path / "two.json"))
    elsewhere = "01930000-0000-7000-8000-000000000000"
    odd = [
        replace(file.events[0], lesson_id=elsewhere),
        replace(file.events[0], badge_id=elsewhere),
    ]
    with hall.workspace.read() as session:
        found = [weigh(session, replace(file, events=(one,))).refused[0].why for one in odd]
    assert found == [Why.UNKNOWN_LESSON, Why.UNKNOWN_BADGE]


def test_an_event_known_here_with_other_contents_is_told_and_not_written_over(
    hall, second, tmp_path
):
    scan(second, "陈敏", -3)
    path = carry(second, tmp_path / "two.json")
    merge(hall, path)
    before = events(hall)
    file = read_file(hall.workspace.vault, path)
    altered = replace(file.events[0], at=hall.at(-1))
    with hall.workspace.begin() as session:
        told = take_in(session, file=replace(file, events=(altered,)), by=hall.by, at=hall.at(202))
    assert (reasons(told), told.known, told.new) == ([("陈敏", Why.OTHER_CONTENTS)], 0, ())
    assert events(hall) == before


def test_a_file_that_could_not_be_merged_is_not_written(hall, carried, monkeypatch):
    vault = hall.workspace.vault
    file = read_file(vault, carried)
    monkeypatch.setattr(carry_file, "LARGEST", 0)
    with pytest.raises(TooManyCheckIns):
        write_file(vault, file)


@pytest.fixture
def carried(hall, tmp_path):
    scan(hall, "陈敏", -3)
    return carry(hall, tmp_path / "签到记录.json")


def refusal(hall, path, content):
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_file(hall.workspace.vault, path)
    return type(caught.value)


def test_a_foreign_file_is_named_as_such(hall, carried):
    foreign = (
        b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        b"PK\x03\x04 no archive",
        "姓名,单位".encode(),
        b"[]",
        b'{"body": 1}',
        b'{"body": {"format": "dongan-issuer/1"}}',
        b"[" * 200_000,
    )
    assert {refusal(hall, carried, content) for content in foreign} == {NotCheckIns}
    assert refusal(hall, carried, b"\0\0") is EmptyFile
    assert refusal(hall, carried, b" " * (50 * 1024 * 1024) + b"{}") is TooLarge
    with pytest.raises(MissingFile):
        read_file(hall.workspace.vault, carried.with_name("no.json"))


def test_a_damaged_or_changed_file_is_refused_at_any_place(hall, carried):
    whole = carried.read_bytes()
    assert refusal(hall, carried, whole[: len(whole) // 2]) is DamagedCheckIns
    for old, new in (
        (b"scanner", b"by_hand"),
        (b'"counter": ', b'"counter": 1'),
        ("陈".encode(), b"X"),
    ):
        assert old in whole
        assert refusal(hall, carried, whole.replace(old, new)) is DamagedCheckIns
    without = {**json.loads(whole), "signature": None}
    assert refusal(hall, carried, json.dumps(without).encode()) is DamagedCheckIns


def test_files_of_other_data_and_of_newer_programs_are_told_apart(hall, carried, tmp_path):
    whole = carried.read_bytes()
    newer = whole.replace(b"dongan-check-ins/2", b"dongan-check-ins/3")
    assert refusal(hall, carried, newer) is NewerCheckIns
    (tmp_path / "other").mkdir()
    carried.write_bytes(whole)
    with pytest.raises(CheckInsOfOthers):
        read_file(create_vault(tmp_path / "other"), carried)


@pytest.mark.parametrize(
    "wrong",
    [
        {"counter": -1},
        {"counter": 2**63},
        {"at": "2026-11-23T08:27:06"},
        {"id": "x"},
        {"method": "telepathy"},
        {"voids": ["x"]},
        {"more": "x"},
    ],
)
def test_even_a_signed_file_says_only_what_an_event_can_say(hall, carried, monkeypatch, wrong):
    vault = hall.workspace.vault
    signed = json.loads(carried.read_bytes())
    signed["body"]["events"][0].update(wrong)
    canonical = json.dumps(
        signed["body"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    signed["signature"] = vault.badge_signature(f"dongan-check-ins/ {canonical}").hex()
    assert refusal(hall, carried, json.dumps(signed).encode()) is DamagedCheckIns
