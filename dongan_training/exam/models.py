"""Blueprints, papers, exams and attempts (命题细目表、试卷、考试、答卷)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.scoring import Marking, Rule
from dongan_training.exam.hand_marks import HandRule
from dongan_training.storage.base import ID, Base, Record
from dongan_training.training.models import Enrolment


class SavedBlueprint(Record, Base):
    """A blueprint kept for the next paper (命题细目表); each paper keeps its own copy of it."""

    __tablename__ = "blueprint"

    title: Mapped[str] = mapped_column(unique=True)  # by which people find it
    data: Mapped[dict[str, Any]]  # see exam.blueprint
    forms: Mapped[int]  # how many forms are usually made from it
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class Paper(Record, Base):
    """Question versions with points, made from a blueprint, offered in forms; frozen when approved.

    ``approved_at`` says that the paper is signed off now; the history is in ``PaperSignOff``.
    """

    __tablename__ = "paper"

    title: Mapped[str]
    blueprint: Mapped[dict[str, Any]]  # as given; see exam.blueprint
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    made_at: Mapped[datetime]
    full_marks: Mapped[float]
    approved_at: Mapped[datetime | None] = mapped_column(default=None)  # 审定
    approved_by: Mapped[str] = mapped_column(default="")
    items: Mapped[list["PaperItem"]] = relationship(
        init=False, back_populates="paper", order_by="PaperItem.position"
    )
    forms: Mapped[list["PaperForm"]] = relationship(
        init=False, back_populates="paper", order_by=lambda: BY_LETTER
    )


class PaperItem(Record, Base):
    """One question version on a paper, with its points.

    Forms that differ only in order share their items (``form`` is empty). A parallel form
    has items of its own, which carry its letter. ``exam.items`` finds those of a form.
    """

    __tablename__ = "paper_item"
    __table_args__ = (sa.UniqueConstraint("paper_id", "position"),)

    paper_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper.id"))
    position: Mapped[int]  # from 1, in the order of form A; those of form B follow them, …
    version_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))
    points: Mapped[float]
    form: Mapped[str] = mapped_column(sa.String(2), default="")
    section: Mapped[int] = mapped_column(default=0)  # of the blueprint (大题), from 0
    paper: Mapped[Paper] = relationship(init=False, back_populates="items")
    version: Mapped[QuestionVersion] = relationship(init=False)


class PaperForm(Record, Base):
    """An order of a paper's questions and of their options (A卷、B卷).

    ``order`` lists, in the order shown, ``{"item": id of the PaperItem, "options": [2, 0, 1, 3]}``:
    option numbers of the version in the order shown.
    """

    __tablename__ = "paper_form"
    __table_args__ = (sa.UniqueConstraint("paper_id", "letter"),)

    paper_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper.id"))
    letter: Mapped[str] = mapped_column(sa.String(2))
    order: Mapped[list[Any]]
    paper: Mapped[Paper] = relationship(init=False, back_populates="forms")


BY_LETTER: tuple[Any, ...] = (
    sa.func.length(PaperForm.letter),
    PaperForm.letter,
)  # Z comes before AA


class SignOffKind(StrEnum):
    """The two ways in which the state of a paper changes."""

    APPROVED = "approved"
    REOPENED = "reopened"


class PaperSignOff(Record, Base):
    """Who approved a paper (审定), or opened it again, when and why; append-only."""

    __tablename__ = "paper_sign_off"

    paper_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper.id"), index=True)
    kind: Mapped[SignOffKind]
    at: Mapped[datetime]
    actor: Mapped[str]
    remark: Mapped[str] = mapped_column(default="")


class PaperSwap(Record, Base):
    """One question of a draft changed for another (换题), by whom and when.

    ``options_before`` keeps the order of its options by form, so that taking it back gives
    the paper as it was.
    """

    __tablename__ = "paper_swap"

    paper_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper.id"), index=True)
    item_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_item.id"))
    before_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))
    after_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("question_version.id"))
    options_before: Mapped[list[Any]]
    at: Mapped[datetime]
    actor: Mapped[str]
    taken_back_at: Mapped[datetime | None] = mapped_column(default=None)


class Exam(Record, Base):
    """A paper offered to a class under rules (考试).

    ``starts_at``, ``ends_at`` and ``late_entry`` say when an attempt may be started. Whoever has
    started keeps all minutes: a wall clock that is set, or is wrong, ends nobody's exam.
    """

    __tablename__ = "exam"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), index=True)
    paper_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper.id"))
    title: Mapped[str]
    minutes: Mapped[int]
    pass_mark: Mapped[float]  # in points of the paper
    multiple_choice_rule: Mapped[str] = mapped_column(sa.String(32))
    option_points: Mapped[float] = mapped_column(default=0)  # see bank.scoring.Marking
    folds_numerals: Mapped[bool] = mapped_column(default=False)
    markers: Mapped[int] = mapped_column(default=1)  # who mark each short answer: 1 or 2
    tolerance: Mapped[float] = mapped_column(default=0)  # points two markers may differ by
    # A resit (补考) names the exam it repeats; who may sit it and what it counts: exam.resits.
    resit_of_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("exam.id"), default=None)
    resit_for: Mapped[str] = mapped_column(sa.String(16), default="")
    resit_counts: Mapped[str] = mapped_column(sa.String(16), default="")
    starts_at: Mapped[datetime | None] = mapped_column(default=None)
    room: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    late_entry: Mapped[int | None] = mapped_column(default=None)  # minutes after starts_at
    earliest_hand_in: Mapped[int] = mapped_column(default=0)  # minutes of a person's own time
    attempts_allowed: Mapped[int] = mapped_column(default=1)
    open_book: Mapped[bool] = mapped_column(default=False)
    personal_order: Mapped[bool] = mapped_column(default=False)  # of questions and options
    shows_result: Mapped[bool] = mapped_column(default=False)  # on the receipt, else later
    seat_rows: Mapped[int] = mapped_column(default=0)  # of the room; 0: no seat plan
    seat_columns: Mapped[int] = mapped_column(default=0)
    quit_hash: Mapped[str] = mapped_column(default="")  # argon2; empty: leaving only asks
    paper: Mapped[Paper] = relationship(init=False)

    @property
    def marking(self) -> Marking:
        """The rules by which answers are marked."""
        return Marking(Rule(self.multiple_choice_rule), self.option_points, self.folds_numerals)

    @property
    def hand_rule(self) -> HandRule:
        """How the answers that people mark are marked."""
        return HandRule(self.markers, self.tolerance)


class CorrectionKind(StrEnum):
    """What became of a question after the exam; the paper itself stays frozen."""

    NEW_KEY = "new_key"  # another key in place of the printed one
    ALSO = "also"  # another key beside it
    EVERYBODY = "everybody"  # full points for all who sat
    DROP = "drop"  # counts for nobody; the rest is stretched to the full marks
    RESTORE = "restore"  # back to the printed key


class KeyCorrection(Record, Base):
    """A correction of one question of one exam, with its reason: append-only, the last counts."""

    __tablename__ = "key_correction"

    exam_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("exam.id"), index=True)
    item_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_item.id"))
    kind: Mapped[CorrectionKind]
    answer: Mapped[list[Any]]  # of NEW_KEY and ALSO, in the JSON form of a key
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class ExamPlace(Record, Base):
    """One person's place in one exam (考位): seat, form of that seat, extra minutes.

    Row and column count from 1, seen from the front. Without a seat all three are None, and
    the form follows the number. Nobody needs a place: it is made when there is something to say.
    """

    __tablename__ = "exam_place"
    __table_args__ = (sa.UniqueConstraint("exam_id", "enrolment_id"),)

    exam_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("exam.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    seat_row: Mapped[int | None] = mapped_column(default=None)
    seat_column: Mapped[int | None] = mapped_column(default=None)
    form_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("paper_form.id"), default=None)
    extra_minutes: Mapped[int] = mapped_column(default=0)


class AttemptState(StrEnum):
    """An attempt is open until it is handed in, by the person, the clock or the invigilator."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    TIMED_OUT = "timed_out"


