"""Check-ins carried from another desk are merged alike on both databases."""

from datetime import timedelta

import sqlalchemy as sa

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carrying import gather, take_in
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.people.models import Person
from dongan_training.training.models import Plan
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
