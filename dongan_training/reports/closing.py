"""Closing a class (结班): what its checklist says, and the record of its archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import (
    ClassClosing,
)
from dongan_training.errors import UserError
from dongan_training.exam.queries import ExamRow
from dongan_training.reports.class_overview import ClassOverview
from dongan_training.texts import N_, _, listed


@dataclass(eq=False)
class LessonsToCome(UserError):
    ends: str
    message = N_("这个班的课要到 {ends} 才结束，还不能结班。")
    advice = N_("没有结班。请在最后一课结束以后再来。")


@dataclass(eq=False)
class NothingToClose(UserError):
    message = N_("这个班还没有排课或没有学员，不能结班。")
    advice = N_("没有结班。请先排课、添加学员。")


class ItemKind(StrEnum):
    """What a finished class must have, in this order."""

    PLAN = "plan"
    TIMETABLE = "timetable"
    SHEET = "sheet"
    ATTENDANCE = "attendance"
    EXAM = "exam"
    MARKS = "marks"
    CERTIFICATES = "certificates"
    EVALUATION = "evaluation"


class ItemState(StrEnum):
    """How one item stands; nobody ticks it by hand."""

    DONE = "done"
    OPEN = "open"
    NOT_NEEDED = "not_needed"


STATE_NAMES = {
    ItemState.DONE: N_("齐全"),
    ItemState.OPEN: N_("缺"),
    ItemState.NOT_NEEDED: N_("不需要"),
}


ITEM_NAMES = {
    ItemKind.PLAN: N_("计划和名单"),
    ItemKind.TIMETABLE: N_("课程表"),
    ItemKind.SHEET: N_("签到表"),
    ItemKind.ATTENDANCE: N_("考勤"),
    ItemKind.EXAM: N_("考试"),
    ItemKind.MARKS: N_("成绩"),
    ItemKind.CERTIFICATES: N_("证书"),
    ItemKind.EVALUATION: N_("满意度"),
}


@dataclass(frozen=True)
class Item:
    """One line of the checklist and why it stands so."""

    kind: ItemKind
    state: ItemState
    remark: str


@dataclass(frozen=True)
class Closed:
    """When a class was closed, by whom, and what was open at the time."""

    at: datetime
    by: str
    digest: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Closing:
    """A class on its way into the archive; ``closed`` is None before it was closed."""

    overview: ClassOverview
    exams: tuple[ExamRow, ...]
    items: tuple[Item, ...]
    closed: Closed | None

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is still to be done."""
        return tuple(one for one in self.items if one.state is ItemState.OPEN)


def require_over(closing: Closing, at: datetime) -> None:
    """Raise NothingToClose or LessonsToCome for a class that is not over."""
    card = closing.overview.card
    if card.ends_at is None or not closing.overview.rows:
        raise NothingToClose
    if card.ends_at > at:
        raise LessonsToCome(f"{card.ends_at.astimezone():%Y-%m-%d %H:%M}")


def note_closed(
    session: Session,
    *,
    class_id: str,
    digest: str,
    lacking: Sequence[ItemKind],
    by: Actor,
    at: datetime,
) -> None:
    """Record that a class was closed with the archive of this digest; logged.

    Closing again replaces the record: the log keeps both.
    """
    known = session.scalar(select(ClassClosing).filter_by(class_id=class_id))
    stored = known or ClassClosing(class_id=class_id, closed_at=at, closed_by=by.name, digest="")
    stored.closed_at, stored.closed_by = at, by.name
    stored.digest, stored.lacking = digest, [one.value for one in lacking]
    session.add(stored)
    session.flush()
    details = {"digest": digest, "lacking": stored.lacking}
    audit.record(session, by=by, at=at, act="class.close", subject=class_id, details=details)


def closed_as(session: Session, class_id: str) -> Closed | None:
    """The record of a class that was closed."""
    found = session.scalar(select(ClassClosing).filter_by(class_id=class_id))
    if found is None:
        return None
    return Closed(found.closed_at, found.closed_by, found.digest, tuple(found.lacking))


def told_items(kinds: Sequence[str]) -> str:
    """Name items of the checklist by their stored words."""
    return listed(_(ITEM_NAMES[ItemKind(one)]) for one in kinds)
