"""Changing what the bank holds: a new version, a retirement, an import taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.fingerprint import fingerprint
from dongan_training.bank.models import BankImport, Question, QuestionStatus, QuestionVersion
from dongan_training.errors import UserError
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_


@dataclass(eq=False)
class ImportAlreadyUndone(UserError):
    file_name: str
    message = N_("“{file_name}”的导入已经撤销过了。")
    advice = N_("题库没有再改动。")


@dataclass(frozen=True)
class Wording:
    """What a question is to say from now on; fields as in bank.drafts.Draft."""

    stem: str
    options: Sequence[str]
    answer: Sequence[Any]
    explanation: str | None = None
    citation: str | None = None
    difficulty: str | None = None


def change_question(
    session: Session, *, question_id: str, wording: Wording, by: Actor, at: datetime
) -> int:
    """Make a new version and give its number; papers and attempts keep the old one."""
    old = session.scalars(
        select(QuestionVersion).where(
            QuestionVersion.question_id == question_id, QuestionVersion.current.is_(True)
        )
    ).one()
    old.current = False
    new = QuestionVersion(
        question_id=question_id,
        number=old.number + 1,
        current=True,
        type=old.type,
        stem=wording.stem,
        options=list(wording.options),
        answer=list(wording.answer),
        fingerprint=fingerprint(wording.stem, wording.options),
        explanation=wording.explanation,
        points=old.points,
        difficulty=wording.difficulty,
        chapter=old.chapter,
        citation=wording.citation,
        source_line=old.source_line,
        made_at=at,
    )
    session.add(new)
    if list(wording.answer) != old.answer:
        keys = {"from": old.answer, "to": list(wording.answer)}
        audit.record(session, by=by, at=at, act="key.change", subject=question_id, details=keys)
    return new.number


def undo_import(session: Session, *, import_id: str, by: Actor, at: datetime) -> int:
    """Retire all that one import brought, and give how many; papers keep their questions."""
    taken = session.get_one(BankImport, import_id)
    if taken.undone_at is not None:
        raise ImportAlreadyUndone(taken.file_name)
    taken.undone_at = at
    mine = (Question.import_id == import_id) & (Question.status != QuestionStatus.RETIRED)
    retired = list(session.scalars(select(Question.id).where(mine)))
    session.execute(
        update(Question)
        .where(mine)
        .values(status=QuestionStatus.RETIRED, **stamp(session).fields())
    )
    audit.record(
        session,
        by=by,
        at=at,
        act="bank.undo_import",
        subject=import_id,
        details={"questions": len(retired)},
    )
    return len(retired)
