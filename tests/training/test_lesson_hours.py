"""How many credit hours a lesson usually counts, from how long it lasts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.training.hours import STEP, usual_hours

LENGTHS = st.integers(-600, 1440).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "hours"), [(180, 4), (210, 4), (360, 8), (120, 2), (100, 1.5), (20, 0), (-60, 0)]
)
def test_a_half_day_counts_as_the_rules_say_and_less_by_the_hour(minutes, hours):
    assert usual_hours(timedelta(minutes=minutes), half_day=4, day=8) == hours


@given(LENGTHS, LENGTHS)
def test_a_longer_lesson_never_counts_less(one, other):
    shorter, longer = sorted((one, other))
    few, many = (usual_hours(length, half_day=2.5, day=6) for length in (shorter, longer))
    assert 0 <= few <= many <= 6 and few % STEP == many % STEP == 0
