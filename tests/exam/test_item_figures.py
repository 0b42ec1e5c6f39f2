"""Figures of items against published results, and against other ways to work them out."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.exam.item_figures import (
    corrected_correlations,
    item_figures,
    reliability,
    upper_lower_weights,
)

# Section 6 of the Law School Admission Test: 1,000 people, 5 items; how many gave which
# pattern, 00000 to 11111. Bock and Lieberman (1970), Psychometrika 35, 179–197, table 1.
LSAT = (
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
)


@pytest.fixture(scope="module")
def lsat():
    rows = [[int(sign) for sign in f"{number:05b}"] for number in range(32)]
    points = np.repeat(np.array(rows, dtype=float), LSAT, axis=0)
    return points, points.sum(axis=1)


def test_the_law_school_test_gives_what_r_gives(lsat):
    """descript(LSAT) of ltm: Rizopoulos (2006), J. Statistical Software 17(5), section 3.1."""
    points, totals = lsat
    figures = item_figures(points, np.ones(5), totals)
    assert figures.facility == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert figures.correlation == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)
    assert reliability(points, totals) == pytest.approx(0.2950, abs=5e-5)
    without = [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]
    for item, alpha in enumerate(without):
        rest = np.delete(points, item, axis=1)
        assert reliability(rest, rest.sum(axis=1)) == pytest.approx(alpha, abs=5e-5)


def test_discrimination_of_a_case_worked_by_hand():
    """20 people, groups of 5: of the best 4 were right, of the last 1; D = 0.8 − 0.2."""
    totals = np.arange(20.0)
    points = np.array([[1, 0, 0, 0, 0] + [0] * 10 + [1, 1, 1, 1, 0]], dtype=float).T
    assert item_figures(points, np.ones(1), totals).discrimination == pytest.approx([0.6])


rows = st.lists(st.tuples(st.floats(0, 4), st.integers(0, 5).map(float)), min_size=10, max_size=40)


@given(rows, st.randoms(use_true_random=False))
def test_discrimination_does_not_depend_on_the_order_of_people(people, chance):
    def index(of) -> float:
        points, totals = np.array(of).T
        return float(item_figures(points[:, None] / 4, np.ones(1), totals).discrimination[0])

    mixed = list(people)
    chance.shuffle(mixed)
    assert index(people) == pytest.approx(index(mixed), abs=1e-9)
    assert -1 - 1e-9 <= index(people) <= 1 + 1e-9
    assert upper_lower_weights(np.array([total for _p, total in people])).sum() == pytest.approx(0)


@given(st.integers(0, 2**32 - 1), st.integers(10, 60), st.integers(2, 8))
def test_the_corrected_correlation_is_that_with_the_other_items(seed, people, items):
    points = np.random.default_rng(seed).integers(0, 3, (people, items)).astype(float)
    found = corrected_correlations(points, points.sum(axis=1))
    for item in range(items):
        others = np.delete(points, item, axis=1).sum(axis=1)
        if points[:, item].std() > 0 and others.std() > 0:
            plain = np.corrcoef(points[:, item], others)[0, 1]
            assert found[item] == pytest.approx(plain, abs=1e-9)
        else:
            assert np.isnan(found[item])


def test_reliability_of_cases_worked_by_hand():
    def alpha(of) -> float | None:
        points = np.array(of, dtype=float)
        return reliability(points, points.sum(axis=1))

    assert alpha([[n, n, n] for n in range(10)]) == pytest.approx(1)
    # KR-20 by hand: p = 0.5 and 0.5, sum of pq 0.5; totals 2,2,2,2,1,1,0,0,0,0: variance 0.8
    table = [[1, 1]] * 4 + [[1, 0], [0, 1]] + [[0, 0]] * 4
    assert alpha(table) == pytest.approx(2 * (1 - 0.5 / 0.8))
    assert alpha([[1, 0]] * 12) is None
    assert alpha([[1, 0]] * 3) is None


def test_few_people_say_nothing_of_an_item():
    points = np.ones((9, 2))
    figures = item_figures(points, np.ones(2), points.sum(axis=1))
    assert figures.facility == pytest.approx([1, 1])
    assert np.isnan(figures.discrimination).all()
    assert np.isnan(figures.correlation).all()


def test_figures_of_random_guessing_are_near_nothing():
    chance = random.Random(1)
    table = [[float(chance.random() < 0.25) for _item in range(40)] for _person in range(300)]
    points = np.array(table)
    figures = item_figures(points, np.ones(40), points.sum(axis=1))
    assert abs(figures.discrimination.mean()) < 0.25
    assert abs(figures.correlation.mean()) < 0.03
    assert abs(reliability(points, points.sum(axis=1))) < 0.35
