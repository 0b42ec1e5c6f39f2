"""今日: what marks still lack, and the condition of the certificate."""

# ruff: noqa: F811  pytest hands fixtures over by their names

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dongan_training.exam.handing_in import close_exam
from dongan_training.overall.composing import set_weights
from dongan_training.reports.class_steps import StepKind
from tests.exam.conftest import essay_exam, essays  # noqa: F401  found by their names
from tests.overall.conftest import (  # noqa: F401  found by their names
    WEIGHTS,
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
    start,
    weighed,
)
from tests.ui.today.test_today_page import asked  # noqa: F401  found by its name
from ui.kit import Desk, Words
from ui.today.today_page import TodayPage


def test_what_marks_still_lack_is_told_and_one_click_away(
    qtbot: QtBot, desk: Desk, essay_exam, essays, asked: list[tuple[str, dict]]
) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    words = [one.text() for one in page.steps.findChildren(QLabel)]
    assert "2 人待阅卷" in words
    button = page.steps.buttons[StepKind.MARKS]
    assert button.text() == "阅卷"
    button.click()
    page.steps.buttons[StepKind.EXAM].click()  # it is not over: to the invigilator's board
    exam = {"exam_id": essay_exam.exam_id}
    assert asked == [("exam-marking", exam), ("exam-board", exam)]


def test_daily_marks_and_the_condition_of_the_certificate_are_told(
    qtbot: QtBot, desk: Desk, weighed, now: datetime, asked: list[tuple[str, dict]]
) -> None:
    weights = replace(WEIGHTS, for_certificate=True)
    with desk.workspace.begin() as session:
        facts = {"by": desk.actor, "at": now}
        set_weights(session, class_id=weighed.class_id, weights=weights, **facts)
        close_exam(session, exam_id=weighed.exam_id, **facts)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    words = " ".join(one.whole_text() for one in page.steps.findChildren(Words))
    assert "总评缺平时 6 人" in words and "5 人不合格或缺考" in words
    assert "总评 60 分以上" in words
    page.steps.buttons[StepKind.MARKS].click()
    assert asked == [("exam-overall", {"class_id": weighed.class_id})]
