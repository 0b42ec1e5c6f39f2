"""Changing what the bank holds: a new question, a new version, an import taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import CHOICES, Draft, Picture
from dongan_training.bank.importing.intake import is_complete
from dongan_training.bank.importing.renewing import restore_renewed
from dongan_training.bank.models import (
    BankImport,
    Passage,
    Question,
    QuestionStatus,
    QuestionVersion,
)
from dongan_training.bank.picture_markers import (
    below_passage,
    pictures_of_passage,
    with_all_named,
    without_passage,
)
from dongan_training.bank.pictures import store_pictures
from dongan_training.bank.searching import Origin, index_new
from dongan_training.bank.versioning import (
    Edit,
    drafts_of,
    log_keys,
    make_versions,
    newest,
    said_by,
)
from dongan_training.errors import UserError
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_, _, clauses


@dataclass(frozen=True)
class Undone:
    """What taking an import back did to the questions of the bank."""

    retired: int
    restored: int  # say again what they said before
    kept: int  # were changed once more since, and keep that

    def told(self) -> str:
        """Say it in one sentence."""
        parts = [_("{count} 题不再使用").format(count=self.retired)]
        if self.restored:
            parts.append(_("{count} 题恢复为导入前的内容").format(count=self.restored))
        if self.kept:
            parts.append(_("{count} 题后来又改过，保持现状").format(count=self.kept))
        return _("导入已撤销：{what}。").format(what=clauses(parts))


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


@dataclass(eq=False)
class BlankMissing(KeyMissing):
    number: int
    message = N_("第 {number} 空还没有答案。")


@dataclass(frozen=True)
class Filed:
    """Where a question stands in the bank; no version says that."""

    subject_id: str
    status: QuestionStatus = QuestionStatus.IN_USE


def add_question(
    session: Session,
    *,
    draft: Draft,
    filed: Filed,
    by: Actor,
    at: datetime,
    beside: str | None = None,
) -> str:
    """Put a question written by hand into the bank, and give its id.

    With ``beside``, the id of a question with a passage, it becomes the next one of that
    passage. Raises StemMissing, OptionMissing or KeyMissing.
    """
    check_draft(draft, filed.status)
    question = Question(subject_id=filed.subject_id, status=filed.status)
    passage_id, place = _passage_for(session, draft, beside)
    session.add(question)
    session.flush()
    version = QuestionVersion(
        question_id=question.id,
        number=1,
        current=True,
        made_at=at,
        made_by=by.name,
        passage_id=passage_id,
        passage_place=place,
        **said_by(draft),
    )
    session.add(version)
    session.flush()
    index_new(
        session,
        questions=[question.id],
        drafts=[draft],
        origin=Origin(filed.subject_id, filed.status, hand=by.name),
    )
    if draft.pictures:
        store_pictures(session, {version.id: draft.pictures})
    details = {"stem": draft.stem, "key": list(draft.answer)}
    audit.record(session, by=by, at=at, act="question.add", subject=question.id, details=details)
    return question.id


def change_question(
    session: Session,
    *,
    question_id: str,
    draft: Draft,
    by: Actor,
    at: datetime,
    filed: Filed | None = None,
    reason: str = "",
) -> int:
    """Let a question say what ``draft`` says, and give the number of its newest version.

    Papers and attempts keep the version they have. Where nothing differs no version is
    made. Another text of a passage goes to all its questions. ``reason`` says why, for the
    history. Raises StemMissing, OptionMissing or KeyMissing.
    """
    question = session.get_one(Question, question_id)
    check_draft(draft, filed.status if filed else question.status)
    if filed:
        _file(session, question, filed, by=by, at=at)
    before = newest(session, [question_id])[question_id]
    (old,) = drafts_of(session, [before])
    if draft.passage and draft.pictures:
        draft = with_all_named(draft)
    if says(old) == says(draft):
        return before.number
    edits = [Edit(before, draft, before.passage_id, draft.pictures != old.pictures)]
    if _passage(draft) != _passage(old):
        edits = _with_passage(session, edits[0], draft.passage)
    number = before.number + 1
    log_keys(session, edits, by=by, at=at)
    make_versions(session, edits, by=by, at=at, reason=reason.strip())
    return number


def change_passage(
    session: Session, *, drafts: Mapping[str, Draft], by: Actor, at: datetime, reason: str = ""
) -> None:
    """Give the questions of one passage (by id) another text of it: one new version each.

    What else a draft changes goes into the same version; questions of the passage that are
    not named follow its text. Check the drafts first.
    """
    versions = newest(session, list(drafts))
    olds = drafts_of(session, list(versions.values()))
    edits = [
        Edit(version, drafts[question_id], None, drafts[question_id].pictures != old.pictures)
        for (question_id, version), old in zip(versions.items(), olds, strict=True)
    ]
    first, *others = _with_passage(session, edits[0], edits[0].draft.passage)
    named = [replace(edit, passage_id=first.passage_id) for edit in edits]
    edits = [*named, *(one for one in others if one.before.question_id not in drafts)]
    log_keys(session, edits, by=by, at=at)
    make_versions(session, edits, by=by, at=at, reason=reason.strip())


def check_wording(draft: Draft) -> None:
    """A question in use can always be asked and marked.

    Raises StemMissing, OptionMissing or KeyMissing.
    """
    if not draft.stem.strip():
        raise StemMissing
    enough = len(draft.options) > 1 and all(one.strip() for one in draft.options)
    if draft.type in CHOICES and not enough:
        raise OptionMissing
    if draft.answer and () in draft.answer:
        raise BlankMissing(draft.answer.index(()) + 1)
    if not is_complete(draft):
        raise KeyMissing


def says(draft: Draft) -> Draft:
    """What counts of a draft when two are compared: not where it stood in a file."""
    return replace(draft, number="", section=None, images=0, line=0, source="", warnings=())


def check_draft(draft: Draft, status: QuestionStatus) -> None:
    """What is only a draft may lack its key; without a stem nobody would find it again.

    Raises StemMissing, OptionMissing or KeyMissing.
    """
    if status is not QuestionStatus.DRAFT:
        check_wording(draft)
    elif not draft.stem.strip():
        raise StemMissing


def _file(session: Session, question: Question, filed: Filed, *, by: Actor, at: datetime) -> None:
    was = Filed(question.subject_id, question.status)
    if was == filed:
        return
    question.subject_id, question.status = filed.subject_id, filed.status
    details = {"from": [was.subject_id, was.status], "to": [filed.subject_id, filed.status]}
    audit.record(session, by=by, at=at, act="question.file", subject=question.id, details=details)


def _passage_for(session: Session, draft: Draft, beside: str | None) -> tuple[str | None, int]:
    """The passage of a new question, and its place among the questions of it."""
    if draft.passage is None:
        return None, 0
    if beside is not None:
        passage_id = newest(session, [beside])[beside].passage_id
        mine = (QuestionVersion.passage_id == passage_id) & QuestionVersion.current
        last = session.scalar(select(func.max(QuestionVersion.passage_place)).where(mine))
        return passage_id, (last or 0) + 1
    passage = Passage(text=draft.passage)
    session.add(passage)
    session.flush()
    return passage.id, 1


def _with_passage(session: Session, edit: Edit, text: str | None) -> list[Edit]:
    """Give the question another passage; those that shared the old one follow it."""
    if text is None:
        return [replace(edit, passage_id=None)]
    passage = Passage(text=text)
    session.add(passage)
    session.flush()
    return [replace(edit, passage_id=passage.id), *_siblings(session, edit, passage)]


def _siblings(session: Session, edit: Edit, passage: Passage) -> list[Edit]:
    if edit.before.passage_id is None:
        return []
    others = session.scalars(
        select(QuestionVersion).where(
            QuestionVersion.passage_id == edit.before.passage_id,
            QuestionVersion.current.is_(True),
            QuestionVersion.id != edit.before.id,
        )
    ).all()
    shown = pictures_of_passage(edit.draft)
    edits = []
    for one, old in zip(others, drafts_of(session, others), strict=True):
        draft = below_passage(without_passage(with_all_named(old)), passage.text, shown)
        edits.append(Edit(one, draft, passage.id, draft.pictures != old.pictures))
    return edits


def _passage(draft: Draft) -> tuple[str | None, tuple[Picture, ...]]:
    return draft.passage, pictures_of_passage(draft)


def undo_import(session: Session, *, import_id: str, by: Actor, at: datetime) -> Undone:
    """Retire all that one import brought and bring back what it replaced.

    Papers keep their questions. Raises UnknownImport or ImportAlreadyUndone.
    """
    taken = session.get(BankImport, import_id)
    if taken is None:
        raise UnknownImport(import_id)
    if taken.undone_at is not None:
        raise ImportAlreadyUndone(taken.file_name)
    taken.undone_at = at
    mine = (Question.import_id == import_id) & (Question.status != QuestionStatus.RETIRED)
    retired = len(session.scalars(select(Question.id).where(mine)).all())
    session.execute(
        update(Question)
        .where(mine)
        .values(status=QuestionStatus.RETIRED, **stamp(session).fields())
    )
    back = restore_renewed(session, taken, by=by, at=at)
    details = {"questions": retired, "restored": back.restored, "kept": back.kept}
    audit.record(session, by=by, at=at, act="bank.undo_import", subject=import_id, details=details)
    return Undone(retired, back.restored, back.kept)
