"""All a draft carries is kept and given back; pictures and passages once each."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.bank import filtering, queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Draft, MarkingPoint, Picture, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import Passage, QuestionVersion, StoredPicture
from dongan_training.bank.pictures import pictures_of

FLAG, SEAL = Picture("image/png", b"\x89PNG flag"), Picture("image/jpeg", b"\xff\xd8 seal")
FILLED = Draft(
    QuestionType.FILL_BLANK,
    "党员的权利〔图1〕有____和____。",
    answer=(("选举权",), ("被选举权", "被选举的权利")),
    order_free=True,
    tags=("权利", "章程"),
    pictures=(FLAG, SEAL),
)
WRITTEN = Draft(
    QuestionType.SHORT_ANSWER,
    "简述“四议两公开”〔图1〕。",
    answer=("村党组织提议……",),
    marking=(MarkingPoint("四议", 4), MarkingPoint("两公开")),
    pictures=(FLAG,),
)
PASSAGE = "某村支书李某在换届中……"
UNDER = tuple(
    Draft(QuestionType.TRUE_FALSE, f"李某的做法{number}不当。", answer=(True,), passage=PASSAGE)
    for number in (1, 2)
)


@pytest.fixture
def store(workspace, trainer, now):
    def store(*drafts):
        with workspace.begin() as session:
            accept(session, drafts=drafts, subject_name="甲", file_name="题", by=trainer, at=now)

    return store


def test_a_draft_comes_back_with_all_it_had(workspace, store):
    store(FILLED, WRITTEN, *UNDER)
    with workspace.read() as session:
        back = [
            replace(one, number="", images=0)
            for one in queries.numbered_drafts(session, filtering.find_ids(session, Filter()))
        ]
    assert back == [FILLED, WRITTEN, *UNDER]


def test_a_picture_is_kept_once_however_many_questions_show_it(workspace, store):
    store(FILLED)
    store(WRITTEN)
    with workspace.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(StoredPicture)) == 2
        ids = session.scalars(sa.select(QuestionVersion.id).order_by(QuestionVersion.id)).all()
        assert list(pictures_of(session, ids).values()) == [(FLAG, SEAL), (FLAG,)]


def test_neighbours_with_the_same_passage_share_it_in_their_order(workspace, store):
    store(*UNDER, WRITTEN, replace(UNDER[0], stem="另一份材料题。"))
    with workspace.read() as session:
        passages = session.scalar(sa.select(sa.func.count()).select_from(Passage))
        places = session.scalars(
            sa.select(QuestionVersion.passage_place).order_by(QuestionVersion.question_id)
        ).all()
    assert (passages, places) == (2, [1, 2, 0, 1])


def test_a_new_version_keeps_what_nobody_changed(workspace, store, trainer, now):
    store(FILLED)
    with workspace.begin() as session:
        (row,) = queries.questions(session)
        (said,) = queries.current_drafts(session, [row.id])
        draft = replace(said, stem="党员有____和____。")
        change_question(session, question_id=row.id, draft=draft, by=trainer, at=now)
    with workspace.read() as session:
        (back,) = queries.numbered_drafts(session, filtering.find_ids(session, Filter()))
    assert (back.order_free, back.tags, back.pictures) == (True, FILLED.tags, (FLAG, SEAL))
