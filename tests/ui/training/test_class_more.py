"""Places, waiting list and electives of a class, in the window."""

import pytest

from dongan_training.people.models import OrgUnit, Person
from dongan_training.training import choices, enrolment, menu, planning, timetable, waiting
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts
from ui.people.outside_dialog import OutsideDialog
from ui.shell.window import MainWindow
from ui.training.choices_dialog import ChoicesDialog
from ui.training.places_dialog import PlacesDialog, WaitingDialog


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def township(workspace):
    """A township with three people."""
    with workspace.begin() as session:
        unit = OrgUnit(name="横塘镇", kind="乡镇")
        session.add(unit)
        session.flush()
        people = [Person(name=name, org_unit_id=unit.id) for name in ("陈敏", "王芳", "李明")]
        session.add_all(people)
        return [person.id for person in people]


@pytest.fixture
def class_id(workspace, who):
    with workspace.begin() as session:
        facts = ClassFacts("班", 4, quota=2, venue="礼堂", electives=1)
        return planning.add_class(session, year=2026, facts=facts, **who)


@pytest.fixture
def shown(qtbot, desk):
    def shown(kind, *arguments):
        dialog = kind(desk, *arguments)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return shown


def test_places_are_shared_out_and_changed(shown, township, class_id):
    dialog = shown(PlacesDialog, class_id)
    assert not dialog.change.isEnabled()
    dialog.share.click()
    assert [(one.township, one.places) for one in dialog.rows.rows] == [("横塘镇", 2)]
    dialog.places.setValue(1)
    dialog.change.click()
    assert dialog.rows.rows[0].places == 1
    dialog.places.setValue(3)
    dialog.change.click()
    assert "超过培训班的名额" in dialog.notice.text()
    dialog.clear.click()
    assert dialog.rows.rows == []


def test_who_waits_moves_up_or_stops_waiting(shown, workspace, township, class_id, who):
    with workspace.begin() as session:
        waiting.enrol_or_wait(session, class_id=class_id, person_ids=township, **who)
    dialog = shown(WaitingDialog, class_id)
    assert [one.name for one in dialog.rows.rows] == ["李明"]
    dialog.move.click()
    assert dialog.notice.text().startswith("已递补 0 人。李明：名额 2 人")
    dialog.table.pick(0)
    dialog.stop.click()
    assert dialog.rows.rows == []


def test_electives_are_chosen_and_become_a_timetable(
    shown, workspace, township, class_id, who, now
):
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=township[:2], **who)
        menu.add_course(session, facts=CourseFacts("电商", required=False), **who)
        ends_at = now.replace(hour=now.hour + 3)
        lesson = LessonFacts("上午", now, ends_at, 4)
        timetable.add_lesson(session, class_id=class_id, facts=lesson, **who)
    shown(ChoicesDialog, class_id).load.click()
    dialog = shown(ChoicesDialog, class_id)
    (chip,) = dialog.chips.values()
    dialog.choose_.click()
    assert dialog.notice.text() == "请先在表里选中学员。"
    dialog.propose_.click()
    assert "还没有人选课" in dialog.notice.text()
    dialog.table.selectAll()
    chip.setChecked(True)
    dialog.choose_.click()
    assert [one.courses for one in dialog.rows.rows] == [("电商",), ("电商",)]
    assert chip.text() == "电商 2"
    dialog.propose_.click()
    assert [(one.name, one.slot[-2:], one.people) for one in dialog.proposed.rows.rows] == [
        ("电商", "上午", 2)
    ]
    dialog.proposed.submit.click()
    assert dialog.notice.text() == "已排 1 门课，写进课程表。"
    with workspace.read() as session:
        assert choices.menu(session, class_id)[0].chosen == 2


def test_a_list_of_training_elsewhere_is_credited(shown, desk, township, tmp_path):
    path = tmp_path / "智慧党建.csv"
    path.write_text("姓名,学时\n陈敏,12\n没有的人,3\n", encoding="utf-8")
    desk.dialogs.path = path
    dialog = shown(OutsideDialog)
    dialog.import_.click()
    assert [(one.name, one.title) for one in dialog.lines.rows] == [("陈敏", "智慧党建")]
    assert "花名册里没有这个人" in dialog.notice.text()
    assert dialog.fallback.text() == "复制兜底名单（2 人）"
    dialog.fallback.click()
    dialog.table.pick(0)
    dialog.remove.click()
    assert len(dialog.without) == 3


def test_what_the_start_page_asks_for_is_done_each_time(qtbot, desk, planned):
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    for _time in range(2):
        window.show_page("class", class_id=planned.class_id, tab="menu")
        qtbot.waitUntil(lambda: window.page.more.dialog is not None)
        assert isinstance(window.page.more.dialog, ChoicesDialog)
        assert window.page.tabs.pages.currentWidget() is window.page.people
        window.page.more.dialog.reject()
        window.show_page("today")
    window.show_page("class", class_id=planned.class_id)  # as it was left
    assert window.page.more.dialog is not None
