"""What a second door did beside seeing people in comes along too: new faces, badges, leave."""

import json

import pytest
import sqlalchemy as sa
from PIL import Image

from dongan_training.attendance.carried_rows import Kind
from dongan_training.attendance.carry_file import DamagedCheckIns, read_file
from dongan_training.attendance.checkin import VoidBadge, check_in, check_out_by_name
from dongan_training.attendance.evidence import keep_evidence, photograph_of, read_photograph
from dongan_training.attendance.leave import approve_leave, refuse_leave
from dongan_training.attendance.models import CheckIn, Evidence, Leave, Method, SpotCheck, WalkIn
from dongan_training.attendance.queries import register
from dongan_training.attendance.refused import Said, Why
from dongan_training.attendance.spot_checks import draw_spot_check, spot_checks, tell_found
from dongan_training.attendance.walk_ins import Newcomer, let_in, match, walk_ins
from dongan_training.people.duplicates import merge_people
from dongan_training.people.models import Person
from dongan_training.training.badge_code import badge_code
from dongan_training.training.badges import reprint_badge
from dongan_training.training.models import Badge, Enrolment
from tests.attendance.desks import carry, leave, merge, reasons, scan, shown


def came(hall, name, minutes=-2, person_id=None):
    """Somebody on no list is let in at this door; gives the id of the place."""
    newcomer = Newcomer(name, "芦洪市镇樟木村", person_id)
    with hall.workspace.begin() as session:
        let_in(
            session, lesson_id=hall.lesson_id, newcomer=newcomer, by=hall.by, at=hall.at(minutes)
        )
        return session.scalars(sa.select(WalkIn.enrolment_id).order_by(WalkIn.id.desc())).first()


def count(hall, record):
    with hall.workspace.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(record))


def statuses(hall):
    return {name: status.value for name, status, *_others in shown(hall)}


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick.json"


def test_a_new_face_at_the_other_door_is_on_the_roll_here_with_all_attendance(hall, second, stick):
    came(second, "何婷")
    told = merge(hall, carry(second, stick))
    assert (reasons(told), told.beside.counts()) == ([], {Kind.WALK_INS: 1})
    assert statuses(hall)["何婷"] == "present"
    with hall.workspace.read() as session:
        (row,) = walk_ins(session, class_id=hall.class_id)
        person = session.get_one(Person, row.person_id)
    assert (row.said, row.is_matched, person.pinyin, person.active) == (
        "芦洪市镇樟木村",
        False,
        "he ting ht heting",
        True,
    )
    before = shown(hall), count(hall, Person), count(hall, WalkIn)
    assert not merge(hall, stick).brings
    assert (shown(hall), count(hall, Person), count(hall, WalkIn)) == before


def test_new_faces_of_both_doors_get_a_number_each(hall, second, stick):
    came(second, "何婷")
    came(hall, "吴刚")
    merge(hall, carry(second, stick))
    merge(second, carry(hall, stick))
    for desk in (hall, second):
        with desk.workspace.read() as session:
            numbers = session.scalars(sa.select(Enrolment.number)).all()
        assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert shown(hall) == shown(second)


def test_somebody_of_the_roll_whom_both_doors_let_in_has_one_place(hall, second, stick):
    with hall.workspace.read() as session:
        person_id = session.scalars(sa.select(Person.id).where(Person.name == "王芳")).one()
    for desk in (hall, second):
        with desk.workspace.begin() as session:
            place = session.scalars(sa.select(Enrolment).filter_by(person_id=person_id)).one()
            session.execute(sa.delete(Badge).where(Badge.enrolment_id == place.id))
            session.delete(place)
        came(desk, "王芳", -5 if desk is second else 3, person_id)
    told = merge(hall, carry(second, stick))
    assert reasons(told) == []
    with hall.workspace.read() as session:
        rows = [row for row in register(session, lesson_id=hall.lesson_id, now=hall.at(99))]
    (row,) = [row for row in rows if row.name == "王芳"]
    assert row.arrived_at == hall.at(-5)
    assert not merge(hall, stick).brings
    assert merge(second, carry(hall, stick)).refused == ()
    assert shown(hall) == shown(second)


