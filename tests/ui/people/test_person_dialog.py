"""The form of one person."""

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from dongan_training.people import careers, photos, queries
from ui.people.history_dialog import HistoryDialog
from ui.people.person_dialog import PersonDialog
from ui.people.reserve_dialog import ReserveDialog
from ui.people.roll_menu import RollMenu


@pytest.fixture
def dialog(qtbot, desk, people):
    dialog = PersonDialog(desk, people["陈敏"])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def card(workspace, person_id):
    with workspace.read() as session:
        return queries.person_card(session, person_id)


def drop(widget, path):
    """Let go of a file above a widget."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, copy = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    widget.dropEvent(QDropEvent(place, copy, carried, buttons, keys))


def test_numbers_are_masked_until_somebody_asks_and_agrees(qtbot, desk, dialog):
    assert (
        dialog.id_number.text() == "" and "431122********9987" in dialog.id_number.placeholderText()
    )
    desk.dialogs.confirms = False
    qtbot.mouseClick(dialog.reveal, Qt.MouseButton.LeftButton)
    assert dialog.id_number.text() == ""
    desk.dialogs.confirms = True
    qtbot.mouseClick(dialog.reveal, Qt.MouseButton.LeftButton)
    assert (dialog.id_number.text(), dialog.phone.text()) == ("431122196410249987", "13812345678")


def test_what_is_wrong_in_the_form_is_said_and_all_that_was_typed_stays(
    qtbot, dialog, workspace, people
):
    dialog.name.setText("陈敏😀")
    dialog.phone.setText("123")
    qtbot.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    assert "表情符号" in dialog.notice.text() and "联系电话不对" in dialog.notice.text()
    assert dialog.phone.text() == "123"
    assert card(workspace, people["陈敏"]).name == "陈敏"


def test_posts_before_are_added_changed_and_taken_away_by_saving(
    qtbot, desk, dialog, workspace, people
):
    dialog.posts.add.click()
    line = dialog.posts.lines[0]
    assert dialog.focusWidget() is line.post
    for field, text in ((line.post, "会计"), (line.since, "2016-01"), (line.until, "2019-12")):
        field.setText(text)
    dialog.submit.click()
    with workspace.read() as session:
        noted = careers.posts_of(session, people["陈敏"])
    assert [(one.post, str(one.since), str(one.until)) for one in noted if one.id] == [
        ("会计", "2016-01-01", "2019-12-01")
    ]
    again = PersonDialog(desk, people["陈敏"])
    qtbot.addWidget(again)
    again.posts._take(again.posts.lines[0])
    again.submit.click()
    with workspace.read() as session:
        assert [one.post for one in careers.posts_of(session, people["陈敏"])] == ["书记"]


def test_days_that_cannot_be_are_said_and_nothing_is_saved(qtbot, dialog, workspace, people):
    dialog.days["joined"].setText("2030-01")
    dialog.post.setText("第一书记")
    dialog.submit.click()
    assert "入党时间" in dialog.notice.text() and dialog.isVisible()
    dialog.days["joined"].setText("2001-07")
    dialog.posts.add_line()
    dialog.posts.lines[0].post.setText("委员")
    dialog.posts.lines[0].until.setText("去年")
    dialog.submit.click()
    assert "看不懂时间“去年”" in dialog.notice.text()
    assert card(workspace, people["陈敏"]).post == "书记"


def test_somebody_is_put_on_a_reserve_list_that_was_just_made(
    qtbot, desk, dialog, workspace, people
):
    assert not dialog.reserve.add.isVisible()  # there is no list yet
    lists = ReserveDialog(desk)
    qtbot.addWidget(lists)
    lists.begin()
    lists.form.name.setText("村级后备力量")
    lists.form.submit.click()
    assert [one.name for one in lists.lists.rows] == ["村级后备力量"]
    form = PersonDialog(desk, people["陈敏"])
    qtbot.addWidget(form)
    form.reserve.add_line()
    form.submit.click()
    assert card(workspace, people["陈敏"]).reserve == ("村级后备力量",)
    lists.drop_current()
    assert "不能删除" in lists.notice.text()


def test_a_photo_is_dropped_shown_kept_and_taken_away(
    qtbot, desk, dialog, workspace, people, tmp_path
):
    path = tmp_path / "照片.png"
    Image.new("RGB", (600, 900), "navy").save(path)
    drop(dialog.photo, path)
    qtbot.waitUntil(lambda: dialog.photo.content is not None)
    assert not dialog.photo.frame.photo.isNull()
    dialog.submit.click()
    with workspace.read() as session:
        assert photos.photo_of(session, people["陈敏"]) == dialog.photo.content
    again = PersonDialog(desk, people["陈敏"])
    qtbot.addWidget(again)
    again.photo.take_away()
    again.submit.click()
    assert not card(workspace, people["陈敏"]).has_photo


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(qtbot, dialog, tmp_path):
    path = tmp_path / "名册.jpg"
    path.write_text("这不是图片", encoding="utf-8")
    drop(dialog.photo, path)
    qtbot.waitUntil(lambda: "不是能读的图片" in dialog.notice.text())
    assert dialog.photo.content is None


def test_what_happened_to_somebody_is_told_in_their_history(qtbot, desk, page, dialog):
    dialog.post.setText("第一书记")
    dialog.submit.click()
    menu = RollMenu(page)
    qtbot.addWidget(menu)
    page.table.pick(0)
    menu.show_history()
    assert isinstance(menu.dialog, HistoryDialog)
    assert [one.text for one in menu.dialog.lines.rows] == ["修改职务", "添加"]
    menu.dialog.reject()
