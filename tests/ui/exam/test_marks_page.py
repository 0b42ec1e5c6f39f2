import pytest
from PySide6.QtCore import Qt

from dongan_training.exam.explaining import LineState
from dongan_training.exam.mark_list import ResultState, mark_list
from dongan_training.exam.models import Exam
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.resits import Resit, ResitCounts
from tests.exam.test_analysing import sit
from ui.exam.explain_dialog import ExplainDialog
from ui.exam.marks_page import RESIT_COLUMN, MarksPage
from ui.exam.open_exam_dialog import OpenExamDialog


@pytest.fixture
def sat(workspace, hall, start, trainer, now):
    """Three of six: all right, half, four fifths."""
    for person, share in enumerate((1, 0.5, 0.8)):
        sit(workspace, start, person, share, by=trainer, at=now)
    return hall


@pytest.fixture
def page(qtbot, desk, sat):
    page = MarksPage(desk, sat.exam_id)
    qtbot.addWidget(page)
    page.show()
    return page


def names(page):
    return [one.name for one in page.marks.rows]


def test_the_list_ranks_those_with_marks_and_names_the_absent(page):
    assert [(one.rank, one.name, one.score) for one in page.marks.rows[:3]] == [
        (1, "陈敏", 24),
        (2, "唐建国", 21),
        (3, "欧阳𬱖", 12),
    ]
    assert {one.state for one in page.marks.rows[3:]} == {ResultState.ABSENT}
    assert page.figures["taken"].value.text() == "3 人"
    assert page.figures["passed"].value.text() == "67%"
    assert page.figures["mean"].value.text() == "19.0"  # as the analysis says it
    assert page.table.isColumnHidden(RESIT_COLUMN)


def test_chips_and_search_leave_whom_they_say(page):
    page.chips.choose(ResultState.ABSENT)
    assert len(names(page)) == 3
    page.search.setText("邓")
    assert names(page) == ["邓志强"]


def test_enter_explains_the_marks_and_leads_on_to_the_next(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog.name.text() == "陈敏"
    dialog.after.click()
    assert dialog.name.text() == "唐建国"
    assert dialog.score.text() == "21 分"


def test_who_was_away_has_nothing_to_explain(page):
    page.table.pick(5)
    assert not page.explaining_button.isEnabled()
    page.explain_current()
    assert page.dialog is None


def test_an_explanation_shows_what_was_lost_and_why(qtbot, desk, sat):
    with desk.workspace.read() as session:
        row = mark_list(session, sat.exam_id).rows[1]
    dialog = ExplainDialog(desk, [row.attempt_id])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.after.isEnabled()
    dialog.chips.choose(LineState.OPEN)
    lost = dialog.lines.rows
    assert sum(one.full for one in lost) == 3
    assert dialog.detail.stem.text().endswith(lost[0].stem)
    assert dialog.detail.why.text() == "没有作答，得 0 分。"
    assert dialog.detail.rule.text() == lost[0].rule
    dialog.chips.choose(LineState.RIGHT)
    assert dialog.detail.earned.text() == "2 / 2 分"


def test_the_list_and_the_posted_list_are_saved(page, desk, tmp_path):
    for name, save in (("全.xlsx", page.save_excel), ("公示.xlsx", page.save_posted)):
        desk.dialogs.path = tmp_path / name
        save()
        assert (tmp_path / name).stat().st_size > 1000
        assert name in page.notice.text()
    assert desk.dialogs.asked[0].endswith("成绩册.xlsx")


def test_a_resit_shows_beside_the_first_marks_and_lists_only_who_needs_it(
    page, qtbot, desk, sat, trainer, now
):
    with desk.workspace.begin() as session:
        paper_id = session.get_one(Exam, sat.exam_id).paper_id
        offer = Offer(paper_id, 45, 15, title="补考", resit=Resit(sat.exam_id))
        resit = open_exam(session, class_id=sat.class_id, offer=offer, by=trainer, at=now)
    page.refresh()
    assert not page.table.isColumnHidden(RESIT_COLUMN)
    second = MarksPage(desk, resit)
    qtbot.addWidget(second)
    assert "陈敏" not in names(second)
    assert len(names(second)) == 4


def test_a_resit_is_arranged_from_the_list_of_marks(page, desk, sat):
    page.arrange_resit()
    form = page.dialog
    assert form.resit.resit == Resit(sat.exam_id)
    assert form.name.text() == "第四季度党纪学习教育测试（补考）"
    form.resit.counts.setCurrentIndex(form.resit.counts.findData(ResitCounts.CAPPED))
    form.submit.click()
    with desk.workspace.read() as session:
        exam = session.get_one(Exam, form.exam_id)
        assert (exam.resit_of_id, exam.resit_counts) == (sat.exam_id, "capped")
    assert "补考已安排" in page.notice.text()


def test_an_exam_of_its_own_is_no_resit(qtbot, desk, sat):
    form = OpenExamDialog(desk)
    qtbot.addWidget(form)
    form.show()
    assert form.resit.resit is None
    assert not form.resit.counts.isVisible()
    form.resit.choose(sat.exam_id)
    assert form.resit.counts.isVisible()
