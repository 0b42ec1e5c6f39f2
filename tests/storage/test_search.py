"""A search finds the same rows on each database the product runs on."""

import sqlalchemy as sa

from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.intake import accept
from dongan_training.bank.models import SearchEntry
from dongan_training.bank.searching import matching


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
        rows = [
            session.scalars(sa.select(SearchEntry.number).where(matching(session, one))).all()
            for one in typed
        ]
    assert rows == [[1, 2], [1, 3], [1, 2], [1], [2], [4], [2, 3], [3], []]
