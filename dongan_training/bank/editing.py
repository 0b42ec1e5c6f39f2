"""A question as an editor holds it: with its passage and the other questions of that passage.

``open_work`` reads it, ``save_work`` stores what somebody made of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk_changes import SetStatus, change_questions
from dongan_training.bank.changing import (
    Filed,
    add_question,
    change_passage,
    change_question,
    check_draft,
    says,
)
from dongan_training.bank.drafts import Draft, QuestionType, picture_marker
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.versioning import drafts_of, newest
from dongan_training.errors import UserError
from dongan_training.texts import N_, _

MARKER = re.compile(r"〔图(\d+)〕")


@dataclass(eq=False)
class PassageMissing(UserError):
    message = N_("材料是空的。")
    advice = N_("请填写材料，或改成普通试题，再保存。")


@dataclass(frozen=True)
class WorkItem:
    """One question in the editor; without an id it is new."""

    draft: Draft
    question_id: str = ""
    status: QuestionStatus = QuestionStatus.IN_USE


@dataclass(frozen=True)
class Work:
    """All that stands in the editor; a plain question has no ``passage`` and one item."""

    subject_id: str
    items: tuple[WorkItem, ...]
    passage: str | None = None
    reason: str = ""  # why it is changed

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The questions, each with the passage."""
        return tuple(replace(one.draft, passage=self.passage) for one in self.items)


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
    drafts = [_tidy(one) for one in drafts_of(session, versions)]
    items = tuple(
        WorkItem(replace(draft, passage=None), one.question_id, one.question.status)
        for one, draft in zip(versions, drafts, strict=True)
    )
    return Work(question.subject_id, items, drafts[0].passage)


def tidy_pictures(draft: Draft) -> Draft:
    """Keep the pictures that a text names, numbered in the order in which they are read: pure."""
    named = dict.fromkeys(int(number) for text in _texts(draft) for number in MARKER.findall(text))
    there = [number for number in named if 0 < number <= len(draft.pictures)]
    now = {before: place for place, before in enumerate(there, start=1)}

    def renamed(text: str) -> str:
        return MARKER.sub(
            lambda found: picture_marker(now[int(found[1])]) if int(found[1]) in now else "", text
        )

    return replace(
        draft,
        stem=renamed(draft.stem),
        options=tuple(renamed(one) for one in draft.options),
        explanation=renamed(draft.explanation) if draft.explanation else draft.explanation,
        pictures=tuple(draft.pictures[number - 1] for number in there),
        images=len(there),
    )


def save_work(
    session: Session, *, work: Work, before: Work | None, by: Actor, at: datetime
) -> SavedWork:
    """Store what stands in the editor; ``before`` is what it was opened with.

    Questions taken out of a passage are retired. Raises PassageMissing, StemMissing,
    OptionMissing or KeyMissing, and then nothing is stored.
    """
    if work.passage is not None and not work.passage.strip():
        raise PassageMissing
    drafts = [tidy_pictures(draft) for draft in work.drafts]
    for item, draft in zip(work.items, drafts, strict=True):
        check_draft(draft, item.status)
    if before and before.passage and work.passage and before.passage != work.passage:
        named = zip(work.items, drafts, strict=True)
        texts = {item.question_id: draft for item, draft in named if item.question_id}
        change_passage(session, drafts=texts, by=by, at=at, reason=work.reason)
    old = {one.question_id: one for one in before.items} if before else {}
    ids: list[str] = []
    changed = 0
    for item, draft in zip(work.items, drafts, strict=True):
        filed = Filed(work.subject_id, item.status)
        if item.question_id:
            is_other = _is_other(before, old[item.question_id], draft, filed)
            changed += is_other
            if is_other:
                _change(session, item, draft, filed, work.reason, by=by, at=at)
            ids.append(item.question_id)
        else:
            beside = ids[0] if ids and work.passage is not None else None
            made = add_question(session, draft=draft, filed=filed, by=by, at=at, beside=beside)
            ids.append(made)
    gone = [one for one in old if one and one not in ids]
    retired = SetStatus(QuestionStatus.RETIRED)
    change_questions(session, question_ids=gone, change=retired, by=by, at=at)
    added = sum(not one.question_id for one in work.items)
    return SavedWork(tuple(ids), added, changed, len(gone))


def _change(
    session: Session,
    item: WorkItem,
    draft: Draft,
    filed: Filed,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    change_question(
        session,
        question_id=item.question_id,
        draft=draft,
        by=by,
        at=at,
        filed=filed,
        reason=reason,
    )


def _is_other(before: Work | None, old: WorkItem, draft: Draft, filed: Filed) -> bool:
    assert before is not None  # a question with an id was opened
    was = replace(old.draft, passage=before.passage)
    return says(was) != says(draft) or Filed(before.subject_id, old.status) != filed


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


def _tidy(draft: Draft) -> Draft:
    """A picture that no text names is named at the end of the stem, so that it is not lost."""
    named = {int(number) for text in _texts(draft) for number in MARKER.findall(text)}
    lost = [n for n in range(1, len(draft.pictures) + 1) if n not in named]
    return tidy_pictures(replace(draft, stem=draft.stem + "".join(map(picture_marker, lost))))


def _texts(draft: Draft) -> Iterator[str]:
    yield draft.stem
    yield from draft.options
    yield draft.explanation or ""


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
