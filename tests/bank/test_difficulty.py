"""What was measured goes before what was declared; nothing said counts as middling."""

import pytest

from dongan_training.bank import queries
from dongan_training.bank.difficulty import (
    EASY,
    HARD,
    MIDDLE,
    Measure,
    expected_facility,
    record_measures,
)
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import Question


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("易", EASY), (" 简单 ", EASY), ("中", MIDDLE), ("困难", HARD), ("１", 0.9), ("5", 0.4),
     ("0.72", 0.72), (None, MIDDLE), ("", MIDDLE), ("看情况", MIDDLE)],
)  # fmt: skip
def test_words_grades_and_coefficients_become_a_share(declared, expected):
    assert expected_facility(declared, None) == expected


def test_what_the_answers_showed_goes_before_what_the_author_said():
    assert expected_facility("易", 0.31) == 0.31


def test_measures_are_kept_with_the_question_and_make_no_version(workspace, trainer, now):
    draft = Draft(QuestionType.TRUE_FALSE, "村务应当公开。", answer=(True,))
    with workspace.begin() as session:
        accept(session, drafts=[draft], subject_name="甲", file_name="题", by=trainer, at=now)
    with workspace.begin() as session:
        (row,) = queries.questions(session)
        record_measures(session, {row.id: Measure(0.82, 0.4, 75)})
    with workspace.read() as session:
        kept = session.get_one(Question, row.id)
        assert (kept.measured_facility, kept.measured_discrimination) == (0.82, 0.4)
        assert (kept.measured_count, len(kept.versions)) == (75, 1)
        assert kept.device == workspace.device
