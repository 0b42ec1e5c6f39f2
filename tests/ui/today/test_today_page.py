"""今日: what the trainer sees first in the morning, and where the buttons lead."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dongan_training import clock
from dongan_training.exam.models import Paper, PaperForm
from dongan_training.people.models import Person
from dongan_training.reports.class_steps import StepKind
from dongan_training.storage.archive import check_backup
from dongan_training.training import enrolment, planning, timetable
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts
from ui.kit import Desk, Pill
from ui.today.today_page import TodayPage


@pytest.fixture
def asked(desk: Desk) -> list[tuple[str, dict]]:
    asked: list[tuple[str, dict]] = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    return asked


@pytest.fixture
def class_id(desk: Desk, monkeypatch: pytest.MonkeyPatch, now: datetime) -> str:
    monkeypatch.setattr(clock, "now", lambda: now)
    by = desk.actor
    with desk.workspace.begin() as session:
        facts = ClassFacts(name="第四季度基层党务工作者培训班", quarter=4, venue="三楼会议室")
        class_id = planning.add_class(session, year=2026, facts=facts, by=by, at=now)
        lesson = LessonFacts("上午", now, now + timedelta(hours=3), hours=4)
        timetable.add_lesson(session, class_id=class_id, facts=lesson, by=by, at=now)
        people = [Person(name="陈敏"), Person(name="欧阳𬱖")]
        session.add_all(people)
        session.flush()
        ids = [person.id for person in people]
        enrolment.enrol_people(session, class_id=class_id, person_ids=ids, by=by, at=now)
    return class_id


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TodayPage:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1182, 712)
    page.show()
    return page


def test_an_empty_folder_says_where_to_begin(
    page: TodayPage, asked: list[tuple[str, dict]]
) -> None:
    assert page._state is not None and page._state.text.text() == "还没有培训班。"
    page._state.buttons[0].click()
    assert asked == [("training", {})]


def test_the_class_of_today_is_named_with_place_and_people(class_id: str, page: TodayPage) -> None:
    assert page.name.text() == "第四季度基层党务工作者培训班 · 第1期"
    assert "三楼会议室" in page.line.whole_text() and "应到 2 人" in page.line.whole_text()
    assert page.stage.tag().text == "进行中"
    assert (page.arrived.text(), page.expected.text()) == ("0", "/ 2")
    assert "2026年第四季度" in page.subtitle and "星期一" in page.subtitle


def test_the_red_button_opens_the_door_of_the_lesson(
    class_id: str, page: TodayPage, asked: list[tuple[str, dict]]
) -> None:
    page.door.click()
    assert page.shown is not None and page.shown.lesson is not None
    assert asked == [("door", {"lesson_id": page.shown.lesson.id})]


def test_each_step_leads_to_where_it_is_done(
    class_id: str, page: TodayPage, asked: list[tuple[str, dict]]
) -> None:
    assert set(page.steps.buttons) == {
        StepKind.ROLL,
        StepKind.LESSONS,
        StepKind.BADGES,
        StepKind.PAPER,
    }
    page.steps.buttons[StepKind.BADGES].click()
    page.steps.buttons[StepKind.PAPER].click()
    assert asked == [("class", {"class_id": class_id, "tab": "badges"}), ("exam", {})]


def test_the_page_follows_what_happens_elsewhere(
    qtbot: QtBot, class_id: str, page: TodayPage, desk: Desk, now: datetime
) -> None:
    with desk.workspace.begin() as session:
        person = Person(name="王芳")
        session.add(person)
        session.flush()
        enrolment.enrol_people(
            session, class_id=class_id, person_ids=[person.id], by=desk.actor, at=now
        )
    qtbot.waitUntil(lambda: page.expected.text() == "/ 3")


def test_a_backup_is_written_and_told(
    qtbot: QtBot, class_id: str, page: TodayPage, desk: Desk, tmp_path: Path
) -> None:
    assert page.safety.last.text() == "还没有备份过"
    desk.dialogs.path = tmp_path / "stick.backup"
    page.safety.button.click()
    qtbot.waitUntil(lambda: "已备份到" in page.notice.text())
    assert desk.dialogs.asked == ["东安培训备份-20261123.backup"]
    assert check_backup(tmp_path / "stick.backup").made_at
    qtbot.waitUntil(lambda: "11月23日" in page.safety.last.text(), timeout=10_000)


def test_a_backup_on_a_vanished_stick_is_explained(
    qtbot: QtBot, class_id: str, page: TodayPage, desk: Desk, tmp_path: Path
) -> None:
    desk.dialogs.path = tmp_path / "gone" / "stick.backup"
    page.safety.button.click()
    qtbot.waitUntil(lambda: page.notice.text() != "")
    assert "已备份" not in page.notice.text()
    assert page.safety.last.text() == "还没有备份过"


def test_a_paper_to_be_signed_off_is_one_click_away(
    class_id: str, page: TodayPage, desk: Desk, asked: list[tuple[str, dict]], now: datetime
) -> None:
    with desk.workspace.begin() as session:
        paper = Paper(title="测试", blueprint={}, seed=1, made_at=now, full_marks=100)
        session.add(paper)
        session.flush()
        paper_id = paper.id
        session.add_all(PaperForm(paper_id=paper_id, letter=one, order=[]) for one in "AB")
    page.refresh()
    words = [one.text() for one in page.steps.findChildren(QLabel)]
    assert "A、B 卷已生成，待审定" in words
    page.steps.buttons[StepKind.PAPER].click()
    assert asked == [("paper", {"paper_id": paper_id})]


def test_the_next_class_says_what_it_lacks_and_each_leads_to_where_it_is_done(
    qtbot: QtBot,
    class_id: str,
    page: TodayPage,
    desk: Desk,
    asked: list[tuple[str, dict]],
    now: datetime,
) -> None:
    assert page.coming.isHidden()
    with desk.workspace.begin() as session:
        facts = ClassFacts(name="村干部技能班", quarter=4)
        later = planning.add_class(session, year=2026, facts=facts, by=desk.actor, at=now)
        begins = now + timedelta(days=3)
        lesson = LessonFacts("上午", begins, begins + timedelta(hours=3), hours=4)
        timetable.add_lesson(session, class_id=later, facts=lesson, by=desk.actor, at=now)
    page.refresh()
    qtbot.waitUntil(page.coming.isVisible)
    assert page.coming.name.whole_text() == "村干部技能班 · 第2期"
    assert page.coming.soon.tag().text == "3 天后"
    assert [one.text() for one in page.coming.buttons] == ["还没有学员", "还没有试卷"]
    for button in page.coming.buttons:
        button.click()
    assert asked == [("class", {"class_id": later, "tab": "people"}), ("exam", {})]


def test_the_hours_of_the_year_are_read_beside_the_window_and_anew_after_a_change(
    qtbot: QtBot, class_id: str, page: TodayPage, desk: Desk
) -> None:
    def told() -> list[str]:
        labels = page.hours.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisible()]  # no old ones below the new

    qtbot.waitUntil(lambda: told().count("没有人员") == 2)
    with desk.workspace.begin() as session:
        session.add(Person(name="书记", categories=["支部书记"]))
    page.refresh()
    page.refresh()  # asked for twice while the first is under way
    qtbot.waitUntil(lambda: "达标 0%" in told() and len(told()) == 5)


def test_where_there_is_little_room_steps_wrap_and_nothing_of_them_is_cut(
    class_id: str, page: TodayPage
) -> None:
    page.resize(625, 384)  # at 200 %
    page.refresh()
    words = [one for one in page.steps.findChildren(QLabel) if one.text()]
    assert all(one.wordWrap() for one in words if not isinstance(one, Pill))
    assert page.steps.minimumSizeHint().width() < 480
