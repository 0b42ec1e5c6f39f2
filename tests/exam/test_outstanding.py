"""What keeps marks from being final, and what follows when the last answer is marked late."""

from datetime import timedelta

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.certificates.standing import certificate_rows
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.mark_list import ResultState, mark_list
from dongan_training.exam.marking_desk import marking_tasks
from dongan_training.exam.outstanding import outstanding_exams, outstanding_words
from dongan_training.exam.paper_entry import Typed, enter_paper
from dongan_training.training.timetable import LessonFacts, add_lesson


@pytest.fixture
def mark(workspace, essay_exam, essays, trainer, now):
    steps = iter(range(1, 100))

    def give(name, marker, *parts):
        with workspace.begin() as session:
            (task,) = marking_tasks(session, essay_exam.exam_id, marker=marker)
            mark_answer(
                session,
                attempt_id=essays[name],
                item_id=task.item_id,
                given=GivenPoints(marker, parts),
                by=trainer,
                at=now + timedelta(seconds=next(steps)),
            )

    return give


def lacking(workspace, class_id):
    with workspace.read() as session:
        return outstanding_words(outstanding_exams(session, class_id))


def test_answers_that_wait_and_markers_who_differ_are_counted(workspace, essay_exam, mark):
    assert lacking(workspace, essay_exam.class_id) == ("2 人待阅卷",)
    mark("陈敏", "甲", 4, 5)
    mark("陈敏", "乙", 1, 0)
    assert lacking(workspace, essay_exam.class_id) == (
        "2 人待阅卷",
        "1 份答案两人评分相差过大",
    )


def test_papers_typed_once_or_differently_are_counted_until_two_agree(
    workspace, hall, trainer, now
):
    def type_in(person, line):
        with workspace.begin() as session:
            typed = Typed(hall.enrolment_ids[person], "A", line)
            enter_paper(session, exam_id=hall.exam_id, typed=typed, by=trainer, at=now)
        return lacking(workspace, hall.class_id)

    blank = "- " * 10
    assert lacking(workspace, hall.class_id) == ()
    assert type_in(0, blank) == ("1 人的答卷只录入一次",)
    assert type_in(0, "A " + "- " * 9) == ("1 人的答卷两次录入不一致",)
    assert type_in(0, blank) == ()


def test_the_last_answer_marked_after_closing_moves_marks_places_certificates_and_figures(
    workspace, essay_exam, mark, trainer, now
):
    end = now + timedelta(hours=2)
    with workspace.begin() as session:
        lesson = LessonFacts("上午", now - timedelta(hours=4), now, hours=4)
        add_lesson(session, class_id=essay_exam.class_id, facts=lesson, by=trainer, at=now)
    mark("陈敏", "甲", 4, 4)
    mark("陈敏", "乙", 4, 2)
    mark("欧阳𬱖", "甲", 4, 6)
    with workspace.begin() as session:
        assert close_exam(session, exam_id=essay_exam.exam_id, by=trainer, at=end) == 0

    def stands():
        with workspace.read() as session:
            marks = {one.name: one for one in mark_list(session, essay_exam.exam_id).rows}
            certificates = certificate_rows(session, class_id=essay_exam.class_id, at=end)
            lacks = {one.name: " ".join(one.lacks) for one in certificates}
        return [
            (one.state, one.final, one.rank, "考试" in lacks[name])
            for name, one in ((name, marks[name]) for name in ("陈敏", "欧阳𬱖", "唐建国"))
        ]

    before = stands()
    assert before[0] == (ResultState.MARKED, 9, 1, False)
    assert before[1] == (ResultState.WAITING, None, None, True)
    assert before[2] == (ResultState.MARKED, 2, 2, True)
    mark("欧阳𬱖", "乙", 4, 6)
    after = stands()
    assert after[0] == (ResultState.MARKED, 9, 2, False)
    assert after[1] == (ResultState.MARKED, 12, 1, False)
    assert after[2] == (ResultState.MARKED, 2, 3, True)
    assert lacking(workspace, essay_exam.class_id) == ()
    with workspace.read() as session:
        found = analyse_exam(session, essay_exam.exam_id)
    (essay,) = (one for one in found.items if one.type is QuestionType.SHORT_ANSWER)
    assert essay.facility == pytest.approx(17 / 30)  # 7, 10 and 0 of 10 points
