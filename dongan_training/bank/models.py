"""Subjects and questions (题库、试题)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.bank.drafts import QuestionType
from dongan_training.storage.base import ID, Base, Record


class Subject(Record, Base):
    """A question bank's heading, such as 纪律学习; a tree."""

    __tablename__ = "subject"

    name: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("subject.id"), default=None)


class QuestionStatus(StrEnum):
    """Only questions in use go into papers."""

    DRAFT = "draft"
    IN_USE = "in_use"
    RETIRED = "retired"


class BankImport(Record, Base):
    """One file taken into the bank; undoing it retires what it brought."""

    __tablename__ = "bank_import"

    file_name: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    question_count: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class Question(Record, Base):
    """A question keeps its identity; what it says lies in its versions."""

    __tablename__ = "question"

    subject_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("subject.id"), index=True)
    status: Mapped[QuestionStatus] = mapped_column(default=QuestionStatus.IN_USE)
    import_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("bank_import.id"), default=None, index=True
    )
    versions: Mapped[list["QuestionVersion"]] = relationship(
        init=False, back_populates="question", order_by="QuestionVersion.number"
    )


class QuestionVersion(Record, Base):
    """What a question said at one time; immutable, so papers and attempts can keep it.

    ``answer`` has the JSON form of design §5: letters for choices, ``[true]``, one list of
    accepted texts per blank, or one model text. ``fingerprint`` is equal for equal stems
    and options whatever their width, blanks and punctuation.
    """

    __tablename__ = "question_version"
    __table_args__ = (sa.UniqueConstraint("question_id", "number"),)

    question_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question.id"))
    number: Mapped[int]  # 1, 2, 3 … of this question
    current: Mapped[bool]  # whether this is the newest version
    type: Mapped[QuestionType]
    stem: Mapped[str]
    options: Mapped[list[str]]
    answer: Mapped[list[Any]]
    fingerprint: Mapped[str] = mapped_column(sa.String(64), index=True)
    explanation: Mapped[str | None] = mapped_column(default=None)
    points: Mapped[float | None] = mapped_column(default=None)
    difficulty: Mapped[str | None] = mapped_column(sa.String(16), default=None)
    chapter: Mapped[str | None] = mapped_column(default=None)
    citation: Mapped[str | None] = mapped_column(default=None)
    source_line: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    question: Mapped[Question] = relationship(init=False, back_populates="versions")
