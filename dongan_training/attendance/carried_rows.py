"""What a desk wrote beside its check-ins, as rows of plain values that travel in a file.

Every kind is one table; its rows keep their ids and versions. Of people only those travel
whom a door let in (临时学员), with no more than was told there: the file is not encrypted.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.attendance.models import Evidence, Leave, SpotCall, SpotCheck, WalkIn
from dongan_training.people.models import Person
from dongan_training.storage.base import Base, table_of
from dongan_training.storage.types import Moment
from dongan_training.training.models import Badge, Enrolment

Line = dict[str, Any]  # one row: values by column


class Kind(StrEnum):
    """What travels beside check-ins, in the order in which it is written down."""

    PEOPLE = "people"
    PLACES = "places"
    BADGES = "badges"
    WALK_INS = "walk_ins"
    LEAVE = "leave"
    EVIDENCE = "evidence"
    CHECKS = "checks"
    CALLS = "calls"


Rows = Mapping[Kind, Sequence[Line]]
VERSION = ("id", "device", "counter")
PLACE = ("class_id", "person_id", "number", "state", "withdrawn_at", "withdrawn_reason")
RECORDS: Mapping[Kind, type[Base]] = {
    Kind.PEOPLE: Person,
    Kind.PLACES: Enrolment,
    Kind.BADGES: Badge,
    Kind.WALK_INS: WalkIn,
    Kind.LEAVE: Leave,
    Kind.EVIDENCE: Evidence,
    Kind.CHECKS: SpotCheck,
    Kind.CALLS: SpotCall,
}
PARTS = {Kind.PEOPLE: (*VERSION, "name", "note", "active"), Kind.PLACES: (*VERSION, *PLACE)}
NONE: Rows = {kind: () for kind in Kind}


def columns_of(kind: Kind) -> list[sa.Column[Any]]:
    """The columns of a kind that travel."""
    columns = table_of(RECORDS[kind]).c
    return [column for column in columns if kind not in PARTS or column.name in PARTS[kind]]


def gather_rows(session: Session, class_id: str, lesson_ids: Sequence[str]) -> Rows:
    """Collect what is known of a class and some of its lessons, whichever machine wrote it."""
    seen_in = WalkIn.lesson_id.in_(lesson_ids)
    at_door = WalkIn.enrolment_id == Enrolment.id
    let_in = sa.select(Enrolment.person_id).join(WalkIn, at_door).where(seen_in)
    badges = sa.select(Enrolment.id).where(Enrolment.class_id == class_id)
    checks = sa.select(SpotCheck.id).where(SpotCheck.lesson_id.in_(lesson_ids))
    wanted = {
        Kind.PEOPLE: Person.id.in_(let_in),
        Kind.PLACES: Enrolment.class_id == class_id,
        Kind.BADGES: Badge.enrolment_id.in_(badges),
        Kind.WALK_INS: seen_in,
        Kind.LEAVE: Leave.lesson_id.in_(lesson_ids),
        Kind.EVIDENCE: Evidence.lesson_id.in_(lesson_ids),
        Kind.CHECKS: SpotCheck.id.in_(checks),
        Kind.CALLS: SpotCall.spot_check_id.in_(checks),
    }
    return {kind: _lines(session, kind, clause) for kind, clause in wanted.items()}


def _lines(session: Session, kind: Kind, clause: sa.ColumnElement[bool]) -> list[Line]:
    columns = columns_of(kind)
    query = sa.select(*columns).where(clause).order_by(columns[0].table.c.id)
    return [dict(row) for row in session.execute(query).mappings()]


def plain_rows(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """The same as JSON has it."""
    return {kind: [plain_line(line) for line in lines] for kind, lines in rows.items()}


def plain_line(line: Line) -> dict[str, Any]:
    """One row as JSON has it."""
    return {name: _plain(value) for name, value in line.items()}


def rows_in(told: Mapping[str, Iterable[Mapping[str, Any]]]) -> Rows:
    """Read what ``plain_rows`` wrote; raises ValueError, KeyError or TypeError for all else."""
    found = {}
    for kind in Kind:
        columns = columns_of(kind)
        lines = [{one.name: _value(one, line[one.name]) for one in columns} for line in told[kind]]
        if len({line["id"] for line in lines}) < len(lines):
            raise ValueError("one id twice")
        found[kind] = lines
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _value(column: sa.Column[Any], told: Any) -> Any:
    if told is None and column.nullable:
        return None
    kind = column.type
    if isinstance(kind, Moment):
        return _moment(told)
    if isinstance(kind, sa.LargeBinary):
        return base64.b64decode(told, validate=True)
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(told)
    if not isinstance(told, kind.python_type):
        raise TypeError(column.name)
    if (column.primary_key or column.foreign_keys) and str(UUID(told)) != told:
        raise ValueError(column.name)
    return told


def _moment(told: Any) -> datetime:
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is None:
        raise ValueError(told)
    return moment
