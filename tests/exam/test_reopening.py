"""A hand-in that was a mistake is taken back, with a reason; nothing is lost or gained by it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.exam.board import board, sitting_record
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.invigilating import BadMinutes, ReasonNeeded, annul_attempt
from dongan_training.exam.marking_desk import marking_tasks
from dongan_training.exam.models import Attempt, Exam
from dongan_training.exam.paper_entry import Typed, enter_paper
from dongan_training.exam.record_words import happened_words
from dongan_training.exam.reopening import (
    MarkedAlready,
    NothingToReopen,
    NoTimeLeft,
    OverAlready,
    Reopening,
    WasOnPaper,
    reopen_attempt,
)
from dongan_training.exam.settling import differences
from dongan_training.exam.signing_in import sign_in
from tests.exam.test_delivery import answer, finish, right_value, view_of

MISTAKE = Reopening("误按交卷")
LATER = timedelta(minutes=12)


def reopen(workspace, attempt_id, reopening=MISTAKE, *, by, at):
    with workspace.begin() as session:
        return reopen_attempt(session, attempt_id=attempt_id, reopening=reopening, by=by, at=at)


@pytest.fixture
def handed_in(workspace, start, trainer, now):
    """An attempt with one right answer, handed in after five minutes; gives id and receipt."""
    attempt_id = start(0)
    question = view_of(workspace, attempt_id).questions[0]
    answer(workspace, attempt_id, question.item_id, right_value(question), seconds=300, at=now)
    return attempt_id, finish(workspace, attempt_id, by=trainer, at=now, seconds=300)


def test_one_goes_on_where_one_was_with_the_same_time_used(
    workspace, hall, handed_in, trainer, now
):
    attempt_id, receipt = handed_in
    before = view_of(workspace, attempt_id)
    left = reopen(workspace, attempt_id, by=trainer, at=now + LATER)
    assert left == 40 * 60
    with workspace.begin() as session:
        candidate = sign_in(session, exam_id=hall.exam_id, text=hall.codes[0])
        assert (candidate.is_over, candidate.attempt_id) == (False, attempt_id)
        start_attempt(
            session,
            exam_id=hall.exam_id,
            enrolment_id=hall.enrolment_ids[0],
            at=now + LATER + timedelta(seconds=30),
        )
    assert view_of(workspace, attempt_id) == before
    second = before.questions[1]
    answer(workspace, attempt_id, second.item_id, right_value(second), seconds=400, at=now + LATER)
    again = finish(workspace, attempt_id, by=trainer, at=now + 2 * LATER, seconds=420)
    assert again.code != receipt.code
    assert again.answered == 2
    with workspace.read() as session:
        assert session.get_one(Attempt, attempt_id).seconds_used == 420
        assert differences(session) == ()


def test_it_goes_on_record_with_reason_receipt_and_time(workspace, hall, handed_in, trainer, now):
    attempt_id, receipt = handed_in
    reopen(workspace, attempt_id, Reopening(" 误按交卷 ", 5), by=trainer, at=now + LATER)
    with workspace.read() as session:
        told = {one.kind: one for one in sitting_record(session, hall.exam_id)}
        row = board(session, hall.exam_id).rows[0]
        logged = session.scalars(select(AuditEntry).filter_by(act="attempt.reopen")).one()
        assert audit.verify(session) == ()
    assert list(told) == ["started", "reopened"]  # no machine that was off, no hand-in
    assert happened_words(told["reopened"]) == (
        f"重开答卷，原回执码 {receipt.code} 作废，加时 5 分钟，剩余 45 分钟（误按交卷）"
    )
    assert (row.state, row.extra_minutes, row.seconds_left) == ("open", 5, 45 * 60)
    assert logged.details["reason"] == "误按交卷"
    assert logged.details["score"] == 2


def test_a_time_that_is_used_up_needs_minutes(workspace, start, trainer, now):
    attempt_id = start(1)
    finish(workspace, attempt_id, by=trainer, at=now, seconds=45 * 60)
    with pytest.raises(NoTimeLeft):
        reopen(workspace, attempt_id, by=trainer, at=now)
    assert reopen(workspace, attempt_id, Reopening("停电", 3), by=trainer, at=now) == 180


@pytest.mark.parametrize(
    ("reopening", "refusal"),
    [(Reopening(" "), ReasonNeeded), (Reopening("误按", -1), BadMinutes)],
)
def test_without_a_reason_or_with_wrong_minutes_nothing_changes(
    workspace, handed_in, trainer, now, reopening, refusal
):
    with pytest.raises(refusal):
        reopen(workspace, handed_in[0], reopening, by=trainer, at=now)
    with workspace.read() as session:
        assert session.get_one(Attempt, handed_in[0]).receipt == handed_in[1].code


def test_what_is_open_annulled_or_not_the_last_is_not_opened(
    workspace, hall, start, handed_in, trainer, now
):
    with workspace.begin() as session:
        session.get_one(Exam, hall.exam_id).attempts_allowed = 2
    second = start(0)
    for attempt_id in (handed_in[0], second):
        with pytest.raises(NothingToReopen):
            reopen(workspace, attempt_id, by=trainer, at=now)
    with workspace.begin() as session:
        annul_attempt(session, attempt_id=second, reason="替考", by=trainer, at=now)
    with pytest.raises(NothingToReopen):
        reopen(workspace, second, by=trainer, at=now)


def test_nothing_is_opened_once_the_exam_is_over(workspace, hall, handed_in, trainer, now):
    with workspace.begin() as session:
        close_exam(session, exam_id=hall.exam_id, by=trainer, at=now)
    with pytest.raises(OverAlready):
        reopen(workspace, handed_in[0], by=trainer, at=now)


def test_what_was_written_on_paper_is_not_opened_on_a_screen(workspace, hall, trainer, now):
    typed = Typed(hall.enrolment_ids[2], "A", " ".join("-" * 10))
    for _time in range(2):
        with workspace.begin() as session:
            enter_paper(session, exam_id=hall.exam_id, typed=typed, by=trainer, at=now)
    with workspace.read() as session:
        attempt_id = board(session, hall.exam_id).rows[2].attempt_id
    with pytest.raises(WasOnPaper):
        reopen(workspace, attempt_id, by=trainer, at=now)


def test_what_somebody_marked_is_not_opened(workspace, essay_exam, essays, trainer, now):
    attempt_id = essays["陈敏"]
    with workspace.begin() as session:
        (task,) = marking_tasks(session, essay_exam.exam_id, marker="甲")
        given = GivenPoints("甲", (4, 5))
        mark_answer(
            session, attempt_id=attempt_id, item_id=task.item_id, given=given, by=trainer, at=now
        )
    with pytest.raises(MarkedAlready):
        reopen(workspace, attempt_id, by=trainer, at=now)
