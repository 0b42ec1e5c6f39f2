"""Questions of a bulk change that cannot go back, because somebody changed them once more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.bulk.changes import Changed, Filing, Move, in_parts
from dongan_training.bank.bulk.steps import done_by
from dongan_training.bank.filtering import STATUSES
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.bank.subjects import tree
from dongan_training.texts import _


@dataclass(frozen=True)
class ChangedSince:
    """One of them, and what happened to it."""

    id: str
    stem: str
    why: str


def changed_since(session: Session, step_id: str) -> list[ChangedSince]:
    """What taking that step back will leave as it is; raises UnknownStep."""
    found: dict[str, ChangedSince] = {}
    for done in done_by(session, step_id):
        if isinstance(done.change, Filing):
            rows = _filed_on(session, done, done.change)
        else:
            rows = _reworded_on(session, done)
        found |= {one.id: one for one in rows}
    return list(found.values())


def _filed_on(session: Session, done: Changed, change: Filing) -> Iterator[ChangedSince]:
    """They stand elsewhere by now, or have another status."""
    column: Any
    told: Mapping[Any, str]
    if isinstance(change, Move):
        column, meant = Question.subject_id, change.subject_id
        told = {one.id: _("后来移到“{name}”").format(name=one.path) for one in tree(session)}
    else:
        column, meant = Question.status, change.status
        told = {one: _("后来改为{status}").format(status=_(name)) for one, name in STATUSES.items()}
    rows = (
        sa.select(Question.id, QuestionVersion.stem, column)
        .join(QuestionVersion)
        .where(QuestionVersion.current, column != meant)
    )
    for _start, some in in_parts([question for question, _before in done.filed]):
        for question_id, stem, now in session.execute(rows.where(Question.id.in_(some))):
            yield ChangedSince(question_id, stem, told[now])


def _reworded_on(session: Session, done: Changed) -> Iterator[ChangedSince]:
    """Their newest version is another than the one that the change made."""
    outdated = sa.select(QuestionVersion.question_id).where(~QuestionVersion.current)
    newest = sa.select(QuestionVersion).where(QuestionVersion.current)
    for _start, some in in_parts([now for now, _before in done.versions]):
        ids = outdated.where(QuestionVersion.id.in_(some))
        for one in session.scalars(newest.where(QuestionVersion.question_id.in_(ids))):
            yield ChangedSince(one.question_id, one.stem, _why(one))


def _why(version: QuestionVersion) -> str:
    at = "" if version.made_at is None else clock.local(version.made_at).strftime("%Y-%m-%d %H:%M")
    told = _("{at} {by}又改过，现在是第 {number} 版")
    return told.format(at=at, by=version.made_by, number=version.number).strip()