class Attempt(Record, Base):
    """One person's work on one exam (答卷).

    ``seconds_used`` is counted by a monotonic clock while the sitting is open and stored
    with every answer, so neither a kill nor a wall clock set back changes what is left.
    ``score`` is what ``exam.settling`` derived from answers, keys, rules and the marks of
    people; None while open, and while an answer waits for a person. Nobody types it.
    ``extra_minutes`` is what the person has beyond the exam's minutes: from the place at the
    start, and what the invigilator gave since. ``seen_at`` is the last moment at which the
    sitting was known to be going on; only told, never counted with.
    """

    __tablename__ = "attempt"
    __table_args__ = (sa.UniqueConstraint("exam_id", "enrolment_id", "number"),)

    exam_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("exam.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    form_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_form.id"))
    started_at: Mapped[datetime]
    seconds_used: Mapped[float] = mapped_column(default=0)
    state: Mapped[AttemptState] = mapped_column(default=AttemptState.OPEN)
    handed_in_at: Mapped[datetime | None] = mapped_column(default=None)
    score: Mapped[float | None] = mapped_column(default=None)
    receipt: Mapped[str] = mapped_column(sa.String(16), default="")
    current_item: Mapped[int] = mapped_column(default=0)  # place in the form, from 0
    number: Mapped[int] = mapped_column(default=1)  # 1, 2 … where several are allowed
    extra_minutes: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
    annulled_at: Mapped[datetime | None] = mapped_column(default=None)  # it counts for nothing
    annulled_reason: Mapped[str] = mapped_column(default="")
    exam: Mapped[Exam] = relationship(init=False)
    enrolment: Mapped[Enrolment] = relationship(init=False)
    form: Mapped[PaperForm] = relationship(init=False)
    answers: Mapped[list["Answer"]] = relationship(init=False, back_populates="attempt")


