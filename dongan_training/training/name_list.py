"""A list of names from outside (参训名单), matched to people on the roll.

Townships send such lists as tables with 姓名 and 单位, or as bare names, one a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.people.roster_sheet import ALIASES
from dongan_training.people.units import NAMED_UNITS
from dongan_training.progress import Progress
from dongan_training.sheets.headings import find_headings
from dongan_training.sheets.tables import Table, read_tables
from dongan_training.texts import N_, _, listed

COLUMNS = {
    "name": (*ALIASES["name"], "参训人员", "参训学员", "参学人员"),
    "org": (*ALIASES["unit"], *ALIASES["workplace"], *ALIASES["village"], "村（社区）"),
}


@dataclass(eq=False)
class NoNames(UserError):
    file: str
    message = N_("“{file}”里没有姓名。")
    advice = N_("没有添加任何人。请使用有“姓名”一栏的表格，或者每行一个姓名的文本文件。")


@dataclass(frozen=True)
class ListedName:
    """One row of the list as it came."""

    row: int
    name: str
    org: str = ""


@dataclass(frozen=True)
class NameProblem:
    """A row that fits nobody, or more than one."""

    row: int
    name: str
    message: str


@dataclass(frozen=True)
class MatchedNames:
    """Who was meant, in the order of the list, and the rows that were not understood."""

    person_ids: tuple[str, ...]
    problems: tuple[NameProblem, ...]


@dataclass(frozen=True)
class Meant:
    """Whom one row means, or why it means nobody."""

    person_id: str | None
    problem: str = ""


@dataclass(frozen=True)
class _Known:
    """Somebody on the roll; ``full`` names the organisation from the township down."""

    id: str
    org: str
    full: str


def read_names(path: Path, progress: Progress | None = None) -> list[ListedName]:
    """Read the names of a file; raises NoNames, or what ``sheets`` says of a bad file."""
    listed = [one for table in read_tables(path, progress) for one in _names_in(table)]
    if not listed:
        raise NoNames(path.name)
    return listed


def match_names(session: Session, listed: Sequence[ListedName]) -> MatchedNames:
    """Find the active people who are meant; nothing is enrolled yet."""
    ids: dict[str, None] = {}
    problems = []
    for one, meant in zip(listed, match_each(session, listed), strict=True):
        if meant.person_id is not None:
            ids[meant.person_id] = None
        else:
            problems.append(NameProblem(one.row, one.name, meant.problem))
    return MatchedNames(tuple(ids), tuple(problems))


def match_each(session: Session, listed: Sequence[ListedName]) -> list[Meant]:
    """Say for each row who is meant, or why nobody is."""
    by_name = _active_people(session)
    found = []
    for one in listed:
        namesakes = by_name.get(_plain(one.name), [])
        fitting = [person for person in namesakes if _fits(person, one.org)]
        if len(fitting) == 1:
            found.append(Meant(fitting[0].id))
        else:
            found.append(Meant(None, _why(one, namesakes, fitting)))
    return found


def _names_in(table: Table) -> list[ListedName]:
    headings = find_headings(table, COLUMNS, required=("name",))
    if headings is None:  # bare names
        return [ListedName(row.number, row.cells[0]) for row in table.rows if row.cells[0]]
    return [
        ListedName(row.number, headings.text(row, "name"), headings.text(row, "org"))
        for row in table.rows[headings.index + 1 :]
        if headings.text(row, "name")
    ]


def _plain(text: str) -> str:
    return "".join(text.split())  # 陈　敏 is spread with a blank


def _active_people(session: Session) -> dict[str, list[_Known]]:
    found = session.execute(
        select(Person.id, Person.name, NAMED_UNITS.c.org, NAMED_UNITS.c.full)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Person.active)
    )
    by_name: dict[str, list[_Known]] = {}
    for person_id, name, org, full in found:
        by_name.setdefault(_plain(name), []).append(_Known(person_id, org or "", full or ""))
    return by_name


def _fits(person: _Known, org: str) -> bool:
    """Lists write 莲塘村, 莲塘村党总支 or 白牙市镇莲塘村党总支 and mean the same."""
    written = _plain(org)
    if not written or not person.org:
        return True
    return written in person.full or person.org in written


def _why(one: ListedName, namesakes: Sequence[_Known], meant: Sequence[_Known]) -> str:
    if not namesakes:
        return _("花名册里没有这个人。")
    if not meant:
        units = listed(person.org for person in namesakes if person.org)
        return _("花名册里的{name}在{units}，与名单上的单位不符。").format(
            name=one.name, units=units
        )
    return _("花名册里有 {count} 位{name}，分不清是哪一位。").format(
        count=len(meant), name=one.name
    )
