"""A roll of 100,000 in the kit's table, against QSqlTableModel; each in a fresh process.

Ours knows the true number of rows and reads those in sight through SQLAlchemy, from the
database of the program; Qt's model reads 256 rows of a bare table of the same six columns and
shows no more of the scroll bar. Both have loaded SQLAlchemy and opened the data folder, as the
window has by then: what is compared is the table. The last figure, which is told and promised
by nobody, sets ours beside a program that has loaded Qt alone: SQLAlchemy, the people and the
look of the window weigh two thirds of the difference.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import insert

from benchmarks import county_people
from benchmarks.figure import ROUNDS, Figure, Times, print_table
from dongan_training import paths
from dongan_training.people.models import Person
from dongan_training.people.order import pinyin_key, stroke_key
from dongan_training.people.pinyin import pinyin_of
from dongan_training.storage.base import new_id, table_of
from dongan_training.storage.versions import stamp
from dongan_training.workspace import Workspace
from resources.samples.names import COMMON, FEMALE, MALE

PEOPLE, PORTION = 100_000, 10_000
PAINT_GOAL, SCROLL_GOAL, MEMORY_GOAL = 2.0, 0.050, 1.5
COLD_GOAL, ALONE_GOAL = 4.0, 2.0  # no promises: they guard against a slip

OPENED = """
from pathlib import Path
import sys
from sqlalchemy import select
from dongan_training.people.models import Person
from ui.app import make_app
from dongan_training.workspace import Workspace
app = make_app()
workspace = Workspace.open(Path(sys.argv[1]))
with workspace.read() as session:
    session.scalars(select(Person).limit(1)).all()  # SQLAlchemy knows its tables by now
"""
QT_ALONE = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv[:1])
"""
LAZY = """
from ui.kit import Column, LazyRows, Table
from dongan_training.people.queries import PeopleList
from dongan_training.people.searching import Wanted
def make():
    with workspace.read() as session:
        people = PeopleList(session, Wanted())
    def read(first, count):
        with workspace.read() as session:
            return people.rows(session, first, count)
    fields = ("name", "township", "unit", "post", "status", "id")
    rows = LazyRows(*(Column(one, one) for one in fields))
    rows.look(people.total, read, people.total)
    view = Table(rows, "benchmark")
    return view, view.model().rowCount()
"""
SQL = """
from time import perf_counter
from PySide6.QtCore import Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QTableView
def make():
    bare = QSqlDatabase.addDatabase("QSQLITE", str(perf_counter()))
    bare.setDatabaseName(sys.argv[2])
    bare.open()
    rows = QSqlTableModel(db=bare)
    rows.setTable("person")
    rows.setSort(0, Qt.SortOrder.AscendingOrder)
    rows.select()
    view = QTableView()
    view.setModel(rows)
    rows.setParent(view)
    return view, rows.rowCount()
"""
# The data folder is warm on both sides: nobody's first list is the first read of the day.
MEASURED = """
import json, os, random
from time import perf_counter
import psutil
from PySide6.QtCore import Qt
def opened():
    view, count = make()
    view.resize(1100, 700)
    view.show()
    app.processEvents()
    return view, count
start = perf_counter()
first, count = opened()
cold = perf_counter() - start
first.close()
start = perf_counter()
view, count = opened()
paint = perf_counter() - start
bar, chance, scrolls = view.verticalScrollBar(), random.Random(5), []
for _number in range(100):
    start = perf_counter()
    bar.setValue(chance.randint(0, bar.maximum()))
    app.processEvents()
    scrolls.append(perf_counter() - start)
memory = psutil.Process().memory_info().rss / 1_000_000
told = {"count": count, "cold": cold, "paint": paint, "scrolls": scrolls, "memory": memory}
print(json.dumps(told))
sys.stdout.flush()
os._exit(0)
"""


