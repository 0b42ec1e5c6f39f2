"""Duplicates and imports, on screen."""

from PIL import Image
from sqlalchemy import func, select

from dongan_training.people.bulk import BulkChange, change_people
from dongan_training.people.models import Person
from dongan_training.people.photos import has_photo
from dongan_training.people.roster import import_roster
from dongan_training.people.roster_plan import plan_roster
from dongan_training.people.roster_sheet import read_roster
from ui.people.duplicates_dialog import DuplicatesDialog
from ui.people.import_page import RosterImportPage
from ui.people.imports_dialog import ImportsDialog
from ui.people.steps_dialog import StepsDialog


def count(workspace, **said):
    with workspace.read() as session:
        return session.scalar(select(func.count()).select_from(Person).filter_by(**said))


def test_two_entries_are_merged_and_parted_by_undo(qtbot, desk, workspace, people):
    with workspace.begin() as session:
        session.add(Person(name="陈敏"))
    dialog = DuplicatesDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: [one.first.name for one in dialog.pairs.rows] == ["陈敏"])
    dialog.keep_first.click()
    assert count(workspace, name="陈敏") == 1
    qtbot.waitUntil(lambda: dialog.pairs.rows == [])
    assert not dialog.keep_first.isEnabled()
    dialog.notice._take_back()
    assert count(workspace, name="陈敏") == 2


def test_two_people_stay_two_and_the_dialog_says_why(qtbot, desk, workspace, people):
    with workspace.begin() as session:
        session.add(Person(name="欧阳𬱖"))
    dialog = DuplicatesDialog(desk)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.table.current() is not None)
    pair = dialog.table.current()
    with workspace.begin() as session:
        for number, one in enumerate((pair.first, pair.second)):
            session.get_one(Person, one.id).id_number_digest = str(number)
    dialog.keep_second.click()
    assert "是两个人" in dialog.notice.text()


def test_a_roll_is_taken_back_from_the_list_of_imports(
    qtbot, desk, workspace, trainer, now, write_roll
):
    with workspace.read() as session:
        table = read_roster(write_roll(("王芳", "", "横塘镇", "机关支部", "干事", "")))
        plan = plan_roster(session, table=table, at=now)
    with workspace.begin() as session:
        import_roster(session, plan=plan, choices={}, by=trainer, at=now)
    dialog = ImportsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.undo.click()
    assert count(workspace) == 0
    assert dialog.notice.text().startswith("已撤销：删除 1 人")
    dialog.undo.click()
    assert "已经撤销过" in dialog.notice.text()


def test_who_is_missing_from_a_roll_can_be_let_go_while_reviewing(
    qtbot, desk, workspace, people, write_roll, now
):
    path = write_roll(("赵强", "", "横塘镇", "机关支部", "干事", ""))
    page = RosterImportPage(desk, path, now)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.plan is not None)
    assert sorted(one.name for one in page.plan.gone) == ["曾小明", "欧阳𬱖"]
    page.all_leave.click()
    assert page.confirm.text() == "导入 1 人，离册 2 人"
    page.confirm.click()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert count(workspace, active=False) == 2


def test_a_folder_of_photos_is_kept_by_the_names_of_its_files(qtbot, desk, page, tmp_path, people):
    for name in ("陈敏.png", "无名.png"):
        Image.new("RGB", (500, 700), "navy").save(tmp_path / name)
    desk.dialogs.path = tmp_path
    page.more.photos.begin()
    qtbot.waitUntil(lambda: "已存入 1 张照片" in page.notice.text())
    assert "无名.png：花名册里没有“无名”" in page.notice.text()
    with desk.workspace.read() as session:
        assert has_photo(session, people["陈敏"])


def test_a_change_of_many_is_taken_back_from_its_list_after_a_restart(
    qtbot, desk, workspace, trainer, now, people
):
    with workspace.begin() as session:
        change = BulkChange(add_category="宣讲员")
        ids = list(people.values())
        change_people(session, person_ids=ids, change=change, by=trainer, at=now)
    dialog = StepsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [(one.told, one.people) for one in dialog.steps.rows] == [("添加类别“宣讲员”", len(ids))]
    dialog.undo.click()
    qtbot.waitUntil(lambda: dialog.notice.text() == "已撤销。")
    assert not dialog.undo.isEnabled()
    with workspace.read() as session:
        assert {tuple(one.categories) for one in session.scalars(select(Person))} == {()}
