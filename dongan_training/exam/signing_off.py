"""The life of a paper: a draft is approved (审定) and frozen; unused, it may be opened again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.models import (
    Exam,
    Paper,
    PaperForm,
    PaperItem,
    PaperSignOff,
    PaperSwap,
    SignOffKind,
)
from dongan_training.exam.saved_blueprints import title_of_copy
from dongan_training.texts import N_


@dataclass(eq=False)
class PaperInUse(UserError):
    title: str
    exam: str
    message = N_("试卷“{title}”已用于考试“{exam}”。")
    advice = N_("没有改动。请复制试卷，改副本，再审定副本。")


@dataclass(eq=False)
class PaperFrozen(UserError):
    title: str
    message = N_("试卷“{title}”已经审定，不能改动。")
    advice = N_("没有改动。请先退回草稿并写明原因，或者复制试卷。")


@dataclass(eq=False)
class NoReason(UserError):
    message = N_("退回草稿要写明原因。")
    advice = N_("没有改动。请写一句话，说明为什么退回。")


@dataclass(frozen=True)
class SignOff:
    """One line of the history of a paper."""

    kind: SignOffKind
    at: datetime
    actor: str
    remark: str


def approve_paper(
    session: Session,
    *,
    paper_id: str,
    by: Actor,
    at: datetime,
    remark: str = "",
    approver: str = "",
) -> None:
    """Sign a paper off; only then may it be offered. Signing twice keeps the first name.

    Whoever approves is often not who sits at the machine: ``approver`` is then named.
    """
    paper = session.get_one(Paper, paper_id)
    if paper.approved_at is None:
        paper.approved_at, paper.approved_by = at, approver.strip() or by.name
        line = SignOff(SignOffKind.APPROVED, at, paper.approved_by, remark.strip())
        _note(session, paper, line, by)


def reopen_paper(session: Session, *, paper_id: str, reason: str, by: Actor, at: datetime) -> None:
    """Make an approved paper a draft again; raises PaperInUse once an exam offers it."""
    paper = session.get_one(Paper, paper_id)
    _require_unused(session, paper)
    if not reason.strip():
        raise NoReason
    if paper.approved_at is not None:
        paper.approved_at, paper.approved_by = None, ""
        _note(session, paper, SignOff(SignOffKind.REOPENED, at, by.name, reason.strip()), by)


def copy_paper(session: Session, *, paper_id: str, by: Actor, at: datetime, title: str = "") -> str:
    """Make a draft with the same questions, points and forms; gives its id."""
    paper = session.get_one(Paper, paper_id)
    taken = set(session.scalars(select(Paper.title)))
    copy = Paper(
        title=title.strip() or title_of_copy(paper.title, taken),
        blueprint=paper.blueprint,
        seed=paper.seed,
        made_at=at,
        full_marks=paper.full_marks,
    )
    session.add(copy)
    items = {one.id: _copied_item(one, copy.id) for one in paper.items}
    session.add_all(items.values())
    for form in paper.forms:
        order = [{**placed, "item": items[placed["item"]].id} for placed in form.order]
        session.add(PaperForm(paper_id=copy.id, letter=form.letter, order=order))
    session.flush()
    details = {"title": copy.title, "copy_of": paper.id}
    audit.record(session, by=by, at=at, act="paper.copy", subject=copy.id, details=details)
    return copy.id


def discard_paper(session: Session, *, paper_id: str, by: Actor, at: datetime) -> None:
    """Throw a draft away; an approved paper is opened again first, a used one stays."""
    paper = session.get_one(Paper, paper_id)
    _require_unused(session, paper)
    require_draft(paper)
    details = {"title": paper.title}
    audit.record(session, by=by, at=at, act="paper.discard", subject=paper.id, details=details)
    for kind in (PaperSwap, PaperSignOff, PaperForm, PaperItem):
        for row in session.scalars(select(kind).where(kind.paper_id == paper_id)):
            session.delete(row)  # one by one: each leaves its tombstone
        session.flush()
    session.delete(paper)


def sign_offs(session: Session, paper_id: str) -> list[SignOff]:
    """Who approved a paper and who opened it again, the oldest first."""
    found = session.scalars(
        select(PaperSignOff)
        .where(PaperSignOff.paper_id == paper_id)
        .order_by(PaperSignOff.at, PaperSignOff.id)
    )
    return [SignOff(one.kind, one.at, one.actor, one.remark) for one in found]


def require_draft(paper: Paper) -> None:
    """Refuse to change what is signed off; raises PaperFrozen."""
    if paper.approved_at is not None:
        raise PaperFrozen(paper.title)


def _require_unused(session: Session, paper: Paper) -> None:
    exam = session.scalar(select(Exam.title).where(Exam.paper_id == paper.id).limit(1))
    if exam is not None:
        raise PaperInUse(paper.title, exam)


def _note(session: Session, paper: Paper, line: SignOff, by: Actor) -> None:
    session.add(PaperSignOff(paper_id=paper.id, **asdict(line)))
    act = "paper.approve" if line.kind is SignOffKind.APPROVED else "paper.reopen"
    details = {"remark": line.remark} if line.remark else {}
    if line.actor != by.name:
        details["approver"] = line.actor
    audit.record(session, by=by, at=line.at, act=act, subject=paper.id, details=details)


def _copied_item(one: PaperItem, paper_id: str) -> PaperItem:
    return PaperItem(
        paper_id=paper_id,
        position=one.position,
        version_id=one.version_id,
        points=one.points,
        section=one.section,
        form=one.form,
    )
