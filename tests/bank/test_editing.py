"""What an editor holds is stored as a whole; what it says beside its fields has one source."""

from dataclasses import replace

import pytest

from dongan_training.bank import editing
from dongan_training.bank.cautions import Field, cautions, twin_caution
from dongan_training.bank.changing import KeyMissing, change_question
from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.editing import Work, WorkItem, open_work, save_work
from dongan_training.bank.filtering import find_one
from dongan_training.bank.history import changes_in, history
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.picture_markers import (
    below_passage,
    pictures_of_passage,
    tidy_pictures,
    with_all_named,
    without_passage,
)
from dongan_training.bank.queries import current_drafts
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.subjects import add_subject
from tests.bank.questions import png

CHOICE = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
)
TRUE = Draft(QuestionType.TRUE_FALSE, "村务公开可以只公开结果。", answer=(False,))
TEXT = "某村党支部书记张某……"


@pytest.fixture
def subject(workspace, trainer, now):
    with workspace.begin() as session:
        return add_subject(session, name="纪律", parent_id=None, by=trainer, at=now)


@pytest.fixture
def save(workspace, trainer, now):
    def save(work, before=None):
        with workspace.begin() as session:
            return save_work(session, work=work, before=before, by=trainer, at=now)

    return save


def opened(workspace, question_id):
    with workspace.read() as session:
        return open_work(session, question_id)


def test_a_new_question_is_stored_and_opened_as_it_was_typed(workspace, subject, save):
    saved = save(Work(subject, (WorkItem(CHOICE),)))
    assert (saved.added, saved.changed) == (1, 0)
    work = opened(workspace, saved.question_ids[0])
    assert work == Work(subject, (WorkItem(CHOICE, saved.question_ids[0]),))


def test_saving_what_is_as_it_was_makes_no_version(workspace, subject, save):
    saved = save(Work(subject, (WorkItem(CHOICE),)))
    work = opened(workspace, saved.question_ids[0])
    assert save(work, work) == replace(saved, added=0)
    with workspace.read() as session:
        assert len(history(session, saved.question_ids[0])) == 1


def test_a_passage_is_kept_with_all_its_questions(workspace, subject, save):
    saved = save(Work(subject, (WorkItem(CHOICE), WorkItem(TRUE)), passage=TEXT))
    first, second = saved.question_ids
    before = opened(workspace, second)
    assert (before.passage, [one.question_id for one in before.items]) == (TEXT, [first, second])
    later = replace(
        before,
        passage=TEXT + "（改）",
        items=(before.items[0], WorkItem(replace(TRUE, stem="新的小题。"))),
        reason="换小题",
    )
    saved = save(later, before)
    assert (saved.added, saved.changed, saved.retired) == (1, 1, 1)
    after = opened(workspace, first)
    assert after.passage == TEXT + "（改）"
    assert [one.draft.stem for one in after.items] == [CHOICE.stem, "新的小题。"]
    with workspace.read() as session:
        assert find_one(session, second).status is QuestionStatus.RETIRED
        assert history(session, first)[0].reason == "换小题"


def test_another_text_and_another_question_together_make_one_version_each(workspace, subject, save):
    first, second = save(
        Work(subject, (WorkItem(CHOICE), WorkItem(TRUE)), passage=TEXT)
    ).question_ids
    before = opened(workspace, first)
    mended = replace(before.items[1], draft=replace(TRUE, stem="村务公开要公开过程。"))
    later = replace(before, passage="另一段材料", items=(before.items[0], mended))
    assert save(later, before).changed == 2
    after = opened(workspace, second)
    assert after.passage == "另一段材料" and after.items[1].draft.stem == "村务公开要公开过程。"
    with workspace.read() as session:
        assert [len(history(session, one)) for one in (first, second)] == [2, 2]


def test_what_cannot_be_used_is_refused_as_a_whole(workspace, subject, save):
    keyless = replace(CHOICE, answer=())
    with pytest.raises(KeyMissing):
        save(Work(subject, (WorkItem(TRUE), WorkItem(keyless)), passage=TEXT))
    with pytest.raises(editing.PassageMissing):
        save(Work(subject, (WorkItem(TRUE),), passage=" "))
    draft = WorkItem(keyless, status=QuestionStatus.DRAFT)
    assert save(Work(subject, (draft,))).added == 1


