"""The roll on screen."""

from PySide6.QtCore import Qt

from dongan_training.people import queries, reserve
from dongan_training.people.models import Person
from dongan_training.people.roster_sheet import read_roster
from ui.people.people_page import PeoplePage


def names(page):
    return [row.name for row in page.people.rows]


def choose(field, told):
    """As a user does: the list tells of it, which ``setCurrentIndex`` alone does not."""
    field.setCurrentIndex(field.findText(told))
    field.activated.emit(field.currentIndex())


def card(workspace, person_id):
    with workspace.read() as session:
        return queries.person_card(session, person_id)


def test_everybody_is_listed_by_organisation_with_counts(page):
    assert names(page) == ["陈敏", "欧阳𬱖", "曾小明"]
    assert page.filters.on_roll.text() == "在册 3"
    county = page.units.topLevelItem(0)
    assert [county.text(0), county.child(1).text(0)] == ["东安县  3", "横塘镇  2"]


def test_initials_find_somebody_and_nonsense_is_said_to_find_nobody(qtbot, page):
    qtbot.keyClicks(page.search, "oyw")
    qtbot.waitUntil(lambda: names(page) == ["欧阳𬱖"])
    qtbot.keyClicks(page.search, "xx")
    qtbot.waitUntil(lambda: names(page) == [])
    assert page._no_match.isVisible() and not page._nobody.isVisible()


def test_a_unit_shows_its_people_and_those_below_it(qtbot, page):
    county = page.units.topLevelItem(0)
    page.units.setCurrentItem(county.child(1))
    assert names(page) == ["欧阳𬱖", "曾小明"]
    page.units.setCurrentItem(county)
    assert len(names(page)) == 3


def test_an_empty_roll_says_what_to_do(qtbot, desk):
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page._nobody.isVisible()
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments["path"])))
    desk.dialogs.path = "名册.xlsx"
    qtbot.mouseClick(page._nobody.buttons[0], Qt.MouseButton.LeftButton)
    assert asked == [("people-import", "名册.xlsx")]


def test_who_leaves_can_be_brought_back_by_undo(qtbot, page, workspace, people):
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["欧阳𬱖", "曾小明"])
    assert page.filters.gone.text() == "已离册 1"
    qtbot.waitUntil(lambda: not page.desk.jobs.running)
    page.notice._take_back()
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert card(workspace, people["陈敏"]).active


def test_somebody_chosen_in_the_search_of_the_window_is_pointed_at(qtbot, desk, people):
    page = PeoplePage(desk, person_id=people["欧阳𬱖"])
    qtbot.addWidget(page)
    assert page.table.current().name == "欧阳𬱖"


def test_enter_opens_a_person_and_saving_is_told(qtbot, page, workspace, people):
    page.table.setFocus()
    page.table.pick(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.dialog.post.setText("第一书记")
    qtbot.mouseClick(page.dialog.submit, Qt.MouseButton.LeftButton)
    assert page.notice.text() == "已保存陈敏。"
    assert page.people.rows[0].post == "第一书记"
    kept = card(workspace, people["陈敏"])
    assert (kept.id_number, kept.phone) == ("431122********9987", "138****5678")
    page.notice._take_back()
    assert page.notice.text() == "已撤销。"
    assert card(workspace, people["陈敏"]).post == "书记"


def test_a_person_is_added_with_a_new_organisation(qtbot, desk, page, workspace):
    page.add()
    dialog = page.dialog
    dialog.name.setText("王芳")
    dialog.township.setCurrentText("石期市镇")
    dialog.unit.setText("桥头村党支部")
    qtbot.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    assert "王芳" in names(page)
    assert page.notice.text() == "已保存王芳。"
    page.notice._take_back()
    assert "王芳" not in names(page)


def test_filters_leave_people_out_and_are_cleared_by_one_button(qtbot, page):
    choose(page.filters.post, "书记")
    assert names(page) == ["陈敏"] and page.count.text() == "共 1 人"
    choose(page.filters.id_number, "证件号待核对")
    assert names(page) == [] and page._no_match.isVisible()
    qtbot.mouseClick(page.filters.clear_, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 3 and not page.filters.clear_.isVisible()


def test_a_reserve_list_is_offered_once_there_is_one(qtbot, page, workspace, trainer, now, people):
    assert not page.filters.reserve.isVisible()
    with workspace.begin() as session:
        kept = reserve.keep_list(session, name="村级后备力量", by=trainer, at=now)
        reserve.put_on_list(session, list_id=kept, person_id=people["曾小明"], by=trainer, at=now)
    choose(page.filters.reserve, "村级后备力量")
    assert names(page) == ["曾小明"]


def test_people_are_put_in_another_order_above_or_by_a_title(qtbot, page):
    choose(page.filters.order, "按职务")
    assert names(page) == ["陈敏", "曾小明", "欧阳𬱖"]
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)  # the name, by its sound
    assert names(page) == ["曾小明", "欧阳𬱖", "陈敏"]
    choose(page.filters.order, "按姓氏笔画")
    assert names(page) == ["陈敏", "欧阳𬱖", "曾小明"]
    assert page.table.horizontalHeader().sortIndicatorSection() == -1


def test_what_is_listed_is_exported(qtbot, desk, page, tmp_path):
    desk.dialogs.path = tmp_path / "花名册.xlsx"
    page.search.setText("oyw")
    page.show_people()
    page.export.export()
    qtbot.waitUntil(lambda: page.notice.text() == "已导出 1 人到“花名册.xlsx”。")
    assert [one.cells["name"] for one in read_roster(desk.dialogs.path).lines] == ["欧阳𬱖"]


def test_a_roll_of_thousands_is_marked_as_a_whole_without_being_read(qtbot, page, workspace):
    with workspace.begin() as session:
        session.add_all(Person(name=f"张{number}", by_strokes="f") for number in range(1000))
    page.refresh()
    page.table.selectAll()
    assert page.count.text() == "共 1003 人，已选 1003 人"
    assert len(set(page.marked_ids())) == 1003
    assert len(page.people.at_hand(9999)) < 1003


def test_all_marked_people_are_changed_by_one_form_and_taken_back(qtbot, page):
    page.table.selectAll()
    page.bulk.click()
    dialog = page.bulk.dialog
    dialog.submit.click()
    assert "没有选要改什么" in dialog.notice.text()
    dialog.add.setEditText("党务工作者")
    dialog.submit.click()
    qtbot.waitUntil(lambda: page.notice.text() == "已修改 3 人。")
    assert [one.categories for one in page.people.rows] == [("党务工作者",)] * 3
    page.notice._take_back()
    qtbot.waitUntil(lambda: page.notice.text() == "已撤销。")
    assert [one.categories for one in page.people.rows] == [()] * 3


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(qtbot, page, workspace, people):
    page.table.pick(0)
    actions = {one.text(): one for one in page.table.actions()}
    assert list(actions) == ["打开", "批量修改…", "离册", "变动记录…"]
    actions["打开"].trigger()
    assert page.dialog.name.text() == "陈敏"
    page.dialog.reject()
    actions["离册"].trigger()
    qtbot.waitUntil(lambda: not card(workspace, people["陈敏"]).active)
    qtbot.waitUntil(lambda: not page.desk.jobs.running)
