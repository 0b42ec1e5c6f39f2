"""Questions of an edition replaced wait for review or are carried over, and all goes back."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.bank import filtering, queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.regulations import awaiting, carrying, keeping, replacing
from dongan_training.bank.regulations.changes import BadChanges
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.errors import Cancelled

RULES = "中国共产党纪律处分条例"
OLD = EditionName(RULES, 2023)
NEW = Edition(EditionName(RULES, 2027), in_force=date(2027, 7, 1), articles=160)
CHANGES = "50→52 改；60 删；61-158→61-158；1-49、51；新 53"
CITED = {
    "不变": f"《{RULES}》（2023年修订）第八条",
    "挪号": f"《{RULES}》（2023年修订）第七十条第二款",
    "没写版本": f"《{RULES}》第九条",
    "改动": f"《{RULES}》（2023年修订）第五十条",
    "删除": f"《{RULES}》（2023年修订）第六十条；《中国共产党章程》（2022年修改）第七条",
    "没说": f"《{RULES}》（2023年修订）第五十五条",
    "整份": f"《{RULES}》（2023年修订）",
    "旧版": f"《{RULES}》（2018年修订）第五十条",
    "别的": "《中国共产党章程》（2022年修改）第七条",
    "没有": None,
}
WAIT = {"改动", "删除", "没说", "整份"}
CARRIED = {"不变", "挪号", "没写版本"}


@pytest.fixture
def by(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def session(workspace, trainer, now):
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,), citation=text, tags=("标签",))
        for stem, text in CITED.items()
    ]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="党纪", file_name="a.txt", by=trainer, at=now)
        yield session


@pytest.fixture
def declared(session, by):
    moved = CHANGES.replace("61-158→61-158", "61-158→63-160")
    plan = replacing.plan_replacement(session, old=OLD, new=NEW, changes=moved)
    return replacing.replace_edition(session, plan=plan, **by)


def stems(session, **wanted):
    return {one.stem for one in filtering.find(session, Filter(**wanted))}


def cited(session):
    return {one.stem: one.citation for one in queries.questions(session)}


def ids(session):
    return {one.stem: one.id for one in queries.questions(session)}


def test_questions_of_changed_articles_wait_and_no_question_is_changed(session, declared):
    assert (declared.for_review, declared.unchanged) == (len(WAIT), len(CARRIED))
    assert stems(session, for_review=True) == WAIT
    assert stems(session, for_review=False) == set(CITED) - WAIT
    assert cited(session) == CITED
    assert keeping.find_edition(session, NEW.name) == NEW


def test_unchanged_articles_are_carried_over_in_one_step_and_back(session, declared, by):
    assert carrying.carry_over(session, replacement_id=declared.id, **by) == len(CARRIED)
    assert carrying.carry_over(session, replacement_id=declared.id, **by) == 0
    now = cited(session)
    assert now["不变"] == f"《{RULES}》（2027年版）第八条"
    assert now["挪号"] == f"《{RULES}》（2027年版）第七十二条第二款"
    assert now["没写版本"] == f"《{RULES}》（2027年版）第九条"
    assert {stem: now[stem] for stem in set(CITED) - CARRIED} == {
        stem: CITED[stem] for stem in set(CITED) - CARRIED
    }
    (draft,) = queries.current_drafts(session, [ids(session)["挪号"]])
    assert draft.tags == ("标签",)
    undone = carrying.undo_replacement(session, replacement_id=declared.id, **by)
    assert (undone.restored, undone.kept, undone.released) == (len(CARRIED), 0, len(WAIT))
    assert cited(session) == CITED and stems(session, for_review=True) == set()
    assert keeping.register(session).find(NEW.name) is None
    with pytest.raises(carrying.AlreadyUndone):
        carrying.undo_replacement(session, replacement_id=declared.id, **by)


def test_an_article_that_the_old_edition_never_had_is_not_unchanged(session, by):
    beyond = f"《{RULES}》（2023年修订）第一百五十九条"
    draft = Draft(QuestionType.TRUE_FALSE, "没有这一条", answer=(True,), citation=beyond)
    accept(session, drafts=[draft], subject_name="党纪", file_name="b.txt", **by)
    plan = replacing.plan_replacement(session, old=OLD, new=NEW, changes="新 159-160；其余不变")
    done = replacing.replace_edition(session, plan=plan, **by)
    assert stems(session, for_review=True) == {"没有这一条", "整份"}
    carrying.carry_over(session, replacement_id=done.id, **by)
    assert cited(session)["没有这一条"] == beyond


class StopsAtTheSecondPart:
    """What the window does when somebody presses 取消 on the way."""

    def __init__(self):
        self.told = []

    def step(self, done, total, text=""):
        self.told.append((done, total, text))
        if done:
            raise Cancelled


def test_carrying_over_and_taking_back_stopped_on_the_way_leave_nothing_behind(
    workspace, trainer, now, monkeypatch
):
    monkeypatch.setattr(carrying, "AT_ONCE", 2)
    by = {"by": trainer, "at": now}
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,), citation=text)
        for stem, text in CITED.items()
    ]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="党纪", file_name="a.txt", **by)
        changes = CHANGES.replace("61-158→61-158", "61-158→63-160")
        plan = replacing.plan_replacement(session, old=OLD, new=NEW, changes=changes)
        done = replacing.replace_edition(session, plan=plan, **by)
    watched = StopsAtTheSecondPart()
    with pytest.raises(Cancelled), workspace.begin() as session:
        carrying.carry_over(session, replacement_id=done.id, progress=watched, **by)
    assert [one[:2] for one in watched.told] == [(0, 3), (2, 3)]
    with workspace.begin() as session:
        assert cited(session) == CITED and not replacing.replacements(session)[0].carried
        assert carrying.carry_over(session, replacement_id=done.id, **by) == len(CARRIED)
        carried = cited(session)
    with pytest.raises(Cancelled), workspace.begin() as session:
        watched = StopsAtTheSecondPart()
        carrying.undo_replacement(session, replacement_id=done.id, progress=watched, **by)
    with workspace.begin() as session:
        assert cited(session) == carried and not replacing.replacements(session)[0].undone
        undone = carrying.undo_replacement(session, replacement_id=done.id, **by)
        assert (undone.restored, undone.kept) == (len(CARRIED), 0) and cited(session) == CITED


def test_an_edit_or_a_confirmation_ends_the_waiting(session, declared, by):
    known = ids(session)
    (draft,) = queries.current_drafts(session, [known["改动"]])
    change_question(
        session, question_id=known["改动"], draft=replace(draft, explanation="已核对"), **by
    )
    chosen = [known["整份"], known["别的"]]
    assert awaiting.confirm_questions(session, question_ids=chosen, **by) == 1
    assert stems(session, for_review=True) == WAIT - {"改动", "整份"}
    assert awaiting.waiting_by_replacement(session) == {declared.id: 2}
    (row,) = replacing.replacements(session)
    assert (row.waiting, row.carried, row.undone) == (2, 0, False)


def test_what_somebody_changed_after_the_carrying_is_kept(session, declared, by):
    carrying.carry_over(session, replacement_id=declared.id, **by)
    question = ids(session)["不变"]
    (draft,) = queries.current_drafts(session, [question])
    change_question(session, question_id=question, draft=replace(draft, explanation="新"), **by)
    undone = carrying.undo_replacement(session, replacement_id=declared.id, **by)
    assert (undone.restored, undone.kept) == (len(CARRIED) - 1, 1)
    assert cited(session)["不变"].startswith(f"《{RULES}》（2027年版）")


def test_an_edition_is_replaced_once_and_only_by_a_later_one(session, declared, by):
    with pytest.raises(replacing.AlreadyReplaced):
        replacing.plan_replacement(session, old=OLD, new=NEW, changes="")
    earlier = Edition(EditionName(RULES, 2026), in_force=date(2026, 1, 1))
    with pytest.raises(replacing.NotLater):
        replacing.plan_replacement(session, old=NEW.name, new=earlier, changes="")
    with pytest.raises(keeping.EditionInReplacement):
        keeping.remove_edition(session, name=NEW.name, **by)
    with pytest.raises(BadChanges):
        last = Edition(EditionName(RULES, 2030), in_force=date(2030, 1, 1), articles=10)
        replacing.plan_replacement(session, old=NEW.name, new=last, changes="9→11")
    with pytest.raises(replacing.UnknownReplacement):
        replacing.stored_replacement(session, "x")


def test_articles_added_at_the_end_are_read_again_from_what_was_kept(session, by):
    changes = "60 删；新 159-160；其余不变"
    plan = replacing.plan_replacement(session, old=OLD, new=NEW, changes=changes)
    done = replacing.replace_edition(session, plan=plan, **by)
    assert replacing.stored_replacement(session, done.id) == plan
    assert carrying.carry_over(session, replacement_id=done.id, **by) > 0


def test_an_edition_under_another_title_takes_its_questions_along(session, by):
    text = "《中国共产党支部工作条例（试行）》（2018年）第四条"
    draft = Draft(QuestionType.TRUE_FALSE, "支部", answer=(True,), citation=text)
    accept(session, drafts=[draft], subject_name="支部", file_name="b.txt", **by)
    old = EditionName("中国共产党支部工作条例（试行）", 2018)
    new = Edition(EditionName("中国共产党支部工作条例", 2027), in_force=date(2027, 1, 1))
    plan = replacing.plan_replacement(session, old=old, new=new, changes="其余不变")
    done = replacing.replace_edition(session, plan=plan, **by)
    assert carrying.carry_over(session, replacement_id=done.id, **by) == 1
    assert cited(session)["支部"] == "《中国共产党支部工作条例》（2027年版）第四条"
    known = keeping.register(session)
    assert known.successor(known.find(old)) == known.find(new.name)


def test_every_step_is_in_the_log(session, declared, by):
    carrying.carry_over(session, replacement_id=declared.id, **by)
    awaiting.confirm_questions(session, question_ids=[ids(session)["整份"]], **by)
    carrying.undo_replacement(session, replacement_id=declared.id, **by)
    acts = [
        one
        for one in session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.number))
        if one.startswith("regulation.")
    ]
    assert acts == [
        "regulation.add",
        "regulation.replace",
        "regulation.carry",
        "regulation.confirm",
        "regulation.remove",
        "regulation.undo",
    ]
    assert audit.verify(session) == ()
