"""Bulk changes as lists tell them, in the window and on the command line."""

from collections.abc import Iterator, Mapping, Sequence

from dongan_training.bank.bulk.changes import (
    Change,
    ChangeTags,
    Move,
    SetEdition,
    SetFact,
    SetStatus,
    Several,
)
from dongan_training.bank.filtering import STATUSES
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import N_, _, listed

FACTS = {"chapter": N_("章节"), "difficulty": N_("难度"), "points": N_("分值")}


def changes_told(changes: Sequence[Change], paths: Mapping[str, str]) -> str:
    """What was asked for; ``paths`` are those of the subjects, by their ids."""
    return listed(part for one in changes for part in _parts(one, paths))


def _parts(change: Change, paths: Mapping[str, str]) -> Iterator[str]:
    match change:
        case Several(several):
            for one in several:
                yield from _parts(one, paths)
        case Move(subject_id):
            yield _("移到“{name}”").format(name=paths.get(subject_id, "—"))
        case SetStatus(wanted):
            yield _("改为{status}").format(status=_(STATUSES[wanted]))
        case SetFact(field, value):
            said = plain_number(value) if isinstance(value, float) else value
            yield f"{_(FACTS[field])} {said or '—'}"
        case ChangeTags(add, remove):
            yield " ".join([*(f"+{one}" for one in add), *(f"-{one}" for one in remove)])
        case SetEdition(title, year):
            yield _("《{title}》改用 {year} 年版").format(title=title, year=year)
