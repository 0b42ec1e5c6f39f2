"""Subjects stand in a tree that can be arranged, and never get lost in it."""

import pytest
import sqlalchemy as sa

from dongan_training.bank import subjects
from dongan_training.bank.changing import undo_import
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.importing.storing import find_or_make_subject
from dongan_training.bank.models import Question, QuestionStatus

PATHS = ["党纪", "党纪/第一章", "党纪/第一章/总则", "村务", "村务/第一章"]


@pytest.fixture
def session(workspace, trainer, now):
    with workspace.begin() as session:
        for path in PATHS:
            upper, _step, name = path.rpartition("/")
            parent = subjects.find_subject(session, upper).id if upper else None
            subjects.add_subject(session, name=name, parent_id=parent, by=trainer, at=now)
        yield session


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


def paths(session):
    return {one.path for one in subjects.tree(session)}


def place(session, path):
    return subjects.find_subject(session, path).id


def test_a_tree_is_read_from_the_top(session):
    assert paths(session) == set(PATHS)
    chapter = subjects.find_subject(session, "党纪/第一章")
    assert (chapter.depth, chapter.name) == (1, "第一章")
    assert len(subjects.below(subjects.tree(session), chapter.id)) == 2


def test_a_subject_moves_with_all_below_it(session, by):
    chapter = place(session, "党纪/第一章")
    subjects.rename_subject(session, subject_id=chapter, name=" 第 1 章 ", **by)
    subjects.move_subject(session, subject_id=chapter, parent_id=place(session, "村务"), **by)
    assert "村务/第 1 章/总则" in paths(session)
    subjects.move_subject(session, subject_id=chapter, parent_id=None, **by)
    assert "第 1 章/总则" in paths(session)


def test_what_would_break_the_tree_is_refused(session, by):
    chapter, village = place(session, "党纪/第一章"), place(session, "村务")
    with pytest.raises(subjects.SubjectBelowItself):
        subjects.move_subject(
            session, subject_id=place(session, "党纪"), parent_id=place(session, "总则"), **by
        )
    with pytest.raises(subjects.SubjectExists):
        subjects.move_subject(session, subject_id=chapter, parent_id=village, **by)
    with pytest.raises(subjects.SubjectExists):
        subjects.add_subject(session, name="村务", parent_id=None, **by)
    for name in ("", "  ", "一/二", "字" * 51):
        with pytest.raises(subjects.SubjectNameUnfit):
            subjects.rename_subject(session, subject_id=village, name=name, **by)
    assert paths(session) == set(PATHS)


def test_only_an_empty_subject_can_be_removed(session, by, trainer, now):
    question = Draft(QuestionType.TRUE_FALSE, "村务公开。", answer=(True,))
    accept(session, drafts=[question], subject_name="总则", file_name="题.docx", by=trainer, at=now)
    for path in ("村务", "总则"):
        with pytest.raises(subjects.SubjectInUse):
            subjects.remove_subject(session, subject_id=place(session, path), **by)
    subjects.remove_subject(session, subject_id=place(session, "村务/第一章"), **by)
    assert paths(session) == set(PATHS) - {"村务/第一章"}


def test_a_name_that_stands_twice_needs_its_path(session):
    with pytest.raises(subjects.AmbiguousSubject):
        subjects.find_subject(session, "第一章")
    with pytest.raises(subjects.UnknownSubject):
        subjects.find_subject(session, "第二章")


def test_questions_come_into_the_subject_of_a_path_made_on_the_way(session):
    made = find_or_make_subject(session, "村务/第一章/公开")
    assert find_or_make_subject(session, "公开").id == made.id == place(session, "村务/第一章/公开")
    assert len(paths(session)) == len(PATHS) + 1
    with pytest.raises(subjects.AmbiguousSubject):
        find_or_make_subject(session, "第一章")


def taken_in(session, path, by):
    stem = f"{path} 的题。"
    question = Draft(QuestionType.TRUE_FALSE, stem, answer=(True,))
    return accept(session, drafts=[question], subject_name=path, file_name="a.txt", **by)


def shown(session):
    return {one.path for one in subjects.places_shown(session)}


def test_an_undone_import_leaves_no_subject_it_made_in_the_tree(session, by):
    made = taken_in(session, "法规/第二章", by)
    into = taken_in(session, "村务/第一章", by)
    assert shown(session) == {*PATHS, "法规", "法规/第二章"}
    for one in (made, into):
        undo_import(session, import_id=one.import_id, **by)
    assert shown(session) == set(PATHS)  # 村务/第一章 was made by hand
    again = taken_in(session, "法规/第二章", by)
    assert again.subject_id == made.subject_id
    assert shown(session) == {*PATHS, "法规", "法规/第二章"}


def test_what_an_undone_import_left_comes_back_when_used_or_made_by_hand(session, by):
    made = taken_in(session, "法规/第二章", by)
    undo_import(session, import_id=made.import_id, **by)
    laws = place(session, "法规")
    assert subjects.add_subject(session, name="法规", parent_id=None, **by) == laws
    assert shown(session) == {*PATHS, "法规"}
    (question,) = session.scalars(
        sa.select(Question).where(Question.import_id == made.import_id)
    ).all()
    question.status = QuestionStatus.IN_USE
    session.flush()
    assert shown(session) == {*PATHS, "法规", "法规/第二章"}
