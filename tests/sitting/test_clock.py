"""The time somebody has used: by a clock that nobody sets, kept through sleep and power cuts."""

import random
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dongan_training import clock
from dongan_training.exam.board import sitting_record
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.models import EventKind
from dongan_training.exam.timekeeping import CLOCK_MOVED, LONGEST_STEP, Stopwatch
from ui.exam.attempt_keeper import AttemptKeeper

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


class Machine:
    """An exam machine whose two clocks a test turns; what it should count is added up beside it."""

    def __init__(self, monkeypatch, desk, hall, attempt_id, seed):
        self.desk, self.exam_id, self.attempt_id = desk, hall.exam_id, attempt_id
        self.chance = random.Random(seed)
        self.elapsed, self.wall = 1000.0, clock.now().timestamp()
        monkeypatch.setattr(clock, "elapsed", lambda: self.elapsed)
        monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(self.wall).astimezone())
        self.at_screen = self.off = self.moved = 0.0
        self.switch_on()

    def switch_on(self):
        """Sign in again: the time used is what was stored last."""
        with self.desk.workspace.read() as session:
            view = sitting_view(session, self.attempt_id)
        self.keeper = AttemptKeeper(self.desk, view)

    def pass_time(self, seconds):
        self.elapsed += seconds
        self.wall += seconds

    def answer(self):
        """Work for a while, then save the time (every answer does)."""
        for _beat in range(self.chance.randrange(1, 8)):
            step = self.chance.uniform(0.02, 0.2)  # the minutes of the exam shall last
            self.pass_time(step)
            self.at_screen += step
            assert self.keeper.seconds_used >= 0
        self.keeper.note_time(0)

    def sleep(self):
        """The lid is shut: more than the longest step, up to two hours."""
        seconds = self.chance.uniform(LONGEST_STEP + 0.1, 7200)
        self.pass_time(seconds)
        self.keeper.note_time(0)
        self.off += seconds

    def set_clock(self):
        by = self.chance.choice((-1, 1)) * self.chance.uniform(CLOCK_MOVED + 1, 1e6)
        self.wall += by
        self.keeper.note_time(0)
        self.moved += by

    def cut_power(self):
        """Some seconds are not saved yet; both clocks may come back with any reading."""
        lost = self.chance.uniform(0, 9)
        self.pass_time(lost)
        self.elapsed = self.chance.uniform(0, 1e5)
        self.wall += self.chance.uniform(-1e6, 1e6)
        self.switch_on()

    def seconds_of(self, kind):
        with self.desk.workspace.read() as session:
            record = sitting_record(session, self.exam_id)
        return sum(one.details["seconds"] for one in record if one.kind == kind)


def live_through(machine, adventures):
    steps = (machine.answer, machine.sleep, machine.set_clock, machine.cut_power)
    for _adventure in range(adventures):
        machine.chance.choice(steps)()
        assert machine.keeper.seconds_used == pytest.approx(machine.at_screen, abs=1e-3)
    machine.switch_on()
    assert machine.keeper.seconds_used == pytest.approx(machine.at_screen, abs=1e-3)
    assert machine.seconds_of(EventKind.MACHINE_OFF) == pytest.approx(machine.off, abs=adventures)
    assert machine.seconds_of(EventKind.CLOCK_SET) == pytest.approx(machine.moved, abs=adventures)


def test_through_sleep_set_clocks_and_power_cuts_only_time_at_the_screen_is_charged(
    monkeypatch, desk, hall, start
):
    live_through(Machine(monkeypatch, desk, hall, start(), 1), 40)


@pytest.mark.slow
def test_the_same_through_5000_adventures(monkeypatch, desk, hall, start):
    machine = Machine(monkeypatch, desk, hall, start(), 2)
    live_through(machine, 5000)
    print(f"{machine.at_screen:.0f} s charged, {machine.off:.0f} s asleep not charged")
