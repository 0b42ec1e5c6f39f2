from hypothesis import given
from hypothesis import strategies as some

from dongan_training.exam.timekeeping import CLOCK_MOVED, LONGEST_STEP, Stopwatch

STEPS = some.lists(some.floats(0, LONGEST_STEP - 0.01), max_size=40)  # readings are sums


def read_all(watch, steps, wall):
    elapsed = watch.begun
    for step in steps:
        elapsed += step
        watch.read(elapsed, wall(elapsed))
    return watch


@given(STEPS)
def test_time_at_the_screen_is_charged_to_the_second(steps):
    watch = read_all(Stopwatch(0, 100, 5000), steps, lambda elapsed: 4900 + elapsed)
    assert abs(watch.used - sum(steps)) < 1e-6
    assert (watch.take_lost(), watch.take_moved()) == (0, 0)


@given(STEPS, some.floats(-1e7, 1e7))
def test_a_wall_clock_set_forward_or_back_changes_nothing_and_is_told(steps, set_by):
    watch = read_all(Stopwatch(0, 100, 5000), steps, lambda elapsed: 4900 + elapsed + set_by)
    assert abs(watch.used - sum(steps)) < 1e-6
    if steps and abs(set_by) > CLOCK_MOVED:
        assert abs(watch.take_moved() - set_by) < 1e-3
        assert watch.take_moved() == 0


def test_sleep_is_not_charged_and_told_once():
    watch = Stopwatch(60, 100, 5000)
    watch.read(101, 5001)
    watch.read(101 + 1200, 5001 + 1200)
    watch.read(1302, 6202)
    assert watch.used == 62
    assert watch.take_lost() == 1200
    assert watch.take_lost() == 0


def test_a_sitting_put_aside_goes_on_where_it_was():
    watch = Stopwatch(60, 100, 5000)
    watch.read(110, 5010)
    watch.skip(400, 5300)
    assert watch.read(405, 5305) == 75
    assert watch.take_lost() == 0


def test_a_reading_that_goes_back_takes_nothing_away():
    watch = Stopwatch(60, 100, 5000)
    assert watch.read(90, 4990) == 60
    assert watch.read(101, 5001) == 61
