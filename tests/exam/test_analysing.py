"""An exam that was sat is analysed from its facts."""

import json

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question
from dongan_training.bank.scoring import USUAL, Key
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.analysis import Verdict
from dongan_training.exam.analysis_sheet import write_analysis
from dongan_training.exam.blueprint import Blueprint, Kind, Section
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.grading import ExamKey, grade
from dongan_training.exam.handing_in import close_exam, hand_in
from dongan_training.exam.invigilating import annul_attempt
from dongan_training.exam.models import Attempt, CorrectionKind
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.over_years import exams_over_years, years
from dongan_training.exam.papers import make_paper
from dongan_training.exam.regrading import Correction, correct_key
from dongan_training.exam.signing_off import approve_paper
from dongan_training.people.models import Person
from dongan_training.training.enrolment import enrol_people
from tests.exam.test_delivery import answer, finish, right_value, view_of


def sit(workspace, start, person, share, *, by, at):
    attempt_id = start(person)
    questions = view_of(workspace, attempt_id).questions
    for question in questions[: round(len(questions) * share)]:
        answer(workspace, attempt_id, question.item_id, right_value(question), at=at)
    finish(workspace, attempt_id, by=by, at=at)


def test_results_count_who_passed_who_failed_and_who_was_away(workspace, hall, start, trainer, now):
    for person, share in enumerate((1, 0.5, 0.8, 0)):
        sit(workspace, start, person, share, by=trainer, at=now)
    start(4)
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    summary = found.summary
    assert (summary.taken, summary.passed, summary.sitting, summary.absent) == (4, 2, 1, 1)
    assert (summary.marks.mean, summary.marks.median) == (14.25, 16.5)
    assert (summary.marks.highest, summary.marks.lowest) == (24, 0)
    assert summary.pass_rate == 0.5
    assert [band.count for band in found.distribution] == [2, 0, 0, 1, 1]
    assert [(one.name, one.taken, one.passed) for one in found.townships] == [
        ("白牙市镇", 2, 2),
        ("水岭乡", 2, 0),
    ]
    assert sum(one.taken for one in found.units) == 4
    assert [one.group.taken for one in found.forms] == [2, 2]
    first = found.items[0]
    assert (first.facility, first.omitted, first.key) == (0.75, 1, "B")
    assert first.verdict is Verdict.TOO_FEW
    assert [(one.label, one.count) for one in first.options] == [
        ("A", 0),
        ("B", 3),
        ("C", 0),
        ("D", 0),
    ]


def test_an_exam_nobody_sat_has_an_analysis_too(workspace, hall):
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    assert found.summary.marks is None
    assert found.townships == found.forms == ()
    assert found.items[0].facility is None


def test_short_answers_wait_for_a_person_and_count_nothing():
    keys = {
        "1": ExamKey(Key(QuestionType.SHORT_ANSWER, ("要点",), 10)),
        "2": ExamKey(Key(QuestionType.TRUE_FALSE, (True,), 2)),
    }
    marks = grade(keys, {"1": ["写了"], "2": [True]}, USUAL)
    assert (marks.score, marks.unmarked, marks.answered, marks.total) == (2, 1, 2, None)
    assert grade(keys, {"1": ["写了"], "2": [True]}, USUAL, {"1": 7.5}).total == 9.5
    assert grade(keys, {"2": [True]}, USUAL).total == 2


def test_who_waits_for_a_marker_counts_only_as_waiting(workspace, essay_exam, essays):
    with workspace.read() as session:
        found = analyse_exam(session, essay_exam.exam_id)
    assert (found.summary.taken, found.summary.waiting) == (1, 2)


@pytest.fixture
def crowd(workspace, hall, trainer, now) -> tuple[str, ...]:
    """Eighteen more people in the class; gives all enrolments."""
    with workspace.begin() as session:
        people = [Person(name=f"学员{number}") for number in range(18)]
        session.add_all(people)
        session.flush()
        ids = [one.id for one in people]
        added = enrol_people(
            session, class_id=hall.class_id, person_ids=ids, by=trainer, at=now
        ).added
    return (*hall.enrolment_ids, *added)


def sit_exam(workspace, exam_id, enrolments, wrongs, *, by, at) -> None:
    """The n-th person answers all, the last ``wrongs[n]`` questions of form A wrongly."""
    for enrolment_id, wrong in zip(enrolments, wrongs, strict=True):
        with workspace.begin() as session:
            attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=enrolment_id, at=at)
            questions = sorted(
                sitting_view(session, attempt_id).questions, key=lambda one: one.item_id
            )
            for place, question in enumerate(questions):
                is_wrong = place >= len(questions) - wrong
                value = _wrong(question) if is_wrong else right_value(question)
                given = Given(question.item_id, value, 1.0)
                save_answer(session, attempt_id=attempt_id, given=given, at=at)
            hand_in(session, attempt_id=attempt_id, seconds_used=60, by=by, at=at)


def _wrong(question):
    if question.type is QuestionType.TRUE_FALSE:
        return [False]
    if question.type is QuestionType.FILL_BLANK:
        return ["错", "错"]
    return ["C"]


