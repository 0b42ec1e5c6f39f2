"""A question as an editor holds it: with its passage and the other questions of that passage.

``open_work`` reads it, ``save_work`` stores what somebody made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changes import SetStatus, change_questions
from dongan_training.bank.changing import (
    Filed,
    add_question,
    change_passage,
    change_question,
    check_draft,
    says,
)
from dongan_training.bank.drafts import Draft, Picture, QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.passage_order import order_passage
from dongan_training.bank.picture_markers import (
    below_passage,
    pictures_of_passage,
    tidy_pictures,
    with_all_named,
    without_passage,
)
from dongan_training.bank.versioning import drafts_of, newest
from dongan_training.errors import UserError
from dongan_training.texts import N_, _


@dataclass(eq=False)
class PassageMissing(UserError):
    message = N_("材料是空的。")
    advice = N_("请填写材料，或改成普通试题，再保存。")


@dataclass(eq=False)
class NoSuchPlace(UserError):
    place: int
    count: int
    message = N_("没有第 {place} 个位置：这份材料只有 {count} 道小题。")
    advice = N_("没有改动。位置从 1 数起。")


@dataclass(eq=False)
class NoPassage(UserError):
    message = N_("这道题不是材料题的小题，没有次序可以调整。")
    advice = N_("没有改动。用 bank show 可以看到一道题有没有材料。")


@dataclass(frozen=True)
class WorkItem:
    """One question in the editor; without an id it is new."""

    draft: Draft
    question_id: str = ""
    status: QuestionStatus = QuestionStatus.IN_USE


@dataclass(frozen=True)
class Work:
    """All that stands in the editor; a plain question has no ``passage`` and one item.

    Pictures are numbered within the passage, and within each item.
    """

    subject_id: str
    items: tuple[WorkItem, ...]
    passage: str | None = None
    reason: str = ""  # why it is changed
    pictures: tuple[Picture, ...] = ()  # of the passage

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The questions, each with the passage."""
        return tuple(below_passage(one.draft, self.passage, self.pictures) for one in self.items)

    def of_kind(self, kind: QuestionType) -> "Work":
        """The same with its first question said to be of that type."""
        first, *others = self.items
        return replace(self, items=(replace(first, draft=replace(first.draft, type=kind)), *others))

    def moved(self, place: int, to: int) -> "Work":
        """The same with the item at ``place`` standing at ``to``, both from 0."""
        items = list(self.items)
        items.insert(to, items.pop(place))
        return replace(self, items=tuple(items))

    def place_after(self, before: "Work", shown: int) -> int:
        """Which item to show where this comes after ``before``, of which ``shown`` was.

        The one that differs, if it is one; else that which was shown, wherever it stands now.
        """
        other = [place for place, one in enumerate(self.items) if one not in before.items]
        if len(other) == 1:
            return other[0]
        item = before.items[shown]
        if self.items[shown : shown + 1] != (item,) and item in self.items:
            return self.items.index(item)
        return min(shown, len(self.items) - 1)


@dataclass(frozen=True)
class SavedWork:
    """The questions that were stored, in their order, and how many of them are other now."""

    question_ids: tuple[str, ...]
    added: int
    changed: int
    retired: int

    def told(self) -> str:
        """Say it in one sentence."""
        if self.added and not self.changed:
            return _("已保存 {count} 题。").format(count=self.added)
        if self.added or self.changed or self.retired:
            return _("已保存为新版本；已经生成的试卷仍用原来的版本。")
        return _("没有改动，不用保存。")


def new_work(subject_id: str, kind: QuestionType = QuestionType.SINGLE_CHOICE) -> Work:
    """An empty question."""
    options = ("", "", "", "") if kind in (QuestionType.SINGLE_CHOICE,) else ()
    return Work(subject_id, (WorkItem(Draft(kind, "", options=options)),))


def open_work(session: Session, question_id: str) -> Work:
    """Read a question for the editor; raises NoResultFound where there is none."""
    question = session.get_one(Question, question_id)
    version = newest(session, [question_id])[question_id]
    versions = _beside(session, version) if version.passage_id else [version]
    drafts = [with_all_named(one) for one in drafts_of(session, versions)]
    items = tuple(
        WorkItem(without_passage(draft), one.question_id, one.question.status)
        for one, draft in zip(versions, drafts, strict=True)
    )
    shown = pictures_of_passage(drafts[0])
    return Work(question.subject_id, items, drafts[0].passage, pictures=shown)


