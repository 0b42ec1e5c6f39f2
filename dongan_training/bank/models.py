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


class Passage(Record, Base):
    """A text that several questions share (材料题); immutable, like the versions that name it.

    Another wording is another passage, with a new version of each of its questions.
    """

    __tablename__ = "passage"

    text: Mapped[str]


class Question(Record, Base):
    """A question keeps its identity; what it says lies in its versions.

    ``measured_…`` come from the answers people gave (bank.difficulty): the share of the
    points that was reached, the discrimination from -1 to 1, and how many answers tell it.
    """

    __tablename__ = "question"

    subject_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("subject.id"), index=True)
    status: Mapped[QuestionStatus] = mapped_column(default=QuestionStatus.IN_USE)
    import_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("bank_import.id"), default=None, index=True
    )
    measured_facility: Mapped[float | None] = mapped_column(default=None)  # 0–1
    measured_discrimination: Mapped[float | None] = mapped_column(default=None)
    measured_count: Mapped[int] = mapped_column(default=0, server_default="0")
    versions: Mapped[list["QuestionVersion"]] = relationship(
        init=False, back_populates="question", order_by="QuestionVersion.number"
    )


class QuestionVersion(Record, Base):
    """What a question said at one time; immutable, so papers and attempts can keep it.

    ``answer`` has the JSON form of design §5: letters for choices, ``[true]``, one list of
    accepted texts per blank, or one model text. ``fingerprint`` is equal for equal stems
    and options whatever their width, blanks and punctuation. ``marking`` lists what a short
    answer must say, as ``{"text": …, "points": number or null}``. Sub-questions of a passage
    stand in the order of ``passage_place``, from 1.
    """

    __tablename__ = "question_version"
    __table_args__ = (
        sa.UniqueConstraint("question_id", "number"),
        # Few questions belong to a passage; the others cost the import nothing. PostgreSQL has
        # the same condition by its migration: said here it would load that dialect at each start.
        sa.Index(
            "ix_question_version_passage_id",
            "passage_id",
            sqlite_where=sa.text("passage_id IS NOT NULL"),
        ),
    )

    question_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question.id"))
    number: Mapped[int]  # 1, 2, 3 … of this question
    current: Mapped[bool]  # whether this is the newest version
    type: Mapped[QuestionType]
    stem: Mapped[str]
    options: Mapped[list[str]]
    answer: Mapped[list[Any]]
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    explanation: Mapped[str | None] = mapped_column(default=None)
    points: Mapped[float | None] = mapped_column(default=None)
    difficulty: Mapped[str | None] = mapped_column(sa.String(16), default=None)
    chapter: Mapped[str | None] = mapped_column(default=None)
    citation: Mapped[str | None] = mapped_column(default=None)
    source_line: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    made_by: Mapped[str] = mapped_column(default="", server_default="")
    reason: Mapped[str] = mapped_column(default="", server_default="")  # why it was made
    order_free: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    marking: Mapped[list[Any]] = mapped_column(default_factory=list, server_default="[]")
    tags: Mapped[list[str]] = mapped_column(default_factory=list, server_default="[]")
    passage_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("passage.id"), default=None)
    passage_place: Mapped[int] = mapped_column(default=0, server_default="0")
    question: Mapped[Question] = relationship(init=False, back_populates="versions")


class StoredPicture(Record, Base):
    """One picture, kept once however many questions show it; its id follows from its bytes."""

    __tablename__ = "picture"

    media_type: Mapped[str] = mapped_column(sa.String(64))
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class VersionPicture(Record, Base):
    """The picture that the marker ``〔图n〕`` of a question version names."""

    __tablename__ = "version_picture"
    __table_args__ = (sa.UniqueConstraint("version_id", "number"),)

    version_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))
    number: Mapped[int]  # n, from 1
    picture_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("picture.id"), index=True)


class ReplacedVersion(Record, Base):
    """A version that an import put in the place of another; undoing it brings that one back."""

    __tablename__ = "replaced_version"

    import_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("bank_import.id"), index=True)
    before_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))
    after_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))


class DraftImport(Base):
    """A file under review that is not settled yet; of this data folder alone.

    ``notes`` are the pieces of the file that belong to no question.
    """

    __tablename__ = "draft_import"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    file_name: Mapped[str]
    format: Mapped[str]
    subject_name: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    notes: Mapped[list[Any]] = mapped_column(default_factory=list)


class DraftQuestion(Base):
    """One question of a draft import as it stands now, with what a person settled about it."""

    __tablename__ = "draft_question"

    draft_import_id: Mapped[str] = mapped_column(
        ID, sa.ForeignKey("draft_import.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # in the file, from 0
    draft: Mapped[dict[str, Any]]
    problems: Mapped[list[Any]]
    choice: Mapped[str | None] = mapped_column(sa.String(16), default=None)


class BulkChange(Base):
    """One change to many questions that can still be taken back; of this data folder alone.

    ``change`` says what was asked for and ``done`` what every question was before, as
    bank.bulk.steps writes them.
    """

    __tablename__ = "bulk_change"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    change: Mapped[dict[str, Any]]
    done: Mapped[dict[str, Any]]
    taken_back_at: Mapped[datetime | None] = mapped_column(default=None)


class SearchEntry(Base):
    """What lists narrow and order the bank by, of each question as it says now.

    One narrow row a question, so that 100,000 are looked through in a hundredth of a second: an
    id more is a quarter of it. ``number`` keeps the order in which questions came here, and
    ``import_number`` is that of the first one of the same import; all of it is of this data
    folder alone and follows from the questions, so nothing refers to them with foreign keys.
    ``hands`` names who made versions of it, apart from the one that its import made.
    Written by bank.searching only, apart from what ``question`` itself says: subject, status
    and measured facility are kept equal by a trigger of the database.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        sa.Index(
            "ix_search_entry_tags",
            "tags",
            sqlite_where=sa.text("tags <> '[]'"),
        ),
        sa.Index(
            "ix_search_entry_pictured",
            "number",
            sqlite_where=sa.text("pictured IS 1"),
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[str] = mapped_column(ID, unique=True)
    subject_id: Mapped[str] = mapped_column(ID)
    status: Mapped[QuestionStatus]
    type: Mapped[QuestionType]
    declared_facility: Mapped[float]  # 0–1, what the author's word for the difficulty means
    measured_facility: Mapped[float | None]  # 0–1
    pictured: Mapped[bool]
    tags: Mapped[str]  # a JSON list
    citation: Mapped[str | None] = mapped_column(index=True)
    chapter: Mapped[str | None]
    explained: Mapped[bool] = mapped_column(server_default=sa.false())
    import_number: Mapped[int | None]
    points: Mapped[float | None]
    hands: Mapped[str | None]


class SearchText(Base):
    """The text that a search looks at: all texts of a question in one, by its entry's number."""

    __tablename__ = "search_text"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
