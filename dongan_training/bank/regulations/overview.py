"""The register as lists show it: every edition with where it stands and what rests on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dongan_training.bank.regulations.coverage import question_counts
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.regulations.register import Edition, Standing


@dataclass(frozen=True)
class EditionRow:
    """One edition on a day."""

    edition: Edition
    standing: Standing
    questions: int  # in use


def edition_rows(session: Session, on: date) -> list[EditionRow]:
    """All editions, regulation by regulation, the newest of each first."""
    known = register(session)
    counts = question_counts(session, on)
    return [
        EditionRow(one, known.standing(one, on), counts.get(one.name, 0))
        for title in known.titles
        for one in reversed(known.editions_of(title))
    ]
