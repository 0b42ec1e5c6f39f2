"""The register in the window: editions, a replacement, the review after it, all by keyboard."""

from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dongan_training import clock
from dongan_training.bank import filtering
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.regulations import keeping, replacing
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.bank.regulations.typed import TypedFacts, typed_edition, typed_facts
from ui.bank.bank_page import BankPage
from ui.bank.citation_review_page import CitationReviewPage
from ui.bank.editor.editor_page import EditorPage
from ui.bank.register_page import RegisterPage
from ui.bank.replacements_dialog import ReplacementsDialog
from ui.bank.replacing_page import ReplacingPage
from ui.jobs import Job

RULES = "中国共产党纪律处分条例"
OLD = EditionName(RULES, 2023)
CITED = {
    "改动": f"《{RULES}》（2023年修订）第五十条",
    "删除": f"《{RULES}》（2023年修订）第六十条",
    "不变": f"《{RULES}》（2023年修订）第八条",
}
CHANGES = "50→51 改；51→50；60 删；新 60；其余不变"


@pytest.fixture
def bank(workspace, trainer):
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,), citation=text)
        for stem, text in CITED.items()
    ]
    with workspace.begin() as session:
        accept(
            session,
            drafts=drafts,
            subject_name="党纪",
            file_name="a.txt",
            by=trainer,
            at=clock.now(),
        )
    return workspace


@pytest.fixture
def replaced(bank, trainer):
    new = Edition(EditionName(RULES, 2025), in_force=date(2025, 7, 1), articles=158)
    with bank.begin() as session:
        plan = replacing.plan_replacement(session, old=OLD, new=new, changes=CHANGES)
        replacing.replace_edition(session, plan=plan, by=trainer, at=clock.now())
    return bank


@pytest.fixture
def asked(desk):
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    return asked


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1182, 712)
    page.show()
    return page


def press_delete(qtbot, page):
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)


def citations(workspace):
    with workspace.read() as session:
        return {one.stem: one.citation for one in filtering.find(session, Filter())}


def test_the_register_leads_from_an_article_to_its_questions(qtbot, desk, bank, asked):
    page = shown(qtbot, RegisterPage(desk))
    assert page.table.current().id == OLD and page.table.current().questions == 3
    places = page.articles.places.rows
    assert [one.questions for one in places if one.is_chapter][1] == 1
    number = next(n for n, one in enumerate(places) if one.basis.first == 50)
    page.articles.table.pick(number)
    QTest.keyClick(page.articles.table, Qt.Key.Key_Return)
    key, arguments = asked[-1]
    found = shown(qtbot, BankPage(desk, **arguments))
    assert key == "bank" and [one.stem for one in found.questions.rows] == ["改动"]
    assert "第五十条" in found.filters.set_.findChildren(type(found.filters.more))[0].text()


def test_only_articles_without_a_question_are_shown_on_request(qtbot, desk, bank):
    page = shown(qtbot, RegisterPage(desk))
    assert page.articles.missing.text() == "155 条还没有题"
    page.articles.missing.click()
    assert len(page.articles.places.rows) == 155
    page.search.setText("2018")
    assert {one.year for one in page.editions.rows} == {2018}


def test_an_edition_is_entered_changed_and_removed_by_forms(qtbot, desk, bank):
    page = shown(qtbot, RegisterPage(desk))
    page.add_regulation()
    page.dialog.title.setText("《东安县村务公开办法》")
    page.dialog.fields.year.setValue(2025)
    page.dialog.fields.articles.setText("很多")
    page.dialog.submit.click()
    assert "条数" in page.dialog.notice._words.text()
    page.dialog.fields.articles.setText("24")
    page.dialog.fields.in_force.setText("2025年3月1日")
    page.dialog.submit.click()
    assert page.table.current().id == EditionName("东安县村务公开办法", 2025)
    page.change_current()
    page.dialog.fields.chapters.setPlainText("第一章 总则=1-6\n第二章 公开=7-24")
    page.dialog.submit.click()
    assert sum(one.is_chapter for one in page.articles.places.rows) == 2
    page.add_edition()
    page.dialog.fields.year.setValue(2026)
    page.dialog.submit.click()
    assert page.table.current().year == 2026 and page.remove.isEnabled()
    press_delete(qtbot, page)
    with bank.read() as session:
        known = keeping.editions_of(session, "东安县村务公开办法")
    assert [(one.year, one.in_force) for one in known] == [(2025, date(2025, 3, 1))]
    assert typed_edition(known[0].name, typed_facts(known[0])) == known[0]
    assert typed_facts(Edition(OLD)) == TypedFacts()


def waited(qtbot, desk, begin):
    with qtbot.waitSignal(desk.jobs.idle, timeout=10_000):
        begin()


def test_what_is_typed_is_read_at_once_and_then_registered_and_undone(qtbot, desk, bank):
    page = shown(qtbot, ReplacingPage(desk, RULES, 2023))
    page.fields.year.setValue(2025)
    page.fields.in_force.setText("2025-07-01")
    page.fields.articles.setText("158")
    page.changes.setPlainText("50→51 改")
    waited(qtbot, desk, page.foresee)
    assert "1 题" not in page.problem.text() and page.register.isEnabled()
    page.changes.setPlainText("50→51 改；其余不变")
    waited(qtbot, desk, page.foresee)
    assert not page.register.isEnabled() and "第 51 条" in page.problem.text()
    page.changes.setPlainText(CHANGES)
    waited(qtbot, desk, page.foresee)
    spans = [(one.old, one.new, one.questions) for one in page.reached.spans.rows]
    assert spans[:3] == [("1–49", "1–49", 1), ("50", "51", 1), ("51", "50", 0)]
    assert {one.stem for one in page.reached.disturbed.rows} == {"改动", "删除"}
    assert page.carry.isChecked()
    waited(qtbot, desk, page.store)
    assert page.review.isVisibleTo(page) and not page.form.isEnabled()
    assert citations(bank)["不变"] == f"《{RULES}》（2025年版）第八条"
    waited(qtbot, desk, page.take_back)
    assert citations(bank) == CITED and page.form.isEnabled()


