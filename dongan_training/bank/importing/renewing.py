"""An import that renews questions of the bank, and the way back.

A replaced question keeps its identity and its past. What the file does not say (a source, an
explanation, a level) stays as the bank has it: a poorer file never makes a question poorer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Draft
from dongan_training.bank.models import BankImport, Passage, QuestionVersion, ReplacedVersion
from dongan_training.bank.versioning import (
    Edit,
    drafts_of,
    edits_back,
    log_keys,
    make_versions,
    newest,
    said_by,
)
from dongan_training.texts import _

KEPT = ("explanation", "points", "difficulty", "chapter", "citation", "passage")


@dataclass(frozen=True)
class Renewal:
    """A question of a file that is to become the newest version of one in the bank."""

    question_id: str
    draft: Draft


@dataclass(frozen=True)
class Restored:
    """What taking replaced versions back did; ``kept`` were changed again since."""

    restored: int
    kept: int


def renew_questions(
    session: Session, renewals: Sequence[Renewal], taken: BankImport, *, by: Actor
) -> int:
    """Make new versions and give how many; a question that says the same already gets none.

    Of two renewals of one question the later counts.
    """
    drafts = {one.question_id: one.draft for one in renewals}
    before = list(newest(session, list(drafts)).values())
    olds = {
        version.id: draft for version, draft in zip(before, drafts_of(session, before), strict=True)
    }
    texts = [_enriched(drafts[one.question_id], olds[one.id]) for one in before]
    passages = _passages(session, texts, list(olds.values()))
    edits = []
    for version, draft in zip(before, texts, strict=True):
        old = olds[version.id]
        passage = passages.get(draft.passage or "", version.passage_id)
        edit = Edit(version, draft, passage, draft.pictures != old.pictures)
        if edit.pictures_changed or passage != version.passage_id or said_by(draft) != said_by(old):
            edits.append(edit)
    return _make(session, edits, taken, by)


def restore_renewed(session: Session, taken: BankImport, *, by: Actor, at: datetime) -> Restored:
    """Let questions say again what they said before the import.

    One that somebody changed after the import keeps that change.
    """
    after, before = aliased(QuestionVersion), aliased(QuestionVersion)
    pairs = session.execute(
        select(after, before)
        .select_from(ReplacedVersion)
        .join(after, after.id == ReplacedVersion.after_id)
        .join(before, before.id == ReplacedVersion.before_id)
        .where(ReplacedVersion.import_id == taken.id)
    ).all()
    fresh = [(now, old) for now, old in pairs if now.current]
    edits = edits_back(session, fresh)
    log_keys(session, edits, by=by, at=at)
    told = _("撤销导入“{name}”").format(name=taken.file_name)
    make_versions(session, edits, by=by, at=at, reason=told)
    return Restored(len(fresh), len(pairs) - len(fresh))


def _make(
    session: Session,
    edits: Sequence[Edit],
    taken: BankImport,
    by: Actor,
) -> int:
    question_ids = {edit.before.id: edit.before.question_id for edit in edits}
    log_keys(session, edits, by=by, at=taken.at)
    told = _("导入“{name}”").format(name=taken.file_name)
    make_versions(session, edits, by=by, at=taken.at, reason=told)
    now = newest(session, list(question_ids.values()))
    session.add_all(
        ReplacedVersion(import_id=taken.id, before_id=before, after_id=now[question].id)
        for before, question in question_ids.items()
    )
    return len(edits)


def _enriched(draft: Draft, old: Draft) -> Draft:
    kept = {name: getattr(draft, name) or getattr(old, name) for name in KEPT}
    return replace(draft, **kept, tags=draft.tags or old.tags, marking=draft.marking or old.marking)


def _passages(session: Session, drafts: Sequence[Draft], olds: Sequence[Draft]) -> dict[str, str]:
    """A new passage for each new text; questions replaced together keep sharing theirs."""
    known = {old.passage for old in olds}
    made = {}
    for text in dict.fromkeys(draft.passage for draft in drafts):
        if text is not None and text not in known:
            passage = Passage(text=text)
            session.add(passage)
            session.flush()
            made[text] = passage.id
    return made
