import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dongan_training.exam.bands import Band, Bands, band_of, ranks
from dongan_training.exam.board import board
from dongan_training.exam.class_scores import NoResit, class_scores
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.mark_list import mark_list, masked_name
from dongan_training.exam.models import Attempt, AttemptState
from dongan_training.exam.offering import Offer, ResitElsewhere, open_exam
from dongan_training.exam.paper_entry import entry_list
from dongan_training.exam.queries import exam_row
from dongan_training.exam.resits import Resit, ResitCounts, ResitFor, combine, may_resit
from dongan_training.exam.room_people import room_people
from dongan_training.exam.seating import plan_seats, seat_plan
from dongan_training.training.planning import ClassFacts, add_class

percent = st.none() | st.integers(0, 100)


@pytest.mark.parametrize(
    ("counts", "first", "resit", "result"),
    [
        (ResitCounts.BEST, 50, 80, 80),
        (ResitCounts.BEST, 50, 40, 50),
        (ResitCounts.LAST, 50, 40, 40),
        (ResitCounts.CAPPED, 50, 80, 60),
        (ResitCounts.CAPPED, 50, 55, 55),
        (ResitCounts.CAPPED, 70, 80, 70),
        (ResitCounts.CAPPED, None, 80, 60),
        (ResitCounts.LAST, 50, None, 50),
        (ResitCounts.BEST, None, None, None),
    ],
)
def test_a_resit_counts_as_its_rule_says(counts, first, resit, result):
    assert combine(first, [(counts, resit)], pass_percent=60) == result


@given(percent, st.lists(st.tuples(st.sampled_from(ResitCounts), percent), max_size=4))
def test_a_result_is_never_higher_than_the_best_try_nor_lost_by_staying_away(first, tries):
    result = combine(first, tries, pass_percent=60)
    sat = [one for one in (first, *(percent for _c, percent in tries)) if one is not None]
    assert (result is None) == (not sat)
    assert result is None or result <= max(sat)
    absent = [(counts, None) for counts, _percent in tries]
    assert combine(first, absent, pass_percent=60) == first


def test_who_failed_or_was_away_may_resit():
    assert [may_resit(one, ResitFor.FAILED, pass_percent=60) for one in (None, 59, 60)] == [
        *(True, True, False),
    ]
    assert may_resit(90, ResitFor.ANYBODY, pass_percent=60)


@pytest.fixture
def resit(workspace, hall, trainer, now):
    """A resit of the exam, capped; person 0 passed the first, 1 failed, 2 was away."""
    with workspace.begin() as session:
        capped = Resit(hall.exam_id, counts=ResitCounts.CAPPED)
        offer = Offer(hall.paper_id, 45, 15, title="补考", resit=capped)
        exam_id = open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
        for person, score in ((0, 20), (1, 10)):
            attempt_id = start_attempt(
                session,
                exam_id=hall.exam_id,
                enrolment_id=hall.enrolment_ids[person],
                at=now,
            )
            attempt = session.get_one(Attempt, attempt_id)
            attempt.state, attempt.score = AttemptState.HANDED_IN, score
    return exam_id


def test_only_who_needs_it_may_start_a_resit(workspace, hall, resit, now):
    def start(person):
        with workspace.begin() as session:
            enrolment_id = hall.enrolment_ids[person]
            return start_attempt(session, exam_id=resit, enrolment_id=enrolment_id, at=now)

    with pytest.raises(NoResit, match="陈敏"):
        start(0)
    assert start(1)
    assert start(2)


def test_the_result_of_a_class_counts_resits_in(workspace, hall, resit, now):
    with workspace.begin() as session:
        enrolment_id = hall.enrolment_ids[1]
        attempt_id = start_attempt(session, exam_id=resit, enrolment_id=enrolment_id, at=now)
        attempt = session.get_one(Attempt, attempt_id)
        attempt.state, attempt.score = AttemptState.HANDED_IN, 24
    with workspace.read() as session:
        found = class_scores(session, hall.class_id)
        instead = class_scores(session, hall.class_id, instead={attempt_id: 12})
    assert [(one.score, one.passed) for one in found.values()] == [(20, True), (15, True)]
    assert instead[enrolment_id].score == 12


def test_the_list_of_marks_shows_the_resit_beside_the_first_try(workspace, hall, resit, now):
    with workspace.begin() as session:
        enrolment_id = hall.enrolment_ids[1]
        attempt_id = start_attempt(session, exam_id=resit, enrolment_id=enrolment_id, at=now)
        attempt = session.get_one(Attempt, attempt_id)
        attempt.state, attempt.score = AttemptState.HANDED_IN, 24
    with workspace.read() as session:
        first, second = mark_list(session, hall.exam_id), mark_list(session, resit)
    row = next(one for one in first.rows if one.enrolment_id == enrolment_id)
    assert (row.score, row.final, row.band, row.rank) == (10, 15, Band.PASSED, 2)
    assert (first.has_resits, second.has_resits) == (True, False)
    assert {one.name for one in first.rows} - {one.name for one in second.rows} == {"陈敏"}


def test_only_who_needs_a_resit_is_expected_at_it(workspace, hall, resit, trainer, now):
    with workspace.begin() as session:
        plan_seats(session, exam_id=resit, rows=2, columns=10, by=trainer, at=now)
    with workspace.read() as session:
        seated = {one.name for one in seat_plan(session, resit)}
        everybody = {one.name for one in board(session, hall.exam_id).rows}
        lists = [board(session, resit).rows, entry_list(session, resit)]
        lists.append(room_people(session, resit))
        row = exam_row(session, resit)
    assert everybody - seated == {"陈敏"}
    assert all({one.name for one in shown} == seated for shown in lists)
    assert row.enrolled == len(seated)


def test_who_has_sat_a_resit_stays_on_its_board_whatever_the_first_marks_become(
    workspace, hall, resit, now
):
    with workspace.begin() as session:
        failed = hall.enrolment_ids[1]
        start_attempt(session, exam_id=resit, enrolment_id=failed, at=now)
        session.scalars(select(Attempt).filter_by(exam_id=hall.exam_id, score=10)).one().score = 20
    with workspace.read() as session:
        assert failed in {one.id for one in board(session, resit).rows}


def test_a_resit_belongs_to_the_class_of_its_exam(workspace, hall, trainer, now):
    with workspace.begin() as session:
        facts = ClassFacts(name="另一个班", quarter=3)
        other = add_class(session, year=2026, facts=facts, by=trainer, at=now)
        offer = Offer(hall.paper_id, 45, 15, resit=Resit(hall.exam_id))
        with pytest.raises(ResitElsewhere):
            open_exam(session, class_id=other, offer=offer, by=trainer, at=now)


def test_bands_start_where_they_say():
    bands = Bands(85, 75, 60)
    assert [band_of(one, bands) for one in (85, 84.9, 75, 74.9, 60, 59.9)] == [
        *(Band.EXCELLENT, Band.GOOD, Band.GOOD, Band.PASSED, Band.PASSED, Band.FAILED),
    ]
    assert band_of(78, Bands(85, 75, 80)) is Band.FAILED


@given(st.lists(percent, max_size=12))
def test_a_place_is_how_many_are_better_and_one(scores):
    for score, place in zip(scores, ranks(scores), strict=True):
        if score is None:
            assert place is None
        else:
            assert place == 1 + sum(one is not None and one > score for one in scores)


def test_names_on_a_wall_are_masked():
    assert [masked_name(one) for one in ("陈敏", "欧阳𬱖", "阿依古丽·买买提", "单")] == [
        *("陈＊", "欧＊𬱖", "阿＊提", "单＊"),
    ]
