"""What any writer writes, our reader reads back: one property for all of them."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft
from dongan_training.bank.exporting import export
from dongan_training.progress import Silent
from tests.bank.questions import BANKS

# Forms that hold every field of every question, whatever signs it is written with.
WITHOUT_LOSS = ("json", "gift", "moodle", "qti21", "qti30")


def essence(draft: Draft) -> tuple[Any, ...]:
    """All that a question says; where it stood in a file is no part of it."""
    return (
        *(draft.type, draft.stem, draft.options, draft.answer, draft.explanation),
        *(draft.citation, draft.chapter, draft.difficulty, draft.points, draft.passage),
        *(draft.order_free, draft.marking, draft.tags, draft.pictures),
    )


@pytest.mark.parametrize("form", WITHOUT_LOSS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(bank=BANKS)
def test_a_bank_comes_back_from_every_form_as_it_was(tmp_path, form, bank):
    path = tmp_path / f"题库.{form}"
    export(bank, path, form)
    reading = formats.read(path, Silent())
    assert [essence(draft) for draft in reading.drafts] == [essence(draft) for draft in bank]
