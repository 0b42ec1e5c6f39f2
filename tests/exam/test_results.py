import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import USUAL, Key
from dongan_training.exam.analysis import (
    Verdict,
    discrimination,
    distribution,
    reliability,
    verdict,
)
from dongan_training.exam.grading import ExamKey, grade
from dongan_training.exam.results import exam_results
from tests.exam.test_delivery import answer, finish, right_value, view_of


def sit(workspace, start, person, share, *, by, at):
    attempt_id = start(person)
    questions = view_of(workspace, attempt_id).questions
    for question in questions[: round(len(questions) * share)]:
        answer(workspace, attempt_id, question.item_id, right_value(question), at=at)
    finish(workspace, attempt_id, by=by, at=at)


def test_results_count_who_passed_who_failed_and_who_was_away(workspace, hall, start, trainer, now):
    for person, share in enumerate((1, 0.5, 0.8, 0)):
        sit(workspace, start, person, share, by=trainer, at=now)
    start(4)
    with workspace.read() as session:
        results = exam_results(session, hall.exam_id)
    summary = results.summary
    assert (summary.taken, summary.passed, summary.sitting, summary.absent) == (4, 2, 1, 1)
    assert [one.score for one in results.people] == [24, 21, 12, 0, None, None]
    assert (summary.mean, summary.median, summary.highest, summary.lowest) == (14.25, 16.5, 24, 0)
    assert [band.count for band in results.distribution] == [2, 0, 0, 1, 1]
    assert [(one.name, one.taken, one.passed) for one in results.townships] == [
        ("白牙市镇", 2, 2),
        ("水岭乡", 2, 0),
    ]
    assert results.items[0].correct_rate == 0.75
    assert results.items[0].verdict is Verdict.TOO_FEW
    assert results.items[0].key == "B"


def test_an_exam_nobody_sat_has_results_too(workspace, hall):
    with workspace.read() as session:
        results = exam_results(session, hall.exam_id)
    assert results.summary.mean is None
    assert results.townships == ()
    assert results.items[0].correct_rate is None


def test_short_answers_wait_for_a_person_and_count_nothing():
    keys = {
        "1": ExamKey(Key(QuestionType.SHORT_ANSWER, ("要点",), 10)),
        "2": ExamKey(Key(QuestionType.TRUE_FALSE, (True,), 2)),
    }
    marks = grade(keys, {"1": ["写了"], "2": [True]}, USUAL)
    assert (marks.score, marks.unmarked, marks.answered, marks.total) == (2, 1, 2, None)
    assert grade(keys, {"1": ["写了"], "2": [True]}, USUAL, {"1": 7.5}).total == 9.5
    assert grade(keys, {"2": [True]}, USUAL).total == 2


@given(st.lists(st.floats(0, 1), max_size=60))
def test_every_mark_is_in_exactly_one_band(shares):
    assert sum(band.count for band in distribution(shares)) == len(shares)


def test_bands_end_where_people_think():
    bands = distribution([0.599, 0.6, 0.695, 0.7, 0.895, 0.9, 1.0])
    assert [band.count for band in bands] == [1, 2, 1, 1, 2]


def test_discrimination_of_a_case_worked_by_hand():
    """20 people, groups of 5: of the best 4 were right, of the last 1; D = 0.8 − 0.2."""
    totals = list(range(20))
    shares = [1, 0, 0, 0, 0] + [0] * 10 + [1, 1, 1, 1, 0]
    assert discrimination(shares, totals) == 0.6


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=10, max_size=40), st.randoms()
)
def test_discrimination_does_not_depend_on_the_order_of_rows(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    index = discrimination(*zip(*rows, strict=True))
    assert index == pytest.approx(discrimination(*zip(*mixed, strict=True)), abs=2e-4)
    assert -1 <= index <= 1


def test_reliability_of_cases_worked_by_hand():
    alike = [[n, n, n] for n in range(10)]
    assert reliability(alike) == 1
    # KR-20 by hand: p = 0.5 and 0.5, sum of pq 0.5; totals 2,2,2,2,1,1,0,0,0,0: variance 0.8
    rows = [[1, 1]] * 4 + [[1, 0], [0, 1]] + [[0, 0]] * 4
    assert reliability(rows) == pytest.approx(2 * (1 - 0.5 / 0.8))
    assert reliability([[1, 0]] * 12) is None
    assert reliability([[1, 0]] * 3) is None


@pytest.mark.parametrize(
    ("facility", "index", "said"),
    [
        (0.83, 0.46, Verdict.GOOD),
        (0.41, 0.52, Verdict.GOOD),
        (0.96, 0.08, Verdict.TOO_EASY),
        (0.38, -0.12, Verdict.CHECK_KEY),
        (0.96, -0.1, Verdict.CHECK_KEY),
        (0.2, 0.1, Verdict.TOO_HARD),
        (0.6, 0.25, Verdict.FAIR),
        (0.6, 0.1, Verdict.WEAK),
        (None, None, Verdict.UNMARKED),
        (0.5, None, Verdict.TOO_FEW),
    ],
)
def test_figures_become_a_verdict(facility, index, said):
    assert verdict(facility, index) is said


def test_figures_of_random_guessing_are_near_nothing():
    chance = random.Random(1)
    rows = [[chance.random() < 0.25 for _item in range(40)] for _person in range(300)]
    totals = [sum(row) for row in rows]
    indexes = [discrimination([row[item] for row in rows], totals) for item in range(40)]
    assert abs(sum(indexes) / 40) < 0.25
    assert abs(reliability(rows)) < 0.35
