"""What a file says wrongly is mended in its text and read again; nothing of the rest is touched."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from dongan_training.bank.drafts import Draft, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.formats import plain_text
from dongan_training.bank.importing import draft_imports, rereading, reviewing
from dongan_training.bank.importing.draft_imports import Review
from dongan_training.bank.importing.intake import State, accept, alone, preview
from dongan_training.bank.importing.rereading import Taken
from dongan_training.bank.importing.reviewing import Choice
from tests.bank.questions import PLAIN, banks, png

FILE = """一、单选题
1．留党察看处分期限最长不得超过（ ）。
A．一年
B．二年
答案：B
2．警告处分的影响期是（ ）。
A．一年
B．一年半
3．受到警告处分的党员（ ）。
A．有表决权
B．没有表决权
答案：A
"""
LOST = Problem(20, ProblemKind.NOT_A_QUESTION, "没有认出。", "村务公开应当真实。对")


def items_of(text):
    return reviewing.items_of(alone(plain_text.read_text(text)))


def read_anew(workspace, taken, text):
    with workspace.read() as session:
        return rereading.read_anew(session, taken, text)


def stems(items):
    return [one.entry.draft.stem for one in items]


def test_one_question_is_parted_in_two_which_stand_where_it_stood(workspace):
    items = items_of(FILE)
    taken = rereading.take(items[1:2], ())
    text = rereading.written_out(taken, "txt").replace(
        "B．一年半", "B．一年半\n答案：A\n9．新题（ ）。\nA．甲\nB．乙\n答案：B"
    )
    reread = rereading.put_in(items, (LOST,), taken, read_anew(workspace, taken, text))
    first, second, third = stems(items)
    assert stems(reread.items) == [first, second, "新题（ ）。", third]
    assert [one.is_ready for one in reread.items] == [True, True, True, True]
    assert [one.id for one in reread.items] == [0, 1, 2, 3]
    assert (reread.first, reread.moved, reread.notes) == (1, {0: 0, 2: 3}, [LOST])


def test_two_that_are_one_become_one(workspace):
    items = items_of(FILE)
    taken = rereading.take(items[:2], ())
    text = "1．合成的题（ ）。\nA．一年\nB．二年\n答案：B"
    reread = rereading.put_in(items, (), taken, read_anew(workspace, taken, text))
    assert stems(reread.items) == ["合成的题（ ）。", stems(items)[2]]


def test_taking_back_keeps_what_was_decided_since_about_the_others(workspace):
    items = items_of(FILE)
    taken = rereading.take(items[:2], (LOST,))
    text = "1．甲题（ ）。\nA．一\nB．二\n答案：A"
    reread = rereading.put_in(items, [LOST], taken, read_anew(workspace, taken, text))
    now = [reread.items[0], reviewing.with_choice(reread.items[1], Choice.SKIP)]
    back = rereading.taken_back(items, [LOST], reread, now)
    assert back.items == [*items[:2], replace(items[2], choice=Choice.SKIP)]
    assert back.notes == [LOST]


def test_who_resembles_another_of_the_file_finds_it_at_its_new_place(workspace):
    twice = "9．留党察看处分期限最长不得超过（ ）。\nA．一年\nB．二年\n答案：A\n"
    items = items_of(FILE + twice)
    assert items[3].entry.known.place == 0
    taken = rereading.take(items[1:2], ())
    text = "1．甲题（ ）。\nA．一\nB．二\n答案：A\n2．乙题（ ）。\nA．一\nB．二\n答案：B"
    reread = rereading.put_in(items, (), taken, read_anew(workspace, taken, text))
    assert [one.entry.known.place for one in (reread.items[0], reread.items[4])] == [4, 0]


def test_what_belonged_to_no_question_becomes_one_and_is_no_note_any_more(workspace):
    items = items_of(FILE)
    taken = rereading.take((), (LOST, replace(LOST, kind=ProblemKind.COUNT_MISMATCH)))
    text = "1．" + rereading.written_out(taken, "docx").replace("对", "\n答案：对")
    reread = rereading.put_in(items, (LOST,), taken, read_anew(workspace, taken, text))
    new = reread.items[-1].entry
    assert (new.draft.type, new.draft.answer, new.draft.line) == (
        QuestionType.TRUE_FALSE,
        (True,),
        20,
    )
    assert reread.notes == [] and new.state is State.GOOD


def test_a_question_that_the_file_has_already_is_told(workspace):
    items = items_of(FILE)
    taken = Taken((LOST,))
    text = "1．留党察看处分期限最长不得超过（ ）。\nA．一年\nB．二年\n答案：A"
    reread = rereading.put_in(items, (LOST,), taken, read_anew(workspace, taken, text))
    states = [one.entry.state for one in reread.items]
    assert states == [State.CONFLICT, State.PROBLEM, State.GOOD, State.CONFLICT]
    assert (reread.items[-1].entry.known.place, reread.items[0].entry.known.place) == (0, 3)
    back = rereading.taken_back(items, (LOST,), reread, reread.items)
    assert back.items[0].entry == items[0].entry


def test_the_piece_below_is_the_next_of_the_file_whatever_it_is():
    items = items_of(FILE)
    note = replace(LOST, line=7)
    taken = rereading.take(items[:1], ())
    second = rereading.following(taken, items, (note,))
    assert second is items[1]
    assert rereading.following(Taken((second,)), items, (note,)) is note
    assert rereading.following(Taken((items[2],)), items, (note,)) is None


def test_pictures_stay_with_who_names_them_and_passages_above_all(workspace):
    draft = Draft(
        QuestionType.SHORT_ANSWER,
        "说说图〔图2〕。",
        answer=("好。",),
        passage="看图〔图1〕。",
        pictures=(png(1), png(2)),
    )
    (item,) = [reviewing.Item(0, preview_of(workspace, draft))]
    taken = Taken((item,))
    text = rereading.written_out(taken, "docx")
    (entry,) = read_anew(workspace, taken, text.replace("说说", "讲讲"))[0]
    assert entry.draft.stem == "讲讲图〔图2〕。" and entry.draft.passage == draft.passage
    assert entry.draft.pictures == draft.pictures


def preview_of(workspace, draft):
    with workspace.read() as session:
        return preview(session, Reading(drafts=[draft])).entries[0]


@settings(max_examples=25)
@given(banks(PLAIN, PLAIN))  # signs can look like numbers and keys, as people type them
def test_a_text_that_nobody_changed_says_the_same_key(bank):
    for draft in bank[:1]:
        item = reviewing.items_of(alone(Reading(drafts=[draft])))[0]
        text = rereading.written_out(Taken((item,)), "xlsx")
        (entry,) = rereading.read_text_again(text).entries
        assert (entry.draft.type, entry.draft.answer) == (draft.type, draft.answer)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_draft_keeps_what_was_read_anew_until_it_is_taken_back(
    workspace, trainer, now, is_taken_back
):
    items, notes = items_of(FILE), [LOST]
    with workspace.begin() as session:
        review = Review("题.txt", "txt", "纪律", items, notes)
        draft_id = draft_imports.keep(session, review, by=trainer, at=now)
    taken = Taken((items[1], LOST))
    text = "1．甲题（ ）。\nA．一\nB．二\n答案：A\n2．乙题（ ）。\nA．一\nB．二\n答案：B"
    reread = rereading.put_in(items, notes, taken, read_anew(workspace, taken, text))
    with workspace.begin() as session:
        draft_imports.save_reread(session, draft_id, reread)
        if is_taken_back:
            back = rereading.taken_back(items, notes, reread, reread.items)
            draft_imports.save_reread(session, draft_id, back)
    with workspace.read() as session:
        after = draft_imports.resume(session, draft_id)
    assert after.notes == (notes if is_taken_back else [])
    assert stems(after.items) == stems(items if is_taken_back else reread.items)


def test_near_questions_of_the_file_and_the_bank_are_found_for_what_is_new(workspace, trainer, now):
    told = Draft(QuestionType.TRUE_FALSE, "村务公开的内容应当真实准确完整。", answer=(True,))
    with workspace.begin() as session:
        accept(session, drafts=[told], subject_name="题库", file_name="题", by=trainer, at=now)
    items = items_of(FILE)
    taken = rereading.take(items[1:2], ())
    text = (
        "1．村务公开的内容应当真实、准确和完整。（√）\n"
        "2．党员留党察看处分期限最长不得超过（ ）。\nA．一年\nB．二年\n答案：B"
    )
    reread = rereading.put_in(items, (), taken, read_anew(workspace, taken, text))
    with workspace.read() as session:
        found = rereading.near_ones(session, reread)
    assert {place: (known.place, known.is_twin) for place, known in found.items()} == {
        1: (-1, False),
        2: (0, False),
    }
