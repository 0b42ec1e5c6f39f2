"""Two subjects become one, and the way back."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changes import Changed, Move, change_questions, take_back
from dongan_training.bank.models import Question, Subject
from dongan_training.bank.subjects import (
    SubjectBelowItself,
    add_subject,
    below,
    found,
    move_subject,
    remove_subject,
    tree,
)


@dataclass(frozen=True)
class Merged:
    """A subject that is no more, and what of it went where."""

    name: str
    parent_id: str | None
    into_id: str
    moved: Changed
    children: tuple[str, ...]  # subjects that stood below it


def merge_subject(
    session: Session, *, subject_id: str, into_id: str, by: Actor, at: datetime
) -> Merged:
    """Move all that a subject holds into another one, and remove it.

    Raises SubjectBelowItself, or SubjectExists where both have a subject of one name.
    """
    subject = found(session, subject_id)
    if into_id in below(tree(session), subject_id):
        raise SubjectBelowItself(subject.name)
    children = tuple(
        session.scalars(sa.select(Subject.id).where(Subject.parent_id == subject_id)).all()
    )
    for child in children:
        move_subject(session, subject_id=child, parent_id=into_id, by=by, at=at)
    mine = session.scalars(sa.select(Question.id).where(Question.subject_id == subject_id)).all()
    moved = change_questions(session, question_ids=mine, change=Move(into_id), by=by, at=at)
    merged = Merged(subject.name, subject.parent_id, into_id, moved, children)
    details = {"name": subject.name, "into": into_id}
    audit.record(session, by=by, at=at, act="subject.merge", subject=subject_id, details=details)
    session.flush()
    remove_subject(session, subject_id=subject_id, by=by, at=at)
    return merged


def part_again(session: Session, merged: Merged, *, by: Actor, at: datetime) -> str:
    """Make the merged subject anew with what it held, and give its new id.

    Questions that were moved on since stay where they are. Raises SubjectExists where its
    name is taken by now.
    """
    subject_id = add_subject(session, name=merged.name, parent_id=merged.parent_id, by=by, at=at)
    for child in merged.children:
        kept = session.get(Subject, child)
        if kept is not None and kept.parent_id == merged.into_id:
            move_subject(session, subject_id=child, parent_id=subject_id, by=by, at=at)
    moved = merged.moved
    back = tuple((question, subject_id) for question, _before in moved.filed)
    take_back(session, Changed(moved.change, filed=back), by=by, at=at)
    return subject_id
