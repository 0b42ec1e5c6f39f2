"""The county's year in every page: the longest moment in which the window answers nobody.

Each page is opened for the first time and again, each of its tabs turned to, each list of
choices gone through, each search typed into and each column sorted by. What is told is the
longest turn of the window's loop in each of these, painting included; goal: 100 ms. Opening
for the first time loads the page's own code and is told apart, with a goal of its own.
A turn is told in processor time of the window's thread: what else runs on the machine does
not count. ``QT_QPA_PLATFORM=xcb`` walks on a real screen.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.figure import Figure, print_table
from benchmarks.window import FIRST, TURN, Act, beside, longest_turn
from benchmarks.year import pages_of_the_year, window_on_the_year

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.window import MainWindow

ROUNDS = 3
MOST_CHOICES = 12  # of one list
TYPED = "王"


class Turn(NamedTuple):
    """One thing done on a page, and the longest turn of the loop it took, in each round."""

    what: str
    seconds: Sequence[float]


def measure() -> list[Figure]:
    """Make the year, open the window on it, and walk through its pages.

    For each page its first sight, and the worst of what can be done there.
    """
    with window_on_the_year() as (window, workspace):
        window.show_page("today")  # what the program starts with is measured by ``startup``
        return [
            figure
            for key, wish in pages_of_the_year(workspace)
            for figure in _page(window, key, wish)
        ]


def _page(window: "MainWindow", key: str, wish: dict[str, Any]) -> list[Figure]:
    first = longest_turn(lambda: window.show_page(key, **wish))

    def again() -> None:
        window.show_page(key, **wish)
        window.page.refresh()

    turns = [_turn("again", again), *_all_turns(window.page)]
    worst = max(turns, key=lambda one: median(one.seconds))
    return [
        beside(FIRST, f"{key}: the first sight", [first]),
        beside(TURN, f"{key}: {worst.what}, the longest of {len(turns)}", worst.seconds),
    ]


def _all_turns(page: "QWidget") -> Iterator[Turn]:
    """Whatever can be turned to, chosen, typed or sorted on a page, tab by tab."""
    from PySide6.QtWidgets import QTabWidget

    tabs = [one for one in page.findChildren(QTabWidget) if one.isVisible()]
    for tab in tabs:
        for number in range(tab.count()):
            yield _turn(f"tab {number + 1}", lambda tab=tab, to=number: tab.setCurrentIndex(to))
            yield from _turns(page, f"tab {number + 1}, ")
    if not tabs:
        yield from _turns(page, "")


def _turns(page: "QWidget", where: str) -> Iterator[Turn]:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QComboBox

    from ui.kit import SearchField, Table

    for table in _seen(page, Table):
        for number, column in enumerate(table.rows.columns):
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                yield _turn(
                    f"{where}sorting by {column.title}",
                    # As a click on the title: Qt's own sortByColumn sorts twice.
                    lambda rows=table.rows, number=number, order=order: rows.sort(number, order),
                )
        table.rows.sort(-1)
    for field in _seen(page, SearchField):
        yield _turn(f"{where}searching", lambda field=field: field.setText(TYPED))
        yield _turn(f"{where}searching no more", field.clear)
    for choice in _seen(page, QComboBox):
        before = choice.currentIndex()
        for number in range(min(choice.count(), MOST_CHOICES)):
            yield _turn(
                f"{where}choosing {choice.itemText(number)}",
                lambda choice=choice, number=number: choice.setCurrentIndex(number),
            )
        choice.setCurrentIndex(before)


def _seen(page: "QWidget", kind: type[Any]) -> list[Any]:
    return [one for one in page.findChildren(kind) if one.isVisible() and one.isEnabled()]


def _turn(what: str, act: Act) -> Turn:
    return Turn(what, [longest_turn(act) for _round in range(ROUNDS)])


if __name__ == "__main__":
    print_table(measure())
