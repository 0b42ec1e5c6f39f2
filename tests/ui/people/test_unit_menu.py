"""Arranging the tree of organisations on screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from dongan_training.people import queries

ON, ABOVE = (
    QAbstractItemView.DropIndicatorPosition.OnItem,
    QAbstractItemView.DropIndicatorPosition.AboveItem,
)


def outline(page):
    with page.workspace.read() as session:
        return [f"{row.depth}{row.name}" for row in queries.units(session)]


def item(page, name):
    (found,) = page.units.findItems(
        f"{name}  ", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
    )
    return found


def test_a_branch_is_dragged_into_another_township_and_back_by_undo(page):
    before = outline(page)
    page.units.dropped(item(page, "横塘村党支部"), item(page, "白牙市镇"), ON)
    assert outline(page)[-3:-1] == ["2横塘村党支部", "1横塘镇"]
    page.notice._take_back()
    assert outline(page) == before


def test_townships_are_dragged_into_another_order(page):
    page.units.dropped(item(page, "横塘镇"), item(page, "白牙市镇"), ABOVE)
    assert [one for one in outline(page) if one.startswith("1")] == ["1横塘镇", "1白牙市镇"]


def test_a_drop_that_cannot_be_is_explained(page):
    page.units.dropped(item(page, "横塘镇"), item(page, "横塘村党支部"), ON)
    assert "它自己或它的下级" in page.notice.text()


def test_f2_renames_and_the_menu_shows_the_history(qtbot, page):
    page.units.setCurrentItem(item(page, "横塘村党支部"))
    qtbot.keyClick(page.units, Qt.Key.Key_F2)
    dialog = page.unit_menu.dialog
    dialog.name.setText("横塘村党总支")
    dialog.submit.click()
    assert "2横塘村党总支" in outline(page)
    page.unit_menu.show_history()
    lines = page.unit_menu.dialog.lines
    assert [one.told() for one in lines.rows] == ["改名：横塘村党支部 → 横塘村党总支"]
    page.unit_menu.dialog.accept()


def test_an_organisation_is_added_and_merged_into_another(page):
    page.units.setCurrentItem(item(page, "横塘镇"))
    page.unit_menu.add()
    page.unit_menu.dialog.name.setText("沙井村党支部")
    page.unit_menu.dialog.submit.click()
    assert "2沙井村党支部" in outline(page)
    page.units.setCurrentItem(item(page, "横塘村党支部"))
    page.unit_menu.merge()
    dialog = page.unit_menu.dialog
    dialog.target.choose(item(page, "沙井村党支部").data(0, Qt.ItemDataRole.UserRole))
    dialog.submit.click()
    assert "2横塘村党支部" not in outline(page)
    assert item(page, "沙井村党支部").text(0) == "沙井村党支部  1"


def test_only_an_empty_organisation_is_removed(qtbot, page):
    page.units.setCurrentItem(item(page, "横塘村党支部"))
    qtbot.keyClick(page.units, Qt.Key.Key_Delete)
    assert "不能删除" in page.notice.text()


def test_the_shipped_townships_can_be_added(page):
    page.unit_menu.add_townships()
    assert len([one for one in outline(page) if one.startswith("1")]) == 17


def test_a_merge_needs_a_target_that_was_chosen_or_typed_whole(page):
    page.units.setCurrentItem(item(page, "横塘村党支部"))
    page.unit_menu.merge()
    dialog = page.unit_menu.dialog
    before = outline(page)
    dialog.submit.click()
    assert "没有选党组织" in dialog.notice.text()
    dialog.target.setEditText("机关")
    dialog.submit.click()
    assert dialog.isVisible() and outline(page) == before
    dialog.target.setEditText("横塘镇 / 机关支部")
    dialog.submit.click()
    assert "2横塘村党支部" not in outline(page)