def test_pictures_are_numbered_as_they_are_read_and_dropped_with_their_marker():
    draft = replace(
        CHOICE,
        stem="看图〔图3〕，选（ ）。〔图9〕",
        options=("甲〔图1〕", "乙", "丙", "丁"),
        pictures=(png(1), png(2), png(3)),
    )
    tidy = tidy_pictures(draft)
    assert (tidy.stem, tidy.options[0]) == ("看图〔图1〕，选（ ）。", "甲〔图2〕")
    assert tidy.pictures == (png(3), png(1))


def test_a_picture_that_no_text_names_is_not_lost(workspace, subject, save):
    shown = replace(CHOICE, stem="看图〔图1〕", pictures=(png(1),))
    saved = save(Work(subject, (WorkItem(shown),)))
    work = opened(workspace, saved.question_ids[0])
    assert work.items[0].draft.pictures == (png(1),)
    lost = with_all_named(replace(CHOICE, pictures=(png(1),)))
    assert lost.stem == CHOICE.stem + "〔图1〕"


def test_questions_of_a_passage_change_places_and_only_those_moved_get_a_version(
    workspace, subject, save
):
    third = replace(TRUE, stem="村务公开应当及时。", answer=(True,))
    items = tuple(map(WorkItem, (CHOICE, TRUE, third)))
    ids = save(Work(subject, items, passage=TEXT)).question_ids
    before = opened(workspace, ids[0])
    saved = save(before.moved(2, 1), before)
    assert saved.question_ids == (ids[0], ids[2], ids[1])
    assert (saved.added, saved.changed, saved.retired) == (0, 2, 0)
    after = opened(workspace, ids[1])
    assert [one.question_id for one in after.items] == [ids[0], ids[2], ids[1]]
    with workspace.read() as session:
        versions = [history(session, one) for one in ids]
    assert [len(one) for one in versions] == [1, 2, 2]
    assert versions[1][0].reason == "调整小题次序"
    (told,) = changes_in(versions[1], 2)
    assert (told.name, [one.text for one in told.pieces]) == (
        "小题次序",
        ["第 2 小题", "第 3 小题"],
    )
    back = save(after.moved(1, 2), after)
    assert back.question_ids == ids


def test_a_question_that_moves_and_says_something_else_gets_one_version(workspace, subject, save):
    ids = save(Work(subject, (WorkItem(CHOICE), WorkItem(TRUE)), passage=TEXT)).question_ids
    before = opened(workspace, ids[0])
    mended = replace(before.items[1], draft=replace(TRUE, stem="村务公开要公开过程。"))
    new = WorkItem(replace(TRUE, stem="新的小题。"))
    later = replace(before, items=(new, mended, before.items[0]))
    saved = save(later, before)
    assert (saved.added, saved.changed) == (1, 2)
    after = opened(workspace, ids[0])
    assert [one.draft.stem for one in after.items] == ["新的小题。", mended.draft.stem, CHOICE.stem]
    with workspace.read() as session:
        assert [len(history(session, one)) for one in ids] == [2, 2]


def test_pictures_of_a_passage_are_the_first_of_each_of_its_questions(workspace, subject, save):
    own = replace(CHOICE, stem="看图〔图1〕，选（ ）。", pictures=(png(2),), images=1)
    work = Work(
        subject,
        (WorkItem(own), WorkItem(TRUE)),
        passage="某村平面图〔图1〕如上。",
        pictures=(png(1),),
    )
    ids = save(work).question_ids
    with workspace.read() as session:
        first, second = current_drafts(session, list(ids))
    assert first.passage == second.passage == work.passage
    assert (first.stem, first.pictures) == ("看图〔图2〕，选（ ）。", (png(1), png(2)))
    assert second.pictures == (png(1),)
    before = opened(workspace, ids[1])
    assert (before.pictures, before.items[0].draft) == ((png(1),), own)
    assert save(before, before).changed == 0
    other = replace(before, pictures=(png(3),))  # the same words below another picture
    assert save(other, before).changed == 2
    with workspace.read() as session:
        now = [one.pictures for one in current_drafts(session, list(ids))]
    assert now == [(png(3), png(2)), (png(3),)]


