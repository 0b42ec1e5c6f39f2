"""Questions by everything that is known of them; pages and commands narrow the bank here.

All conditions look at the narrow rows of SearchEntry alone. Citations and tags are texts there;
few of them differ however many questions there are, so each is read once and the database is
asked for the texts that fit.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.different_texts import CITATIONS, HAS_TAGS, TAGGED, tags_of
from dongan_training.bank.difficulty import FAIR, GOOD, expected_facility
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionStatus,
    QuestionVersion,
    SearchEntry,
    SearchText,
)
from dongan_training.bank.queries import COLUMNS, ImportRow, QuestionRow
from dongan_training.bank.regulations.awaiting import waiting_ids
from dongan_training.bank.regulations.basis import Basis
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.searching import import_number_of, matching, numbers_matching, says
from dongan_training.bank.subjects import below, tree
from dongan_training.storage.base import table_of
from dongan_training.texts import N_

EASY_FROM, HARD_BELOW = 0.75, 0.55  # between the three grades of bank.difficulty


class Level(StrEnum):
    """How hard a question is, by what was measured, else by what its author said."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


class Discrimination(StrEnum):
    """How well a question tells those who know from those who do not, as it was measured."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    NEGATIVE = "negative"  # those who know less get it right: mostly a wrong key


LEVELS: Mapping[Level, str] = {Level.EASY: N_("易"), Level.MIDDLE: N_("中"), Level.HARD: N_("难")}
DISCRIMINATIONS: Mapping[Discrimination, str] = {
    Discrimination.GOOD: N_("区分度良好"),
    Discrimination.FAIR: N_("区分度尚可"),
    Discrimination.WEAK: N_("区分度不足"),
    Discrimination.NEGATIVE: N_("区分度为负"),
}
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
    last_article: int | None = None  # None: ``article`` alone, else all up to this one
    chapter: str = ""  # a piece of it
    source: str = ""  # a piece of the name of the file it came from
    brought_by: ImportRow | None = None  # one import, where several had a file of that name
    cited: bool | None = None  # with a citation, or without
    explained: bool | None = None  # with an explanation, or without
    measured: bool | None = None  # the difficulty, by answers people gave, or not yet
    pictured: bool | None = None  # with, or without
    pointed: bool | None = None  # with points of its own, or without
    least_points: float | None = None
    most_points: float | None = None
    discrimination: Discrimination | None = None
    hand: str = ""  # a piece of the name of one who wrote, imported or changed it
    in_passage: bool | None = None  # one of the questions below a shared text, or not
    for_review: bool | None = None  # waiting because an edition was replaced, or not
    used: bool | None = None  # on any paper, or on none yet
    changed_since: datetime | None = None  # with a version made then or later, new ones too
    basis: Basis | None = None  # by the register, however the citation is written


@dataclass(frozen=True)
class FoundRow(QuestionRow):
    """A question found, with what a list of all kinds of questions says besides."""

    status: QuestionStatus
    tags: list[str]
    facility: float | None  # as measured


class Order(StrEnum):
    """What a list may be ordered by; what is equal stands in the order it came."""

    ARRIVAL = "arrival"
    TYPE = "type"
    STEM = "stem"
    CITATION = "citation"
    DIFFICULTY = "difficulty"  # the easiest first, by what was measured, else declared
    STATUS = "status"


@dataclass(frozen=True)
class Sorting:
    """The order of a list."""

    by: Order = Order.ARRIVAL
    descending: bool = False


AS_THEY_CAME = Sorting()
PORTION = 500  # rows
SOON = 500  # rows; further down the list the index is walked whatever was typed


def find(
    session: Session,
    wanted: Filter,
    *,
    sorting: Sorting = AS_THEY_CAME,
    limit: int | None = None,
    offset: int = 0,
) -> list[FoundRow]:
    """The questions that fit, in the order asked; at most ``limit`` from ``offset`` on.

    Only rows that are given are read whole, so a window of 100 rows comes as fast from
    100,000 questions as from 1,000.
    """
    soon = sorting == AS_THEY_CAME and limit is not None and offset + limit <= SOON
    numbers = _ordered(session, wanted, sorting, SearchEntry.number, soon)
    shown = session.connection().execute(numbers.limit(limit).offset(offset))
    return rows_of(session, shown.scalars().all())


def numbers_in_order(session: Session, wanted: Filter, sorting: Sorting) -> "array[int]":
    """The numbers of all entries that fit, in their order; ``rows_of`` reads some of them.

    Read in portions: rows by the ten thousand at once would call for the collector of garbage.
    """
    numbers = _ordered(session, wanted, sorting, SearchEntry.number)
    found = session.connection().execute(numbers).scalars()
    return array("q", chain.from_iterable(iter(partial(found.fetchmany, PORTION), [])))


def rows_of(session: Session, numbers: Sequence[int]) -> list[FoundRow]:
    """The questions of these entries, in this order, without those that are gone."""
    rows = (
        row
        for start in range(0, len(numbers), PORTION)
        for row in session.execute(_ROWS, {"numbers": numbers[start : start + PORTION]}).all()
    )
    found = {number: FoundRow(*row) for number, *row in rows}
    return [found[number] for number in numbers if number in found]


def find_one(session: Session, question_id: str) -> FoundRow:
    """One question, whatever its status; raises NoResultFound where there is none."""
    row = sa.select(*FOUND).join(Question).where(QuestionVersion.current)
    return FoundRow(*session.execute(row.where(Question.id == question_id)).one())


def find_ids(session: Session, wanted: Filter, *, sorting: Sorting = AS_THEY_CAME) -> list[str]:
    """The ids of all questions that fit, in the same order."""
    return list(session.scalars(_ordered(session, wanted, sorting, SearchEntry.question_id)))


def count(session: Session, wanted: Filter) -> int:
    """How many questions fit."""
    rows, _arrival = _fitting(session, wanted, sa.func.count())
    return session.scalar(rows) or 0


FOUND: tuple[Any, ...] = (
    *COLUMNS,
    Question.status,
    QuestionVersion.tags,
    Question.measured_facility,
)
_ENTRIES, _VERSIONS = table_of(SearchEntry), table_of(QuestionVersion)
_QUESTIONS = table_of(Question)
_ROWS = (
    sa.select(_ENTRIES.c.number, *(one.property.columns[0] for one in FOUND))
    .join(_QUESTIONS, _QUESTIONS.c.id == _ENTRIES.c.question_id)
    .join(_VERSIONS, _VERSIONS.c.question_id == _QUESTIONS.c.id)
    .where(_VERSIONS.c.current, _ENTRIES.c.number.in_(sa.bindparam("numbers", expanding=True)))
)


def _fitting(
    session: Session, wanted: Filter, column: Any, soon: bool = False
) -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    """A column of the entries that fit, and what orders them as they came.

    Begins where the fewest are: with the articles, tags and pictures, else with the texts that
    match. ``soon`` says that only the first few are wanted.
    """
    rows = sa.select(column)
    arrival: sa.ColumnElement[int] = _ENTRIES.c.number
    if wanted.article or wanted.tag or wanted.pictured:
        rows = rows.select_from(SearchEntry)
        if (
            wanted.text and wanted.article and not wanted.last_article
        ):  # few cite one article, and many may have the text
            said = sa.select(SearchText.number).where(SearchText.number == arrival)
            rows = rows.where(said.where(says(wanted.text)).exists())
        elif wanted.text:
            rows = rows.where(arrival.in_(numbers_matching(session, wanted.text)))
        arrival = arrival + 0  # found by an index of their own; walking in order takes longer
    elif wanted.text:
        found, arrival = matching(session, wanted.text, soon)
        rows = rows.select_from(found)
    else:
        rows = rows.select_from(SearchEntry)
    return rows.where(*_conditions(session, wanted)), arrival


def _ordered(
    session: Session,
    wanted: Filter,
    sorting: Sorting,
    column: Any,
    soon: bool = False,
) -> sa.Select[Any]:
    """A column of the entries that fit, in their order."""
    rows, arrival = _fitting(session, wanted, column, soon)
    keys = [arrival]
    if sorting.by is Order.STEM:
        rows = rows.join(SearchText, SearchText.number == SearchEntry.number)
    if sorting.by is not Order.ARRIVAL:
        keys.insert(0, _BY[sorting.by])
    return rows.order_by(*(one.desc() if sorting.descending else one for one in keys))


FACILITY = sa.func.coalesce(SearchEntry.measured_facility, SearchEntry.declared_facility)
_BY: Mapping[Order, Any] = {
    Order.TYPE: SearchEntry.type,
    Order.STEM: SearchText.text,  # begins with it
    Order.CITATION: sa.func.coalesce(SearchEntry.citation, ""),
    Order.DIFFICULTY: FACILITY,
    Order.STATUS: SearchEntry.status,
}


def _conditions(session: Session, wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.subject_id is not None:
        yield SearchEntry.subject_id.in_(below(tree(session), wanted.subject_id))
    if wanted.kind is not None:
        yield SearchEntry.type == wanted.kind
    if wanted.status is not None:
        yield SearchEntry.status == wanted.status
    if wanted.level is not None:
        yield _BANDS[wanted.level]
    yield from _has(wanted)
    yield from _past(session, wanted)
    if wanted.tag:
        texts = [text for text in session.scalars(TAGGED) if wanted.tag in tags_of(text)]
        yield HAS_TAGS
        yield SearchEntry.tags.in_(texts)
    if wanted.chapter:
        yield SearchEntry.chapter.contains(wanted.chapter, autoescape=True)
    if wanted.regulation or wanted.edition or wanted.article:
        named = session.scalars(CITATIONS).all()
        fitting = [text for text in named if _cites(wanted, text)]
        all_fit = len(fitting) == len(named) > 0
        cited = SearchEntry.citation
        yield cited.is_not(None) if all_fit else cited.in_(fitting)
    if (basis := wanted.basis) is not None:
        known = register(session)
        texts = [text for text in session.scalars(CITATIONS) if basis.holds(known, text)]
        yield SearchEntry.citation.in_(texts)


def _has(wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    """What a question has, or lacks."""
    if wanted.pictured is not None:
        yield SearchEntry.pictured.is_(wanted.pictured)
    if wanted.explained is not None:
        yield SearchEntry.explained.is_(wanted.explained)
    if wanted.cited is not None:
        yield SearchEntry.citation.is_not(None) == wanted.cited
    if wanted.measured is not None:
        yield SearchEntry.measured_facility.is_not(None) == wanted.measured
    if wanted.pointed is not None:
        yield SearchEntry.points.is_not(None) == wanted.pointed
    if wanted.least_points is not None:
        yield SearchEntry.points >= wanted.least_points
    if wanted.most_points is not None:
        yield SearchEntry.points <= wanted.most_points
    if wanted.discrimination is not None:
        ids = sa.select(Question.id).where(_DISCRIMINATIONS[wanted.discrimination])
        yield SearchEntry.question_id.in_(ids)
    if wanted.in_passage is not None:
        shares = (QuestionVersion.passage_id.is_not(None), QuestionVersion.current)
        questions = sa.select(QuestionVersion.question_id).where(*shares)
        below_text = SearchEntry.question_id.in_(questions)
        yield below_text if wanted.in_passage else ~below_text


def _past(session: Session, wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    """What happened to a question: it was brought, waits, was used, was changed."""
    if wanted.source:
        named = BankImport.file_name.contains(wanted.source, autoescape=True)
        numbers = sa.select(import_number_of(BankImport.id)).where(named)
        yield SearchEntry.import_number.in_(session.scalars(numbers).all())
    if wanted.hand:
        actor = BankImport.actor.contains(wanted.hand, autoescape=True)
        numbers = sa.select(import_number_of(BankImport.id)).where(actor)
        imported = SearchEntry.import_number.in_(session.scalars(numbers).all())
        yield imported | SearchEntry.hands.contains(wanted.hand, autoescape=True)
    if wanted.brought_by is not None:
        yield SearchEntry.import_number == import_number_of(wanted.brought_by.id)
    if wanted.for_review is not None:
        waits = SearchEntry.question_id.in_(waiting_ids())
        yield waits if wanted.for_review else ~waits
    if wanted.used is not None:
        on_paper = SearchEntry.question_id.in_(_on_papers())
        yield on_paper if wanted.used else ~on_paper
    if wanted.changed_since is not None:
        yield _changed(session, wanted.changed_since)


def _changed(session: Session, since: datetime) -> sa.ColumnElement[bool]:
    """Name the smaller part: the ids of 100,000 versions cost half a second to gather."""
    made = QuestionVersion.made_at
    questions = sa.select(QuestionVersion.question_id).where(QuestionVersion.current)
    newer = session.scalar(sa.select(sa.func.count()).where(made >= since)) or 0
    older = session.scalar(sa.select(sa.func.count()).where(made < since)) or 0
    if newer <= older:
        return SearchEntry.question_id.in_(questions.where(made >= since))
    return SearchEntry.question_id.not_in(questions.where((made < since) | made.is_(None)))


def _on_papers() -> sa.Select[str]:
    """The questions that stand on a paper, in whatever version.

    Papers are a story above the bank, so their table is named here and not imported.
    """
    items = sa.table("paper_item", sa.column("version_id"))
    return sa.select(QuestionVersion.question_id).join(
        items, items.c.version_id == QuestionVersion.id
    )


_BANDS = {
    Level.EASY: FACILITY >= EASY_FROM,
    Level.MIDDLE: (FACILITY >= HARD_BELOW) & (FACILITY < EASY_FROM),
    Level.HARD: FACILITY < HARD_BELOW,
}


_MEASURED = Question.measured_discrimination
_DISCRIMINATIONS = {
    Discrimination.GOOD: _MEASURED >= GOOD,
    Discrimination.FAIR: (_MEASURED >= FAIR) & (_MEASURED < GOOD),
    Discrimination.WEAK: (_MEASURED >= 0) & (_MEASURED < FAIR),
    Discrimination.NEGATIVE: _MEASURED < 0,
}


def _cites(wanted: Filter, text: str) -> bool:
    first = wanted.article
    articles = range(first, (wanted.last_article or first) + 1) if first else None
    return any(
        wanted.regulation in one.regulation
        and wanted.edition in (None, one.edition)
        and (articles is None or one.article in articles)
        for one in parse_citations(text)
    )


def level_of(declared: str | None, measured: float | None) -> Level:
    """The level of a question with that difficulty."""
    facility = expected_facility(declared, measured)
    harder = Level.MIDDLE if facility >= HARD_BELOW else Level.HARD
    return Level.EASY if facility >= EASY_FROM else harder
