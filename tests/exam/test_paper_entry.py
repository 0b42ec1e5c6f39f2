import pytest
from sqlalchemy import select

from dongan_training.exam.answer_line import write_answer
from dongan_training.exam.candidate_view import form_questions, sitting_view
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.models import Attempt, AttemptState
from dongan_training.exam.paper_entry import (
    HasSat,
    LineNotRight,
    LineTooShort,
    NoSuchForm,
    Typed,
    enter_paper,
    entry_list,
)
from dongan_training.exam.settling import differences


@pytest.fixture
def right_line(workspace, hall):
    """The line of somebody with form A who knows everything but the last question."""
    with workspace.read() as session:
        questions = form_questions(session, hall.exam_id, "A")
    keys = {"single": ["B"], "multi": ["A", "B", "D"], "true": [True], "fill": [["五"], ["警告"]]}
    values = {
        one.item_id: next(key for kind, key in keys.items() if one.type.value.startswith(kind))
        for one in questions
    }
    values[questions[-1].item_id] = []
    return " ".join(write_answer(one, values[one.item_id]) for one in questions)


@pytest.fixture
def enter(workspace, hall, trainer, now):
    def enter(line, person=0, form="A"):
        typed = Typed(hall.enrolment_ids[person], form, line)
        with workspace.begin() as session:
            return enter_paper(session, exam_id=hall.exam_id, typed=typed, by=trainer, at=now)

    return enter


def test_two_typings_that_agree_make_a_marked_attempt(workspace, hall, enter, right_line):
    first = enter(right_line)
    assert (first.times, first.receipt, first.differing) == (1, None, ())
    second = enter(f" {right_line.lower()} ")
    assert second.receipt.code
    assert second.receipt.answered == 9
    with workspace.read() as session:
        row = entry_list(session, hall.exam_id)[0]
        attempt = session.scalars(select(Attempt)).one()
        assert attempt.state is AttemptState.HANDED_IN
        assert attempt.score == 22
        assert sitting_view(session, attempt.id).form == "A"
        assert differences(session) == ()
    assert (row.is_done, row.receipt, row.form) == (True, second.receipt.code, "A")


def test_typings_that_differ_name_the_questions_and_a_third_settles(enter, right_line):
    wrong = f"-{right_line[1:]}"
    enter(wrong)
    differing = enter(right_line)
    assert differing.receipt is None
    assert differing.differing == (1,)
    third = enter(right_line)
    assert third.times == 3
    assert third.receipt.code


def test_another_form_is_another_paper(enter, right_line):
    enter(right_line, form="B")
    assert enter(right_line, form="A").receipt is None


def test_paper_is_typed_in_after_the_exam_is_closed(
    workspace, hall, enter, right_line, trainer, now
):
    with workspace.begin() as session:
        close_exam(session, exam_id=hall.exam_id, by=trainer, at=now)
    enter(right_line)
    assert enter(right_line).receipt.code


def test_nobody_gets_a_second_attempt_by_paper(enter, start, right_line):
    start(0)
    with pytest.raises(HasSat):
        enter(right_line)
    for _time in range(2):
        enter(right_line, person=2)
    with pytest.raises(HasSat):
        enter(right_line, person=2)


@pytest.mark.parametrize(
    ("line", "form", "refusal"),
    [("", "A", LineTooShort), ("AAZ", "A", LineNotRight), ("A", "C", NoSuchForm)],
)
def test_what_cannot_be_right_is_not_kept(workspace, hall, enter, line, form, refusal):
    with pytest.raises(refusal):
        enter(line, form=form)
    with workspace.read() as session:
        assert entry_list(session, hall.exam_id)[0].times == 0


def test_the_list_expects_the_form_of_the_seat(workspace, hall):
    with workspace.read() as session:
        rows = entry_list(session, hall.exam_id)
    assert [one.form for one in rows] == ["A", "B", "A", "B", "A", "B"]
