"""What the bank or the file has already: found however it is dressed, settled one by one or all."""

from dataclasses import replace

import pytest

from dongan_training.bank import queries
from dongan_training.bank.changing import change_question, undo_import
from dongan_training.bank.drafts import Draft, QuestionType, Reading
from dongan_training.bank.importing import reviewing
from dongan_training.bank.importing.intake import State, accept, preview
from dongan_training.bank.importing.reviewing import Choice

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    citation="《中国共产党纪律处分条例》第十三条",
    explanation="最长二年。",
    line=3,
)
FILL = Draft(QuestionType.FILL_BLANK, "开除党籍处分期满____年内", answer=(("五", "5"),), line=9)
NEAR = replace(LIMIT, stem="党员留党察看处分期限最长不得超过（ ）。", line=12)


@pytest.fixture
def store(workspace, trainer, now):
    def store(*drafts):
        with workspace.begin() as session:
            return accept(
                session, drafts=drafts, subject_name="纪律", file_name="题", by=trainer, at=now
            )

    return store


@pytest.fixture
def review(workspace):
    def review(*drafts):
        with workspace.read() as session:
            return reviewing.items_of(preview(session, Reading(drafts=list(drafts))))

    return review


@pytest.fixture
def bank(workspace):
    def bank():
        with workspace.read() as session:
            return queries.questions(session)

    return bank


def settle(items, choice, *states):
    items = list(items)
    for item in reviewing.decided_alike(items, set(states or State), choice):
        items[item.id] = item
    return items


def test_two_nearly_equal_questions_of_one_file_are_shown_as_alike(review):
    first, second = review(LIMIT, NEAR)
    assert (first.entry.state, second.entry.state) == (State.GOOD, State.SIMILAR)
    assert (second.entry.known.line, second.entry.known.place) == (3, 0)


def test_a_stem_that_begins_many_questions_makes_none_alike(review):
    one = replace(LIMIT, stem="下列说法正确的是（ ）。")
    other = replace(one, options=("甲甲", "乙乙"), answer=("A",))
    assert [item.entry.state for item in review(one, other)] == [State.GOOD, State.GOOD]


def test_replacing_makes_a_version_that_keeps_what_the_file_does_not_say(store, review, bank):
    store(LIMIT)
    poorer = replace(LIMIT, answer=("C",), citation=None, explanation=None)
    (item,) = settle(review(poorer), Choice.REPLACE)
    report = store(*reviewing.ready_drafts([item]))
    (row,) = bank()
    assert (report.stored, report.replaced) == (0, 1)
    assert (row.version, row.answer) == (2, ["C"])
    assert (row.citation, row.explanation) == (LIMIT.citation, LIMIT.explanation)


def test_a_replacement_that_says_nothing_new_makes_no_version(store, review, bank):
    store(LIMIT)
    report = store(*reviewing.ready_drafts(settle(review(LIMIT), Choice.REPLACE)))
    assert report.replaced == 0
    assert [row.version for row in bank()] == [1]


def test_both_are_kept_where_somebody_wants_that(store, review, bank):
    store(LIMIT)
    store(*reviewing.ready_drafts(settle(review(LIMIT), Choice.KEEP)))
    assert len(bank()) == 2


def test_one_choice_settles_all_of_a_kind_but_not_what_was_decided(store, review):
    store(LIMIT, FILL)
    items = review(LIMIT, FILL)
    items[0] = reviewing.with_choice(items[0], Choice.KEEP)
    assert reviewing.undecided_alike(items, items[0]) == 1
    items = settle(items, Choice.REPLACE, State.DUPLICATE)
    assert [item.choice for item in items] == [Choice.KEEP, Choice.REPLACE]


def test_of_copies_in_one_file_the_last_wins_where_the_later_is_to_replace(review):
    items = review(LIMIT, replace(LIMIT, answer=("C",)), replace(LIMIT, answer=("D",)), FILL)
    ready = reviewing.ready_drafts(settle(items, Choice.REPLACE))
    assert [draft.answer for draft in ready] == [("D",), FILL.answer]


def test_undoing_brings_replaced_questions_back(workspace, trainer, now, store, review, bank):
    store(LIMIT)
    other = replace(LIMIT, answer=("C",))
    report = store(*reviewing.ready_drafts(settle(review(other, FILL), Choice.REPLACE)))
    with workspace.begin() as session:
        undone = undo_import(session, import_id=report.import_id, by=trainer, at=now)
    (row,) = bank()
    assert (undone.retired, undone.restored, undone.kept) == (1, 1, 0)
    assert (row.version, row.answer) == (3, ["B"])
    assert "1 题恢复为导入前的内容" in undone.told()


def test_undoing_leaves_alone_what_was_changed_since(workspace, trainer, now, store, review, bank):
    store(LIMIT)
    other = replace(LIMIT, answer=("C",))
    report = store(*reviewing.ready_drafts(settle(review(other), Choice.REPLACE)))
    (row,) = bank()
    mended = replace(LIMIT, answer=("D",))
    with workspace.begin() as session:
        change_question(session, question_id=row.id, draft=mended, by=trainer, at=now)
        undone = undo_import(session, import_id=report.import_id, by=trainer, at=now)
    assert (undone.restored, undone.kept) == (0, 1)
    assert bank()[0].answer == ["D"]