def measure() -> list[Figure]:
    """Open, paint and scroll both in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        ours, theirs, alone = (
            partial(_run, program + MEASURED, folder)
            for program in (OPENED + LAZY, OPENED + SQL, QT_ALONE + SQL)
        )
        rounds = [(ours(), theirs(), alone()) for _ in range(ROUNDS + 1)][1:]
    lazy, sql, bare = zip(*rounds, strict=True)
    assert all(one["count"] == PEOPLE for one in lazy), "rows are missing"
    return [
        _ratio("the very first list, Qt's classes too / it", "cold", lazy, sql, COLD_GOAL, "s"),
        _ratio("first paint of 100,000 / QSqlTableModel", "paint", lazy, sql, PAINT_GOAL, "s"),
        _scrolling("scrolling them, 95th of 100", lazy),
        _scrolling("the same by QSqlTableModel", sql),
        _ratio("memory / the same with QSqlTableModel", "memory", lazy, sql, MEMORY_GOAL, "MB"),
        _ratio("memory / Qt without SQLAlchemy and us", "memory", lazy, bare, ALONE_GOAL, "MB"),
    ]


def _fill(folder: Path) -> None:
    """The roll twice: in the program's database, and in a bare table of six columns."""
    os.environ["DONGAN_MACHINE"] = str(folder / "machine")
    workspace = Workspace.open(folder / "data")
    chance = random.Random(county_people.BRANCHES)
    with workspace.begin() as session:
        units = county_people.add_units(session)
        version = stamp(session).fields()
        people = [_person(number, units, chance, version) for number in range(PEOPLE)]
        for start in range(0, PEOPLE, PORTION):
            session.execute(insert(table_of(Person)), people[start : start + PORTION])
    workspace.close()
    bare = sqlite3.connect(folder / "bare.db")
    columns = ("name", "political_status", "org_unit_id", "post", "pinyin", "id")
    bare.execute(f"CREATE TABLE person ({', '.join(f'{one} TEXT' for one in columns)})")
    bare.executemany(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
        [tuple(one[column] for column in columns) for one in people],
    )
    bare.execute("CREATE INDEX by_name ON person (name)")
    bare.commit()
    bare.close()


def _person(
    number: int, units: county_people.Units, chance: random.Random, version: dict[str, Any]
) -> dict[str, Any]:
    name = chance.choice(COMMON) + chance.choice(MALE + FEMALE)
    categories, post = county_people.ROLES[number % len(county_people.ROLES)]
    return {
        "id": new_id(),
        "name": name,
        "pinyin": pinyin_of(name),
        "by_strokes": stroke_key(name),
        "by_pinyin": pinyin_key(name),
        "political_status": "中共党员",
        "post": post,
        "categories": list(categories),
        "org_unit_id": units.branches[number % len(units.branches)],
        "active": True,
        **version,
    }


def _run(program: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder / "data"), str(folder / "bare.db")],
        cwd=paths.program_folder(),
        env=os.environ
        | {"DONGAN_MACHINE": str(folder / "machine")}
        | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


_Rounds = Sequence[dict[str, Any]]


def _ratio(name: str, what: str, ours: _Rounds, theirs: _Rounds, goal: float, unit: str) -> Figure:
    mine, bare = ([one[what] for one in side] for side in (ours, theirs))
    ratio = median(own / other for own, other in zip(mine, bare, strict=True))
    return Figure(name, _times(mine), _times(bare), ratio, goal, unit)


def _scrolling(name: str, rounds: _Rounds) -> Figure:
    """The 95th of 100 jumps to a random place, in each round."""
    slow = _times([quantiles(one["scrolls"], n=100)[94] for one in rounds])
    goal = Times(SCROLL_GOAL, SCROLL_GOAL, SCROLL_GOAL)
    return Figure(name, slow, goal, slow.median / SCROLL_GOAL, 1)


def _times(values: Sequence[float]) -> Times:
    return Times(median(values), min(values), max(values))


if __name__ == "__main__":
    print_table(measure())
