from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.exam.explaining import explain_attempt
from dongan_training.exam.hand_marking import (
    GivenPoints,
    MarkerUnnamed,
    NothingToMark,
    PointsDoNotFit,
    mark_answer,
)
from dongan_training.exam.hand_marks import DecisionState
from dongan_training.exam.marking_desk import answers_to_mark, marking_tasks
from dongan_training.exam.models import AnswerMark, Attempt
from dongan_training.exam.settling import differences


@pytest.fixture
def mark(workspace, essay_exam, essays, trainer, now):
    """Let somebody give points to somebody's short answer."""
    steps = iter(range(100))

    def give(name, marker, *parts, comment=""):
        with workspace.begin() as session:
            (task,) = marking_tasks(session, essay_exam.exam_id, marker=marker)
            mark_answer(
                session,
                attempt_id=essays[name],
                item_id=task.item_id,
                given=GivenPoints(marker, parts, comment),
                by=trainer,
                at=now + timedelta(seconds=next(steps)),
            )
        with workspace.read() as session:
            return session.get_one(Attempt, essays[name]).score

    return give


def task_for(workspace, exam_id, marker):
    with workspace.read() as session:
        (task,) = marking_tasks(session, exam_id, marker=marker)
        pile = answers_to_mark(session, exam_id=exam_id, item_id=task.item_id, marker=marker)
    return task, pile


def test_a_score_waits_until_every_answer_has_its_points(workspace, essays):
    with workspace.read() as session:
        scores = {name: session.get_one(Attempt, one).score for name, one in essays.items()}
    assert scores == {"陈敏": None, "欧阳𬱖": None, "唐建国": 2}


def test_markers_see_answers_without_names_in_an_order_of_their_own(workspace, essay_exam, essays):
    task, pile = task_for(workspace, essay_exam.exam_id, "甲")
    assert (task.answers, task.mine, task.done) == (2, 2, 0)
    assert [(one.text, one.points) for one in task.parts] == [("抓早抓小", 4), ("惩前毖后", 6)]
    assert {one.text for one in pile} == {"抓早抓小，防微杜渐。", "惩前毖后，治病救人。"}
    assert not any(name in repr(one) for one in pile for name in essays)
    _task, again = task_for(workspace, essay_exam.exam_id, "甲")
    assert again == pile


def test_two_markers_within_the_tolerance_give_the_mean(mark):
    assert mark("陈敏", "甲", 4, 2) is None
    assert mark("陈敏", "乙", 4, 4) == 9


def test_beyond_the_tolerance_a_third_person_decides(workspace, essay_exam, mark):
    mark("陈敏", "甲", 4, 5)
    assert mark("陈敏", "乙", 2, 0) is None
    task, pile = task_for(workspace, essay_exam.exam_id, "丙")
    assert (task.disputed, task.mine) == (1, 2)
    (disputed,) = [one for one in pile if one.state is DecisionState.DISPUTED]
    assert disputed.others == (9, 2)
    _task, of_first = task_for(workspace, essay_exam.exam_id, "甲")
    assert all(one.others == () for one in of_first)
    assert mark("陈敏", "丙", 4, 2) == 8


def test_a_marker_who_corrects_himself_adds_a_fact(workspace, mark):
    mark("陈敏", "甲", 4, 5)
    mark("陈敏", "乙", 2, 0)
    assert mark("陈敏", "乙", 4, 4) == 10.5
    with workspace.read() as session:
        assert len(session.scalars(select(AnswerMark)).all()) == 3


def test_every_mark_is_in_the_log(workspace, essays, mark):
    mark("陈敏", "甲", 4, 5)
    with workspace.read() as session:
        entry = session.scalars(select(AuditEntry).filter_by(act="answer.mark")).one()
    assert entry.subject == essays["陈敏"]
    assert (entry.details["marker"], entry.details["points"]) == ("甲", 9)


@pytest.mark.parametrize("parts", [(5, 0), (4, 7), (-1, 0), (4,), (1, 2, 3)])
def test_points_beyond_a_marking_point_are_refused(mark, parts):
    with pytest.raises(PointsDoNotFit, match="10"):
        mark("陈敏", "甲", *parts)


def test_a_marker_has_a_name_and_what_is_not_for_people_is_refused(mark):
    with pytest.raises(MarkerUnnamed):
        mark("陈敏", " ", 4, 5)
    with pytest.raises(NothingToMark):
        mark("唐建国", "甲", 4, 5)


def test_stored_scores_are_what_the_facts_come_to(workspace, essays, mark):
    mark("陈敏", "甲", 4, 4)
    mark("陈敏", "乙", 4, 4)
    with workspace.read() as session:
        assert differences(session) == ()
    with workspace.begin() as session:
        session.get_one(Attempt, essays["陈敏"]).score = 99
    with workspace.read() as session:
        (found,) = differences(session)
    assert (found.stored, found.derived) == (99, 10)


def test_a_mark_given_by_people_is_explained(workspace, essays, mark):
    mark("陈敏", "甲", 4, 4, comment="第二点不完整")
    mark("陈敏", "乙", 4, 4)
    with workspace.read() as session:
        told = explain_attempt(session, essays["陈敏"])
    essay = told.lines[-1]
    assert (told.score, essay.points, essay.full) == (10, 8, 10)
    assert "人工阅卷，得 8 分" in essay.why
    assert "甲给 8 分（第二点不完整）" in essay.why
    assert essay.rule == "由阅卷人评分"
