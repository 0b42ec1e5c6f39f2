import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.overall.weighing import Part, Source, weigh, weights_in_words

EXAM, DAILY = Part("考试", Source.EXAM, 60), Part("平时", Source.GIVEN, 40)
percents = st.floats(0, 100)


def test_exam_60_and_daily_40_are_weighed():
    assert weigh((EXAM, DAILY), {"考试": 80, "平时": 90}).percent == 84


def test_a_part_that_is_missing_leaves_no_overall_result_and_is_named():
    found = weigh((EXAM, DAILY), {"考试": 80, "平时": None})
    assert (found.percent, found.missing) == (None, ("平时",))
    assert weigh((EXAM, DAILY), {}).missing == ("考试", "平时")


def test_without_parts_there_is_no_overall_result():
    assert weigh((), {}).percent is None


@given(st.lists(st.tuples(st.floats(1, 100), percents), min_size=1, max_size=6))
def test_an_overall_result_lies_between_its_parts(parts):
    made = [Part(str(n), Source.GIVEN, weight) for n, (weight, _percent) in enumerate(parts)]
    found = weigh(made, {str(n): percent for n, (_weight, percent) in enumerate(parts)})
    values = [percent for _weight, percent in parts]
    assert found.percent == pytest.approx(found.percent)
    assert min(values) - 0.01 <= found.percent <= max(values) + 0.01


def test_the_make_up_is_written_as_people_say_it():
    assert weights_in_words((EXAM, DAILY)) == "考试 60% + 平时 40%"