def test_one_question_that_brings_another_picture_of_the_passage_brings_it_to_all(
    workspace, subject, save, trainer, now
):
    work = Work(
        subject, (WorkItem(CHOICE), WorkItem(TRUE)), passage="图〔图1〕", pictures=(png(1),)
    )
    ids = save(work).question_ids
    with workspace.begin() as session:
        (draft, _other) = current_drafts(session, list(ids))
        wanted = replace(draft, passage="图〔图1〕〔图2〕", pictures=(png(1), png(5)))
        change_question(session, question_id=ids[0], draft=wanted, by=trainer, at=now)
    with workspace.read() as session:
        drafts = current_drafts(session, list(ids))
    assert {(one.passage, one.pictures) for one in drafts} == {
        ("图〔图1〕〔图2〕", (png(1), png(5)))
    }


def test_a_question_leaves_its_passage_and_comes_back_as_it_was():
    draft = replace(
        CHOICE,
        passage="〔图1〕材料〔图2〕",
        stem="对照〔图1〕和〔图3〕（ ）",
        pictures=(png(1), png(2), png(3)),
        images=3,
    )
    alone = without_passage(draft)
    assert (alone.stem, alone.pictures) == ("对照〔图1〕和〔图2〕（ ）", (png(1), png(3)))
    shown = pictures_of_passage(draft)
    again = below_passage(alone, draft.passage, shown)
    assert again.pictures == (png(1), png(2), png(1), png(3))
    assert without_passage(again) == alone


@pytest.fixture
def said(workspace, now):
    with workspace.read() as session:
        known = register(session)

    def said(draft):
        return {(one.field, one.blocks) for one in cautions(draft, known, now.date())}

    return said


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (CHOICE, set()),
        (replace(CHOICE, answer=()), {(Field.ANSWER, True)}),
        (replace(CHOICE, stem=""), {(Field.STEM, True)}),
        (replace(CHOICE, options=("一年", ""), answer=("A",)), {(Field.OPTIONS, True)}),
        (replace(CHOICE, options=("一年", "一 年", "一年")), {(Field.OPTIONS, False)}),
        (
            replace(CHOICE, options=("一年", "二年", "三年", "以上都对")),
            {(Field.OPTIONS, False)},
        ),
        (
            replace(CHOICE, type=QuestionType.MULTIPLE_CHOICE),
            {(Field.ANSWER, False)},
        ),
        (replace(CHOICE, citation="《中国共产党纪律处分条例》第九百条"), {(Field.CITATION, False)}),
        (replace(CHOICE, explanation="A项错在期限。"), {(Field.EXPLANATION, False)}),
        (replace(CHOICE, explanation="前三项都不对。"), {(Field.EXPLANATION, False)}),
        (replace(CHOICE, explanation="第三项纪律是廉洁纪律。维生素A项目。"), set()),
        (
            Draft(QuestionType.FILL_BLANK, "期满____年，____", answer=(("五",),)),
            {(Field.ANSWER, False)},
        ),
        (
            Draft(
                QuestionType.SHORT_ANSWER,
                "简述警告的影响。",
                answer=("一年内不得提升。",),
                points=5,
                marking=(MarkingPoint("一年", 2), MarkingPoint("职务", 2)),
            ),
            {(Field.MARKING, False)},
        ),
    ],
)
def test_each_caution_stands_beside_its_field(said, draft, expected):
    assert said(draft) == expected


def test_the_same_question_elsewhere_in_the_bank_is_told(workspace, subject, save):
    (own,) = save(Work(subject, (WorkItem(CHOICE),))).question_ids
    with workspace.read() as session:
        assert twin_caution(session, CHOICE, own) is None
        same = twin_caution(session, replace(CHOICE, stem="留党察看处分期限，最长不得超过( )"))
        other = twin_caution(session, replace(CHOICE, answer=("C",)))
        unanswered = twin_caution(session, replace(CHOICE, answer=()))
    assert "答案也相同" in same.message and "答案不同" in other.message
    assert unanswered.message == "题库里已经有这道题。"
