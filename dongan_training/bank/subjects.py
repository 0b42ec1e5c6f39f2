"""Subjects (题库) as a tree: create, rename, move, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.models import BankImport, Question, QuestionStatus, Subject
from dongan_training.errors import UserError
from dongan_training.texts import N_

STEP = "/"  # between the names of a path
LONGEST_NAME = 50


@dataclass(eq=False)
class UnknownSubject(UserError):
    name: str
    message = N_("没有名为“{name}”的题库。")
    advice = N_("没有改动。用 bank list 可以看到全部题库。")


@dataclass(eq=False)
class AmbiguousSubject(UserError):
    name: str
    message = N_("名为“{name}”的题库不止一个。")
    advice = N_("没有改动。请写出上级，例如“党纪/第一章”。")


@dataclass(eq=False)
class SubjectNameUnfit(UserError):
    message = N_("题库名称要有 1 到 50 个字，不能含有“/”。")
    advice = N_("没有保存。请改一下名称。")


@dataclass(eq=False)
class SubjectExists(UserError):
    name: str
    message = N_("同一级里已经有题库“{name}”。")
    advice = N_("没有改动。请换一个名称。")


@dataclass(eq=False)
class SubjectBelowItself(UserError):
    name: str
    message = N_("“{name}”不能放到它自己或它的下级里。")
    advice = N_("没有改动。请另选一个上级。")


@dataclass(eq=False)
class SubjectInUse(UserError):
    name: str
    message = N_("“{name}”里还有题目或下级题库，不能删除。")
    advice = N_("没有删除。请先把它们移到别的题库。")


@dataclass(eq=False)
class SubjectGone(UserError):
    message = N_("这个题库已经不在了。")
    advice = N_("没有改动。请重新选择。")


@dataclass(frozen=True)
class Place:
    """A subject in the tree, in the order in which a tree is read."""

    id: str
    name: str
    parent_id: str | None
    depth: int  # 0 at the top
    path: str


def tree(session: Session) -> list[Place]:
    """All subjects, each before those below it; siblings by name."""
    children: dict[str | None, list[Subject]] = {}
    for one in session.scalars(sa.select(Subject).order_by(Subject.name, Subject.id)):
        children.setdefault(one.parent_id, []).append(one)
    return _walk(children, None, "", 0)


def places_shown(session: Session) -> list[Place]:
    """The tree without the subjects that undone imports made and left behind.

    Their questions are kept, retired; a subject comes back with the first that is used again.
    """
    places = tree(session)
    left = _left_behind(session, places)
    return [one for one in places if one.id not in left]


def below(places: Sequence[Place], subject_id: str) -> list[str]:
    """The ids of a subject and of all below it, in a tree as ``tree`` gives it."""
    start = next((n for n, one in enumerate(places) if one.id == subject_id), len(places))
    inside = list(places[start : start + 1])
    for one in places[start + 1 :]:
        if one.depth <= inside[0].depth:
            break
        inside.append(one)
    return [one.id for one in inside]


def find_subject(session: Session, name: str) -> Place:
    """The subject of that name or path (党纪/第一章).

    Raises UnknownSubject or AmbiguousSubject.
    """
    places = tree(session)
    found = [one for one in places if one.path == name] or [
        one for one in places if one.name == name
    ]
    if not found:
        raise UnknownSubject(name)
    if len(found) > 1:
        raise AmbiguousSubject(name)
    return found[0]


def add_subject(
    session: Session, *, name: str, parent_id: str | None, by: Actor, at: datetime
) -> str:
    """Add a subject, at the top or below another one, and give its id."""
    subject = _hidden(session, name, parent_id)
    if subject is None:
        subject = Subject(name=_checked(session, name, parent_id), parent_id=parent_id)
        session.add(subject)
        session.flush()
    _note(session, subject, "add", by, at)
    return subject.id


def rename_subject(
    session: Session, *, subject_id: str, name: str, by: Actor, at: datetime
) -> None:
    """Give a subject another name."""
    subject = found(session, subject_id)
    if name.strip() != subject.name:
        subject.name = _checked(session, name, subject.parent_id)
        _note(session, subject, "rename", by, at)


def move_subject(
    session: Session, *, subject_id: str, parent_id: str | None, by: Actor, at: datetime
) -> None:
    """Put a subject, with all below it, under another one or at the top."""
    subject = found(session, subject_id)
    if parent_id == subject.parent_id:
        return
    if parent_id in below(tree(session), subject_id):
        raise SubjectBelowItself(subject.name)
    _checked(session, subject.name, parent_id)
    subject.parent_id = parent_id
    _note(session, subject, "move", by, at)


def remove_subject(session: Session, *, subject_id: str, by: Actor, at: datetime) -> None:
    """Remove a subject that holds nothing, not even retired questions."""
    subject = found(session, subject_id)
    holds = sa.select(Question.id).where(Question.subject_id == subject_id).limit(1)
    if len(below(tree(session), subject_id)) > 1 or session.scalar(holds):
        raise SubjectInUse(subject.name)
    _note(session, subject, "remove", by, at)
    session.delete(subject)  # leaves a tombstone


def found(session: Session, subject_id: str) -> Subject:
    """The subject with that id; raises SubjectGone where somebody removed it."""
    subject = session.get(Subject, subject_id)
    if subject is None:
        raise SubjectGone
    return subject


def _walk(
    children: dict[str | None, list[Subject]], parent: str | None, path: str, depth: int
) -> list[Place]:
    places = []
    for one in children.pop(parent, []):  # popped: a circle of bad data ends here
        own = f"{path}{STEP}{one.name}" if path else one.name
        places.append(Place(one.id, one.name, parent, depth, own))
        places += _walk(children, one.id, own, depth + 1)
    return places


def _checked(session: Session, name: str, parent_id: str | None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or STEP in name:
        raise SubjectNameUnfit
    siblings: Sequence[str] = session.scalars(
        sa.select(Subject.name).where(Subject.parent_id.is_not_distinct_from(parent_id))
    ).all()
    if name in siblings:
        raise SubjectExists(name)
    return name


def _left_behind(session: Session, places: Sequence[Place]) -> set[str]:
    """Subjects nobody touched, with nothing in or below them but what undone imports brought."""
    undone = sa.select(BankImport.id).where(BankImport.undone_at.is_not(None))
    brought = sa.select(Question.subject_id).where(Question.import_id.in_(undone)).distinct()
    emptied = set(session.scalars(brought))
    if not emptied:
        return set()
    others = (
        (Question.status != QuestionStatus.RETIRED)
        | Question.import_id.is_(None)
        | Question.import_id.not_in(undone)
    )
    left: set[str] = set()
    kept: set[str | None] = set()  # parents of subjects that stay
    for one in reversed(places):  # those below come before what holds them
        inside = any(each.parent_id == one.id for each in places) or one.id in emptied
        if inside and one.id not in kept and not _matters(session, one.id, others):
            left.add(one.id)
        else:
            kept.add(one.parent_id)
    return left


def _matters(session: Session, subject_id: str, others: sa.ColumnElement[bool]) -> bool:
    holds = sa.select(Question.id).where(Question.subject_id == subject_id, others)
    touched = sa.select(AuditEntry.id).where(
        AuditEntry.subject == subject_id, AuditEntry.act.startswith("subject.")
    )
    return any(session.scalar(one.limit(1)) is not None for one in (holds, touched))


def _hidden(session: Session, name: str, parent_id: str | None) -> Subject | None:
    """The subject of that name that no tree shows."""
    places = tree(session)
    left = _left_behind(session, places)
    for one in places:
        if one.id in left and (one.name, one.parent_id) == (" ".join(name.split()), parent_id):
            return session.get_one(Subject, one.id)
    return None


def _note(session: Session, subject: Subject, act: str, by: Actor, at: datetime) -> None:
    details = {"name": subject.name, "parent": subject.parent_id}
    audit.record(session, by=by, at=at, act=f"subject.{act}", subject=subject.id, details=details)
