"""Every version says who made it, when and why; differences are shown word by word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank import history as past
from dongan_training.bank.bulk.changes import SetFact
from dongan_training.bank.bulk.steps import (
    NothingToTakeBack,
    StepTakenBack,
    change_and_keep,
    find_step,
    steps,
    take_step_back,
)
from dongan_training.bank.changing import Filed, KeyMissing, add_question, change_question
from dongan_training.bank.differences import Kind, compared, differences
from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.queries import current_drafts, questions
from dongan_training.bank.subjects import add_subject
from tests.bank.questions import png

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
)
WORDS = st.text(st.sampled_from("党员纪律处分条例 12ab。，（"), max_size=20)


@pytest.fixture
def stored(workspace, trainer, now):
    with workspace.begin() as session:
        subject = add_subject(session, name="纪律", parent_id=None, by=trainer, at=now)
        return add_question(session, draft=LIMIT, filed=Filed(subject), by=trainer, at=now)


def history_of(workspace, question_id):
    with workspace.read() as session:
        return past.history(session, question_id)


def change(workspace, question_id, trainer, now, **said):
    with workspace.begin() as session:
        (draft,) = current_drafts(session, [question_id])
        reason = said.pop("reason", "")
        return change_question(
            session,
            question_id=question_id,
            draft=replace(draft, **said),
            by=trainer,
            at=now,
            reason=reason,
        )


def test_a_version_says_who_made_it_when_and_why(workspace, stored, trainer, now):
    change(workspace, stored, trainer, now, stem="留党察看最长（ ）。", reason="说法更短 ")
    second, first = history_of(workspace, stored)
    assert (second.number, second.made_by, second.made_at, second.reason, second.current) == (
        2,
        trainer.name,
        now,
        "说法更短",
        True,
    )
    assert (first.number, first.reason, first.current) == (1, "新建", False)


def test_a_reason_is_not_inherited_by_the_next_version(workspace, stored, trainer, now):
    change(workspace, stored, trainer, now, points=2.0, reason="补分值")
    change(workspace, stored, trainer, now, points=3.0)
    assert [one.reason for one in history_of(workspace, stored)] == ["", "补分值", "新建"]


def test_the_first_version_of_an_import_names_its_file(workspace, trainer, now):
    with workspace.begin() as session:
        accept(
            session, drafts=[LIMIT], subject_name="纪律", file_name="题.docx", by=trainer, at=now
        )
        (row,) = past.history(session, questions(session)[0].id)
    assert row.reason == "导入“题.docx”"


def test_an_old_version_is_restored_as_a_new_one(workspace, stored, trainer, now):
    change(workspace, stored, trainer, now, answer=("C",), pictures=(png(1),), stem="改〔图1〕")
    with workspace.begin() as session:
        number = past.restore_version(session, question_id=stored, number=1, by=trainer, at=now)
    rows = history_of(workspace, stored)
    assert (number, len(rows), rows[0].reason) == (3, 3, "恢复第 1 版")
    assert (rows[0].draft.answer, rows[0].draft.stem, rows[0].draft.pictures) == (
        ("B",),
        LIMIT.stem,
        (),
    )
    with workspace.begin() as session:  # nothing differs: nothing is made
        assert past.restore_version(session, question_id=stored, number=1, by=trainer, at=now) == 3
    with workspace.begin() as session, pytest.raises(past.UnknownVersion):
        past.restore_version(session, question_id=stored, number=9, by=trainer, at=now)


def test_a_version_without_a_key_is_not_put_to_use(workspace, trainer, now):
    with workspace.begin() as session:
        subject = add_subject(session, name="纪律", parent_id=None, by=trainer, at=now)
        filed = Filed(subject, QuestionStatus.DRAFT)
        keyless = replace(LIMIT, answer=())
        made = add_question(session, draft=keyless, filed=filed, by=trainer, at=now)
        change_question(
            session, question_id=made, draft=LIMIT, by=trainer, at=now, filed=Filed(subject)
        )
    with workspace.begin() as session, pytest.raises(KeyMissing):
        past.restore_version(session, question_id=made, number=1, by=trainer, at=now)


def test_every_part_that_differs_is_named():
    after = replace(
        LIMIT,
        stem="留党察看处分的期限最长不得超过（ ）。",
        options=("一年", "两年", "三年"),
        answer=("B", "C"),
        tags=("必考",),
        points=2,
        pictures=(png(1),),
    )
    found = {one.name: one.pieces for one in differences(LIMIT, after)}
    assert list(found) == ["题干", "选项 B", "选项 D", "答案", "分值", "标签", "图片"]
    assert [(one.kind, one.text) for one in found["题干"]] == [
        (Kind.SAME, "留党察看处分"),
        (Kind.ADDED, "的"),
        (Kind.SAME, "期限最长不得超过（ ）。"),
    ]
    assert [one.text for one in found["选项 D"]] == ["五年"]
    assert differences(LIMIT, LIMIT) == ()


def test_marking_points_and_free_order_are_told_in_words():
    before = Draft(QuestionType.FILL_BLANK, "____", answer=(("五", "5"),))
    after = replace(before, order_free=True, marking=(MarkingPoint("期限", 2),))
    told = {one.name: one.pieces[0].text for one in differences(before, after)}
    assert told == {"评分要点": "期限（2 分）", "各空次序": "不限"}


@given(WORDS, WORDS)
def test_pieces_together_are_both_texts(before, after):
    pieces = compared(before, after)
    old = "".join(one.text for one in pieces if one.kind is not Kind.ADDED)
    new = "".join(one.text for one in pieces if one.kind is not Kind.REMOVED)
    assert (old, new) == (before, after)


def test_a_bulk_change_is_taken_back_after_a_restart_and_only_once(workspace, stored, trainer, now):
    with workspace.begin() as session:
        done = change_and_keep(
            session, question_ids=[stored], changes=[SetFact("points", 5.0)], by=trainer, at=now
        )
        nothing = change_and_keep(
            session, question_ids=[stored], changes=[SetFact("points", 5.0)], by=trainer, at=now
        )
    assert (done.count, nothing.id, nothing.count) == (1, "", 0)
    with workspace.begin() as session:
        (kept,) = steps(session)
        assert (kept.id, kept.changes, kept.questions) == (done.id, (SetFact("points", 5.0),), 1)
        assert find_step(session) == find_step(session, done.id[-8:]) == done.id
        take_step_back(session, step_id=done.id, by=trainer, at=now)
        (draft,) = current_drafts(session, [stored])
        assert draft.points is None
        with pytest.raises(NothingToTakeBack):
            find_step(session)
        with pytest.raises(StepTakenBack):
            take_step_back(session, step_id=done.id, by=trainer, at=now)
    assert [one.reason for one in history_of(workspace, stored)][:2] == ["撤销批量修改", "批量修改"]
