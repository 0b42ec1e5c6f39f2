import dataclasses
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.pictures import store_pictures
from dongan_training.bank.scoring import Marking, Rule
from dongan_training.exam.candidate_view import exam_notice, sitting_view
from dongan_training.exam.delivery import (
    AnswerDoesNotFit,
    AttemptIsOver,
    Given,
    TimeIsUp,
    keep_time,
    save_answer,
    set_flag,
    start_attempt,
)
from dongan_training.exam.entering import ExamIsClosed
from dongan_training.exam.handing_in import close_exam, hand_in
from dongan_training.exam.models import Answer, Attempt, AttemptState, Paper, PaperItem
from dongan_training.exam.offering import BadDuration, BadPassMark, NotApproved, Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.signing_in import (
    BadgeNotInUse,
    BadgeRefused,
    NotInThisExam,
    UnknownExamCode,
    sign_in,
)
from dongan_training.training.badges import reprint_badge
from dongan_training.training.enrolment import withdraw
from tests.bank.questions import png
from tests.exam.conftest import BLUEPRINT, NAMES


def view_of(workspace, attempt_id):
    with workspace.read() as session:
        return sitting_view(session, attempt_id)


def answer(workspace, attempt_id, item_id, value, *, seconds=1.0, at):
    with workspace.begin() as session:
        save_answer(session, attempt_id=attempt_id, given=Given(item_id, value, seconds), at=at)


def test_an_answer_tells_at_which_question_somebody_is(workspace, start, now):
    attempt_id = start(0)
    question = view_of(workspace, attempt_id).questions[6]
    with workspace.begin() as session:
        given = Given(question.item_id, right_value(question), 2.0, place=6)
        save_answer(session, attempt_id=attempt_id, given=given, at=now)
    assert view_of(workspace, attempt_id).place == 6
    answer(workspace, attempt_id, question.item_id, [], at=now)
    assert view_of(workspace, attempt_id).place == 6


def right_value(question):
    return {
        QuestionType.SINGLE_CHOICE: ["B"],
        QuestionType.MULTIPLE_CHOICE: ["A", "B", "D"],
        QuestionType.TRUE_FALSE: [True],
        QuestionType.FILL_BLANK: [["5"], ["警告"]],
    }[question.type]


def finish(workspace, attempt_id, *, by, at, seconds=60.0):
    with workspace.begin() as session:
        return hand_in(session, attempt_id=attempt_id, seconds_used=seconds, by=by, at=at)


def test_everybody_gets_a_short_code_once(hall):
    assert len(set(hall.codes)) == len(NAMES)
    assert all(len(code) == 6 and not set(code) & set("IO01") for code in hall.codes)


def test_one_signs_in_by_code_or_badge_however_it_is_typed(workspace, hall):
    code = hall.codes[1]
    with workspace.read() as session:
        for text in (code, f" {code[:3].lower()} {code[3:]} ", hall.badges[1]):
            candidate = sign_in(session, exam_id=hall.exam_id, text=text)
            assert (candidate.name, candidate.unit) == ("欧阳𬱖", "水岭乡第1村党总支")
            assert candidate.attempt_id == ""


@pytest.mark.parametrize("text", ["", "https://example.com/", "DA1.X.Y.Z", "王小二", "A" * 2000])
def test_what_is_no_badge_and_no_code_is_explained(workspace, hall, text):
    with workspace.read() as session, pytest.raises((BadgeRefused, UnknownExamCode)) as refusal:
        sign_in(session, exam_id=hall.exam_id, text=text)
    assert "签到" not in str(refusal.value)


def test_an_unknown_code_names_itself(workspace, hall):
    with workspace.read() as session, pytest.raises(UnknownExamCode, match="ZZZZZZ"):
        sign_in(session, exam_id=hall.exam_id, text="zzzzzz")


def test_a_reprinted_badge_leaves_the_old_one_outside(workspace, hall, trainer, now):
    with workspace.begin() as session:
        reprint_badge(session, enrolment_id=hall.enrolment_ids[0], by=trainer, at=now)
    with workspace.read() as session, pytest.raises(BadgeNotInUse, match="陈敏"):
        sign_in(session, exam_id=hall.exam_id, text=hall.badges[0])


def test_who_withdrew_is_not_let_in(workspace, hall, trainer, now):
    with workspace.begin() as session:
        withdraw(
            session, enrolment_ids=[hall.enrolment_ids[0]], reason="外出务工", by=trainer, at=now
        )
    with workspace.read() as session, pytest.raises(NotInThisExam):
        sign_in(session, exam_id=hall.exam_id, text=hall.codes[0])


def test_neighbours_get_different_forms(workspace, start):
    forms = [view_of(workspace, start(person)).form for person in range(4)]
    assert forms == ["A", "B", "A", "B"]


def test_starting_again_finds_the_same_attempt(start):
    assert start(0) == start(0)