def test_what_comes_after_a_new_face_was_matched_goes_to_who_it_was(hall, second, stick):
    made = came(second, "陈敏")
    merge(hall, carry(second, stick))
    with hall.workspace.begin() as session:
        (row,) = walk_ins(session, class_id=hall.class_id)
        who = session.scalars(
            sa.select(Person.id).where(Person.name == "陈敏", Person.id != row.person_id)
        ).one()
        match(session, walk_in_id=row.id, person_id=who, by=hall.by, at=hall.at(30))
    with second.workspace.begin() as session:
        facts = {"enrolment_id": made, "lesson_id": second.lesson_id}
        check_out_by_name(session, **facts, by=second.by, at=second.at(182))
    told = merge(hall, carry(second, stick))
    assert (reasons(told), len(told.new)) == ([], 1)
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(201))
    (own,) = [one for one in rows if one.enrolment_id == hall.enrolments["陈敏"]]
    assert (own.arrived_at, own.left_at) == (hall.at(-2), hall.at(182))
    assert not merge(hall, stick).brings
    assert merge(second, carry(hall, stick)).refused == ()


def test_events_follow_two_entries_of_the_roll_that_became_one(hall, second, stick):
    with hall.workspace.begin() as session:
        twin = Person(name="何婷")
        session.add(twin)
        session.flush()
        stays = twin.id
    came(second, "何婷", person_id=None)
    merge(hall, carry(second, stick))
    with hall.workspace.begin() as session:
        (row,) = walk_ins(session, class_id=hall.class_id)
        gone = row.person_id
        merge_people(session, kept_id=stays, gone_id=gone, by=hall.by, at=hall.at(40))
    with second.workspace.begin() as session:
        facts = {"enrolment_id": row.enrolment_id, "lesson_id": second.lesson_id}
        check_out_by_name(session, **facts, by=second.by, at=second.at(182))
    told = merge(hall, carry(second, stick))
    assert (reasons(told), len(told.new), told.beside.people) == ([], 1, [])
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(201))
        (place,) = session.scalars(sa.select(Enrolment).where(Enrolment.person_id == stays))
    assert [one.left_at for one in rows if one.enrolment_id == place.id] == [hall.at(182)]


def test_a_badge_reprinted_at_the_other_door_opens_this_one_and_the_old_one_does_not(
    hall, second, stick
):
    with second.workspace.begin() as session:
        place = second.enrolments["陈敏"]
        reprint_badge(session, enrolment_id=place, by=second.by, at=second.at(-9))
        token = session.scalars(
            sa.select(Badge.token).where(Badge.enrolment_id == place, Badge.voided_at.is_(None))
        ).one()
        code = badge_code(session.info["vault"], token)
    told = merge(hall, carry(second, stick))
    assert told.beside.counts() == {Kind.BADGES: 2}
    with hall.workspace.begin() as session:
        facts = {"lesson_id": hall.lesson_id, "method": Method.SCANNER, "by": hall.by}
        with pytest.raises(VoidBadge):
            check_in(session, code=hall.codes["陈敏"], at=hall.at(-1), **facts)
        check_in(session, code=code, at=hall.at(-1), **facts)
    assert statuses(hall)["陈敏"] == "present"
    assert not merge(hall, stick).brings


def test_leave_with_its_note_comes_along_and_a_decision_follows(hall, second, stick, tmp_path):
    leave_id = leave(second, "陈敏")
    Image.new("RGB", (60, 80), "white").save(tmp_path / "note.png")
    photograph = read_photograph(tmp_path / "note.png")
    with second.workspace.begin() as session:
        kept = keep_evidence(
            session,
            lesson_id=second.lesson_id,
            photograph=photograph,
            by=second.by,
            at=second.at(-58),
            enrolment_id=second.enrolments["陈敏"],
        )
    told = merge(hall, carry(second, stick))
    assert told.beside.counts() == {Kind.LEAVE: 1, Kind.EVIDENCE: 1}
    with hall.workspace.read() as session:
        assert photograph_of(session, kept) == photograph
    with second.workspace.begin() as session:
        approve_leave(session, leave_id=leave_id, by=second.by, at=second.at(-40))
    assert merge(hall, carry(second, stick)).beside.counts() == {Kind.LEAVE: 1}
    assert statuses(hall)["陈敏"] == statuses(second)["陈敏"] == "on_leave"
    assert not merge(hall, stick).brings
    assert count(hall, Evidence) == 1