def test_the_facts_of_a_registered_edition_do_not_stay_behind_for_another_year(qtbot, desk, bank):
    page = shown(qtbot, ReplacingPage(desk, RULES, 2018))
    page.fields.year.setValue(2023)
    assert page.fields.articles.text() == "158" and not page.fields.articles.isEnabled()
    page.fields.year.setValue(2030)
    assert page.fields.articles.isEnabled()
    assert page.fields.articles.text() == page.fields.chapters.toPlainText() == ""


def test_an_edition_not_yet_in_force_is_not_carried_over_by_itself(qtbot, desk, bank):
    page = shown(qtbot, ReplacingPage(desk, RULES, 2023))
    page.fields.year.setValue(2090)
    page.fields.in_force.setText("2090-01-01")
    page.changes.setPlainText("其余不变")
    waited(qtbot, desk, page.foresee)
    assert not page.carry.isChecked() and "2090-01-01" in page.later.text()


def test_the_review_is_worked_through_by_keys(qtbot, desk, replaced, asked):
    bank = shown(qtbot, BankPage(desk))
    assert bank.more.waiting.text() == "2 题待复核"
    bank.more.waiting.click()
    assert asked[-1][0] == "citation-review"
    page = shown(qtbot, CitationReviewPage(desk))
    assert page.told.text() == "已复核 0 题，共 2 题。"
    assert page.table.current().stem == "改动"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert citations(replaced)["改动"] == f"《{RULES}》（2025年版）第五十一条"
    assert page.table.current().stem == "删除"
    QTest.keyClick(page.table, Qt.Key.Key_Return)  # nothing is proposed: somebody has to write
    assert page.told.text() == "已复核 1 题，共 2 题。"
    QTest.keyClick(page.citation.field, Qt.Key.Key_Return)  # nor is it kept by a second Enter
    assert page.notice.text().startswith("这道题没有现成的新依据")
    assert page.told.text() == "已复核 1 题，共 2 题。"
    page.citation.field.setText("第九条")
    assert page.citation.fault.text().startswith("没有认出是哪部法规")
    page.activateWindow()
    qtbot.waitUntil(page.citation.field.hasFocus)
    QTest.keyClick(page.citation.field, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    press_delete(qtbot, page)
    assert page.lines.rowCount() == 0 and page.table._empty.isVisible()
    page.steps.undo()
    page.steps.undo()
    assert {one.stem for one in page.lines.rows} == {"改动", "删除"}
    assert citations(replaced) == CITED
    assert bank.more.waiting.text() == "2 题待复核"


def test_another_source_is_written_or_the_question_stays_as_it_is(qtbot, desk, replaced):
    page = shown(qtbot, CitationReviewPage(desk))
    page.table.pick(1)
    page.citation.edit()
    page.citation.field.setText(f"《{RULES}》（2025年版）第六十一条")
    QTest.keyClick(page.citation.field, Qt.Key.Key_Return)
    assert citations(replaced)["删除"].endswith("第六十一条")
    page.citation.same.click()
    assert page.lines.rowCount() == 0 and citations(replaced)["改动"] == CITED["改动"]
    with replaced.read() as session:
        statuses = {one.status for one in filtering.find(session, Filter(status=None))}
    assert statuses == {QuestionStatus.IN_USE}


def test_a_question_opened_and_saved_no_longer_waits(qtbot, desk, replaced):
    page = shown(qtbot, CitationReviewPage(desk))
    asked = []
    desk.navigator.asked.connect(lambda *what: asked.append(what))
    page.change_current()
    ((_key, arguments),) = asked
    editor = EditorPage(desk, **arguments)
    qtbot.addWidget(editor)
    assert editor.form.citation.text().endswith("（2025年版）第五十一条") and editor.unsaved()
    editor.save()
    assert [one.stem for one in page.lines.rows] == ["删除"]


def test_past_replacements_are_carried_on_and_undone_from_their_list(qtbot, desk, replaced):
    dialog = ReplacementsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    (line,) = dialog.rows.rows
    assert line.what == f"《{RULES}》 2023 → 2025" and line.waiting == 2
    waited(qtbot, desk, dialog.carry.click)
    assert citations(replaced)["不变"] == f"《{RULES}》（2025年版）第八条"
    with qtbot.waitSignal(dialog.reviewing):
        dialog.go_on.click()
    waited(qtbot, desk, dialog.undo.click)
    assert citations(replaced) == CITED and dialog.rows.rows[0].undone


def test_carrying_over_is_stopped_in_the_dialog_that_tells_how_far_it_is(qtbot, desk, replaced):
    dialog = ReplacementsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    let_go = Event()
    desk.jobs.start(Job("", lambda _progress: let_go.wait(10)))  # the worker is busy until then
    dialog.carry.click()
    assert dialog.work.isVisible() and not dialog.carry.isEnabled()
    dialog.stop.click()
    waited(qtbot, desk, let_go.set)
    assert citations(replaced) == CITED and "没有改动" in dialog.notice._words.text()
    assert not dialog.work.isVisible() and dialog.carry.isEnabled()
