"""Signing many people in at once (集体签到): a branch that came together, a list read aloud."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.answers import Answer, answering
from dongan_training.attendance.checkin import Arrival, check_in_by_name
from dongan_training.attendance.queries import RegisterRow

BETWEEN_NAMES = re.compile(r"[\n\t,，、;；]+")


@dataclass(frozen=True)
class NamesMeant:
    """Whom a list means, and the names that fit nobody or several in the lesson."""

    rows: tuple[RegisterRow, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


def names_meant(rows: Sequence[RegisterRow], text: str) -> NamesMeant:
    """Find the people of a register whom a pasted list names, by name or by number.

    Namesakes are told apart by the organisation behind the name: 陈敏 莲塘村.
    """
    found: dict[str, RegisterRow] = {}
    unknown: list[str] = []
    ambiguous: list[str] = []
    for entry in filter(None, (part.strip() for part in BETWEEN_NAMES.split(text))):
        meant = _meant(rows, entry)
        if len(meant) == 1:
            found[meant[0].enrolment_id] = meant[0]
        else:
            (ambiguous if meant else unknown).append(entry)
    return NamesMeant(tuple(found.values()), tuple(unknown), tuple(ambiguous))


def check_in_group(
    session: Session, *, lesson_id: str, enrolment_ids: Sequence[str], by: Actor, at: datetime
) -> list[Answer]:
    """Check these people in by name and give the door's answer for each; each is logged.

    Whoever may not come in is told and keeps nobody else out.
    """

    def arrive(enrolment_id: str) -> Arrival:
        return check_in_by_name(
            session, enrolment_id=enrolment_id, lesson_id=lesson_id, by=by, at=at
        )

    return [
        answering(lambda one=enrolment_id: arrive(one), at=at)  # type: ignore[misc]  # bound now
        for enrolment_id in dict.fromkeys(enrolment_ids)
    ]


def _meant(rows: Sequence[RegisterRow], entry: str) -> list[RegisterRow]:
    if entry.isdecimal():
        return [row for row in rows if row.number == int(entry)]
    whole = "".join(entry.split())
    exact = [row for row in rows if row.name == whole]
    if exact:
        return exact
    name, _blank, org = entry.partition(" ")
    plain = "".join(org.split())
    return [row for row in rows if row.name == name and plain and plain in row.township + row.org]
