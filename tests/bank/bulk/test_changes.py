"""Many questions change alike, papers keep what they have, and the way back is exact."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank import merging, queries, subjects
from dongan_training.bank.bulk.changed_since import changed_since
from dongan_training.bank.bulk.changes import (
    ChangeTags,
    Move,
    SetEdition,
    SetFact,
    SetStatus,
    change_questions,
    take_back,
    with_edition,
)
from dongan_training.bank.bulk.steps import change_and_keep
from dongan_training.bank.changing import Filed, KeyMissing, add_question, change_question
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter, count
from dongan_training.bank.models import Question, QuestionStatus
from tests.bank.questions import png

CITED = "《中国共产党纪律处分条例》（2018年修订）第十三条"
DRAFTS = [
    Draft(QuestionType.TRUE_FALSE, f"第 {n} 题。", answer=(True,), tags=("旧",), citation=CITED)
    for n in range(3)
]


@pytest.fixture
def session(workspace):
    with workspace.begin() as session:
        yield session


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def subject(session, by):
    return subjects.add_subject(session, name="党纪", parent_id=None, **by)


@pytest.fixture
def ids(session, subject, by):
    return [add_question(session, draft=one, filed=Filed(subject), **by) for one in DRAFTS]


def said(session, ids):
    return queries.current_drafts(session, ids)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (SetFact("chapter", "第一章"), "chapter", "第一章"),
        (SetFact("difficulty", "难"), "difficulty", "难"),
        (SetFact("points", 2.5), "points", 2.5),
        (ChangeTags(add=("新", "旧"), remove=()), "tags", ("旧", "新")),
        (ChangeTags(remove=("旧",)), "tags", ()),
        (
            SetEdition("中国共产党纪律处分条例", 2023),
            "citation",
            "《中国共产党纪律处分条例》（2023年修订）第十三条",
        ),
    ],
)
def test_what_questions_say_changes_by_versions_and_back(session, ids, by, change, field, value):
    changed = change_questions(session, question_ids=ids, change=change, **by)
    assert changed.count == 3
    assert {getattr(one, field) for one in said(session, ids)} == {value}
    back = take_back(session, changed, **by)
    assert (back.restored, back.kept) == (3, 0)
    assert said(session, ids) == DRAFTS
    history = queries.versions(session, ids[0])
    assert [(one.number, one.made_by) for one in history] == [(n, "李老师") for n in (3, 2, 1)]


def test_what_is_so_already_is_not_changed(session, ids, by):
    change_questions(session, question_ids=ids[:1], change=SetFact("points", 1), **by)
    assert change_questions(session, question_ids=ids, change=SetFact("points", 1), **by).count == 2


def test_taking_back_leaves_alone_what_was_changed_since(session, ids, by):
    changed = change_questions(session, question_ids=ids, change=SetFact("points", 1), **by)
    later = replace(DRAFTS[0], stem="后来又改。", points=1)
    change_question(session, question_id=ids[0], draft=later, **by)
    back = take_back(session, changed, **by)
    assert (back.restored, back.kept) == (2, 1)
    assert said(session, ids)[0] == later


def test_pictures_stay_with_their_questions(session, subject, by):
    shown = replace(DRAFTS[0], stem="看〔图1〕。", images=1, pictures=(png(7),))
    question = add_question(session, draft=shown, filed=Filed(subject), **by)
    change_questions(session, question_ids=[question], change=SetFact("points", 1), **by)
    assert said(session, [question])[0].pictures == (png(7),)


def test_questions_retire_and_come_back_and_the_log_says_so(session, ids, by):
    changed = change_questions(
        session, question_ids=ids[:2], change=SetStatus(QuestionStatus.RETIRED), **by
    )
    assert count(session, Filter()) == 1
    take_back(session, changed, **by)
    assert count(session, Filter()) == 3
    acts = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number)).all()
    assert [one.act for one in acts[-2:]] == ["bank.change", "bank.take_back"]
    assert acts[-2].details["questions"] == sorted(ids[:2])


def test_a_draft_without_a_key_is_kept_and_never_put_to_use(session, subject, by):
    bare = Draft(QuestionType.TRUE_FALSE, "还没有答案。")
    with pytest.raises(KeyMissing):
        add_question(session, draft=bare, filed=Filed(subject), **by)
    filed = Filed(subject, QuestionStatus.DRAFT)
    question = add_question(session, draft=bare, filed=filed, **by)
    in_use = SetStatus(QuestionStatus.IN_USE)
    changed = change_questions(session, question_ids=[question], change=in_use, **by)
    assert (changed.count, changed.incomplete) == (0, 1)
    done = replace(bare, answer=(False,))
    change_question(session, question_id=question, draft=done, filed=Filed(subject), **by)
    assert session.get_one(Question, question).status is QuestionStatus.IN_USE


def test_questions_of_one_passage_stand_in_order(session, subject, by):
    first = replace(DRAFTS[0], passage="材料一")
    one = add_question(session, draft=first, filed=Filed(subject), **by)
    two = add_question(
        session, draft=replace(first, stem="二"), filed=Filed(subject), beside=one, **by
    )
    change_question(session, question_id=two, draft=replace(first, stem="二", passage="改"), **by)
    assert [draft.passage for draft in said(session, [one, two])] == ["改", "改"]


def test_merging_moves_everything_and_is_taken_back(session, subject, ids, by):
    other = subjects.add_subject(session, name="村务", parent_id=None, **by)
    subjects.add_subject(session, name="第一章", parent_id=subject, **by)
    merged = merging.merge_subject(session, subject_id=subject, into_id=other, **by)
    assert [one.path for one in subjects.tree(session)] == ["村务", "村务/第一章"]
    assert count(session, Filter(subject_id=other)) == 3
    change_questions(session, question_ids=ids[:1], change=Move(merged.children[0]), **by)
    again = merging.part_again(session, merged, **by)
    assert [one.path for one in subjects.tree(session)] == ["党纪", "党纪/第一章", "村务"]
    assert count(session, Filter(subject_id=again)) == 3
    with pytest.raises(subjects.SubjectBelowItself):
        merging.merge_subject(session, subject_id=again, into_id=merged.children[0], **by)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("《甲》第三条", "《甲》（2023年版）第三条"),
        ("《甲》（试行）第三条", "《甲》（试行，2023年版）第三条"),
        ("《甲》(2018年)第三条；《乙》（2018年）", "《甲》(2023年)第三条；《乙》（2018年）"),
        ("教材第三章", "教材第三章"),
    ],
)
def test_only_the_edition_of_the_named_regulation_changes(text, written):
    assert with_edition(text, "甲", 2023) == written


def test_what_was_changed_since_is_named_with_its_reason(session, ids, by):
    other = subjects.add_subject(session, name="村务", parent_id=None, **by)
    third = subjects.add_subject(session, name="其他", parent_id=other, **by)
    changes = [SetFact("points", 2.0), Move(other)]
    step = change_and_keep(session, question_ids=ids, changes=changes, **by).id
    assert changed_since(session, step) == []
    change_questions(session, question_ids=ids[:1], change=Move(third), **by)
    change_questions(session, question_ids=ids[1:2], change=ChangeTags(("新",)), **by)
    moved, reworded = sorted(changed_since(session, step), key=lambda one: ids.index(one.id))
    assert (moved.stem, moved.why) == ("第 0 题。", "后来移到“村务/其他”")
    assert reworded.id == ids[1] and "又改过，现在是第 3 版" in reworded.why
    retired = change_and_keep(
        session, question_ids=ids[2:], changes=[SetStatus(QuestionStatus.RETIRED)], **by
    ).id
    change_questions(session, question_ids=ids[2:], change=SetStatus(QuestionStatus.DRAFT), **by)
    assert [one.why for one in changed_since(session, retired)] == ["后来改为草稿"]
