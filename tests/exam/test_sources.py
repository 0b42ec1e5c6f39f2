"""Papers tell when their questions rest on editions that do not hold on the day of the exam."""

from datetime import date

import pytest
import sqlalchemy as sa

from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.regulations import carrying, replacing
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.exam.affected import affected_blueprints, affected_papers
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.papers import make_paper
from dongan_training.exam.saved_blueprints import keep_blueprint
from dongan_training.exam.sources import (
    SourceFaultKind,
    paper_source_faults,
    source_faults,
    source_remarks,
)
from tests.exam.conftest import BLUEPRINT

RULES = "中国共产党纪律处分条例"
NEW = Edition(EditionName(RULES, 2027), in_force=date(2027, 7, 1), articles=160)
BEFORE, AFTER = date(2027, 6, 30), date(2027, 7, 1)


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def session(workspace, bank):
    with workspace.begin() as session:
        yield session


def cite(session, text):
    session.execute(sa.update(QuestionVersion).values(citation=text))


def replaced(session, by, changes="50 改；其余不变"):
    old = EditionName(RULES, 2023)
    plan = replacing.plan_replacement(session, old=old, new=NEW, changes=changes)
    return plan, replacing.replace_edition(session, plan=plan, **by)


def paper(session, by):
    return make_paper(session, blueprint=BLUEPRINT, forms=1, seed=1, **by)


def kinds(faults):
    return {one.kind for one in faults}


def test_a_paper_warns_on_the_day_from_which_another_edition_holds(session, by):
    cite(session, f"《{RULES}》（2023年修订）第八条")
    made = paper(session, by)
    replaced(session, by)
    assert made.remarks == () and paper_source_faults(session, made.id, on=BEFORE) == ()
    faults = paper_source_faults(session, made.id, on=AFTER)
    assert [one.number for one in faults] == list(range(1, 11))
    assert kinds(faults) == {SourceFaultKind.REPLACED}
    (told,) = source_remarks(faults)
    assert "第 1、2、3" in told and "2027-07-01已被 2027 年的版本取代" in told


def test_an_edition_that_does_not_hold_yet_warns_until_it_does(session, by):
    replaced(session, by)
    cite(session, f"《{RULES}》（2027年版）第八条")
    made = paper(session, by)  # in November 2026
    assert len(made.remarks) == 1 and "还没有施行" in made.remarks[0]
    assert kinds(paper_source_faults(session, made.id, on=BEFORE)) == {SourceFaultKind.UPCOMING}
    assert paper_source_faults(session, made.id, on=AFTER) == ()


def test_questions_that_wait_for_review_are_told_of_also_where_they_name_no_edition(session, by):
    cite(session, f"《{RULES}》第五十条")
    made = paper(session, by)
    plan, done = replaced(session, by)
    faults = paper_source_faults(session, made.id, on=AFTER)
    assert kinds(faults) == {SourceFaultKind.FOR_REVIEW}
    assert "还没有复核" in source_remarks(faults)[0]
    (found,) = affected_papers(session, plan)
    assert (found.id, found.approved, len(found.numbers)) == (made.id, False, 10)
    carrying.undo_replacement(session, replacement_id=done.id, **by)
    assert paper_source_faults(session, made.id, on=BEFORE) == ()


def test_blueprints_that_draw_by_a_changed_article_are_found(session, by):
    for title, source in (
        ("涉及", f"《{RULES}》第四十九条至第五十一条"),
        ("不涉及", f"《{RULES}》第八条"),
        ("全部", f"《{RULES}》"),
        ("别的", "《中国共产党章程》第七条"),
    ):
        sections = (Section(BLUEPRINT.sections[0].type, 1, 2, citation=source),)
        keep_blueprint(session, blueprint=Blueprint(title, sections), forms=1, **by)
    plan, _done = replaced(session, by)
    found = {one.title: one.sources for one in affected_blueprints(session, plan)}
    assert set(found) == {"涉及", "全部"}


def test_many_questions_are_named_in_one_short_sentence(session, by):
    cite(session, f"《{RULES}》（2018年修订）第八条")
    versions = session.scalars(sa.select(QuestionVersion.id)).all()
    faults = source_faults(session, list(versions), on=BEFORE)
    (told,) = source_remarks(faults)
    assert f"等 {len(versions)} 题" in told and len(told) < 120
