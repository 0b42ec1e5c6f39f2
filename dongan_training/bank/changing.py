"""Changing what the bank holds: a new version, a retirement, an import taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.fingerprint import fingerprint
from dongan_training.bank.intake import is_complete
from dongan_training.bank.key_text import CHOICES
from dongan_training.bank.models import BankImport, Question, QuestionStatus, QuestionVersion
from dongan_training.bank.pictures import pictures_of, store_pictures
from dongan_training.errors import UserError
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_


@dataclass(eq=False)
class ImportAlreadyUndone(UserError):
    file_name: str
    message = N_("“{file_name}”的导入已经撤销过了。")
    advice = N_("题库没有再改动。")


@dataclass(eq=False)
class UnknownImport(UserError):
    import_id: str
    message = N_("没有编号为“{import_id}”的导入。")
    advice = N_("题库没有改动。导入时给出的编号可以在导入结果里找到。")


@dataclass(eq=False)
class StemMissing(UserError):
    message = N_("题干是空的。")
    advice = N_("请填写题干，再保存。")


@dataclass(eq=False)
class OptionMissing(UserError):
    message = N_("选择题至少要有两个选项，中间不能空着。")
    advice = N_("请补全选项，或删去空的选项，再保存。")


@dataclass(eq=False)
class KeyMissing(UserError):
    message = N_("还没有正确答案。")
    advice = N_("请选择或填写答案，再保存。")


@dataclass(frozen=True)
class Wording:
    """What a question is to say from now on; fields as in bank.drafts.Draft."""

    type: QuestionType
    stem: str
    options: Sequence[str]
    answer: Sequence[Any]
    explanation: str | None = None
    citation: str | None = None
    difficulty: str | None = None


def change_question(
    session: Session, *, question_id: str, wording: Wording, by: Actor, at: datetime
) -> int:
    """Make a new version and give its number; papers and attempts keep the old one.

    Raises StemMissing, OptionMissing or KeyMissing.
    """
    _check(wording)
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
        type=wording.type,
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
        order_free=old.order_free,
        marking=old.marking,
        tags=old.tags,
        passage_id=old.passage_id,
        passage_place=old.passage_place,
    )
    session.add(new)
    session.flush()
    store_pictures(session, {new.id: pictures_of(session, [old.id]).get(old.id, ())})
    if list(wording.answer) != old.answer:
        keys = {"from": old.answer, "to": list(wording.answer)}
        audit.record(session, by=by, at=at, act="key.change", subject=question_id, details=keys)
    return new.number


def _check(wording: Wording) -> None:
    """A question in use can always be asked and marked."""
    if not wording.stem.strip():
        raise StemMissing
    enough = len(wording.options) > 1 and all(one.strip() for one in wording.options)
    if wording.type in CHOICES and not enough:
        raise OptionMissing
    draft = Draft(wording.type, wording.stem, tuple(wording.options), tuple(wording.answer))
    if not is_complete(draft):
        raise KeyMissing


def undo_import(session: Session, *, import_id: str, by: Actor, at: datetime) -> int:
    """Retire all that one import brought, and give how many; papers keep their questions.

    Raises UnknownImport or ImportAlreadyUndone.
    """
    taken = session.get(BankImport, import_id)
    if taken is None:
        raise UnknownImport(import_id)
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
