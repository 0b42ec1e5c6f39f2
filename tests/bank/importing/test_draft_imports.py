"""What was put right in a review survives the program, until it is stored or given up."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from dongan_training import texts
from dongan_training.bank import formats, queries
from dongan_training.bank.drafts import (
    Draft,
    MarkingPoint,
    Picture,
    Problem,
    ProblemKind,
    QuestionType,
    Reading,
)
from dongan_training.bank.importing import draft_imports, reviewing
from dongan_training.bank.importing.draft_imports import AllThere, Review, UnknownDraft
from dongan_training.bank.importing.draft_json import draft_from_json, draft_to_json
from dongan_training.bank.importing.intake import State, preview
from dongan_training.bank.importing.reviewing import Choice
from dongan_training.bank.models import DraftQuestion
from dongan_training.progress import Silent

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    line=3,
)
OPEN = replace(LIMIT, stem="警告处分的影响期是（ ）。", answer=(), line=8)
NO_ANSWER = Problem(8, ProblemKind.NO_ANSWER, "这道题没有答案。", OPEN.stem)
NOTE = Problem(1, ProblemKind.NOT_A_QUESTION, "没有认出。", "学习要求")


@pytest.fixture
def draft(workspace, trainer, now):
    with workspace.begin() as session:
        reading = Reading(drafts=[LIMIT, OPEN], problems=[NO_ANSWER, NOTE])
        found = preview(session, reading)
        review = Review("题.docx", "docx", "纪律", reviewing.items_of(found), found.problems)
        return draft_imports.keep(session, review, by=trainer, at=now)


@pytest.fixture
def review(workspace):
    def review(draft_id):
        with workspace.read() as session:
            return draft_imports.resume(session, draft_id)

    return review


@pytest.fixture
def settle(workspace, trainer, now):
    def settle(draft_id, review):
        with workspace.begin() as session:
            return draft_imports.settle(session, review, draft_id=draft_id, by=trainer, at=now)

    return settle


def waiting(workspace):
    with workspace.read() as session:
        return draft_imports.open_drafts(session)


def mend(workspace, draft_id, item):
    with workspace.begin() as session:
        draft_imports.save(session, draft_id, [item])


def test_a_review_goes_on_where_it_was_left(workspace, draft, review):
    before = review(draft)
    mended = reviewing.with_citation(reviewing.with_answer(before.items[1], ("A",)), "第十条")
    mend(workspace, draft, reviewing.with_choice(mended, Choice.KEEP))
    after = review(draft)
    assert after.items[1].entry.draft == replace(OPEN, answer=("A",), citation="第十条")
    assert (after.items[1].is_ready, after.items[1].choice) == (True, Choice.KEEP)
    assert after.items[1].entry.problems == ()
    assert (after.file_name, after.format, after.notes) == ("题.docx", "docx", [NOTE])


def test_what_is_ready_is_stored_and_the_rest_stays(workspace, draft, review, settle):
    done = settle(draft, review(draft))
    assert (done.report.stored, done.left) == (1, 1)
    assert [(row.questions, row.subject_name) for row in waiting(workspace)] == [(1, "纪律")]
    (item,) = review(draft).items
    assert (item.id, item.entry.state) == (0, State.PROBLEM)


def test_a_draft_ends_when_nothing_is_open_any_more(workspace, draft, review, settle):
    settle(draft, review(draft))
    (item,) = review(draft).items
    mend(workspace, draft, reviewing.with_answer(item, ("A",)))
    assert settle(draft, review(draft)).left == 0
    assert waiting(workspace) == []
    with workspace.read() as session:
        assert len(queries.questions(session)) == 2


def test_a_draft_sees_what_came_into_the_bank_meanwhile(workspace, draft, review, settle):
    settle("", replace(review(draft), items=review(draft).items[:1]))
    assert review(draft).items[0].entry.state is State.DUPLICATE


def test_a_draft_can_be_given_up(workspace, draft):
    with workspace.begin() as session:
        draft_imports.discard(session, draft)
    assert waiting(workspace) == []
    with workspace.begin() as session, pytest.raises(UnknownDraft):
        draft_imports.discard(session, draft)


def test_what_was_left_out_on_purpose_does_not_stay(workspace, draft, review, settle):
    items = list(review(draft).items)
    items[1] = reviewing.with_choice(items[1], Choice.SKIP)
    assert settle(draft, replace(review(draft), items=items)).left == 0
    assert waiting(workspace) == []


WORDS = st.text(max_size=8)
ANSWERS = st.one_of(
    st.lists(st.sampled_from("ABCD")).map(tuple),
    st.booleans().map(lambda truth: (truth,)),
    st.lists(st.lists(WORDS).map(tuple)).map(tuple),
)
DRAFTS = st.builds(
    Draft,
    type=st.sampled_from(QuestionType),
    stem=WORDS,
    options=st.lists(WORDS).map(tuple),
    answer=ANSWERS,
    explanation=st.none() | WORDS,
    points=st.none() | st.integers(0, 9).map(float),
    citation=st.none() | WORDS,
    line=st.integers(0, 99),
    warnings=st.lists(WORDS).map(tuple),
    pictures=st.lists(st.builds(Picture, st.just("image/png"), st.binary(max_size=8))).map(tuple),
    passage=st.none() | WORDS,
    order_free=st.booleans(),
    marking=st.lists(st.builds(MarkingPoint, WORDS, st.none() | st.just(2.0))).map(tuple),
    tags=st.lists(WORDS).map(tuple),
)


@given(DRAFTS)
def test_nothing_of_a_question_is_lost_on_the_way_to_the_database_and_back(draft):
    assert draft_from_json(json.loads(json.dumps(draft_to_json(draft)))) == draft


def test_a_question_that_was_compared_is_written_like_one_that_was_not():
    compared = replace(LIMIT)
    assert compared.fingerprint  # it is kept with the draft from now on
    assert draft_to_json(compared) == draft_to_json(replace(LIMIT))


def test_a_file_whose_questions_are_all_there_is_refused_with_that_sentence(workspace, settle):
    reading = Reading(drafts=[LIMIT])
    for is_first in (True, False):
        with workspace.read() as session:
            items = reviewing.items_of(preview(session, reading))
        review = Review("题.docx", "docx", "纪律", items, [])
        if is_first:
            settle("", review)
        else:
            with pytest.raises(AllThere, match="1 道题题库里都有了"):
                settle("", review)


PAPER = """一、单选题（共 5 题）
1、警告处分的影响期是（ ）。
A.半年  B.一年  B.二年
答案：E
2、记过处分的影响期是（ ）。
A.半年  B.一年
二、判断题
1、村务公开可以只公开结果。
答案：一半
"""
GIFT = "::1:: 警告处分的影响期是 {=一年 ~半年}\n\n::2:: 配对 {=警告 -> 一年 =记过 -> 二年}\n"


def sentences_of(review):
    """What the program says, without what stood in the file."""
    told = [one.message for one in review.notes]
    for item in review.items:
        told += [problem.message for problem in item.entry.problems]
        told += item.entry.draft.warnings
    return [str(one) for one in told]


@pytest.fixture
def speaking():
    yield texts.use_language
    texts.use_language("zh")


@pytest.fixture
def kept(workspace, trainer, now, tmp_path):
    def kept(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        reading = formats.read(path, Silent())
        with workspace.begin() as session:
            found = preview(session, reading)
            items = reviewing.items_of(found)
            review = Review(name, reading.format, "纪律", items, found.problems)
            return review, draft_imports.keep(session, review, by=trainer, at=now)

    return kept


@pytest.mark.parametrize(("name", "text"), [("题.txt", PAPER), ("题.gift", GIFT)])
@pytest.mark.parametrize(("first", "later"), [("zh", "en"), ("en", "zh")])
def test_what_is_said_of_a_draft_is_said_in_the_language_spoken_when_it_is_gone_on_with(
    review, kept, speaking, name, text, first, later
):
    speaking(later)
    expected = sentences_of(kept(name, text)[0])
    speaking(first)
    before, draft_id = kept(name, text)
    assert len(expected) > 0 and set(sentences_of(before)).isdisjoint(expected)
    assert sentences_of(review(draft_id)) == sentences_of(before)
    speaking(later)
    assert sentences_of(review(draft_id)) == expected


def test_a_draft_of_an_older_program_keeps_its_sentences(workspace, review, draft, speaking):
    with workspace.read() as session:
        stored = session.scalars(sa.select(DraftQuestion.problems)).all()
    assert [one[0][2] for one in stored if one] == ["这道题没有答案。"]  # no pattern beside it
    speaking("en")
    assert "这道题没有答案。" in sentences_of(review(draft))
