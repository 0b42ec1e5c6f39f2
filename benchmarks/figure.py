"""One benchmarked path: how long ours takes, how long the bare yardstick takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROUNDS = 5
WORK_ROUNDS = 11


class Times(NamedTuple):
    """Seconds over the rounds."""

    median: float
    least: float
    most: float


@dataclass(frozen=True)
class Figure:
    """A measured ratio beside its goal; a ratio says more than seconds on a noisy machine."""

    name: str
    ours: Times
    yardstick: Times
    ratio: float
    goal: float
    unit: str = "s"  # of ours and yardstick


def compare(
    name: str, ours: Callable[[], object], yardstick: Callable[[], object], goal: float
) -> Figure:
    """Run both in turn, once to warm up and then five times, so that noise strikes both.

    The ratio is the median of the rounds' own ratios: a slow moment of the
    machine lasts longer than a round and strikes its two halves alike.
    """
    rounds = [(timed(ours), timed(yardstick)) for _ in range(ROUNDS + 1)][1:]
    mine, bare = (times_of([pair[side] for pair in rounds]) for side in (0, 1))
    ratio = median(own / other for own, other in rounds)
    return Figure(name, mine, bare, ratio, goal)


def compare_work(
    name: str,
    ours: Callable[[], object],
    yardstick: Callable[[], object],
    goal: float,
    rounds: int = WORK_ROUNDS,
) -> Figure:
    """Like ``compare``, but by the processor's seconds: other programs hardly change those."""
    pairs = [(worked(ours), worked(yardstick)) for _ in range(rounds + 1)][1:]
    mine, bare = (times_of([pair[side] for pair in pairs]) for side in (0, 1))
    return Figure(name, mine, bare, median(own / other for own, other in pairs), goal)


def memory(name: str, megabytes: float, goal: float) -> Figure:
    """Set a weight beside what it may be at most."""
    ours, most = (Times(*[weight] * 3) for weight in (megabytes, goal))
    return Figure(name, ours, most, megabytes / goal, 1.0, "MB")


def limit(name: str, values: Sequence[float], goal: float, unit: str = "s") -> Figure:
    """Set values beside what they may be at most."""
    return Figure(name, times_of(values), Times(*[goal] * 3), median(values) / goal, 1.0, unit)


def print_table(figures: Sequence[Figure]) -> None:
    """Print one line a figure: median [least most] of both, ratio and goal."""
    for figure in figures:
        mark = "ok" if figure.ratio <= figure.goal else "MISSED"
        ours, bare = _told(figure, figure.ours), _told(figure, figure.yardstick)
        print(
            f"{figure.name:<44} {ours:>22} {bare:>22}"
            f" {figure.ratio:6.2f}  <= {figure.goal:g}  {mark}"
        )


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """Give the processor's seconds of this program and of those it started and waited for."""
    start = _processor_seconds()
    work()
    return _processor_seconds() - start


def _processor_seconds() -> float:
    both = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)


def times_of(seconds: Sequence[float]) -> Times:
    """The median of some times, with the least and the most."""
    return Times(median(seconds), min(seconds), max(seconds))


def _told(figure: Figure, times: Times) -> str:
    if figure.unit != "s":
        return f"{times.median:.0f} {figure.unit}"
    return f"{times.median * 1000:.0f} [{times.least * 1000:.0f} {times.most * 1000:.0f}] ms"
