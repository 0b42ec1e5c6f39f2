"""Editions a clerk entered, replacements of editions, and the questions these touched (法规)."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from dongan_training.storage.base import ID, Base, Record


class RegulationEdition(Record, Base):
    """An edition entered here; one of the same title and year that ships steps back behind it.

    ``chapters`` are ``[title, first article, last article]``; ``articles`` is 0 for a
    document that counts none. ``replaces_…`` name an edition that had another title.
    """

    __tablename__ = "regulation_edition"
    __table_args__ = (sa.UniqueConstraint("title", "year"),)

    title: Mapped[str]
    year: Mapped[int]
    in_force: Mapped[date | None] = mapped_column(default=None)
    issued: Mapped[date | None] = mapped_column(default=None)
    articles: Mapped[int | None] = mapped_column(default=None)
    chapters: Mapped[list[Any]] = mapped_column(default_factory=list)
    source: Mapped[str] = mapped_column(default="")
    replaces_title: Mapped[str | None] = mapped_column(default=None)
    replaces_year: Mapped[int | None] = mapped_column(default=None)


class EditionReplacement(Record, Base):
    """One edition put in the place of another; ``changes`` as regulations.changes writes them."""

    __tablename__ = "edition_replacement"

    old_title: Mapped[str]
    old_year: Mapped[int]
    new_title: Mapped[str]
    new_year: Mapped[int]
    changes: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    made_edition: Mapped[bool]  # whether the new edition was entered by it
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class CitationReview(Record, Base):
    """A question that a replacement touched.

    It waits for review while ``version_id`` is its newest version and nobody confirmed it,
    so each edit settles it. ``carried_id`` is the version that only carries the number over.
    """

    __tablename__ = "citation_review"
    __table_args__ = (sa.UniqueConstraint("replacement_id", "question_id"),)

    replacement_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("edition_replacement.id"))
    question_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question.id"), index=True)
    version_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"), index=True)
    carried_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("question_version.id"), default=None
    )
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by: Mapped[str] = mapped_column(default="")
