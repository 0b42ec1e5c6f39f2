"""A paper in the window: approved, reopened, copied, compared, discarded."""

import pytest
import sqlalchemy as sa

from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.comparing import Contrast
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import papers
from dongan_training.exam.signing_off import sign_offs
from tests.exam.conftest import BLUEPRINT
from ui.exam.compare_page import ComparePage
from ui.exam.paper_dialog import PaperDialog
from ui.exam.paper_page import PaperPage


@pytest.fixture
def draft(desk, bank, now) -> str:
    with desk.workspace.begin() as session:
        return make_paper(session, blueprint=BLUEPRINT, forms=2, seed=1, by=desk.actor, at=now).id


@pytest.fixture
def page(desk, draft, qtbot):
    page = PaperPage(desk, draft)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def asked(desk):
    keys = []
    desk.navigator.asked.connect(lambda key, arguments: keys.append((key, arguments)))
    return keys


def test_who_approves_and_why_it_was_reopened_stands_above_the_questions(page, desk, draft, qtbot):
    page.approval.click()
    page.dialog.approver.setText("王主任")
    page.dialog.remark.setText("同意")
    page.dialog.submit.click()
    assert page.notice.text() == "试卷已审定，可以安排考试。"
    qtbot.waitUntil(lambda: page.history.text().startswith("审定　王主任　2026年"))
    assert page.offer.isVisible()
    page.more.reopening.trigger()
    page.dialog.submit.click()
    assert "退回草稿要写明原因" in page.dialog.notice.text()
    page.dialog.reason.setText("第 2 题有误")
    page.dialog.submit.click()
    qtbot.waitUntil(lambda: page.history.text().startswith("退回草稿"))
    assert page.approval.isVisible()
    with desk.workspace.read() as session:
        assert [one.remark for one in sign_offs(session, draft)] == ["同意", "第 2 题有误"]


def test_a_draft_is_copied_and_discarded(page, desk, draft, asked, qtbot):
    page.more.copying.trigger()
    (copy,) = (arguments["paper_id"] for _key, arguments in asked)
    back = []
    desk.navigator.back_asked.connect(lambda: back.append(True))
    page.more.discarding.trigger()
    assert "作废草稿" in desk.dialogs.asked[0].title
    assert back == [True]
    with desk.workspace.read() as session:
        assert [one.id for one in papers(session)] == [copy]


def test_two_forms_are_compared_question_by_question(desk, page, draft, qtbot, asked):
    page.more.comparing.trigger()
    assert asked == [("compare-papers", {"paper_id": draft})]
    compared = ComparePage(desk, draft)
    qtbot.addWidget(compared)
    compared.show()
    assert (compared.first.chosen, compared.second.chosen) == ((draft, "A"), (draft, "B"))
    assert compared.lines.rowCount() == 10
    compared.chips.choose(Contrast.PLACE)
    moved = compared.lines.rowCount()
    assert 0 < moved <= 10
    compared.second.form.setCurrentIndex(0)
    assert compared.found.count(Contrast.SAME) == 10
    page.more.copying.trigger()
    qtbot.waitUntil(lambda: compared.second.paper.count() == 2)
    compared.second.paper.setCurrentIndex(0)
    assert compared.found.second.title == f"{BLUEPRINT.title}（副本）"


def test_the_short_form_makes_parallel_forms_too(desk, bank, qtbot):
    form = PaperDialog(desk)
    qtbot.addWidget(form)
    form.show()
    for line in form.lines.values():
        line.count.setValue(0)
    next(iter(form.lines.values())).count.setValue(3)
    form.name.setText("小测")
    form.kind.setCurrentIndex(1)
    form.forms.setValue(3)
    assert "单选题需要 9 道，题库只有 8 道" in form.missing.text()
    form.forms.setValue(2)
    form.submit.click()
    with desk.workspace.read() as session:
        (paper,) = papers(session)
    assert (paper.questions, paper.forms) == (3, ("A", "B"))


def test_who_signs_off_reads_which_questions_rest_on_an_old_edition(page, desk):
    with desk.workspace.begin() as session:
        old = "《中国共产党纪律处分条例》（2018年修订）第八条"
        session.execute(sa.update(QuestionVersion).values(citation=old))
    page.approval.click()
    told = page.dialog.notice.text()
    assert "（2018年版）" in told and "2023 年的版本取代" in told
    assert page.dialog.submit.isEnabled()


def test_a_question_is_changed_for_one_that_fits_and_changed_back(page, qtbot):
    first = page.lines.rows[0]
    page.table.pick(0)
    page.more.swapping.trigger()
    dialog = page.dialog
    qtbot.waitUntil(lambda: dialog.found.rowCount() == 4)
    assert first.stem in dialog.outgoing.text()
    dialog.table.pick(1)
    wanted = dialog.table.current()
    assert wanted.stem in dialog.shown.text()
    dialog.take.click()
    qtbot.waitUntil(lambda: page.lines.rows[0].stem == wanted.stem)
    assert page.more.taking_back.isEnabled()
    page.more.taking_back.trigger()
    qtbot.waitUntil(lambda: page.lines.rows[0].stem == first.stem)
    assert not page.more.taking_back.isEnabled()


def test_a_search_that_finds_nothing_says_what_to_do(page, qtbot):
    page.table.pick(0)
    page.table.opened.emit(page.table.current())
    dialog = page.dialog
    qtbot.waitUntil(lambda: dialog.found.rowCount() == 4)
    dialog.search.setText("没有这样的题干")
    qtbot.waitUntil(lambda: dialog.found.rowCount() == 0)
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_an_approved_paper_leads_to_past_exams_instead(page, asked, qtbot):
    page.approval.click()
    page.dialog.submit.click()
    qtbot.waitUntil(lambda: not page.more.swapping.isEnabled())
    page.table.opened.emit(page.table.current())
    question_id = page.table.current().question_id
    assert asked == [("question-history", {"question_id": question_id})]