def test_two_leaves_for_one_lesson_and_two_decisions_are_for_a_human(hall, second, stick):
    leave(hall, "陈敏")
    leave(second, "陈敏", reason="住院")
    path = carry(second, stick)
    told = merge(hall, path)
    assert [(one.name, one.why, one.said) for one in told.refused] == [
        ("陈敏", Why.OTHER_LEAVE, Said.LEAVE)
    ]
    asked = leave(second, "王芳")
    merge(hall, carry(second, stick))
    for desk, decide in ((hall, refuse_leave), (second, approve_leave)):
        with desk.workspace.begin() as session:
            decide(session, leave_id=asked, by=desk.by, at=desk.at(-30))
    told = merge(hall, carry(second, stick))
    assert ("王芳", Why.OTHER_CONTENTS) in reasons(told)
    with hall.workspace.read() as session:
        assert session.get_one(Leave, asked).state.value == "refused"


def test_a_spot_check_and_its_answers_come_along(hall, second, stick):
    scan(second, "陈敏", -3)
    with second.workspace.begin() as session:
        facts = {"lesson_id": second.lesson_id, "count": 1, "seed": 4}
        draw_spot_check(session, **facts, by=second.by, at=second.at(60))
    assert merge(hall, carry(second, stick)).beside.counts() == {Kind.CHECKS: 1}
    with second.workspace.begin() as session:
        (view,) = spot_checks(session, [second.lesson_id])
        call = view.called[0].id
        tell_found(session, call_id=call, found=False, by=second.by, at=second.at(61))
    assert merge(hall, carry(second, stick)).brings
    with hall.workspace.read() as session:
        (view,) = spot_checks(session, [hall.lesson_id])
        assert view.missing == 1
    assert (count(hall, SpotCheck), merge(hall, stick).brings) == (1, False)


def test_rows_of_an_unknown_lesson_are_told_and_nothing_of_them_is_kept(hall, second, stick):
    came(second, "何婷")
    leave(second, "陈敏")
    file = read_file(hall.workspace.vault, carry(second, stick))
    with hall.workspace.begin() as session:
        session.execute(sa.delete(CheckIn))
        session.execute(
            sa.text("UPDATE lesson SET id = 'gone' WHERE id = :id"), {"id": hall.lesson_id}
        )
    told = merge(hall, stick)
    assert {one.why for one in told.refused} == {Why.UNKNOWN_LESSON}
    assert {one.said for one in told.refused} == {Said.IN, Said.WALK_IN, Said.LEAVE}
    assert not told.brings
    assert len(file.rows[Kind.PEOPLE]) == 1


def test_a_file_of_the_first_version_still_comes_in(hall, second, stick):
    scan(second, "陈敏", -3)
    vault = hall.workspace.vault
    body = json.loads(carry(second, stick).read_bytes())["body"]
    del body["rows"]
    body["format"] = "dongan-check-ins/1"
    sign(vault, stick, body)
    assert len(merge(hall, stick).new) == 1


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("places", {"number": "seven"}),
        ("places", {"id": "x"}),
        ("places", {"class_id": None}),
        ("badges", {"issued_at": "2026-11-23T08:27:06"}),
        ("badges", {"token": 7}),
    ],
)
def test_even_a_signed_file_says_only_what_a_row_can_say(hall, stick, kind, wrong):
    body = json.loads(carry(hall, stick).read_bytes())["body"]
    body["rows"][kind][0] |= wrong
    sign(hall.workspace.vault, stick, body)
    with pytest.raises(DamagedCheckIns):
        read_file(hall.workspace.vault, stick)


def sign(vault, path, body):
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signed = json.loads(path.read_bytes()) | {"body": body}
    signed["signature"] = vault.badge_signature(f"dongan-check-ins/ {canonical}").hex()
    path.write_text(json.dumps(signed, ensure_ascii=False), "utf-8")
