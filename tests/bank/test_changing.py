"""A question keeps its past, its key is never changed unseen, and an import can be taken back."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank import queries
from dongan_training.bank.changing import (
    BlankMissing,
    ImportAlreadyUndone,
    KeyMissing,
    OptionMissing,
    StemMissing,
    change_question,
    undo_import,
)
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing.intake import accept

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    points=2,
)
BLANKS = Draft(QuestionType.FILL_BLANK, "预备期____年，期满由____讨论。", answer=(("一",), ()))


@pytest.fixture
def stored(workspace, trainer, now):
    with workspace.begin() as session:
        return accept(
            session, drafts=[LIMIT], subject_name="纪律", file_name="题.docx", by=trainer, at=now
        )


@pytest.fixture
def change(workspace, trainer, now, stored):
    def change(draft):
        with workspace.begin() as session:
            (row,) = queries.questions(session)
            change_question(session, question_id=row.id, draft=draft, by=trainer, at=now)

    return change


def test_a_new_version_replaces_the_old_one_which_stays(workspace, change):
    change(replace(LIMIT, stem="留党察看最长（ ）。", citation="第十三条"))
    with workspace.read() as session:
        (row,) = queries.questions(session)
        history = queries.versions(session, row.id)
    assert (row.stem, row.citation, row.version, row.points) == (
        "留党察看最长（ ）。",
        "第十三条",
        2,
        2,
    )
    assert [(one.number, one.stem) for one in history] == [(2, row.stem), (1, LIMIT.stem)]


@pytest.mark.parametrize(("answer", "logged"), [(("B",), 0), (("C",), 1)])
def test_only_another_key_goes_to_the_log(workspace, change, answer, logged):
    change(replace(LIMIT, answer=answer, stem="换了说法"))
    with workspace.read() as session:
        acts = session.scalars(sa.select(AuditEntry).where(AuditEntry.act == "key.change")).all()
    assert len(acts) == logged


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(LIMIT, stem=" "), StemMissing),
        (replace(LIMIT, options=("一年", "")), OptionMissing),
        (replace(LIMIT, options=()), OptionMissing),
        (replace(LIMIT, answer=()), KeyMissing),
        (replace(LIMIT, answer=("E",)), KeyMissing),
        (BLANKS, BlankMissing),
    ],
)
def test_a_question_never_becomes_one_that_cannot_be_marked(workspace, change, draft, refusal):
    with pytest.raises(refusal):
        change(draft)
    with workspace.read() as session:
        (row,) = queries.questions(session)
    assert (row.stem, row.version) == (LIMIT.stem, 1)


def test_an_import_is_taken_back_once(workspace, trainer, now, stored):
    with workspace.begin() as session:
        taken = undo_import(session, import_id=stored.import_id, by=trainer, at=now)
    assert (taken.retired, taken.restored, taken.kept) == (1, 0, 0)
    with workspace.begin() as session:
        assert queries.questions(session) == []
        with pytest.raises(ImportAlreadyUndone):
            undo_import(session, import_id=stored.import_id, by=trainer, at=now)