def test_the_screen_never_gets_a_key(workspace, hall, start):
    """Nothing of the key is in any field, also where options hide it by their order."""
    view = view_of(workspace, start(1))
    names = {field.name for field in dataclasses.fields(view.questions[0])}
    assert not names & {"key", "correct", "explanation", "citation"}
    told = json.dumps(dataclasses.asdict(view), ensure_ascii=False)
    assert "五" not in told.replace("第五", "")
    fresh = [question.answer for question in view.questions]
    assert fresh == [()] * len(fresh)


def test_the_screen_never_gets_a_picture_of_the_key_or_explanation(workspace, start):
    attempt_id = start(0)
    item_id = view_of(workspace, attempt_id).questions[0].item_id
    asked, explained = png(1), png(2)
    with workspace.begin() as session:
        version = session.get_one(PaperItem, item_id).version
        version.stem, version.explanation = f"{version.stem}〔图1〕", "见〔图2〕。"
        store_pictures(session, {version.id: (asked, explained)})
    assert view_of(workspace, attempt_id).questions[0].pictures == (asked.data, b"")


def test_an_answer_means_the_same_in_every_form(workspace, hall, start, trainer, now):
    """Both press the row with the right words, at whatever place their form shows it."""
    scores = []
    for person in (0, 1):
        attempt_id = start(person)
        for question in view_of(workspace, attempt_id).questions:
            value = right_value(question)
            if question.options:
                words = {"警告", "严重警告", "开除党籍"} if len(value) == 3 else {"严重警告"}
                value = [one.value for one in question.options if one.text in words]
            answer(workspace, attempt_id, question.item_id, value, at=now)
        finish(workspace, attempt_id, by=trainer, at=now)
        with workspace.read() as session:
            scores.append(session.get_one(Attempt, attempt_id).score)
    assert scores == [24, 24]


def test_the_latest_answer_counts_and_may_be_taken_back(workspace, start, now):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[0].item_id
    answer(workspace, attempt_id, item_id, ["A"], at=now)
    answer(workspace, attempt_id, item_id, ["C"], at=now)
    assert view_of(workspace, attempt_id).questions[0].answer == ("C",)
    answer(workspace, attempt_id, item_id, [], at=now)
    assert not view_of(workspace, attempt_id).questions[0].answered
    with workspace.read() as session:
        assert len(session.scalars(select(Answer)).all()) == 1


def test_a_flag_survives_and_does_not_count_as_an_answer(workspace, start, now):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[2].item_id
    with workspace.begin() as session:
        set_flag(session, attempt_id=attempt_id, item_id=item_id, flagged=True, at=now)
    question = view_of(workspace, attempt_id).questions[2]
    assert question.flagged
    assert not question.answered
    answer(workspace, attempt_id, item_id, ["A"], at=now)
    assert view_of(workspace, attempt_id).questions[2].flagged
    with workspace.begin() as session:
        set_flag(session, attempt_id=attempt_id, item_id=item_id, flagged=False, at=now)
    assert not view_of(workspace, attempt_id).questions[2].flagged


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, ["A", "B"]),
        (0, ["E"]),
        (0, [True]),
        (0, ["AB"]),
        (0, ["A", "A"]),
        (4, ["A", "F"]),
        (7, [True, False]),
        (7, ["true"]),
        (7, [1]),
        (9, [["五"], ["警告"], ["多"]]),
        (9, [["x" * 501]]),
        (9, [[1]]),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(workspace, start, now, place, value):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[place].item_id
    with pytest.raises(AnswerDoesNotFit):
        answer(workspace, attempt_id, item_id, value, at=now)
    assert not view_of(workspace, attempt_id).questions[place].answered


def test_a_question_of_another_paper_is_refused(workspace, start, now, trainer):
    attempt_id = start()
    with workspace.begin() as session:
        made = make_paper(session, blueprint=BLUEPRINT, forms=1, seed=1, by=trainer, at=now)
    with workspace.read() as session:
        foreign = session.get_one(Paper, made.id).items[0].id
    with pytest.raises(AnswerDoesNotFit):
        answer(workspace, attempt_id, foreign, ["A"], at=now)


def test_time_used_never_goes_back_and_stops_at_the_end(workspace, start, now):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[0].item_id
    for seconds, kept in ((100, 100), (40, 100), (-5, 100), (float("nan"), 100), (250.5, 250.5)):
        with workspace.begin() as session:
            keep_time(session, attempt_id=attempt_id, seconds_used=seconds, place=3, at=now)
        view = view_of(workspace, attempt_id)
        assert (view.seconds_used, view.place) == (kept, 3)
    answer(workspace, attempt_id, item_id, ["A"], seconds=9e9, at=now)
    assert view_of(workspace, attempt_id).seconds_used == 45 * 60
    with pytest.raises(TimeIsUp):
        answer(workspace, attempt_id, item_id, ["B"], seconds=1, at=now)
    assert view_of(workspace, attempt_id).questions[0].answer == ("A",)


