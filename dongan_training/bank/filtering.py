"""Questions by everything that is known of them; pages and commands narrow the bank here.

Citations, tags and declared difficulty are texts. There are few different ones however many
questions there are, so each is read once and the database is asked for the texts that fit.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.difficulty import expected_facility
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import (
    Question,
    QuestionStatus,
    QuestionVersion,
    SearchEntry,
    VersionPicture,
)
from dongan_training.bank.queries import QuestionRow
from dongan_training.bank.regulations.awaiting import waiting_ids
from dongan_training.bank.searching import matching
from dongan_training.bank.subjects import below, tree
from dongan_training.texts import N_

TAGS = sa.cast(QuestionVersion.tags, sa.Text)
EASY_FROM, HARD_BELOW = 0.75, 0.55  # between the three grades of bank.difficulty


class Level(StrEnum):
    """How hard a question is, by what was measured, else by what its author said."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


LEVELS: Mapping[Level, str] = {Level.EASY: N_("易"), Level.MIDDLE: N_("中"), Level.HARD: N_("难")}
STATUSES: Mapping[QuestionStatus, str] = {
    QuestionStatus.IN_USE: N_("在用"),
    QuestionStatus.DRAFT: N_("草稿"),
    QuestionStatus.RETIRED: N_("停用"),
}


@dataclass(frozen=True)
class Filter:
    """What is looked for; what says nothing keeps everything."""

    text: str = ""  # any piece of stem, options, written answers, passage or citation
    subject_id: str | None = None  # with all below it
    kind: QuestionType | None = None
    status: QuestionStatus | None = QuestionStatus.IN_USE  # None: whatever its status
    tag: str = ""
    level: Level | None = None
    regulation: str = ""  # a piece of its title
    edition: int | None = None
    article: int | None = None
    pictured: bool | None = None  # with, or without
    for_review: bool | None = None  # waiting because an edition was replaced, or not


@dataclass(frozen=True)
class FoundRow(QuestionRow):
    """A question found, with what a list of all kinds of questions says besides."""

    status: QuestionStatus
    tags: list[str]
    facility: float | None  # as measured


def find(
    session: Session, wanted: Filter, *, limit: int | None = None, offset: int = 0
) -> list[FoundRow]:
    """The questions that fit, in the order they came; at most ``limit`` from ``offset`` on."""
    rows = (
        _fitting(session, wanted, COLUMNS).order_by(_in_order(wanted)).limit(limit).offset(offset)
    )
    return [FoundRow(*row) for row in session.execute(rows)]


def find_one(session: Session, question_id: str) -> FoundRow:
    """One question, whatever its status; raises NoResultFound where there is none."""
    row = sa.select(*COLUMNS).join(Question).where(QuestionVersion.current)
    return FoundRow(*session.execute(row.where(Question.id == question_id)).one())


def find_ids(session: Session, wanted: Filter) -> list[str]:
    """The ids of all questions that fit, in the same order."""
    rows = _fitting(session, wanted, (Question.id,)).order_by(_in_order(wanted))
    return list(session.scalars(rows))


def count(session: Session, wanted: Filter) -> int:
    """How many questions fit."""
    return session.scalar(_fitting(session, wanted, (sa.func.count(),))) or 0


def tags_in_use(session: Session) -> list[str]:
    """Every tag that a question has."""
    texts = session.scalars(sa.select(TAGS).where(QuestionVersion.current).distinct())
    return sorted({tag for text in texts for tag in json.loads(text)})


def regulations_cited(session: Session) -> list[str]:
    """The titles of all documents that questions rest on."""
    cited = _different(session, QuestionVersion.citation)
    return sorted({one.regulation for text in cited for one in parse_citations(text)} - {""})


def texts_citing(session: Session, fits: Callable[[str], bool]) -> list[str]:
    """The citations of newest versions that ``fits`` accepts, each once."""
    return [text for text in _different(session, QuestionVersion.citation) if fits(text)]


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
    Question.status,
    QuestionVersion.tags,
    Question.measured_facility,
)


def _fitting(session: Session, wanted: Filter, columns: Iterable[Any]) -> sa.Select[Any]:
    """Begin where the fewest rows are: with the texts that match, in the order they came."""
    rows = sa.select(*columns)
    if wanted.text:
        rows = rows.select_from(SearchEntry).where(matching(session, wanted.text))
        rows = rows.join(QuestionVersion, QuestionVersion.id == SearchEntry.version_id)
    else:
        rows = rows.select_from(QuestionVersion)
    return rows.join(Question, Question.id == QuestionVersion.question_id).where(
        QuestionVersion.current.is_(True), *_conditions(session, wanted)
    )


def _in_order(wanted: Filter) -> Any:
    return SearchEntry.number if wanted.text else Question.id


def _conditions(session: Session, wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.subject_id is not None:
        yield Question.subject_id.in_(below(tree(session), wanted.subject_id))
    if wanted.kind is not None:
        yield QuestionVersion.type == wanted.kind
    if wanted.status is not None:
        yield Question.status == wanted.status
    if wanted.pictured is not None:
        shown = sa.exists().where(VersionPicture.version_id == QuestionVersion.id)
        yield shown if wanted.pictured else ~shown
    if wanted.for_review is not None:
        waits = Question.id.in_(waiting_ids())
        yield waits if wanted.for_review else ~waits
    if wanted.tag:
        yield TAGS.in_(_tag_texts(session, wanted.tag))
    if wanted.level is not None:
        yield _at_level(session, wanted.level)
    if wanted.regulation or wanted.edition or wanted.article:
        yield QuestionVersion.citation.in_(texts_citing(session, lambda text: _cites(wanted, text)))


def _cites(wanted: Filter, text: str) -> bool:
    return any(
        wanted.regulation in one.regulation
        and wanted.edition in (None, one.edition)
        and wanted.article in (None, one.article)
        for one in parse_citations(text)
    )


def _tag_texts(session: Session, tag: str) -> list[str]:
    texts = session.scalars(sa.select(TAGS).where(QuestionVersion.current).distinct())
    return [text for text in texts if tag in json.loads(text)]


def _at_level(session: Session, level: Level) -> sa.ColumnElement[bool]:
    declared = [
        text
        for text in _different(session, QuestionVersion.difficulty)
        if level_of(text, None) is level
    ]
    said: sa.ColumnElement[bool] = QuestionVersion.difficulty.in_(declared)
    if level is Level.MIDDLE:  # what nobody spoke of
        said = said | QuestionVersion.difficulty.is_(None)
    measured = Question.measured_facility
    band = {
        Level.EASY: measured >= EASY_FROM,
        Level.MIDDLE: (measured >= HARD_BELOW) & (measured < EASY_FROM),
        Level.HARD: measured < HARD_BELOW,
    }
    return sa.case((measured.is_(None), said), else_=band[level])


def level_of(declared: str | None, measured: float | None) -> Level:
    """The level of a question with that difficulty."""
    facility = expected_facility(declared, measured)
    if facility >= EASY_FROM:
        return Level.EASY
    return Level.MIDDLE if facility >= HARD_BELOW else Level.HARD


def _different(session: Session, column: Any) -> list[str]:
    rows = sa.select(column).where(QuestionVersion.current, column.is_not(None)).distinct()
    return list(session.scalars(rows))
