"""How a question came to say what it says: its versions, and the way back to one of them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.changing import check_wording, says
from dongan_training.bank.differences import Difference, differences, moved
from dongan_training.bank.drafts import Draft
from dongan_training.bank.models import BankImport, Question, QuestionStatus, QuestionVersion
from dongan_training.bank.versioning import drafts_of, edits_back, log_keys, make_versions
from dongan_training.errors import UserError
from dongan_training.texts import N_, _


@dataclass(eq=False)
class UnknownVersion(UserError):
    number: int
    message = N_("这道题没有第 {number} 版。")
    advice = N_("没有改动。用 bank history 可以看到全部版本。")


@dataclass(frozen=True)
class PastVersion:
    """One version: who made it, when and why, and what it said."""

    number: int
    version_id: str
    made_at: datetime | None
    made_by: str  # empty where nobody noted it
    reason: str
    current: bool
    draft: Draft
    place: int = 0  # below its passage, from 1


def history(session: Session, question_id: str) -> list[PastVersion]:
    """All versions of a question, the newest first; raises NoResultFound without a question."""
    question = session.get_one(Question, question_id)
    versions = session.scalars(
        sa.select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc())
    ).all()
    return [
        PastVersion(
            number=one.number,
            version_id=one.id,
            made_at=one.made_at,
            made_by=one.made_by,
            reason=one.reason or (_origin(session, question) if one.number == 1 else ""),
            current=one.current,
            draft=draft,
            place=one.passage_place,
        )
        for one, draft in zip(versions, drafts_of(session, versions), strict=True)
    ]


def changes_in(past: list[PastVersion], number: int) -> tuple[Difference, ...]:
    """What a version changed against the one before it; nothing for the first."""
    by_number = {one.number: one for one in past}
    if number not in by_number:
        raise UnknownVersion(number)
    after, before = by_number[number], by_number.get(number - 1)
    if before is None:
        return ()
    told = differences(before.draft, after.draft)
    if before.place and after.place and before.place != after.place:
        return (*told, moved(before.place, after.place))
    return told


def restore_version(
    session: Session, *, question_id: str, number: int, by: Actor, at: datetime
) -> int:
    """Let a question say again what one of its versions said, and give its newest number.

    Makes a new version, or none where nothing differs. Raises UnknownVersion, and what
    ``check_wording`` raises where a question in use would lack something.
    """
    question = session.get_one(Question, question_id)
    found = session.scalars(
        sa.select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .where(QuestionVersion.current | (QuestionVersion.number == number))
    ).all()
    wanted = next((one for one in found if one.number == number), None)
    if wanted is None:
        raise UnknownVersion(number)
    now = next(one for one in found if one.current)
    edits = edits_back(session, [(now, wanted)])
    (draft,) = drafts_of(session, [now])
    if says(edits[0].draft) == says(draft):
        return now.number
    if question.status is not QuestionStatus.DRAFT:
        check_wording(edits[0].draft)
    newest_number = now.number + 1
    log_keys(session, edits, by=by, at=at)
    reason = _("恢复第 {number} 版").format(number=number)
    make_versions(session, edits, by=by, at=at, reason=reason)
    return newest_number


def _origin(session: Session, question: Question) -> str:
    taken = session.get(BankImport, question.import_id) if question.import_id else None
    return _("导入“{name}”").format(name=taken.file_name) if taken else _("新建")
