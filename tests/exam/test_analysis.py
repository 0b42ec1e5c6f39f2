import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dongan_training.exam.analysis import (
    Verdict,
    distribution,
    fairness,
    spread,
    standard_error,
    two_sided,
    verdict,
)

# Student's sleep data, in R as ``sleep``: extra hours under two drugs.
FIRST = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
SECOND = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)


def test_two_forms_are_compared_as_r_compares_two_groups():
    """t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p-value = 0.07939."""
    found = fairness(FIRST, SECOND)
    assert found.difference == pytest.approx(0.75 - 2.33)
    assert found.probability == pytest.approx(0.07939, abs=5e-6)
    assert found.effect == pytest.approx(-1.8608 * math.sqrt(2 / 10), abs=5e-5)
    assert not found.is_notable


def test_a_form_that_is_harder_beyond_chance_is_noted():
    found = fairness([one - 4 for one in FIRST], SECOND)
    assert found.is_notable
    assert fairness(FIRST, [1.0]) is None
    assert fairness([2.0] * 5, [2.0] * 5) is None


@given(st.floats(0, 40), st.floats(1, 400))
def test_the_probability_of_t_is_that_of_scipy(t, freedom):
    assert two_sided(t, freedom) == pytest.approx(
        2 * stats.t.sf(t, freedom), abs=1e-8
    )  # near t = 0 scipy rounds to 1


def test_figures_of_marks_and_their_error():
    marks = spread(FIRST)
    assert (marks.count, marks.mean, marks.median) == (10, pytest.approx(0.75), 0.35)
    assert marks.deviation == pytest.approx(1.78901, abs=5e-6)  # R: sd(sleep$extra[1:10])
    assert (marks.highest, marks.lowest) == (3.7, -1.6)
    assert spread([]) is None
    assert spread([3.0]).deviation is None
    assert standard_error(10, 0.84) == pytest.approx(4)
    assert standard_error(10, -0.2) == 10
    assert standard_error(None, 0.5) is None


@given(st.lists(st.floats(0, 1), max_size=60))
def test_every_mark_is_in_exactly_one_band(shares):
    assert sum(band.count for band in distribution(shares)) == len(shares)


def test_bands_end_where_people_think():
    bands = distribution([0.599, 0.6, 0.695, 0.7, 0.895, 0.9, 1.0])
    assert [band.count for band in bands] == [1, 2, 1, 1, 2]


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
