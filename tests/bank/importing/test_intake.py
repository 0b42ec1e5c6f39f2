"""Nothing is stored before somebody says so, nothing twice, nothing that cannot be marked."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.bank.drafts import Draft, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.importing.intake import (
    NothingToImport,
    QuestionIncomplete,
    State,
    accept,
    preview,
)
from dongan_training.bank.models import Question, QuestionVersion

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    line=31,
)
FILL = Draft(QuestionType.FILL_BLANK, "开除党籍处分期满____年内", answer=(("五", "5"),), line=32)


@pytest.fixture
def store(workspace, trainer, now):
    def store(*drafts):
        with workspace.begin() as session:
            return accept(
                session,
                drafts=drafts,
                subject_name="纪律学习",
                file_name="测试题.docx",
                by=trainer,
                at=now,
            )

    return store


def states(workspace, *drafts, problems=()):
    with workspace.read() as session:
        intake = preview(session, Reading(drafts=list(drafts), problems=list(problems)))
    return [entry.state for entry in intake.entries]


def test_a_preview_stores_nothing(workspace):
    assert states(workspace, LIMIT) == [State.GOOD]
    with workspace.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Question)) == 0


def test_what_is_accepted_can_be_read_back_with_its_key(workspace, store):
    report = store(LIMIT, FILL)
    with workspace.read() as session:
        versions = session.scalars(
            sa.select(QuestionVersion).order_by(QuestionVersion.source_line)
        ).all()
    assert report.stored == 2
    assert [version.answer for version in versions] == [["B"], [["五", "5"]]]
    assert all(version.counter > 0 and version.device == workspace.device for version in versions)


def test_the_same_question_in_other_clothes_is_a_duplicate(workspace, store):
    store(LIMIT, FILL)
    dressed = replace(
        LIMIT,
        stem="留党察看处分期限，最长不得超过( )",
        options=("五年", "三年", "二年", "一年。"),
        answer=("C",),
    )
    assert states(workspace, dressed, FILL) == [State.DUPLICATE, State.DUPLICATE]


def test_the_same_question_with_another_key_is_a_conflict(workspace, store):
    store(LIMIT, FILL)
    other = replace(FILL, answer=(("三",),))
    assert states(workspace, replace(LIMIT, answer=("C",)), other) == [State.CONFLICT] * 2


def test_the_same_stem_with_other_options_is_another_question(workspace, store):
    store(LIMIT)
    assert states(workspace, replace(LIMIT, options=("甲", "乙"))) == [State.SIMILAR]


def test_nearly_the_same_stem_is_shown_with_what_it_resembles(workspace, store):
    store(LIMIT)
    near = replace(LIMIT, stem="党员留党察看处分期限最长不得超过（ ）。")
    with workspace.read() as session:
        (entry,) = preview(session, Reading(drafts=[near])).entries
    assert entry.state is State.SIMILAR
    assert entry.known is not None and entry.known.stem == LIMIT.stem
    assert 0.8 <= entry.known.similarity < 1


def test_a_question_without_a_key_is_a_problem_and_is_not_stored(workspace, store):
    open_question = replace(LIMIT, answer=())
    problem = Problem(31, ProblemKind.NO_ANSWER, "没有找到答案")
    assert states(workspace, open_question, problems=[problem]) == [State.PROBLEM]
    with pytest.raises(QuestionIncomplete) as refused:
        store(FILL, open_question)
    assert "第 31 行" in str(refused.value)
    with workspace.read() as session:
        assert session.scalars(sa.select(Question)).all() == []


def test_a_key_that_names_no_option_is_a_problem(workspace):
    assert states(workspace, replace(LIMIT, answer=("E",))) == [State.PROBLEM]


def test_nothing_is_imported_from_nothing(store):
    with pytest.raises(NothingToImport):
        store()
