"""A bank of 20,000 questions in the window: the longest moment in which it answers nobody.

The bank is opened, searched letter by letter, sorted, filtered, scrolled, edited and changed in
bulk. What is told is the longest turn of the window's loop in each of these, painting included
and in processor time of the window's thread, as in ``year_walk``; goal: 100 ms. What is opened
for the first time loads its own code and is told apart; goal: 300 ms.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.figure import Figure, print_table
from benchmarks.window import FIRST, TURN, Act, beside, longest_turn, window_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.window import MainWindow

QUESTIONS, BULK = 20_000, 500  # in all, and changed at once
ROUNDS = 3
TYPED = ("党", "党员", "应当按第77条", "x𠮷%_'")
WHEELED, NOTCH = 20, 120  # turns of the wheel, and what Qt counts for one notch
Step = tuple[str, Act]


class Turn(NamedTuple):
    """One thing done, and the longest turn of the loop it took, in each round."""

    what: str
    seconds: Sequence[float]


def measure() -> list[Figure]:
    """Make the bank, open the window on it, and work in it."""
    with tempfile.TemporaryDirectory() as name, window_on(Path(name), _fill) as (window, _data):
        window.show_page("today")  # what the program starts with is measured by ``startup``
        figures = [_first("题库", lambda: window.show_page("bank"))]
        page = window.page
        figures += [
            _worst("opened again", page, lambda: _opened(window)),
            _worst("typed", page, lambda: _typed(page)),
            _worst("sorted", page, lambda: _sorted(page)),
            _worst("filtered", page, lambda: _filtered(page)),
            _worst("scrolled", page, lambda: _scrolled(page)),
            _worst(f"{BULK} at once", page, lambda: _changed(page)),
            _first("试题编辑", page.change_current),
        ]
        window.go_back()
        figures.append(_worst("the editor", page, lambda: _edited(window, page)))
    return figures


def _fill(folder: Path) -> None:
    """By another process: the window shall load for itself what it needs."""
    make = [sys.executable, "-m", "benchmarks.dressed_bank", str(folder), str(QUESTIONS)]
    subprocess.run(make, cwd=Path(__file__).parents[1], check=True)


def _opened(window: "MainWindow") -> Iterator[Step]:
    yield "read anew", window.page.refresh
    yield "elsewhere", lambda: window.show_page("settings")
    yield "gone back to", lambda: window.show_page("bank")


def _typed(page: Any) -> Iterator[Step]:
    for text in TYPED:
        for end in range(1, len(text) + 1):
            yield f"“{text[:end]}”", lambda text=text[:end]: page.search.setText(text)
        yield f"“{text}” no more", page.search.clear


def _sorted(page: Any) -> Iterator[Step]:
    from PySide6.QtCore import Qt

    yield "all shown", page.show_all  # so that the column of status is there
    for number, column in enumerate(page.questions.columns):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):

            def sort(number: int = number, order: Qt.SortOrder = order) -> None:
                page.questions.sort(number, order)  # Qt's sortByColumn does it twice

            yield f"by {column.title}, {order.name}", sort
            yield f"by {column.title}, to the end", lambda: _press(page, "Key_End")
            yield f"by {column.title}, to the top", lambda: _press(page, "Key_Home")
    yield "as they came", lambda: page.questions.sort(-1)
    yield "those in use", page.filters.clear


def _filtered(page: Any) -> Iterator[Step]:
    from dongan_training.bank.drafts import QuestionType
    from dongan_training.bank.filtering import Filter, Level

    filters = {
        "type": Filter(kind=QuestionType.MULTIPLE_CHOICE),
        "level": Filter(level=Level.HARD),
        "any status": Filter(status=None),
        "tag": Filter(tag="换届"),
        "article": Filter(article=77),
        "regulation": Filter(regulation="条例"),
        "pictures": Filter(pictured=True),
        "no paper": Filter(used=False),
        "day": Filter(changed_since=datetime(2026, 11, 1, tzinfo=UTC)),
        "nothing": Filter(),
    }
    for name, wanted in filters.items():
        yield f"by {name}", lambda wanted=wanted: page.filters.set_wanted(wanted)
    for place in (page.subjects.topLevelItem(n) for n in (1, 0)):
        yield "by subject", lambda place=place: page.subjects.setCurrentItem(place)


def _scrolled(page: Any) -> Iterator[Step]:
    for key in ("Down", "PageDown", "PageDown", "End", "PageUp", "Up", "Home"):
        yield f"by {key}", lambda key=key: _press(page, f"Key_{key}")
    for number in range(WHEELED):
        yield f"by the wheel, turn {number + 1}", lambda: _turn_wheel(page.table.viewport())
    yield "to the top", lambda: _press(page, "Key_Home")


def _turn_wheel(area: "QWidget") -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    place, none = QPointF(area.rect().center()), QPoint()
    event = QWheelEvent(
        place,
        area.mapToGlobal(place),
        none,
        QPoint(0, -3 * NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area, event)


def _press(page: Any, key: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(page.table, Qt.Key[key])


def _changed(page: Any) -> Iterator[Step]:
    """As by Del and Ctrl+Z."""
    yield "marked", lambda: _mark(page.table, BULK)
    yield "retired", page.bulk.retire
    yield "and undone", page.steps.undo


def _mark(table: Any, count: int) -> None:
    from PySide6.QtCore import QItemSelection, QItemSelectionModel

    flags = QItemSelectionModel.SelectionFlag
    rows = QItemSelection(table.rows.index(0, 0), table.rows.index(count - 1, 0))
    table.selectionModel().select(rows, flags.ClearAndSelect | flags.Rows)


def _edited(window: "MainWindow", page: Any) -> Iterator[Step]:
    """From the list into the editor, a word, saved, back, and on to the next question."""
    yield "opened", page.change_current
    yield "a letter", lambda: window.page.form.stem.insertPlainText("字")
    yield "saved", lambda: window.page.save()
    yield "back", window.go_back
    yield "on to the next", lambda: _press(page, "Key_Down")


def _turns(steps: Callable[[], Iterator[Step]], is_busy: Callable[[], bool]) -> Iterator[Turn]:
    """All steps after each other, and that in some rounds."""
    rounds = [
        [(what, longest_turn(act, is_busy)) for what, act in steps()] for _round in range(ROUNDS)
    ]
    for turns in zip(*rounds, strict=True):
        yield Turn(turns[0][0], [seconds for _what, seconds in turns])


def _first(name: str, act: Act) -> Figure:
    return beside(FIRST, f"{QUESTIONS:,}: {name}, the first sight", [longest_turn(act)])


def _worst(name: str, page: Any, steps: Callable[[], Iterator[Step]]) -> Figure:
    turns = list(_turns(steps, lambda: page.jobs.running is not None))
    worst = max(turns, key=lambda one: median(one.seconds))
    told = f"{QUESTIONS:,}: {name}, {worst.what}, the longest of {len(turns)}"
    return beside(TURN, told, worst.seconds)


if __name__ == "__main__":
    print_table(measure())
