"""Bare inserts of many rows keep every promise of the others, on each database."""

import gc

import pytest
import sqlalchemy as sa

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion, Subject
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import collector_waiting, insert_rows
from dongan_training.storage.versions import stamp


def version_row(session, question_id, now):
    return {
        "id": new_id(),
        "question_id": question_id,
        "number": 1,
        "current": True,
        "type": QuestionType.FILL_BLANK,
        "stem": "100% 的𬱖村____:年",
        "options": [],
        "answer": [["五", "5"]],
        "fingerprint": "1",
        "points": None,
        "source_line": 3,
        "order_free": False,
        "passage_place": 0,
        "made_at": now,
        "made_by": "",
        "reason": "",
        **stamp(session).fields(),
    }


def question_row(session, subject_id, question_id):
    return {
        "id": question_id,
        "subject_id": subject_id,
        "status": QuestionStatus.IN_USE,
        "measured_count": 0,
        **stamp(session).fields(),
    }


def fill(session, now, count=3):
    subject = Subject(name="纪律")
    session.add(subject)
    session.flush()
    ids = [new_id() for _number in range(count)]
    insert_rows(session, Question, [question_row(session, subject.id, one) for one in ids])
    insert_rows(session, QuestionVersion, [version_row(session, one, now) for one in ids])


def test_every_type_comes_back_as_it_went_in(any_workspace, now):
    with any_workspace.begin() as session:
        fill(session, now)
    with any_workspace.read() as session:
        version = session.scalars(sa.select(QuestionVersion)).first()
        assert (version.type, version.stem, version.answer, version.points, version.made_at) == (
            QuestionType.FILL_BLANK,
            "100% 的𬱖村____:年",
            [["五", "5"]],
            None,
            now,
        )
        assert version.question.status is QuestionStatus.IN_USE
        assert version.device == any_workspace.device


def test_watchers_hear_of_the_rows_after_the_commit(any_workspace, now):
    heard = []
    any_workspace.watch(heard.append)
    with any_workspace.begin() as session:
        fill(session, now)
        assert heard == []
    assert heard[-1] >= {Question, QuestionVersion}


def test_nothing_of_them_stays_when_the_transaction_fails(any_workspace, now):
    with pytest.raises(ZeroDivisionError), any_workspace.begin() as session:
        fill(session, now)
        raise ZeroDivisionError
    with any_workspace.read() as session:
        assert session.scalars(sa.select(QuestionVersion)).all() == []


def test_no_rows_are_no_work(any_workspace):
    with any_workspace.begin() as session:
        insert_rows(session, Question, [])
        assert session.scalars(sa.select(Question)).all() == []


def test_the_collector_goes_on_afterwards_whatever_happened():
    with pytest.raises(ZeroDivisionError), collector_waiting():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
