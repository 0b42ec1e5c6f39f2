"""Who a walk-in was, said at one desk, is said at the other once their records meet."""

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.checkin import check_out_by_name
from dongan_training.attendance.models import CheckIn
from dongan_training.attendance.refused import Said, Why
from dongan_training.attendance.sign_queries import class_signs
from dongan_training.attendance.signs import SignKind
from dongan_training.attendance.walk_ins import keep_as_new, match, walk_ins
from dongan_training.people.models import Person
from dongan_training.training.badges import reprint_badge
from dongan_training.training.models import Badge, Enrolment
from tests.attendance.desks import carry, events, merge, reasons, scan, shown
from tests.attendance.test_carrying_rows import came


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick.json"


def person(hall, name, besides=""):
    with hall.workspace.read() as session:
        asked = sa.select(Person.id).where(Person.name == name, Person.id != besides)
        return session.scalars(asked).one()


def matched(hall, who=None):
    """The one walk-in turned out to be ``who``, or somebody new."""
    with hall.workspace.begin() as session:
        (row,) = walk_ins(session, class_id=hall.class_id)
        facts = {"walk_in_id": row.id, "by": hall.by, "at": hall.at(30)}
        if who is None:
            keep_as_new(session, **facts)
        else:
            match(session, person_id=who, **facts)
    return row


def leaves(hall, place, minutes):
    with hall.workspace.begin() as session:
        facts = {"enrolment_id": place, "lesson_id": hall.lesson_id}
        check_out_by_name(session, **facts, by=hall.by, at=hall.at(minutes))


def looks(hall):
    """What users see of the walk-ins and of the roll."""
    with hall.workspace.read() as session:
        rows = [(one.name, one.is_matched) for one in walk_ins(session, class_id=hall.class_id)]
        people = session.execute(sa.select(Person.name, Person.active).order_by(Person.id)).all()
        places = session.execute(
            sa.select(Enrolment.id, Enrolment.person_id, Enrolment.state).order_by(Enrolment.id)
        ).all()
    return rows, people, places, shown(hall)


def test_who_a_walk_in_was_travels_with_what_was_seen_of_them_meanwhile(hall, second, stick):
    made = came(second, "陈敏")
    merge(hall, carry(second, stick))
    with hall.workspace.read() as session:
        (row,) = walk_ins(session, class_id=hall.class_id)
    matched(hall, person(hall, "陈敏", row.person_id))
    leaves(second, made, 182)
    told = merge(second, carry(hall, stick))
    assert reasons(told) == []
    rows = [row for row in shown(second) if row[0] == "陈敏"]
    assert [(row[3], row[4]) for row in rows] == [(second.at(-2), second.at(182))]
    assert not merge(second, stick).brings
    told = merge(hall, carry(second, stick))
    assert reasons(told) == []
    assert looks(hall) == looks(second)
    assert [one[:4] for one in events(hall)] == [one[:4] for one in events(second)]
    assert not merge(second, carry(hall, stick)).brings
    with second.workspace.read() as session:
        acts = session.scalars(sa.select(AuditEntry.act)).all()
    assert acts.count("walk_in.match") == 1


def test_a_walk_in_of_the_roll_without_a_place_keeps_the_one_made_at_both(hall, second, stick):
    for desk in (hall, second):
        with desk.workspace.begin() as session:
            session.add(Person(id="0192f5b0-0000-7000-8000-000000000001", name="何婷"))
    came(second, "何小婷")
    merge(hall, carry(second, stick))
    matched(hall, person(hall, "何婷"))
    assert reasons(merge(second, carry(hall, stick))) == []
    assert looks(hall) == looks(second)
    assert not merge(hall, carry(second, stick)).brings


def test_somebody_new_is_new_at_both(hall, second, stick):
    came(second, "何婷")
    merge(hall, carry(second, stick))
    matched(hall)
    merge(second, carry(hall, stick))
    assert looks(hall) == looks(second)
    assert looks(second)[0] == [("何婷", True)]


def test_a_walk_in_whom_both_matched_to_others_is_for_a_human(hall, second, stick):
    came(second, "何婷")
    merge(hall, carry(second, stick))
    matched(hall, person(hall, "陈敏"))
    matched(second, person(second, "王芳"))
    told = merge(second, carry(hall, stick))
    assert [(one.name, one.why, one.said) for one in told.refused] == [
        ("何婷", Why.OTHER_MATCH, Said.WALK_IN)
    ]


def test_a_walk_in_matched_to_somebody_only_the_other_roll_has_is_told(hall, second, stick):
    came(second, "何小婷")
    merge(hall, carry(second, stick))
    with hall.workspace.begin() as session:
        session.add(Person(name="何婷"))
    matched(hall, person(hall, "何婷"))
    told = merge(second, carry(hall, stick))
    assert (Why.UNKNOWN_PERSON, Said.WALK_IN) in [(one.why, one.said) for one in told.refused]


def test_a_scan_of_a_badge_the_other_desk_had_voided_counts_at_both_and_is_named(
    hall, second, stick
):
    with second.workspace.begin() as session:
        reprint_badge(
            session, enrolment_id=second.enrolments["陈敏"], by=second.by, at=second.at(-9)
        )
    scan(hall, "陈敏", -3)
    assert reasons(merge(second, carry(hall, stick))) == []
    assert reasons(merge(hall, carry(second, stick))) == []
    assert shown(hall) == shown(second)
    for desk in (hall, second):
        with desk.workspace.read() as session:
            signs = [one.kind for one in class_signs(session, class_id=desk.class_id)]
            assert session.scalar(sa.select(sa.func.count()).select_from(CheckIn)) == 1
            assert session.scalar(sa.select(sa.func.count()).where(Badge.voided_at.is_not(None)))
        assert signs == [SignKind.VOID_BADGE]
