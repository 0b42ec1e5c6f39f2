"""Two desks recorded one thing differently: a clerk says whose record stands, logged.

It can be taken back; the record of this desk is kept in the log either way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carried_rows import RECORDS, Kind, Line, plain_line
from dongan_training.attendance.merging_rows import Clash
from dongan_training.attendance.refused import Said
from dongan_training.errors import UserError
from dongan_training.texts import N_


class Choice(StrEnum):
    """Whose record stands."""

    HERE = "here"
    OTHER = "other"


KINDS = {Said.LEAVE: Kind.LEAVE, Said.SPOT_CHECK: Kind.CALLS}
CONTENTS = {
    Kind.LEAVE: ("kind", "reason", "asked_at", "state", "decided_by", "decided_at", "exception"),
    Kind.CALLS: ("found",),
}


@dataclass(eq=False)
class NothingToChoose(UserError):
    text: str
    message = N_("文件里没有两台记录不一致、可以选择的“{text}”。")
    advice = N_("没有并入任何记录。请先用 --dry-run 查看，方括号里是编号。")


@dataclass(frozen=True)
class Settled:
    """What a record of this desk said before that of the other took its place."""

    kind: Kind
    record_id: str
    enrolment_id: str
    before: Line


def find_choices(clashes: Sequence[Clash], asked: Mapping[str, Choice]) -> dict[str, Choice]:
    """Give choices by the whole id of their record; asked for by an id or its beginning.

    Raises NothingToChoose.
    """
    open_ids = [one.line["id"] for one in clashes if one.known is not None]
    found = {}
    for text, choice in asked.items():
        meant = [key for key in open_ids if text and key.startswith(text)]
        if len(meant) != 1:
            raise NothingToChoose(text)
        found[meant[0]] = choice
    return found


def settle(
    session: Session,
    *,
    clashes: Sequence[Clash],
    choices: Mapping[str, Choice],
    by: Actor,
    at: datetime,
) -> tuple[Settled, ...]:
    """Let the records stand that somebody chose, and give what can be taken back."""
    settled = []
    for clash in clashes:
        choice = choices.get(clash.line["id"])
        if choice is None or clash.known is None:
            continue
        kind = KINDS[clash.said]
        here = {name: clash.known[name] for name in CONTENTS[kind]}
        other = {name: clash.line[name] for name in CONTENTS[kind]}
        one = Settled(kind, clash.known["id"], clash.known["enrolment_id"], here)
        if choice is Choice.OTHER:
            _write(session, one, other)
            settled.append(one)
        details = {
            "record": one.record_id,
            "kind": kind.value,
            "stands": choice.value,
            "here": plain_line(here),
            "other": plain_line(other),
        }
        audit.record(
            session,
            by=by,
            at=at,
            act="attendance.choose",
            subject=one.enrolment_id,
            details=details,
        )
    return tuple(settled)


def take_back_settling(
    session: Session, *, settled: Sequence[Settled], by: Actor, at: datetime
) -> None:
    """Let the records of this desk stand again; logged."""
    for one in settled:
        _write(session, one, one.before)
        details = {"record": one.record_id, "kind": one.kind.value, "here": plain_line(one.before)}
        audit.record(
            session,
            by=by,
            at=at,
            act="attendance.choose_back",
            subject=one.enrolment_id,
            details=details,
        )


def _write(session: Session, one: Settled, contents: Line) -> None:
    record = session.get_one(RECORDS[one.kind], one.record_id)
    for name, value in contents.items():
        setattr(record, name, value)
    session.flush()