def save_work(
    session: Session, *, work: Work, before: Work | None, by: Actor, at: datetime
) -> SavedWork:
    """Store what stands in the editor; ``before`` is what it was opened with.

    Questions taken out of a passage are retired; the others stand in the order of ``work``.
    Raises PassageMissing, StemMissing, OptionMissing or KeyMissing, and then nothing is stored.
    """
    if work.passage is not None and not work.passage.strip():
        raise PassageMissing
    drafts = [tidy_pictures(draft) for draft in work.drafts]
    for item, draft in zip(work.items, drafts, strict=True):
        check_draft(draft, item.status)
    by_id = {
        item.question_id: (Filed(work.subject_id, item.status), draft)
        for item, draft in zip(work.items, drafts, strict=True)
        if item.question_id
    }
    other = _store_changed(session, work, before, by_id, by=by, at=at) if before else set()
    ids = _store_new(session, work, drafts, by=by, at=at)
    old = {one.question_id for one in before.items} if before else set()
    gone = [one for one in old if one and one not in ids]
    retired = SetStatus(QuestionStatus.RETIRED)
    change_questions(session, question_ids=gone, change=retired, by=by, at=at)
    added = set(ids) - by_id.keys()
    moved = 0
    if work.passage is not None:
        fresh, why = other | added, work.reason
        moved = order_passage(session, question_ids=ids, fresh=fresh, by=by, at=at, reason=why)
    return SavedWork(tuple(ids), len(added), len(other) + moved, len(gone))


def _store_changed(
    session: Session,
    work: Work,
    before: Work,
    wanted: Mapping[str, tuple[Filed, Draft]],
    *,
    by: Actor,
    at: datetime,
) -> set[str]:
    """Store what questions say that were there before; gives those that are other now."""
    was = {
        one.question_id: (Filed(before.subject_id, one.status), says(tidy_pictures(draft)))
        for one, draft in zip(before.items, before.drafts, strict=True)
    }
    other = {one for one, (filed, said) in wanted.items() if was[one] != (filed, says(said))}
    has_another = (before.passage, before.pictures) != (work.passage, work.pictures)
    if before.passage and work.passage and has_another:
        texts = {one: draft for one, (_filed, draft) in wanted.items()}
        change_passage(session, drafts=texts, by=by, at=at, reason=work.reason)
    for one in other:
        filed, draft = wanted[one]
        change_question(
            session, question_id=one, draft=draft, by=by, at=at, filed=filed, reason=work.reason
        )
    return other


def _store_new(
    session: Session, work: Work, drafts: Sequence[Draft], *, by: Actor, at: datetime
) -> list[str]:
    """Put the new questions beside the others of the passage; gives all ids, in their order."""
    ids = [one.question_id for one in work.items]
    for place, (item, draft) in enumerate(zip(work.items, drafts, strict=True)):
        if not item.question_id:
            beside = next(filter(None, ids), None) if work.passage is not None else None
            filed = Filed(work.subject_id, item.status)
            ids[place] = add_question(
                session, draft=draft, filed=filed, by=by, at=at, beside=beside
            )
    return ids


def _beside(session: Session, version: QuestionVersion) -> list[QuestionVersion]:
    """The questions of one passage, but for the retired ones unless one of them was asked for."""
    rows = session.scalars(
        sa.select(QuestionVersion)
        .join(Question)
        .where(QuestionVersion.passage_id == version.passage_id, QuestionVersion.current)
        .where((Question.status != QuestionStatus.RETIRED) | (Question.id == version.question_id))
        .order_by(QuestionVersion.passage_place, QuestionVersion.id)
    )
    return list(rows)


def move_below_passage(
    session: Session, *, question_id: str, place: int, by: Actor, at: datetime, reason: str = ""
) -> tuple[str, ...]:
    """Put a question at a place (from 1) below its passage; gives the ids in their new order.

    Raises NoPassage or NoSuchPlace.
    """
    work = open_work(session, question_id)
    if work.passage is None:
        raise NoPassage
    if not 0 < place <= len(work.items):
        raise NoSuchPlace(place, len(work.items))
    now = [one.question_id for one in work.items].index(question_id)
    ids = [one.question_id for one in work.moved(now, place - 1).items]
    order_passage(session, question_ids=ids, by=by, at=at, reason=reason)
    return tuple(ids)


def latest_subject(session: Session) -> str:
    """The subject that got a question last: where the next one most likely belongs; or ""."""
    return (
        session.scalar(sa.select(Question.subject_id).order_by(Question.id.desc()).limit(1)) or ""
    )


def subject_chapters(session: Session, subject_ids: Sequence[str]) -> list[str]:
    """The chapters that questions of some subjects name, for a field that completes them."""
    rows = session.scalars(
        sa.select(QuestionVersion.chapter)
        .join(Question)
        .where(Question.subject_id.in_(subject_ids), QuestionVersion.current)
        .where(QuestionVersion.chapter.is_not(None))
        .distinct()
    )
    return sorted(one for one in rows if one)
