from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.drafts import QuestionType
from dongan_training.certificates.regraded import foresee_regrade
from dongan_training.exam.blueprint import Blueprint, Kind, Section
from dongan_training.exam.explaining import explain_attempt
from dongan_training.exam.models import (
    Attempt,
    CorrectionKind,
    Exam,
    KeyCorrection,
    Paper,
    PaperItem,
)
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import NoSuchForm
from dongan_training.exam.regrading import (
    Correction,
    KeyDoesNotFit,
    NoSuchItem,
    RegradeReasonMissing,
    correct_key,
    corrections_made,
    item_by_number,
    preview_regrade,
    read_key,
)
from dongan_training.exam.settling import differences
from dongan_training.exam.signing_off import approve_paper
from dongan_training.training.models import TrainingClass
from dongan_training.training.timetable import LessonFacts, add_lesson
from tests.exam.test_delivery import answer, finish, right_value, view_of


@pytest.fixture
def sat(workspace, hall, start, trainer, now):
    """Two people: all right, and all right but the first single choice (C for B)."""
    ids = []
    for person in range(2):
        attempt_id = start(person)
        spoilt = False
        for question in view_of(workspace, attempt_id).questions:
            value = right_value(question)
            if person and not spoilt and question.type is QuestionType.SINGLE_CHOICE:
                value, spoilt = ["C"], True
                ids.append(question.item_id)
            answer(workspace, attempt_id, question.item_id, value, at=now)
        finish(workspace, attempt_id, by=trainer, at=now)
        ids.append(attempt_id)
    first, item, second = ids
    return first, second, item


def scores(workspace):
    with workspace.read() as session:
        return [one.score for one in session.scalars(select(Attempt).order_by(Attempt.id))]


def correct(workspace, hall, trainer, now, item, kind, answer_=(), reason="原答案有误"):
    with workspace.begin() as session:
        correction = Correction(item, kind, answer_, reason)
        return correct_key(session, exam_id=hall.exam_id, correction=correction, by=trainer, at=now)


def test_a_preview_says_who_changes_by_how_much_and_changes_nothing(workspace, hall, sat):
    with workspace.read() as session:
        correction = Correction(sat[2], CorrectionKind.NEW_KEY, ["C"])
        seen = preview_regrade(session, exam_id=hall.exam_id, correction=correction)
    assert [(one.name, one.before, one.after, one.difference) for one in seen.changes] == [
        ("陈敏", 24, 22, -2),
        ("欧阳𬱖", 22, 24, 2),
    ]
    assert scores(workspace) == [24, 22]


@pytest.mark.parametrize(
    ("kind", "key", "after"),
    [
        (CorrectionKind.NEW_KEY, ["C"], [22, 24]),
        (CorrectionKind.ALSO, ["C"], [24, 24]),
        (CorrectionKind.EVERYBODY, (), [24, 24]),
        (CorrectionKind.DROP, (), [24, 24]),
    ],
)
def test_a_correction_marks_everybody_anew(workspace, hall, sat, trainer, now, kind, key, after):
    done = correct(workspace, hall, trainer, now, sat[2], kind, key)
    assert scores(workspace) == after
    assert len(done.changes) + done.unchanged == 2
    with workspace.read() as session:
        assert differences(session) == ()


def test_a_correction_is_a_fact_beside_the_frozen_paper_and_can_be_answered_by_another(
    workspace, hall, sat, trainer, now
):
    with workspace.read() as session:
        before = session.get_one(PaperItem, sat[2]).version.answer
    correct(workspace, hall, trainer, now, sat[2], CorrectionKind.NEW_KEY, ["C"])
    correct(workspace, hall, trainer, now, sat[2], CorrectionKind.RESTORE, reason="原答案无误")
    assert scores(workspace) == [24, 22]
    with workspace.read() as session:
        assert session.get_one(PaperItem, sat[2]).version.answer == before
        assert len(session.scalars(select(KeyCorrection)).all()) == 2
        history = corrections_made(session, hall.exam_id)
        logged = session.scalars(select(AuditEntry).filter_by(act="exam.correct_key")).all()
    assert {one.reason for one in history} == {"原答案有误", "原答案无误"}
    assert len(logged) == 2


def test_a_reason_is_asked_for(workspace, hall, sat, trainer, now):
    with pytest.raises(RegradeReasonMissing):
        correct(workspace, hall, trainer, now, sat[2], CorrectionKind.DROP, reason=" ")
    assert scores(workspace) == [24, 22]


