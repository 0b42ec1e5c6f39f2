"""Some of those who are here are named by chance, and somebody looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.checkin import check_in, check_out
from dongan_training.attendance.models import Method
from dongan_training.attendance.spot_checks import (
    CountImpossible,
    LessonNotOn,
    NobodyToCall,
    draw_spot_check,
    named_at_random,
    spot_checks,
    tell_found,
)


def scan(hall, name, minutes, act=check_in):
    with hall.workspace.begin() as session:
        act(
            session,
            code=hall.codes[name],
            lesson_id=hall.lesson_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(minutes),
        )


def draw(hall, minutes=60, count=10, seed=1):
    with hall.workspace.begin() as session:
        draw_spot_check(
            session,
            lesson_id=hall.lesson_id,
            count=count,
            seed=seed,
            by=hall.by,
            at=hall.at(minutes),
        )
    with hall.workspace.read() as session:
        return spot_checks(session, [hall.lesson_id])[0]


@given(st.sets(st.text(min_size=1)), st.integers(1, 20), st.integers(0, 2**32))
def test_a_draw_names_each_once_and_is_repeatable(ids, count, seed):
    drawn = named_at_random(list(ids), count, seed)
    assert len(set(drawn)) == len(drawn) == min(count, len(ids))
    assert set(drawn) <= ids
    assert drawn == named_at_random(list(reversed(list(ids))), count, seed)


def test_only_those_who_came_and_have_not_left_are_named(hall):
    for name in ("陈敏", "王芳"):
        scan(hall, name, -2)
    scan(hall, "王芳", 40, check_out)
    check = draw(hall)
    assert [one.name for one in check.called] == ["陈敏"]
    assert check.is_open


def test_what_was_found_is_counted_and_can_be_corrected(hall):
    for name in ("陈敏", "王芳"):
        scan(hall, name, -2)
    check = draw(hall)
    for found in (True, False):
        with hall.workspace.begin() as session:
            for one in check.called:
                tell_found(session, call_id=one.id, found=found, by=hall.by, at=hall.at(61))
    with hall.workspace.read() as session:
        told = spot_checks(session, [hall.lesson_id])[0]
    assert (told.missing, told.is_open) == (2, False)


def test_a_draw_needs_a_lesson_that_is_on_people_and_a_sensible_number(hall):
    with pytest.raises(NobodyToCall):
        draw(hall)
    scan(hall, "陈敏", -2)
    with pytest.raises(LessonNotOn):
        draw(hall, minutes=-1)
    with pytest.raises(CountImpossible):
        draw(hall, count=0)
