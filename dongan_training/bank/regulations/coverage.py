"""How many questions rest on each article of an edition, and which articles have none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.models import QuestionStatus, SearchEntry
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.regulations.register import Edition, EditionName, Register
from dongan_training.texts import listed


@dataclass(frozen=True)
class ChapterCoverage:
    """One chapter, or the whole edition where its chapters are not known."""

    title: str
    first: int
    last: int
    questions: int  # of the places its articles are cited at; two articles of one question are two
    missing: tuple[int, ...]  # articles without a question


@dataclass(frozen=True)
class Coverage:
    """The questions in use that rest on an edition; ``whole`` cite no article of it."""

    edition: Edition
    articles: dict[int, int]  # by article; those without a question are not here
    questions: int
    whole: int

    @property
    def missing(self) -> tuple[int, ...]:
        """The articles without a question, where it is known how many there are."""
        return self._missing(1, self.edition.articles or 0)

    @property
    def chapters(self) -> tuple[ChapterCoverage, ...]:
        """The same by chapter."""
        return tuple(
            ChapterCoverage(
                one.title,
                one.first,
                one.last,
                sum(self.articles.get(n, 0) for n in range(one.first, one.last + 1)),
                self._missing(one.first, one.last),
            )
            for one in self.edition.chapters
        )

    def _missing(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(one for one in range(first, last + 1) if one not in self.articles)


def question_counts(session: Session, on: date) -> dict[EditionName, int]:
    """How many questions in use rest on each edition; without a year the one in force counts."""
    known = register(session)
    counts: Counter[EditionName] = Counter()
    for text, count in _texts(session):
        counts.update({name: count for name in _names(known, text, on)})
    return dict(counts)


def coverage(session: Session, edition: Edition, on: date) -> Coverage:
    """Count the questions in use by the articles they rest on."""
    known = register(session)
    articles: Counter[int] = Counter()
    questions = whole = 0
    for text, count in _texts(session):
        places = {
            one.article
            for one in parse_citations(text)
            if (meant := known.meant(one, on)) and meant.name == edition.name
        }
        if places:
            questions += count
            whole += count * (places == {None})
            articles.update({one: count for one in places if one is not None})
    return Coverage(edition, dict(articles), questions, whole)


def spans(articles: Sequence[int]) -> str:
    """Write numbers that go up, neighbours joined: 1–3、7."""
    runs: list[list[int]] = []
    for one in articles:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return listed(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _names(known: Register, text: str, on: date) -> set[EditionName]:
    meant = (known.meant(one, on) for one in parse_citations(text))
    return {one.name for one in meant if one is not None}


def _texts(session: Session) -> list[tuple[str, int]]:
    """The different citations with the number of their questions: few, however large the bank."""
    rows = session.execute(
        sa.select(SearchEntry.citation, sa.func.count())
        .where(SearchEntry.citation.is_not(None), SearchEntry.status == QuestionStatus.IN_USE)
        .group_by(SearchEntry.citation)
    )
    return [(text, count) for text, count in rows if text]
