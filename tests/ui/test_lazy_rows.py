"""Lists of any length: only what is looked at is read."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.kit import Column, LazyRows, Table
from ui.kit.lazy_rows import WINDOW, WINDOWS_KEPT

COUNT = 100_000


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Source:
    """Rows whose id is their place, beginning with ``first``; knows what was read."""

    def __init__(self, first: int = 0, there: int = COUNT):
        self.first, self.there = first, there
        self.asked: list[int] = []

    def read(self, start: int, count: int) -> Sequence[Row]:
        self.asked.append(start)
        last = min(start + count, self.there)
        return [Row(self.first + n, f"第{self.first + n}人") for n in range(start, last)]


@pytest.fixture
def rows(qtbot: QtBot) -> LazyRows:
    return LazyRows(Column("姓名", "name"))


@pytest.fixture
def table(qtbot: QtBot, rows: LazyRows) -> Table:
    table = Table(rows, "lazy")
    qtbot.addWidget(table)
    table.resize(400, 600)
    table.show()
    return table


def test_all_rows_are_counted_and_few_are_read(rows: LazyRows, table: Table) -> None:
    source = Source()
    rows.look(COUNT, source.read, COUNT)
    table.grab()
    assert table.model().rowCount() == COUNT
    assert source.asked == [0]
    table.pick(COUNT - 1)
    table.grab()
    assert table.current() == Row(COUNT - 1, f"第{COUNT - 1}人")
    assert len(set(source.asked)) == len(source.asked) <= 3


def test_the_cursor_stays_on_its_row_when_the_list_is_read_anew(
    rows: LazyRows, table: Table
) -> None:
    rows.look(COUNT, Source().read, COUNT)
    table.pick(550)
    rows.look(COUNT, Source(first=3).read, COUNT)
    assert (table.currentIndex().row(), table.current().id) == (547, 550)


def test_a_click_on_a_title_asks_for_another_order(
    qtbot: QtBot, rows: LazyRows, table: Table
) -> None:
    rows.look(COUNT, Source().read, COUNT)
    with qtbot.waitSignal(rows.ordered) as asked:
        table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert asked.args == [0, True]


def test_rows_that_are_gone_since_the_count_are_drawn_empty(rows: LazyRows, table: Table) -> None:
    rows.look(5, Source(there=0).read, 5)
    table.grab()
    table.selectAll()
    assert table.selected() == []
    table.copy()
    table.pick(4)
    assert table.current() is None


def test_memory_holds_few_windows(rows: LazyRows) -> None:
    rows.look(COUNT, Source().read, COUNT)
    for place in range(0, COUNT, WINDOW):
        assert rows.row(place).id == place
    assert len(rows.at_hand(COUNT)) <= WINDOWS_KEPT * WINDOW
