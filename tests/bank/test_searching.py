"""A search finds exactly the rows that LIKE finds, whatever is typed, and is always current."""

from dataclasses import replace

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from dongan_training.bank import queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import SearchText
from dongan_training.bank.searching import matching, searched_text
from dongan_training.storage import schema

SIGNS = "党员权利义务警告aA1%_\\\"'*（。)^- \t\n𬱖é|"
TEXTS = st.text(SIGNS, min_size=1, max_size=12)
DRAFTS = st.builds(
    Draft,
    st.just(QuestionType.SINGLE_CHOICE),
    TEXTS.filter(str.strip),
    st.lists(TEXTS, min_size=2, max_size=4).map(tuple),
    st.just(("A",)),
    citation=st.none() | TEXTS,
)


def found(session, text):
    entries, number = matching(session, text)
    return session.scalars(sa.select(number).select_from(entries).order_by(number)).all()


def like(session, text):
    rows = sa.select(SearchText.number).where(SearchText.text.like(_pattern(text), escape="!"))
    return session.scalars(rows.order_by(SearchText.number)).all()


def _pattern(text):
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return f"%{text}%"


def store(workspace, actor, now, drafts):
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="甲", file_name="题", by=actor, at=now)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(DRAFTS, min_size=1, max_size=8), data=st.data())
def test_a_search_finds_the_rows_that_like_finds(workspace, trainer, now, drafts, data):
    store(workspace, trainer, now, drafts)
    typed = data.draw(st.text(SIGNS, min_size=1, max_size=5) | st.sampled_from(_pieces(drafts)))
    with workspace.read() as session:
        assert found(session, typed) == like(session, typed)


def _pieces(drafts):
    texts = [searched_text(draft) for draft in drafts]
    return [
        text[start : start + size] for text in texts for start in range(3) for size in (1, 2, 5)
    ]


def test_a_new_version_is_found_by_its_own_words_only(workspace, trainer, now):
    draft = Draft(QuestionType.TRUE_FALSE, "村务应当公开。", answer=(True,), citation="第五条")
    store(workspace, trainer, now, [draft, replace(draft, stem="党务应当公开。")])
    with workspace.begin() as session:
        (first, _second) = queries.questions(session)
        change_question(
            session,
            question_id=first.id,
            draft=replace(draft, stem="财务应当公开。"),
            by=trainer,
            at=now,
        )
    with workspace.read() as session:
        counts = [len(found(session, text)) for text in ("村务", "财务", "务应", "五", "财务。")]
        assert found(session, "财务") == [1]  # it keeps its place
    assert counts == [0, 1, 2, 2, 0]


def test_what_was_stored_before_there_was_a_search_is_found_after_the_upgrade(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    schema.upgrade(engine, "0009")
    with engine.begin() as connection:
        for statement in OLD_BANK:
            connection.exec_driver_sql(statement)
    schema.upgrade(engine)
    with Session(engine) as session:
        assert [found(session, text) for text in ("选举", "权", "第四", "甲")] == [
            [1],
            [1],
            [1],
            [],
        ]
        assert [like(session, text) for text in ("选举", "权", "第四", "甲")] == [[1], [1], [1], []]
    engine.dispose()


OLD_BANK = (
    "INSERT INTO subject (id, device, counter, name) VALUES ('s', '', 1, '甲')",
    "INSERT INTO question (id, device, counter, subject_id, status) VALUES ('q', '', 1, 's', 'x')",
    "INSERT INTO question_version (id, device, counter, question_id, number, current, type, stem,"
    " options, answer, fingerprint, citation, source_line) VALUES ('v', '', 1, 'q', 1, 1,"
    " 'fill_blank', '党员有____。', '[]', '[[\"\\u9009\\u4e3e\\u6743\"]]', 'f', '第四条', 0)",
)
