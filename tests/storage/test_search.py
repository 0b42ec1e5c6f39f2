"""A search finds the same rows on each database the product runs on."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank import filtering, queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.difficulty import Measure, record_measures
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter, Level
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import Question, QuestionStatus
from dongan_training.bank.searching import matching
from dongan_training.storage import schema
from tests.bank.questions import illustrated


def test_a_server_finds_the_same_rows(any_workspace, now):
    actor = Actor("李老师", any_workspace.device)
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,))
        for stem in ("党员abc%权利", "党员ABC_义务", "权利义务", "警告\\一年")
    ]
    with any_workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="甲", file_name="题", by=actor, at=now)
    typed = ("党", "权利", "员aB", "%", "_", "\\", "义务", "利义务", "没有")
    with any_workspace.read() as session:
        rows = [_numbers(session, one) for one in typed]
    assert rows == [[1, 2], [1, 3], [1, 2], [1], [2], [4], [2, 3], [3], []]


LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长（ ）。",
    options=("一年", "二年"),
    answer=("B",),
    citation="《中国共产党纪律处分条例》第十三条",
    tags=("必考", "期限"),
)
FILL = Draft(QuestionType.FILL_BLANK, "开除党籍期满____年", answer=(("五", "5"),))


def test_lists_follow_whatever_is_said_of_a_question_anywhere(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        accept(session, drafts=[LIMIT, FILL], subject_name="纪律", file_name="题", by=by, at=now)
    with any_workspace.begin() as session:
        limit, fill = filtering.find_ids(session, Filter())
        record_measures(session, {limit: Measure(0.3, None, 20)})
        session.execute(
            sa.update(Question).where(Question.id == fill).values(status=QuestionStatus.RETIRED)
        )
    with any_workspace.begin() as session:
        assert filtering.find_ids(session, Filter(level=Level.HARD)) == [limit]
        assert filtering.find_ids(session, Filter(status=QuestionStatus.RETIRED)) == [fill]
        change_question(
            session,
            question_id=limit,
            draft=replace(illustrated(LIMIT, 1), tags=("期限",), citation=None),
            by=by,
            at=now,
        )
    with any_workspace.read() as session:
        assert filtering.find_ids(session, Filter(pictured=True, tag="期限")) == [limit]
        assert filtering.find_ids(session, Filter(tag="必考")) == []
        assert filtering.find_ids(session, Filter(article=13)) == []


def _numbers(session, text):
    entries, number = matching(session, text)
    return session.scalars(sa.select(number).select_from(entries).order_by(number)).all()


def test_what_questions_have_or_lack_is_found_on_a_server_too(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    told = replace(FILL, chapter="第二章 100%", explanation="见条例。")
    with any_workspace.begin() as session:
        accept(session, drafts=[LIMIT], subject_name="纪律", file_name="甲_1.txt", by=by, at=now)
        accept(session, drafts=[told], subject_name="纪律", file_name="乙.txt", by=by, at=now)
    with any_workspace.begin() as session:
        limit, fill = filtering.find_ids(session, Filter())
        record_measures(session, {limit: Measure(0.3, None, 20)})
    with any_workspace.read() as session:
        newest, _first = queries.imports(session)
        for wanted, found in (
            (Filter(cited=True), limit),
            (Filter(cited=False), fill),
            (Filter(explained=True), fill),
            (Filter(explained=False), limit),
            (Filter(measured=True), limit),
            (Filter(measured=False), fill),
            (Filter(chapter="100%"), fill),
            (Filter(source="甲_"), limit),
            (Filter(brought_by=newest), fill),
            (Filter(article=11, last_article=14), limit),
        ):
            assert filtering.find_ids(session, wanted) == [found], wanted


def test_lists_narrow_as_before_after_their_rows_became_narrower(any_engine):
    schema.upgrade(any_engine, "0030")
    with any_engine.begin() as connection:
        for statement in BANK_OF_0030:
            connection.exec_driver_sql(statement)
    schema.upgrade(any_engine)
    with Session(any_engine) as session:
        second, first = queries.imports(session)
        for wanted, found in (
            (Filter(brought_by=first), ["q1", "q3"]),
            (Filter(brought_by=second), ["q2"]),
            (Filter(source=".docx"), ["q1", "q2", "q3"]),
            (Filter(tag="必考"), ["q2"]),
            (Filter(article=3), ["q3"]),
            (Filter(pictured=True, explained=True, chapter="章"), ["q1"]),
            (Filter(level=Level.HARD), ["q4"]),
            (Filter(least_points=2), ["q1"]),
            (Filter(hand="李"), ["q1", "q2", "q3"]),
            (Filter(hand="王"), ["q1", "q4"]),
            (Filter(hand="赵"), ["q1"]),
        ):
            assert filtering.find_ids(session, wanted) == found, wanted
        session.execute(sa.update(Question).values(status=QuestionStatus.RETIRED))
        assert filtering.count(session, Filter(status=QuestionStatus.RETIRED)) == 4


IMPORT = "INSERT INTO bank_import (id, device, counter, file_name, at, actor, question_count)"
QUESTION = "INSERT INTO question (id, device, counter, subject_id, status, import_id)"
ENTRY = (
    "INSERT INTO search_entry (number, question_id, version_id, subject_id, status, type,"
    " declared_facility, pictured, tags, citation, chapter, explained, import_id)"
)
VERSION = (
    "INSERT INTO question_version (id, device, counter, question_id, number, current, type, stem,"
    " options, answer, fingerprint, points, source_line, made_by)"
)
BANK_OF_0030 = (
    "INSERT INTO subject (id, device, counter, name) VALUES ('s', '', 1, '甲')",
    f"{IMPORT} VALUES ('i1', '', 1, '甲.docx', '2026-11-23 00:30:00.000000', '李', 2),"
    " ('i2', '', 1, '乙.docx', '2026-11-24 00:30:00.000000', '李', 1)",
    f"{QUESTION} VALUES ('q1', '', 1, 's', 'in_use', 'i1'), ('q2', '', 1, 's', 'in_use', 'i2'),"
    " ('q3', '', 1, 's', 'in_use', 'i1'), ('q4', '', 1, 's', 'in_use', NULL)",
    f"{VERSION} VALUES"
    " ('v0', '', 1, 'q1', 1, false, 'true_false', '题', '[]', '[true]', '', 1, 0, '李'),"
    " ('v5', '', 1, 'q1', 2, false, 'true_false', '题', '[]', '[true]', '', 3, 0, '王'),"
    " ('v1', '', 1, 'q1', 3, true, 'true_false', '题', '[]', '[true]', '', 2, 0, '赵'),"
    " ('v2', '', 1, 'q2', 1, true, 'true_false', '题', '[]', '[true]', '', 1, 0, '李'),"
    " ('v4', '', 1, 'q4', 1, true, 'true_false', '题', '[]', '[true]', '', NULL, 0, '王')",
    f"{ENTRY} VALUES"
    " (1, 'q1', 'v1', 's', 'in_use', 'true_false', 0.8, true, '[]', NULL, '一章', true, 'i1'),"
    " (2, 'q2', 'v2', 's', 'in_use', 'true_false', 0.8, false, '[\"必考\"]', NULL, NULL, false,"
    " 'i2'),"
    " (3, 'q3', 'v3', 's', 'in_use', 'true_false', 0.8, false, '[]', '第三条', NULL, false, 'i1'),"
    " (4, 'q4', 'v4', 's', 'in_use', 'true_false', 0.3, false, '[]', NULL, NULL, false, NULL)",
)
