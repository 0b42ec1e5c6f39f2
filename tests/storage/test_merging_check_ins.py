"""Check-ins carried from another desk are merged alike on both databases."""

from datetime import timedelta

import sqlalchemy as sa

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carrying import gather, take_in
from dongan_training.attendance.evidence import Photograph, keep_evidence
from dongan_training.attendance.leave import LeaveRequest, ask_leave
from dongan_training.attendance.models import CheckIn, Direction, Evidence, Leave, Method, WalkIn
from dongan_training.attendance.walk_ins import Newcomer, let_in
from dongan_training.people.models import Person
from dongan_training.training.badges import issue_badges
from dongan_training.training.models import Badge, Enrolment, Plan
from tests.attendance.conftest import add_class, enrol


def rows(session):
    return session.execute(sa.select(*CheckIn.__table__.c).order_by(CheckIn.id)).all()


def test_merged_events_keep_their_ids_versions_and_moments(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        plan = Plan(year=2026)
        people = [Person(name="陈敏"), Person(name="王芳")]
        session.add_all([plan, *people])
        session.flush()
        in_class = add_class(session, plan, 2, now)
        lesson_id = in_class.lessons[0].id
        first, second = (one.id for one in enrol(session, in_class, people))
        came = CheckIn(
            lesson_id=lesson_id, enrolment_id=first, at=now, method=Method.SCANNER, actor="甲"
        )
        session.add(came)
        session.flush()
        later = {"lesson_id": lesson_id, "actor": "甲", "at": now + timedelta(microseconds=7)}
        session.add_all(
            [
                CheckIn(**later, enrolment_id=second, method=Method.CAMERA),
                CheckIn(
                    **later,
                    enrolment_id=first,
                    method=Method.BY_HAND,
                    direction=Direction.TAKEN_BACK,
                    reason="认错了人",
                    voids=[came.id],
                ),
            ]
        )
        session.flush()
        class_id, before = in_class.id, rows(session)
        file = gather(session, class_id=class_id, at=now)
        session.execute(sa.delete(CheckIn))
    with any_workspace.begin() as session:
        taken = take_in(session, file=file, by=by, at=now)
        again = take_in(session, file=file, by=by, at=now)
        assert rows(session) == before
    assert (len(taken.new), taken.refused) == (3, ())
    assert (again.new, again.known, again.refused) == ((), 3, ())


def test_a_new_face_comes_in_with_place_badge_and_leave(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        plan = Plan(year=2026)
        session.add(plan)
        session.flush()
        in_class = add_class(session, plan, 2, now)
        morning, afternoon = (one.id for one in in_class.lessons)
        newcomer = Newcomer("何婷", "樟木村")
        let_in(session, lesson_id=morning, newcomer=newcomer, by=by, at=now)
        place = session.scalars(sa.select(Enrolment.id)).one()
        issue_badges(session, class_id=in_class.id, by=by, at=now)
        ask_leave(session, request=LeaveRequest(afternoon, place, "事假", "住院"), at=now)
        keep_evidence(
            session,
            lesson_id=afternoon,
            photograph=Photograph("假条.png", "image/png", b"1"),
            by=by,
            at=now,
            enrolment_id=place,
        )
        class_id, kinds = in_class.id, (Evidence, Leave, WalkIn, CheckIn, Badge, Enrolment, Person)
        before = all_rows(session, kinds)
        file = gather(session, class_id=class_id, at=now)
        for kind in kinds:
            session.execute(sa.delete(kind))
    with any_workspace.begin() as session:
        assert take_in(session, file=file, by=by, at=now).refused == ()
        assert not take_in(session, file=file, by=by, at=now).brings
        assert all_rows(session, kinds) == before


def all_rows(session, kinds):
    """Everything but the version, which is new where this machine makes a row."""
    return [
        [{**row, "counter": 0} for row in session.execute(sa.select(kind.__table__)).mappings()]
        for kind in kinds
    ]