def test_a_corrected_mark_is_explained_with_key_reason_and_points(
    workspace, hall, sat, trainer, now
):
    correct(workspace, hall, trainer, now, sat[2], CorrectionKind.ALSO, ["C"])
    with workspace.read() as session:
        told = explain_attempt(session, sat[1])
    (line,) = [one for one in told.lines if one.item_id == sat[2]]
    assert (line.points, line.full) == (2, 2)
    assert "更正后" in line.key
    assert "原答案有误" in line.why


def test_every_line_of_an_explanation_adds_up_to_the_score(workspace, sat):
    with workspace.read() as session:
        for attempt_id in sat[:2]:
            told = explain_attempt(session, attempt_id)
            assert sum(one.points for one in told.lines) == told.score
            assert all(one.rule and one.key and one.why for one in told.lines)


@pytest.mark.parametrize(("text", "value"), [("c", ["C"]), (" B ", ["B"])])
def test_a_key_is_read_as_typed(workspace, sat, text, value):
    with workspace.read() as session:
        assert read_key(session, sat[2], text) == value


@pytest.mark.parametrize("text", ["", "BC", "E", "对"])
def test_a_key_that_does_not_fit_the_question_is_refused(workspace, sat, text):
    with workspace.read() as session, pytest.raises(KeyDoesNotFit):
        read_key(session, sat[2], text)


def test_questions_are_named_by_their_number_on_a_form(workspace, hall):
    with workspace.read() as session:
        forms = session.get_one(Paper, hall.paper_id).forms
        for form in forms:
            item = item_by_number(session, exam_id=hall.exam_id, number=3, form=form.letter)
            assert item == form.order[2]["item"]
        with pytest.raises(NoSuchItem):
            item_by_number(session, exam_id=hall.exam_id, number=99)
        with pytest.raises(NoSuchForm):
            item_by_number(session, exam_id=hall.exam_id, number=1, form="F")


def test_the_history_numbers_a_parallel_form_by_its_own_paper(
    workspace, hall, trainer, now, bank, class_id
):
    blueprint = Blueprint(
        "平行卷", (Section(QuestionType.SINGLE_CHOICE, 4, 5),), kind=Kind.PARALLEL
    )
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=2, seed=4, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=12)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
        item_id = item_by_number(session, exam_id=exam_id, number=2, form="B")
        correction = Correction(item_id, CorrectionKind.DROP, (), "超纲")
        done = correct_key(session, exam_id=exam_id, correction=correction, by=trainer, at=now)
        (made_once,) = corrections_made(session, exam_id)
    assert (done.form, done.number) == ("B", 2)
    assert (made_once.form, made_once.number) == ("B", 2)


def test_an_explanation_follows_the_order_the_person_saw(workspace, hall, start, trainer, now):
    with workspace.begin() as session:
        session.get_one(Exam, hall.exam_id).personal_order = True
    attempt_id = start(2)
    shown = view_of(workspace, attempt_id).questions
    for question in shown:
        answer(workspace, attempt_id, question.item_id, right_value(question), at=now)
    finish(workspace, attempt_id, by=trainer, at=now)
    with workspace.read() as session:
        lines = explain_attempt(session, attempt_id).lines
    assert [one.item_id for one in lines] == [one.item_id for one in shown]
    assert [one.options for one in lines] == [
        tuple(option.text for option in one.options) for one in shown
    ]
    assert all(one.answer == one.key for one in lines if one.options)


def test_a_correction_foretells_who_may_now_have_a_certificate(workspace, hall, sat, trainer, now):
    with workspace.begin() as session:
        session.get_one(Exam, hall.exam_id).pass_mark = 23
        training_class = session.get_one(TrainingClass, hall.class_id)
        training_class.needs_full_hours = training_class.needs_no_absence = False
        starts_at = now - timedelta(hours=6)
        lesson = LessonFacts("上午", starts_at, starts_at + timedelta(hours=3), hours=4)
        add_lesson(session, class_id=hall.class_id, facts=lesson, by=trainer, at=now)
    with workspace.read() as session:
        correction = Correction(sat[2], CorrectionKind.ALSO, ["C"])
        found = foresee_regrade(session, exam_id=hall.exam_id, correction=correction, at=now)
    assert found.regrade.now_passed == 1
    assert [one.told() for one in found.certificates] == ["欧阳𬱖符合发证条件，可以补发。"]
    assert scores(workspace) == [24, 22]
