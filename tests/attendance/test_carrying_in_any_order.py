"""However events are split over desks, and in whatever order and how often they are merged."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongan_training.attendance.carrying import gather, take_in
from dongan_training.attendance.checkin import check_in, check_in_by_name, check_out, take_back
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.attendance.queries import register


class Undone(Exception):
    """Leaves the database as it was before an example."""


def seen_at(hall, session, minutes, name, step):
    facts = {"code": hall.codes[name], "lesson_id": hall.lesson_id, "method": Method.SCANNER}
    step(session, **facts, by=hall.by, at=hall.at(minutes))


@pytest.fixture
def carried(hall):
    """Nine events: late and in time, out and in again, by hand and taken back."""
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
        place = {"enrolment_id": hall.enrolments["唐建国"], "lesson_id": hall.lesson_id}
        check_in_by_name(session, **place, by=hall.by, at=hall.at(-1))
        take_back(session, **place, reason="认错了人", by=hall.by, at=hall.at(2))
    with hall.workspace.read() as session:
        return gather(session, class_id=hall.class_id, at=hall.at(200))


def told(hall, session):
    rows = sorted(session.execute(sa.select(*CheckIn.__table__.c)).all())
    return rows, register(session, lesson_id=hall.lesson_id, now=hall.at(201))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_split_merged_in_any_order_any_number_of_times_is_the_same(hall, carried, data):
    with hall.workspace.read() as session:
        whole = told(hall, session)
    desks = data.draw(st.integers(1, 4))
    parts = [
        data.draw(st.sets(st.integers(0, desks - 1), min_size=1, max_size=desks))
        for _one in carried.events
    ]
    order = data.draw(st.permutations([*range(desks), *range(desks)]))
    with pytest.raises(Undone), hall.workspace.begin() as session:
        session.execute(sa.delete(CheckIn))
        for desk in order:
            some = tuple(one for one, at in zip(carried.events, parts, strict=True) if desk in at)
            take_in(session, file=replace(carried, events=some), by=hall.by, at=hall.at(202))
        assert told(hall, session) == whole
        raise Undone
