"""The county's year in one folder: how long each page takes to be seen, first and again.

A page counts as fluid where going to it and seeing it painted takes 0.1 s, and reading it anew
0.3 s, or 0.5 s where it reads a whole year; the machine of these figures has two slow cores.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.county_year import YEAR, make_year
from benchmarks.figure import Figure, print_table
from benchmarks.window import beside, window_on
from dongan_training import clock
from dongan_training.workspace import Workspace

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

ROUNDS = 5
SWITCHED, SEEN, YEAR_SEEN = 0.1, 0.3, 0.5  # seconds
READS_A_YEAR = frozenset({"today", "reports", "activities", "shortfall", "person-year"})


def measure() -> list[Figure]:
    """Make the year, open the window on it, and go round its pages."""
    with window_on_the_year() as (window, workspace):
        return [
            figure
            for key, wish in pages_of_the_year(workspace)
            for figure in _page(window, key, wish)
        ]


@contextmanager
def window_on_the_year() -> "Iterator[tuple[MainWindow, Workspace]]":
    """The main window in the middle of a lesson of a year made anew."""
    moment = datetime(YEAR, 11, 3, 1, 30, tzinfo=UTC)
    with (
        tempfile.TemporaryDirectory() as name,
        patch.object(clock, "now", return_value=moment),
        window_on(Path(name), _make_year) as both,
    ):
        yield both


def _make_year(folder: Path) -> None:
    workspace = Workspace.open(folder)
    make_year(workspace)
    workspace.close()


def pages_of_the_year(workspace: Workspace) -> list[tuple[str, dict[str, Any]]]:
    """Every page with what it is asked for."""
    from sqlalchemy import select

    from dongan_training.training.models import Enrolment, Lesson, TrainingClass

    with workspace.read() as session:
        class_id = session.scalars(select(TrainingClass.id).order_by(TrainingClass.id)).first()
        lesson_id = session.scalars(select(Lesson.id).order_by(Lesson.id)).first()
        person_id = session.scalars(select(Enrolment.person_id)).first()
    return [
        ("today", {}),
        ("training", {}),
        ("class", {"class_id": class_id}),
        ("courses", {}),
        ("people", {}),
        ("attendance", {"lesson_id": lesson_id}),
        ("bank", {}),
        ("exam", {}),
        ("certificates", {}),
        ("reports", {}),
        ("activities", {}),
        ("shortfall", {"year": YEAR}),
        ("person-year", {"person_id": person_id, "year": YEAR}),
        ("closing", {"class_id": class_id}),
        ("settings", {}),
    ]


def _page(window: Any, key: str, wish: dict[str, Any]) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    def see() -> None:
        window.show_page(key, **wish)
        QApplication.processEvents()
        window.grab()

    def see_anew() -> None:
        window.show_page(key, **wish)
        window.page.refresh()  # a page that was shown before is kept: read it anew
        QApplication.processEvents()
        window.grab()

    def elsewhere() -> None:
        window.show_page("settings" if key != "settings" else "today")
        QApplication.processEvents()

    see_anew()  # once, for what is imported at the first sight
    limit = YEAR_SEEN if key in READS_A_YEAR else SEEN
    return [
        within(f"going to page {key}", see, SWITCHED, before=elsewhere),
        within(f"reading page {key} anew", see_anew, limit),
    ]


def within(
    name: str,
    work: Callable[[], object],
    limit: float,
    rounds: int = ROUNDS,
    before: Callable[[], object] = lambda: None,
) -> Figure:
    """Set the median of some rounds beside what it may take; ``before`` is not measured."""
    taken = []
    for _round in range(rounds):
        before()
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return beside(limit, name, taken)


if __name__ == "__main__":
    print_table(measure())
