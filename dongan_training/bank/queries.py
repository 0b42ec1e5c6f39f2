"""What the bank holds: reads for pages, commands and exports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionStatus,
    QuestionVersion,
    SearchEntry,
    Subject,
)
from dongan_training.bank.versioning import drafts_of, newest


@dataclass(frozen=True)
class SubjectRow:
    """A subject with the number of its questions in use, in all and by type."""

    id: str
    name: str
    total: int
    by_type: dict[QuestionType, int]


@dataclass(frozen=True)
class QuestionRow:
    """A question in use, as its newest version says it."""

    id: str
    type: QuestionType
    stem: str
    options: Sequence[str]
    answer: Sequence[Any]
    explanation: str | None
    citation: str | None
    chapter: str | None
    difficulty: str | None
    version: int
    subject_id: str
    points: float | None


# What a QuestionRow says, in its order; of a version beside its question.
COLUMNS: tuple[Any, ...] = (
    QuestionVersion.question_id,
    QuestionVersion.type,
    QuestionVersion.stem,
    QuestionVersion.options,
    QuestionVersion.answer,
    QuestionVersion.explanation,
    QuestionVersion.citation,
    QuestionVersion.chapter,
    QuestionVersion.difficulty,
    QuestionVersion.number,
    Question.subject_id,
    QuestionVersion.points,
)


@dataclass(frozen=True)
class VersionRow:
    """One version of a question."""

    number: int
    made_at: datetime | None
    made_by: str  # empty where nobody noted it
    type: QuestionType
    stem: str
    options: Sequence[str]
    answer: Sequence[Any]


@dataclass(frozen=True)
class ImportRow:
    """A file that was taken in."""

    id: str
    file_name: str
    at: datetime
    actor: str
    questions: int
    undone: bool


def subjects(session: Session) -> list[SubjectRow]:
    """All subjects by name, also empty ones."""
    counts = session.execute(
        select(SearchEntry.subject_id, SearchEntry.type, func.count())
        .where(SearchEntry.status == QuestionStatus.IN_USE)
        .group_by(SearchEntry.subject_id, SearchEntry.type)
    )
    by_subject: dict[str, dict[QuestionType, int]] = {}
    for subject_id, kind, count in counts:
        by_subject.setdefault(subject_id, {})[kind] = count
    return [
        SubjectRow(one.id, one.name, sum(by_type.values()), by_type)
        for one in session.scalars(select(Subject).order_by(Subject.name))
        for by_type in [by_subject.get(one.id, {})]
    ]


def questions(session: Session, *, search: str = "") -> list[QuestionRow]:
    """Questions in use in the order they came; ``search`` looks into stem and citation."""
    wanted = _rows(_in_use())
    if search:
        found = QuestionVersion.stem.contains(search, autoescape=True)
        cited = QuestionVersion.citation.contains(search, autoescape=True)
        wanted = wanted.where(found | cited)
    return [QuestionRow(*row) for row in session.execute(wanted)]


def holds_questions(session: Session) -> bool:
    """Whether there is any question, whatever its status."""
    return session.scalar(select(Question.id).limit(1)) is not None


def versions(session: Session, question_id: str) -> list[VersionRow]:
    """The history of one question, the newest first."""
    rows = session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc())
    )
    return [
        VersionRow(
            one.number, one.made_at, one.made_by, one.type, one.stem, one.options, one.answer
        )
        for one in rows
    ]


def imports(session: Session) -> list[ImportRow]:
    """The files taken in, the newest first."""
    rows = session.scalars(select(BankImport).order_by(BankImport.at.desc(), BankImport.id.desc()))
    return [
        ImportRow(
            one.id, one.file_name, one.at, one.actor, one.question_count, one.undone_at is not None
        )
        for one in rows
    ]


def current_drafts(session: Session, question_ids: Sequence[str]) -> list[Draft]:
    """What questions say now, whatever their status, in the order asked."""
    found = newest(session, question_ids)
    return drafts_of(session, [found[one] for one in question_ids])


def numbered_drafts(session: Session, question_ids: Sequence[str]) -> list[Draft]:
    """The same, numbered from 1 as a file is."""
    drafts = current_drafts(session, question_ids)
    return [replace(one, number=str(number)) for number, one in enumerate(drafts, start=1)]


def _current() -> Select[QuestionVersion]:
    return select(QuestionVersion).join(Question).where(QuestionVersion.current.is_(True))


def _in_use() -> Select[QuestionVersion]:
    return _current().where(Question.status == QuestionStatus.IN_USE).order_by(Question.id)


def _rows(versions: Select[QuestionVersion]) -> Select[Any]:
    """Plain rows: they cost a third of entities."""
    return versions.with_only_columns(*COLUMNS)
