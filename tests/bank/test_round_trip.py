"""What any writer writes, our reader reads back: one property for all of them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.exporting import FORMS, export
from dongan_training.progress import Silent
from tests.bank.questions import BANKS, PLAIN, banks, png

# Forms that hold every field of every question, whatever signs it is written with.
WITHOUT_LOSS = ("json", "xlsx", "gift", "moodle", "qti21", "qti30")
# Forms that people read: as they would type it, so signs in a text can look like a number or a key.
AS_TYPED = ("docx", "txt")
WITHOUT_KEYS = ("docx-questions",)  # nothing to compare; tests/bank/test_word_writer.py
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def essence(draft: Draft) -> tuple[Any, ...]:
    """All that a question says; where it stood in a file is no part of it."""
    return (
        *(draft.type, draft.stem, draft.options, draft.answer, draft.explanation),
        *(draft.citation, draft.chapter, draft.difficulty, draft.points, draft.passage),
        *(draft.order_free, draft.marking, draft.tags, draft.pictures),
    )


def written_and_read(folder, bank: list[Draft], form: str) -> list[Draft]:
    path = folder / f"题库.{form}"
    export(bank, path, form)
    return formats.read(path, Silent()).drafts


def test_every_form_is_held_to_one_of_the_properties():
    assert {form.name for form in FORMS} == {*WITHOUT_LOSS, *AS_TYPED, *WITHOUT_KEYS}


@pytest.mark.parametrize("form", WITHOUT_LOSS)
@SETTINGS
@given(bank=BANKS)
def test_a_bank_comes_back_from_every_form_as_it_was(tmp_path, form, bank):
    again = written_and_read(tmp_path, bank, form)
    assert [essence(draft) for draft in again] == [essence(draft) for draft in bank]


@pytest.mark.parametrize("form", [*WITHOUT_LOSS, "docx"])
def test_two_passages_that_are_nothing_but_a_picture_each_stay_two(tmp_path, form):
    bank = [
        Draft(
            QuestionType.TRUE_FALSE,
            f"图中的第{number}处公开了。",
            answer=(True,),
            passage="〔图1〕",
            pictures=(png(number // 2),),
        )
        for number in range(4)
    ]
    again = written_and_read(tmp_path, bank, form)
    assert [essence(draft) for draft in again] == [essence(draft) for draft in bank]


@pytest.mark.parametrize("form", AS_TYPED)
@SETTINGS
@given(bank=banks(PLAIN, PLAIN))
def test_a_bank_of_plain_words_comes_back_from_what_people_read(tmp_path, form, bank):
    if form == "txt":  # pictures stay behind
        bank = [replace(draft, pictures=()) for draft in bank]
    again = written_and_read(tmp_path, bank, form)
    assert sorted(map(repr, map(essence, again))) == sorted(map(repr, map(essence, bank)))
