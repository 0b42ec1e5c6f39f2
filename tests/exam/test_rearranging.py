"""What was arranged is changed or taken back while nobody has begun, and not after."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Marking, Rule
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.models import Exam, ExamPlace
from dongan_training.exam.offering import BadPassMark, NotApproved, Offer, open_exam
from dongan_training.exam.paper_entry import Typed, enter_paper
from dongan_training.exam.papers import make_paper
from dongan_training.exam.printed.papers import printed_paper
from dongan_training.exam.queries import exams
from dongan_training.exam.rearranging import HasBegun, change_exam, offer_of
from dongan_training.exam.resits import Resit
from dongan_training.exam.rules import BadEarliestHandIn, SittingRules, change_rules
from dongan_training.exam.seating import plan_seats, seat_plan
from dongan_training.exam.signing_off import approve_paper
from dongan_training.exam.station import open_station
from dongan_training.overall.composing import set_weights
from dongan_training.overall.weighing import Part, Source, Weights
from dongan_training.overall.withdrawing import (
    CountsOverall,
    IsRepeated,
    WasOpened,
    withdraw_exam,
)
from tests.exam.conftest import BLUEPRINT


@pytest.fixture
def facts(hall, trainer, now):
    return {"exam_id": hall.exam_id, "by": trainer, "at": now}


@pytest.fixture
def change(workspace, hall, facts):
    def to(**named):
        with workspace.begin() as session:
            wanted = replace(offer_of(session, hall.exam_id), **named)
            change_exam(session, offer=wanted, **facts)
        with workspace.read() as session:
            return offer_of(session, hall.exam_id)

    return to


def test_time_pass_mark_and_rules_change_and_go_into_the_log(workspace, change, hall):
    penalty = Marking(Rule.PENALTY, 0.5, numerals=False)
    after = change(minutes=60, pass_mark=12, marking=penalty, markers=2, tolerance=1, title="补测")
    assert (after.minutes, after.pass_mark, after.marking) == (60, 12, penalty)
    assert (after.markers, after.tolerance, after.title) == (2, 1, "补测")
    with workspace.read() as session:
        entry = session.scalars(select(AuditEntry).filter_by(act="exam.change")).one()
    assert (entry.subject, entry.details["minutes"]) == (hall.exam_id, 60)
    assert change().title == "补测"  # nothing new: nothing in the log
    with workspace.read() as session:
        assert len(session.scalars(select(AuditEntry).filter_by(act="exam.change")).all()) == 1


def test_paper_and_screen_state_the_rule_as_it_is_now(workspace, change, start, hall):
    def told():
        with workspace.read() as session:
            paper = printed_paper(session, hall.paper_id)
            _single, multiple, _judge, blanks = (one.instruction for one in paper.sections)
        return multiple, blanks

    change(marking=Marking(Rule.PENALTY, numerals=True))
    multiple, blanks = told()
    assert "扣" in multiple and "不倒扣" not in multiple
    change(marking=Marking(Rule.ALL_OR_NOTHING, numerals=False))
    assert told()[0] != multiple and told()[1] != blanks
    attempt_id = start()
    with workspace.read() as session:
        rules = {one.type: one.rule for one in sitting_view(session, attempt_id).questions}
    assert rules[QuestionType.MULTIPLE_CHOICE] in told()[0]


def test_another_paper_lays_its_forms_on_the_seats(workspace, change, facts, hall, trainer, now):
    with workspace.begin() as session:
        plan_seats(session, rows=2, columns=3, **facts)
        made = make_paper(session, blueprint=BLUEPRINT, forms=4, seed=5, by=trainer, at=now)
        draft = make_paper(session, blueprint=BLUEPRINT, forms=1, seed=6, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
    assert change(paper_id=made.id).paper_id == made.id
    with workspace.read() as session:
        assert [one.form for one in seat_plan(session, hall.exam_id)] == list("ABCCDA")
    with pytest.raises(NotApproved):
        change(paper_id=draft.id)
    with pytest.raises(BadPassMark):
        change(pass_mark=999)


def test_a_time_shorter_than_the_earliest_hand_in_is_refused(workspace, change, facts):
    with workspace.begin() as session:
        change_rules(session, rules=SittingRules(earliest_hand_in=30), **facts)
    with pytest.raises(BadEarliestHandIn):
        change(minutes=20)


@pytest.mark.parametrize("how", ["sat", "typed in"])
def test_once_somebody_began_nothing_is_changed_or_taken_back(
    workspace, change, start, facts, hall, trainer, now, how
):
    if how == "sat":
        start()
    else:
        with workspace.begin() as session:
            typed = Typed(hall.enrolment_ids[0], "A", "- " * 10)
            enter_paper(session, exam_id=hall.exam_id, typed=typed, by=trainer, at=now)
    with pytest.raises(HasBegun):
        change(minutes=60)
    with pytest.raises(HasBegun), workspace.begin() as session:
        withdraw_exam(session, **facts)


def test_an_exam_is_taken_back_with_its_seats_and_may_be_arranged_again(
    workspace, facts, hall, trainer, now
):
    with workspace.begin() as session:
        plan_seats(session, rows=2, columns=3, **facts)
    with workspace.begin() as session:
        assert withdraw_exam(session, **facts) == "第四季度党纪学习教育测试"
    with workspace.begin() as session:
        assert exams(session) == [] and session.scalars(select(ExamPlace)).all() == []
        offer = Offer(hall.paper_id, minutes=45, pass_mark=15)
        open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
    with workspace.read() as session:
        assert session.scalars(select(AuditEntry).filter_by(act="exam.withdraw")).one()
        assert len(session.scalars(select(Exam)).all()) == 1


def test_what_hangs_on_an_exam_keeps_it(workspace, facts, hall, trainer, now):
    part = Part("考试", Source.EXAM, 100, hall.exam_id)
    with workspace.begin() as session:
        set_weights(session, class_id=hall.class_id, weights=Weights((part,)), by=trainer, at=now)
    with pytest.raises(CountsOverall), workspace.begin() as session:
        withdraw_exam(session, **facts)
    with workspace.begin() as session:
        offer = Offer(hall.paper_id, minutes=45, pass_mark=15, resit=Resit(hall.exam_id))
        open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
    with pytest.raises(IsRepeated), workspace.begin() as session:
        withdraw_exam(session, **facts)
    with workspace.begin() as session:
        open_station(session, **facts)
    with pytest.raises(WasOpened), workspace.begin() as session:
        withdraw_exam(session, **facts)
