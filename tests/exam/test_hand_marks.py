import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.exam.hand_marks import (
    DecisionState,
    GivenMark,
    HandRule,
    decide,
    is_for,
    shuffled,
)

TWO = HandRule(markers=2, tolerance=2)
marks = st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(0, 10)), max_size=8)


def spoken(*pairs):
    return [GivenMark(marker, points) for marker, points in pairs]


@pytest.mark.parametrize(
    ("pairs", "state", "points"),
    [
        ([], DecisionState.OPEN, None),
        ([("甲", 6)], DecisionState.OPEN, None),
        ([("甲", 6), ("甲", 7)], DecisionState.OPEN, None),
        ([("甲", 6), ("乙", 8)], DecisionState.DONE, 7),
        ([("甲", 6), ("乙", 9)], DecisionState.DISPUTED, None),
        ([("甲", 6), ("乙", 9), ("甲", 8)], DecisionState.DONE, 8.5),
        ([("甲", 6), ("乙", 9), ("丙", 9)], DecisionState.DONE, 9),
        ([("甲", 6), ("乙", 9), ("丙", 5), ("乙", 0)], DecisionState.DONE, 5),
    ],
)
def test_two_markers_agree_within_the_tolerance_or_a_third_decides(pairs, state, points):
    decision = decide(spoken(*pairs), TWO)
    assert (decision.state, decision.points) == (state, points)


def test_one_marker_has_the_last_word():
    assert decide(spoken(("甲", 6), ("乙", 3), ("甲", 4)), HandRule()).points == 4


@given(marks)
def test_what_is_decided_lies_between_what_was_given(pairs):
    decision = decide(spoken(*pairs), TWO)
    if decision.points is None:
        assert decision.state is not DecisionState.DONE
    else:
        given_points = [points for _marker, points in pairs]
        assert min(given_points) <= decision.points <= max(given_points)


@given(marks)
def test_an_answer_waits_for_nobody_who_has_marked_it_and_for_nobody_when_done(pairs):
    given_marks = spoken(*pairs)
    waits = is_for("戊", given_marks, TWO)
    assert waits == (decide(given_marks, TWO).state is not DecisionState.DONE)
    assert not any(is_for(marker, given_marks, TWO) for marker, _points in pairs)


@given(st.sets(st.text(max_size=4), max_size=9), st.text(max_size=4))
def test_the_pile_is_shuffled_alike_on_every_machine_and_loses_nothing(ids, seed):
    assert shuffled(ids, seed) == shuffled(sorted(ids), seed)
    assert set(shuffled(ids, seed)) == ids


def test_another_seed_gives_another_order():
    ids = [str(number) for number in range(20)]
    assert len({tuple(shuffled(ids, seed)) for seed in "abcdef"}) == 6
