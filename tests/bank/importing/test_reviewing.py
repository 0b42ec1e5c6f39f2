"""A review decides what is stored: by default what is good, and whatever a person settled."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import Draft, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.importing import reviewing
from dongan_training.bank.importing.intake import State, preview
from dongan_training.bank.importing.reviewing import Choice
from dongan_training.bank.key_text import blanks_in, key_text, with_letter

SINGLE, MULTIPLE = QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE
LIMIT = Draft(
    SINGLE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    line=31,
)
FILL = Draft(QuestionType.FILL_BLANK, "开除党籍处分期满____年内", answer=(("五", "5"),), line=32)
OPEN = replace(LIMIT, stem="警告处分的影响期是（ ）。", answer=(), line=33)
NO_ANSWER = Problem(33, ProblemKind.NO_ANSWER, "这道题没有答案。", OPEN.stem)


@pytest.fixture
def review(workspace):
    def review(*drafts, problems=()):
        with workspace.read() as session:
            found = preview(session, Reading(drafts=list(drafts), problems=list(problems)))
        return reviewing.items_of(found)

    return review


def test_a_question_that_lacked_its_key_is_ready_as_soon_as_it_has_one(review):
    items = review(LIMIT, FILL, OPEN, problems=[NO_ANSWER])
    assert [item.is_ready for item in items] == [True, True, False]
    mended = reviewing.with_answer(items[2], ("A",))
    assert (mended.is_ready, mended.entry.problems) == (True, ())
    assert reviewing.ready_drafts([mended, *items[:2]])[-1].answer == ("A",)


def test_what_is_left_out_on_purpose_is_no_longer_open(review):
    (item,) = review(OPEN, problems=[NO_ANSWER])
    assert item.is_open
    assert not reviewing.with_choice(item, Choice.SKIP).is_open
    wanted = reviewing.with_choice(item, Choice.KEEP)
    assert wanted.is_open and not wanted.is_ready


def test_one_question_with_two_keys_in_a_file_is_settled_by_a_person(review):
    items = review(LIMIT, replace(LIMIT, answer=("C",), line=40), FILL)
    assert [item.entry.state for item in items] == [State.CONFLICT, State.CONFLICT, State.GOOD]
    assert [item.entry.known and item.entry.known.line for item in items[:2]] == [40, 31]
    assert reviewing.ready_drafts(items) == [FILL]
    assert reviewing.with_choice(items[1], Choice.KEEP).is_ready


def test_to_leave_out_one_of_two_that_contradict_each_other_is_to_take_the_other(review):
    items = review(LIMIT, replace(LIMIT, answer=("C",), line=40), FILL)
    changed = reviewing.decided(items, items[0], Choice.SKIP)
    assert {one.id: one.choice for one in changed} == {0: Choice.SKIP, 1: Choice.KEEP}
    three = review(LIMIT, *(replace(LIMIT, answer=(key,), line=40) for key in "CD"))
    assert [one.id for one in reviewing.decided(three, three[0], Choice.SKIP)] == [0]


def test_a_key_whose_option_is_gone_goes_with_it_and_comes_back_when_it_is_given(review):
    (item,) = review(replace(LIMIT, answer=("D",)))
    fewer = reviewing.with_options(item, ("一年", "二年"))
    assert (fewer.is_ready, fewer.entry.draft.answer) == (False, ())
    assert reviewing.with_answer(fewer, ("A",)).is_ready


def test_equal_options_are_no_problem_any_more_once_they_differ(review):
    problem = Problem(31, ProblemKind.DUPLICATE_OPTIONS, "选项相同。", LIMIT.stem)
    (item,) = review(replace(LIMIT, options=("一年", "一年")), problems=[problem])
    assert reviewing.with_options(item, ("一年", "二年")).entry.problems == ()


def test_points_and_stem_are_put_right_and_a_question_without_a_stem_is_not_stored(review):
    (item,) = review(LIMIT)
    mended = reviewing.with_points(reviewing.with_stem(item, " 最长几年？ "), 2.5)
    assert (mended.entry.draft.stem, mended.entry.draft.points) == ("最长几年？", 2.5)
    assert not reviewing.with_stem(item, "  ").is_ready


def test_a_conflict_ends_when_both_have_the_same_key(review):
    items = review(LIMIT, replace(LIMIT, answer=("C",), line=40))
    assert reviewing.with_answer(items[1], ("B",)).entry.state is State.DUPLICATE


def test_the_problem_goes_to_the_right_one_of_two_rows_with_the_same_number(review):
    """Two sheets of a workbook both have a row 33."""
    good = replace(LIMIT, line=33)
    items = review(good, OPEN, problems=[NO_ANSWER])
    assert [item.entry.state for item in items] == [State.GOOD, State.PROBLEM]


def test_problems_stand_first_and_each_state_keeps_the_order_of_the_file(review):
    items = review(LIMIT, FILL, OPEN, problems=[NO_ANSWER])
    assert [item.id for item in reviewing.problems_first(items)] == [2, 0, 1]


def test_the_figures_tell_what_is_ready_and_what_is_open(review):
    told = reviewing.summary(review(LIMIT, LIMIT, FILL, OPEN, problems=[NO_ANSWER]))
    assert (told.total, told.ready, told.open, told.alike) == (4, 2, 1, 1)
    assert told.by_type[SINGLE] == 3


def test_another_type_keeps_letters_and_drops_every_other_key(review):
    item, fill = review(LIMIT, FILL)
    many = reviewing.with_type(item, MULTIPLE)
    assert many.entry.draft.answer == ("B",)
    assert reviewing.with_type(fill, QuestionType.SHORT_ANSWER).entry.draft.answer == ()
    two = reviewing.with_answer(many, ("A", "B"))
    assert not reviewing.with_type(two, SINGLE).is_ready


def test_letters_are_chosen_one_at_a_time_or_many():
    assert with_letter(SINGLE, ("A",), "C") == ("C",)
    assert with_letter(MULTIPLE, ("C",), "A") == ("A", "C")
    assert with_letter(MULTIPLE, ("A", "C"), "A") == ("C",)


WORD = st.text("五年党员5abc 。", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.lists(WORD, min_size=1).map(tuple), min_size=1).map(tuple))
def test_the_key_of_a_fill_in_reads_back_as_it_was_written(blanks):
    assert blanks_in(key_text(QuestionType.FILL_BLANK, blanks)) == blanks


@pytest.mark.parametrize("typed", ["", "|", "五|", "/"])
def test_a_blank_without_a_text_is_no_key(typed):
    assert blanks_in(typed) == ()


def test_a_stem_that_gets_its_gap_has_nothing_left_to_look_at(review):
    bare = replace(FILL, stem="开除党籍处分期满年内")
    (item,) = review(bare, problems=[Problem(32, ProblemKind.NO_BLANK, "没有空", bare.stem)])
    assert [one.kind for one in item.entry.problems] == [ProblemKind.NO_BLANK]
    assert reviewing.with_stem(item, "开除党籍处分期满改为年内").entry.problems != ()
    assert reviewing.with_stem(item, FILL.stem).entry.problems == ()