def test_the_wall_clock_plays_no_part_in_the_time(workspace, start, now):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[0].item_id
    for days in (-3, 400, 0):
        answer(workspace, attempt_id, item_id, ["A"], seconds=60, at=now + timedelta(days=days))
    assert view_of(workspace, attempt_id).seconds_used == 60


def test_handing_in_marks_logs_and_gives_a_receipt(workspace, start, trainer, now):
    attempt_id = start()
    questions = view_of(workspace, attempt_id).questions
    answer(workspace, attempt_id, questions[0].item_id, ["B"], at=now)  # 2 points
    answer(workspace, attempt_id, questions[4].item_id, ["A", "B"], at=now)  # half of 4
    answer(workspace, attempt_id, questions[9].item_id, [["六"], ["警 告"]], at=now)  # 1 of 2
    receipt = finish(workspace, attempt_id, by=trainer, at=now)
    assert (receipt.name, receipt.answered, receipt.questions) == ("陈敏", 3, 10)
    assert len(receipt.code) == 6
    assert not receipt.timed_out
    with workspace.read() as session:
        attempt = session.get_one(Attempt, attempt_id)
        assert (attempt.score, attempt.state) == (5, AttemptState.HANDED_IN)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "attempt.hand_in")).one()
        assert entry.details["score"] == 5
        assert audit.verify(session) == ()


def test_handing_in_twice_changes_nothing(workspace, start, trainer, now):
    attempt_id = start()
    first = finish(workspace, attempt_id, by=trainer, at=now)
    again = finish(workspace, attempt_id, by=trainer, at=now + timedelta(hours=1), seconds=9e9)
    assert again == first


def test_nothing_can_be_changed_after_handing_in(workspace, hall, start, trainer, now):
    attempt_id = start()
    item_id = view_of(workspace, attempt_id).questions[0].item_id
    receipt = finish(workspace, attempt_id, by=trainer, at=now)
    with pytest.raises(AttemptIsOver, match="陈敏"):
        answer(workspace, attempt_id, item_id, ["A"], at=now)
    with workspace.begin() as session, pytest.raises(AttemptIsOver):
        start_attempt(session, exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[0], at=now)
    with workspace.read() as session:
        candidate = sign_in(session, exam_id=hall.exam_id, text=hall.codes[0])
    assert candidate.is_over
    assert candidate.receipt == receipt.code


def test_when_the_time_is_used_up_the_attempt_counts_as_timed_out(workspace, start, trainer, now):
    assert finish(workspace, start(), by=trainer, at=now, seconds=2700).timed_out


def test_closing_collects_what_is_open_and_lets_nobody_in(workspace, hall, start, trainer, now):
    first, second = start(0), start(1)
    finish(workspace, first, by=trainer, at=now)
    with workspace.begin() as session:
        assert close_exam(session, exam_id=hall.exam_id, by=trainer, at=now) == 1
        assert close_exam(session, exam_id=hall.exam_id, by=trainer, at=now) == 0
    with workspace.read() as session:
        assert session.get_one(Attempt, second).state is AttemptState.HANDED_IN
        with pytest.raises(ExamIsClosed):
            sign_in(session, exam_id=hall.exam_id, text=hall.codes[3])


def test_a_paper_is_signed_off_before_it_is_offered(workspace, class_id, bank, trainer, now):
    with workspace.begin() as session:
        made = make_paper(session, blueprint=BLUEPRINT, forms=1, seed=1, by=trainer, at=now)
    with workspace.begin() as session, pytest.raises(NotApproved):
        open_exam(session, class_id=class_id, offer=Offer(made.id, 45, 10), by=trainer, at=now)


@pytest.mark.parametrize(
    ("minutes", "pass_mark", "refusal"),
    [(0, 10, BadDuration), (601, 10, BadDuration), (45, 0, BadPassMark), (45, 24.5, BadPassMark)],
)
def test_impossible_rules_are_refused(
    workspace, class_id, paper_id, trainer, now, minutes, pass_mark, refusal
):
    offer = Offer(paper_id, minutes, pass_mark)
    with workspace.begin() as session, pytest.raises(refusal):
        open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)


def test_the_notice_says_the_rule_in_points(workspace, hall):
    with workspace.read() as session:
        notice = exam_notice(session, hall.exam_id)
    assert (notice.questions, notice.full_marks, notice.minutes) == (10, 24, 45)
    assert notice.rule == "少选得 2 分，错选不得分"


def test_another_rule_gives_other_marks(workspace, class_id, enrolments, paper_id, trainer, now):
    offer = Offer(paper_id, 45, 10, marking=Marking(Rule.ALL_OR_NOTHING))
    with workspace.begin() as session:
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
        attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=enrolments[0], at=now)
    item_id = view_of(workspace, attempt_id).questions[4].item_id
    answer(workspace, attempt_id, item_id, ["A", "B"], at=now)
    finish(workspace, attempt_id, by=trainer, at=now)
    with workspace.read() as session:
        assert session.get_one(Attempt, attempt_id).score == 0