def test_items_are_told_apart_by_who_got_them_right(workspace, hall, crowd, trainer, now, tmp_path):
    wrongs = [n % 8 for n in range(24)]
    sit_exam(workspace, hall.exam_id, crowd, wrongs, by=trainer, at=now)
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    by_facility = sorted(found.items, key=lambda one: one.facility)
    assert by_facility[0].facility == pytest.approx(sum(one == 0 for one in wrongs) / 24)
    hard = next(one for one in found.items if 0.3 < one.facility < 0.7)
    assert hard.discrimination > 0.3
    assert hard.correlation > 0.3
    assert hard.verdict is Verdict.GOOD
    assert 0 < found.summary.reliability < 1
    assert found.summary.error == pytest.approx(
        found.summary.marks.deviation * (1 - found.summary.reliability) ** 0.5
    )
    assert all(one.fairness is not None for one in found.forms)
    assert any("没有人选" in remark for one in found.items for remark in one.remarks)
    write_analysis(found, tmp_path / "a.xlsx", at=now)
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["概况", "试题", "选项", "卷别", "乡镇", "党组织"]
    assert len(book.get_sheet_by_name("试题").to_python()) == 3 + 10


def test_what_was_measured_flows_back_into_the_bank(workspace, hall, crowd, trainer, now):
    sit_exam(workspace, hall.exam_id, crowd, [n % 8 for n in range(24)], by=trainer, at=now)
    with workspace.read() as session:
        assert session.scalars(select(Question.measured_facility).distinct()).all() == [None]
    with workspace.begin() as session:
        close_exam(session, exam_id=hall.exam_id, by=trainer, at=now)
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
        for item in found.items:
            question = session.get_one(Question, item.question_id)
            assert question.measured_facility == pytest.approx(item.facility)
            assert question.measured_count == 24
        hardest = min(found.items, key=lambda one: one.facility)
    with workspace.begin() as session:
        correction = Correction(hardest.item_id, CorrectionKind.DROP, (), "超纲")
        correct_key(session, exam_id=hall.exam_id, correction=correction, by=trainer, at=now)
    with workspace.read() as session:
        found = analyse_exam(session, hall.exam_id)
    dropped = next(one for one in found.items if one.item_id == hardest.item_id)
    assert dropped.verdict is Verdict.NOT_COUNTED
    with workspace.read() as session:
        bank = session.get_one(Question, hardest.question_id)
        assert (bank.measured_facility, bank.measured_count) == (None, 0)


def test_a_corrected_key_and_an_annulled_attempt_reach_the_bank(
    workspace, hall, crowd, trainer, now
):
    sit_exam(workspace, hall.exam_id, crowd, [n % 8 for n in range(24)], by=trainer, at=now)
    with workspace.begin() as session:
        close_exam(session, exam_id=hall.exam_id, by=trainer, at=now)
    with workspace.read() as session:
        single = next(
            one
            for one in analyse_exam(session, hall.exam_id).items
            if one.type is QuestionType.SINGLE_CHOICE
        )
        seven_wrong = session.scalar(
            select(Attempt.id).filter_by(enrolment_id=crowd[7], exam_id=hall.exam_id)
        )
    for change, people in (
        (lambda session, **common: _also_c(session, hall.exam_id, single.item_id, common), 24),
        (lambda session, **common: _annul(session, seven_wrong, common), 23),
    ):
        with workspace.begin() as session:
            change(session, by=trainer, at=now)
        with workspace.read() as session:
            question = session.get_one(Question, single.question_id)
            assert (question.measured_facility, question.measured_count) == (1, people)


def _also_c(session, exam_id, item_id, common):
    correction = Correction(item_id, CorrectionKind.ALSO, ["C"], "C 也对")
    correct_key(session, exam_id=exam_id, correction=correction, **common)


def _annul(session, attempt_id, common):
    annul_attempt(session, attempt_id=attempt_id, reason="替考", **common)


def test_parallel_forms_are_analysed_each_by_itself(workspace, hall, crowd, trainer, now):
    blueprint = Blueprint(
        "平行卷", (Section(QuestionType.SINGLE_CHOICE, 4, 5),), kind=Kind.PARALLEL
    )
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=2, seed=4, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=12)
        exam_id = open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
    wrongs = [n % 4 if n % 2 else (n + 2) % 3 for n in range(24)]
    sit_exam(workspace, exam_id, crowd, wrongs, by=trainer, at=now)
    with workspace.read() as session:
        found = analyse_exam(session, exam_id)
        told = exams_over_years(session)
    assert {one.form for one in found.items} == {"A", "B"}
    assert all(one.taken == 12 for one in found.items)
    assert len(found.items) == 8
    assert [one.group.name for one in found.forms] == ["A", "B"]
    assert {json.dumps(one.number) for one in found.items} == {"1", "2", "3", "4"}
    assert [(one.title, one.taken) for one in told] == [("平行卷", 24)]
    (year,) = years(told)
    assert (year.year, year.exams, year.taken) == (2026, 1, 24)
    assert year.mean == pytest.approx(found.summary.marks.mean * 5)
