"""However what desks recorded is split over them, and in whatever order and how often merged."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongan_training.attendance.carried_rows import Kind
from dongan_training.attendance.carrying import gather, take_in
from dongan_training.attendance.checkin import check_in, check_in_by_name, check_out, take_back
from dongan_training.attendance.hours import class_hours
from dongan_training.attendance.leave import LeaveRequest, approve_leave, ask_leave
from dongan_training.attendance.models import CheckIn, Leave, Method, SpotCall, SpotCheck, WalkIn
from dongan_training.attendance.queries import register
from dongan_training.attendance.spot_checks import draw_spot_check
from dongan_training.attendance.walk_ins import Newcomer, let_in
from dongan_training.people.models import Person
from dongan_training.training.badges import issue_badges, reprint_badge
from dongan_training.training.models import Badge, Enrolment

SPLIT = (Kind.WALK_INS, Kind.LEAVE)  # who has which badge stands in every file


class Undone(Exception):
    """Leaves the database as it was before an example."""


def seen_at(hall, session, minutes, name, step):
    facts = {"code": hall.codes[name], "lesson_id": hall.lesson_id, "method": Method.SCANNER}
    step(session, **facts, by=hall.by, at=hall.at(minutes))


def seen_by_hand(hall, session):
    place = {"enrolment_id": hall.enrolments["唐建国"], "lesson_id": hall.lesson_id}
    check_in_by_name(session, **place, by=hall.by, at=hall.at(-1))
    take_back(session, **place, reason="认错了人", by=hall.by, at=hall.at(2))


def beside(hall, session):
    """Two new faces with badges, a badge reprinted, leave from the afternoon, a spot check."""
    for name in ("何婷", "吴刚"):
        facts = {"lesson_id": hall.lesson_id, "newcomer": Newcomer(name, "樟木村")}
        let_in(session, **facts, by=hall.by, at=hall.at(-2))
    issue_badges(session, class_id=hall.class_id, by=hall.by, at=hall.at(20))
    facts = {"enrolment_id": hall.enrolments["王芳"]}
    reprint_badge(session, **facts, by=hall.by, at=hall.at(190))
    request = LeaveRequest(hall.afternoon_id, hall.enrolments["王芳"], "事假", "县里开会")
    leave_id = ask_leave(session, request=request, at=hall.at(40))
    approve_leave(session, leave_id=leave_id, by=hall.by, at=hall.at(41))
    facts = {"lesson_id": hall.lesson_id, "count": 2, "seed": 4}
    draw_spot_check(session, **facts, by=hall.by, at=hall.at(60))


@pytest.fixture
def carried(hall):
    """Late and in time, out and in again, by hand and taken back, and all there is beside."""
    with hall.workspace.begin() as session:
        for minutes, name, step in (
            (-3, "陈敏", check_in),
            (2, "陈敏", check_in),
            (90, "陈敏", check_out),
            (95, "陈敏", check_in),
            (11, "王芳", check_in),
            (181, "王芳", check_out),
            (-5, "欧阳𬱖", check_in),
        ):
            seen_at(hall, session, minutes, name, step)
        seen_by_hand(hall, session)
        beside(hall, session)
    with hall.workspace.read() as session:
        return gather(session, class_id=hall.class_id, at=hall.at(200))


def forget(session, hall):
    """Be as before the doors opened: whatever a desk can carry is gone."""
    for record in (CheckIn, SpotCall, SpotCheck, WalkIn, Leave):
        session.execute(sa.delete(record))
    session.execute(sa.delete(Badge).where(Badge.issued_at > hall.at(0)))
    session.execute(sa.update(Badge).values(voided_at=None))
    new = Enrolment.id.not_in(hall.enrolments.values())
    people = session.scalars(sa.select(Enrolment.person_id).where(new)).all()
    session.execute(sa.delete(Enrolment).where(new))
    session.execute(sa.delete(Person).where(Person.id.in_(people)))
    session.expire_all()


def told(hall, session):
    """All that counts; numbers go to new faces in the order in which they come."""
    rows = {
        record: sorted(session.execute(sa.select(*record.__table__.c)).all(), key=str)
        for record in (CheckIn, SpotCall, SpotCheck, WalkIn, Leave)
    }
    badges = sa.select(Badge.id, Badge.enrolment_id, Badge.token, Badge.voided_at)
    rows[Badge] = sorted(session.execute(badges).all(), key=str)
    shown = register(session, lesson_id=hall.lesson_id, now=hall.at(900))
    seen = sorted((one.name, one.status, one.arrived_at, one.left_at) for one in shown)
    hours = class_hours(session, class_id=hall.class_id, now=hall.at(900))
    return rows, seen, sorted((one.name, one.earned, one.absences) for one in hours)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_split_merged_in_any_order_any_number_of_times_is_the_same(hall, carried, data):
    with hall.workspace.read() as session:
        whole = told(hall, session)
    desks = data.draw(st.integers(1, 4))
    some = st.sets(st.integers(0, desks - 1), min_size=1, max_size=desks)
    parts = [data.draw(some) for _one in carried.events]
    beside = {kind: [data.draw(some) for _one in carried.rows[kind]] for kind in SPLIT}
    order = data.draw(st.permutations([*range(desks), *range(desks)]))
    with pytest.raises(Undone), hall.workspace.begin() as session:
        forget(session, hall)
        for desk in order:
            events = tuple(part(carried.events, parts, desk))
            rows = {kind: part(carried.rows[kind], at, desk) for kind, at in beside.items()}
            file = replace(carried, events=events, rows={**carried.rows, **rows})
            take_in(session, file=file, by=hall.by, at=hall.at(202))
        rows, *shown = told(hall, session)
        assert [kind for kind in rows if rows[kind] != whole[0][kind]] == []
        assert shown == [*whole[1:]]
        raise Undone


def part(lines, parts, desk):
    return [one for one, at in zip(lines, parts, strict=True) if desk in at]
