import re
from dataclasses import replace

import pytest
from sqlalchemy import event, func, select

from dongan_training.accounts.models import AuditEntry
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.models import Paper, PaperForm, PaperItem, SignOffKind
from dongan_training.exam.offering import NotApproved, Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import paper_view, papers
from dongan_training.exam.signing_off import (
    NoReason,
    PaperFrozen,
    PaperInUse,
    approve_paper,
    copy_paper,
    discard_paper,
    reopen_paper,
    sign_offs,
)
from tests.exam.conftest import BLUEPRINT


@pytest.fixture
def draft(workspace, bank, trainer, now) -> str:
    with workspace.begin() as session:
        return make_paper(session, blueprint=BLUEPRINT, forms=2, seed=1, by=trainer, at=now).id


def test_a_paper_remembers_who_approved_and_who_reopened_it(workspace, draft, trainer, now):
    other = type(trainer)("王主任", trainer.device)
    with workspace.begin() as session:
        approve_paper(session, paper_id=draft, by=trainer, at=now, remark=" 题目无误 ")
        reopen_paper(session, paper_id=draft, reason="第 3 题超纲", by=other, at=now)
        approve_paper(session, paper_id=draft, by=other, at=now)
    with workspace.read() as session:
        assert session.get_one(Paper, draft).approved_by == "王主任"
        history = [(one.kind, one.actor, one.remark) for one in sign_offs(session, draft)]
        acts = session.scalars(select(AuditEntry.act)).all()
    assert history == [
        (SignOffKind.APPROVED, "李老师", "题目无误"),
        (SignOffKind.REOPENED, "王主任", "第 3 题超纲"),
        (SignOffKind.APPROVED, "王主任", ""),
    ]
    assert [one for one in acts if one.startswith("paper.")] == [
        "paper.make",
        "paper.approve",
        "paper.reopen",
        "paper.approve",
    ]


def test_a_reopened_paper_is_not_offered_before_it_is_approved_again(
    workspace, draft, class_id, trainer, now
):
    with workspace.begin() as session:
        approve_paper(session, paper_id=draft, by=trainer, at=now)
        with pytest.raises(NoReason):
            reopen_paper(session, paper_id=draft, reason="  ", by=trainer, at=now)
        reopen_paper(session, paper_id=draft, reason="换题", by=trainer, at=now)
        with pytest.raises(NotApproved):
            offer = Offer(draft, minutes=45, pass_mark=15)
            open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)


def test_a_paper_an_exam_offers_stays_as_it_is(workspace, hall, trainer, now):
    with workspace.begin() as session:
        with pytest.raises(PaperInUse, match="第四季度党纪学习教育测试"):
            reopen_paper(session, paper_id=hall.paper_id, reason="改题", by=trainer, at=now)
        with pytest.raises(PaperInUse):
            discard_paper(session, paper_id=hall.paper_id, by=trainer, at=now)


def test_a_copy_is_a_draft_with_the_same_questions_and_orders(workspace, hall, trainer, now):
    with workspace.begin() as session:
        copy = copy_paper(session, paper_id=hall.paper_id, by=trainer, at=now)
        second = copy_paper(session, paper_id=hall.paper_id, by=trainer, at=now)
    with workspace.read() as session:
        for form in "AB":
            here = paper_view(session, hall.paper_id, form=form)
            there = paper_view(session, copy, form=form)
            assert [replace(one, item_id="") for one in here.lines] == [
                replace(one, item_id="") for one in there.lines
            ]
        titles = {one.id: (one.title, one.approved_at) for one in papers(session)}
    assert titles[copy] == (f"{BLUEPRINT.title}（副本）", None)
    assert titles[second] == (f"{BLUEPRINT.title}（副本 2）", None)


def test_only_a_draft_is_discarded_and_nothing_of_it_stays(workspace, draft, trainer, now):
    with workspace.begin() as session:
        approve_paper(session, paper_id=draft, by=trainer, at=now)
        with pytest.raises(PaperFrozen):
            discard_paper(session, paper_id=draft, by=trainer, at=now)
        reopen_paper(session, paper_id=draft, reason="不用了", by=trainer, at=now)
        discard_paper(session, paper_id=draft, by=trainer, at=now)
    with workspace.read() as session:
        for kind in (Paper, PaperItem, PaperForm):
            assert session.scalar(select(func.count()).select_from(kind)) == 0


def test_starting_an_attempt_writes_one_small_row(workspace, hall, now):
    """Papers are made before the day: in the hall nothing is drawn, mixed or copied."""
    written = []

    def note(_connection, _cursor, statement, parameters, _context, executemany):
        if found := re.match(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement):
            written.append((*found.groups(), len(parameters) if executemany else 1))

    with workspace.begin() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        start_attempt(session, exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[0], at=now)
        session.flush()
    event.remove(engine, "before_cursor_execute", note)
    rows = [one for one in written if one[1] != "device"]  # which counts its transactions
    assert rows == [("INSERT INTO", "attempt", 1)]
