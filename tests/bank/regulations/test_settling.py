"""Questions that wait for review are worked through, and every step goes back."""

from dataclasses import replace
from datetime import date

import pytest

from dongan_training.bank import filtering, queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.regulations import replacing, settling
from dongan_training.bank.regulations.basis import Basis
from dongan_training.bank.regulations.overview import edition_rows
from dongan_training.bank.regulations.register import Edition, EditionName, Standing

RULES = "中国共产党纪律处分条例"
OLD = EditionName(RULES, 2023)
NEW = Edition(EditionName(RULES, 2027), in_force=date(2027, 7, 1), articles=158)
TODAY = date(2026, 11, 23)
CITED = {
    "改动": f"《{RULES}》（2023年修订）第五十条第二款",
    "删除": f"《{RULES}》（2023年修订）第六十条",
    "整份": f"《{RULES}》",
    "不变": "《纪律处分条例》第八条",
}


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def session(workspace, by):
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,), citation=text)
        for stem, text in CITED.items()
    ]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="党纪", file_name="a.txt", **by)
        changes = "50→52 改；51→50；52→51；60 删；新 60；其余不变"
        plan = replacing.plan_replacement(session, old=OLD, new=NEW, changes=changes)
        replacing.replace_edition(session, plan=plan, **by)
        yield session


def waiting(session):
    return {one.stem: one for one in settling.waiting_questions(session)}


def test_each_waiting_question_shows_its_articles_old_and_new(session):
    rows = waiting(session)
    assert set(rows) == {"改动", "删除", "整份"}
    assert rows["改动"].proposed == f"《{RULES}》（2027年版）第五十二条第二款"
    assert [(one.old, one.new) for one in rows["改动"].changes] == [(50, 52)]
    assert rows["删除"].proposed is None
    assert rows["整份"].proposed == f"《{RULES}》（2027年版）"
    assert settling.review_progress(session) == settling.ReviewProgress(0, 3)


def test_citing_keeping_and_retiring_end_the_waiting_one_by_one(session, by):
    rows = waiting(session)
    settling.cite_anew(
        session, question_id=rows["改动"].id, citation=f" {rows['改动'].proposed} ", **by
    )
    settling.keep_as_it_is(session, question_id=rows["整份"].id, **by)
    settling.retire(session, question_id=rows["删除"].id, **by)
    assert waiting(session) == {}
    assert settling.review_progress(session) == settling.ReviewProgress(3, 3)
    assert filtering.find_one(session, rows["改动"].id).citation == rows["改动"].proposed
    assert {one.stem for one in queries.questions(session)} == {"改动", "整份", "不变"}
    with pytest.raises(settling.NotWaiting):
        settling.keep_as_it_is(session, question_id=rows["整份"].id, **by)


@pytest.mark.parametrize("stem", ["改动", "整份", "删除"])
def test_every_step_goes_back_and_the_question_waits_again(session, by, stem):
    row = waiting(session)[stem]
    steps = {
        "改动": lambda: settling.cite_anew(session, question_id=row.id, citation="《章程》", **by),
        "整份": lambda: settling.keep_as_it_is(session, question_id=row.id, **by),
        "删除": lambda: settling.retire(session, question_id=row.id, **by),
    }
    done = steps[stem]()
    assert stem not in waiting(session)
    assert settling.settle_back(session, done, **by)
    assert waiting(session)[stem] == row
    assert stem in {one.stem for one in queries.questions(session)}


def test_what_somebody_changed_since_is_not_taken_back(session, by):
    row = waiting(session)["改动"]
    done = settling.cite_anew(session, question_id=row.id, citation=row.proposed, **by)
    (draft,) = queries.current_drafts(session, [row.id])
    later = replace(draft, explanation="新")
    change_question(session, question_id=row.id, draft=later, **by)
    assert not settling.settle_back(session, done, **by)
    assert "改动" not in waiting(session)


def test_without_a_citation_nothing_is_changed(session, by):
    row = waiting(session)["改动"]
    with pytest.raises(settling.CitationMissing):
        settling.cite_anew(session, question_id=row.id, citation=" ", **by)
    assert waiting(session)["改动"] == row


def stems(session, **basis):
    wanted = Filter(basis=Basis(OLD, TODAY, **basis))
    return {one.stem for one in filtering.find(session, wanted)}


def test_the_bank_is_narrowed_by_what_the_register_counts(session):
    assert stems(session) == set(CITED)
    assert stems(session, first=50) == {"改动"}
    assert stems(session, first=1, last=50) == {"改动", "不变"}
    assert Basis(OLD, TODAY, 50).told() == f"《{RULES}》（2023年版）第五十条"
    assert "第 1 至 50 条" in Basis(OLD, TODAY, 1, 50).told()
    rows = {one.edition.name: one for one in edition_rows(session, TODAY)}
    assert (rows[OLD].questions, rows[OLD].standing) == (4, Standing.IN_FORCE)
    assert rows[NEW.name].standing is Standing.UPCOMING