class Answer(Record, Base):
    """The latest answer to one item; ``value`` has the JSON form of a key (design §5).

    Letters are those of the question version, not of the form: the order shown never
    changes what an answer means.
    """

    __tablename__ = "answer"
    __table_args__ = (sa.UniqueConstraint("attempt_id", "item_id"),)

    attempt_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("attempt.id"))
    item_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_item.id"))
    value: Mapped[list[Any]]
    saved_at: Mapped[datetime]
    flagged: Mapped[bool] = mapped_column(default=False)
    attempt: Mapped[Attempt] = relationship(init=False, back_populates="answers")


class AnswerMark(Record, Base):
    """What one marker gave one answer: append-only, a marker's last word counts.

    ``parts`` has the points by marking point, in the order of the question version.
    """

    __tablename__ = "answer_mark"

    attempt_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("attempt.id"), index=True)
    item_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_item.id"))
    marker: Mapped[str]
    points: Mapped[float]
    parts: Mapped[list[Any]]
    marked_at: Mapped[datetime]
    comment: Mapped[str] = mapped_column(default="")


class EventKind(StrEnum):
    """What can happen in a sitting. Starts and hand-ins are facts of the attempt itself."""

    STATION_OPENED = "station_opened"
    STATION_CLOSED = "station_closed"
    STATION_BROKEN = "station_broken"  # it was never closed: power cut, crash, killed
    LEFT_SCREEN = "left_screen"  # another window came before the exam
    MACHINE_OFF = "machine_off"  # off, asleep or hanging while somebody sat; not charged
    CLOCK_SET = "clock_set"  # somebody set the wall clock
    HELP_ASKED = "help_asked"
    HELP_GIVEN = "help_given"
    CREDITED = "credited"  # minutes for a time that was lost
    EXTENDED = "extended"
    MOVED = "moved"
    ENDED = "ended"
    REOPENED = "reopened"  # handed in, and opened again
    ANNULLED = "annulled"


class SittingEvent(Record, Base):
    """What happened in an exam, to one person or to the room; append-only (考场记录).

    The database refuses to change or delete events (triggers of the migration).
    ``details`` may hold ``seconds``, ``minutes``, and ``from`` and ``to`` of a move.
    """

    __tablename__ = "sitting_event"
    __table_args__ = (sa.Index("ix_sitting_event_exam_at", "exam_id", "at"),)

    exam_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("exam.id"))
    kind: Mapped[EventKind]
    at: Mapped[datetime]
    actor: Mapped[str]
    enrolment_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("enrolment.id"), default=None
    )
    attempt_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("attempt.id"), default=None)
    reason: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class PaperEntry(Record, Base):
    """One typing-in of a person's paper answers (纸质录入); two that agree make the attempt.

    ``answers`` holds, in the order of the form, one value for each question (design §5).
    """

    __tablename__ = "paper_entry"
    __table_args__ = (sa.Index("ix_paper_entry_exam_enrolment", "exam_id", "enrolment_id"),)

    exam_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("exam.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"))
    form_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("paper_form.id"))
    answers: Mapped[list[Any]]
    at: Mapped[datetime]
    actor: Mapped[str]
