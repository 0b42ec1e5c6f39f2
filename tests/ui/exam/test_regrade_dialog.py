import pytest
from sqlalchemy import select

from dongan_training.exam.models import Attempt, CorrectionKind
from tests.exam.test_regrading import sat  # noqa: F401  a fixture
from ui.exam.marks_page import MarksPage
from ui.exam.regrade_dialog import RegradeDialog


@pytest.fixture
def dialog(qtbot, desk, hall, sat):  # noqa: F811
    dialog = RegradeDialog(desk, hall.exam_id, sat[2])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog, kind):
    place = dialog.kind.findData(kind)
    dialog.kind.setCurrentIndex(place)
    dialog.kind.activated.emit(place)


def scores(desk):
    with desk.workspace.read() as session:
        return [one.score for one in session.scalars(select(Attempt).order_by(Attempt.id))]


def test_a_new_key_is_foreseen_while_it_is_typed_and_changes_nothing(dialog, qtbot, desk):
    assert not dialog.submit.isEnabled()
    qtbot.keyClicks(dialog.answer, "c")
    qtbot.waitUntil(dialog.submit.isEnabled)
    assert [(one.name, one.before, one.after) for one in dialog.preview.changes.rows] == [
        ("陈敏", 24, 22),
        ("欧阳𬱖", 22, 24),
    ]
    assert dialog.preview.told.text().startswith("变动 2 人，不变 0 人")
    assert scores(desk) == [24, 22]


def test_a_key_that_does_not_fit_is_told_at_once(dialog, qtbot):
    qtbot.keyClicks(dialog.answer, "XY")
    qtbot.waitUntil(lambda: "不能作这道题的答案" in dialog.preview.told.text())
    assert not dialog.submit.isEnabled()


def test_without_a_reason_nothing_is_corrected_and_everything_stays_typed(dialog, desk):
    choose(dialog, CorrectionKind.DROP)
    assert not dialog.answer.isVisible()
    dialog.submit.click()
    assert "必须写明原因" in dialog.notice.text()
    assert dialog.isVisible()
    assert scores(desk) == [24, 22]


def test_a_correction_is_made_told_and_kept_in_the_history(qtbot, desk, hall, sat):  # noqa: F811
    page = MarksPage(desk, hall.exam_id)
    qtbot.addWidget(page)
    page.show()
    page.regrade()
    dialog = page.dialog
    place = dialog.question.findData(sat[2])
    dialog.question.setCurrentIndex(place)
    dialog.question.activated.emit(place)
    choose(dialog, CorrectionKind.ALSO)
    dialog.answer.setText("C")
    dialog.reason.setText("C 也对")
    dialog.foresee()
    dialog.submit.click()
    assert scores(desk) == [24, 24]
    assert page.notice.text() == "已更正，1 人的成绩有变，新及格 0 人，变为不及格 0 人。"
    page.regrade()
    assert [(one.what, one.reason) for one in page.dialog.preview.history.rows] == [
        ("增加一个答案 C", "C 也对")
    ]
    chosen = page.dialog.question.findData(sat[2])
    page.dialog.question.setCurrentIndex(chosen)
    page.dialog.question.activated.emit(chosen)
    assert page.dialog.printed.text().endswith("现用答案：B 或 C")
