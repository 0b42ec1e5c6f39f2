from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from dongan_training import clock
from dongan_training.designs.keeping import copy_of, find_design, keep_design
from dongan_training.designs.shipped import shipped_designs
from dongan_training.printing.designs.model import PictureItem, TextItem
from ui.designs.designer_page import DesignerPage

NAME = 6  # the place of the name among the items of the standard badge


@pytest.fixture
def page(desk, qtbot):
    with desk.workspace.begin() as session:
        design = copy_of(session, shipped_designs()["badge-95x67"])
        key = keep_design(session, design=design, key=None, by=desk.actor, at=clock.now())
    page = DesignerPage(desk, key)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    qtbot.waitExposed(page)
    page.draw()
    return page


def stored(page):
    with page.workspace.read() as session:
        return find_design(session, page.key).design


def box(page, at=NAME):
    return stored(page).items[at].box


def test_arrows_move_the_chosen_item_and_undo_brings_it_back(page, qtbot):
    before = box(page)
    page.canvas.pick(NAME)
    for _time in range(3):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (box(page).x, box(page).y) == (before.x + 1.5, before.y + 5)
    page.steps.undo()
    assert box(page) == before
    page.steps.redo()
    assert box(page).x == before.x + 1.5


def test_a_drag_snaps_to_a_neighbour_and_is_stored(page, qtbot):
    before = box(page)
    view = page.canvas.viewport()
    start = page.canvas.mapFromScene(before.x + 20, before.y + 10)
    end = start + QPoint(int(8.1 * page.canvas.pixels_per_mm), 0)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    moved = box(page)
    assert abs(moved.x - before.x - 8.1) <= 1.3 and moved.width == before.width
    assert page.canvas.chosen == NAME


def test_a_pulled_handle_snaps_to_a_neighbour_and_is_stored(page, qtbot):
    before, items = box(page), stored(page).items
    right = before.x + before.width
    line = min(
        (one.box.x for at, one in enumerate(items) if at != NAME and one.box.x > before.x + 20),
        key=lambda x: abs(x - right),
    )
    page.canvas.pick(NAME)
    view = page.canvas.viewport()
    start = page.canvas.mapFromScene(right, before.y + before.height / 2)
    end = page.canvas.mapFromScene(line + 0.6, before.y + before.height / 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    pulled = box(page)
    assert (pulled.x, pulled.y, pulled.height) == (before.x, before.y, before.height)
    assert abs(pulled.x + pulled.width - line) < 0.02


def test_each_drag_is_undone_by_itself_and_pushes_by_keys_together(page, qtbot):
    page.canvas.pick(NAME)
    start = box(page)
    for _time in range(3):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    pushed = box(page)
    page.canvas.boxed.emit(NAME, pushed._replace(y=pushed.y + 4))
    page.canvas.boxed.emit(NAME, pushed._replace(width=30.0))
    page.steps.undo()
    assert box(page) == pushed._replace(y=pushed.y + 4)
    page.steps.undo()
    assert box(page) == pushed
    page.steps.undo()
    assert box(page) == start


def test_arrows_with_alt_resize_the_chosen_item(page, qtbot):
    page.canvas.pick(NAME)
    before = box(page)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(page.canvas, Qt.Key.Key_Left, alt | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Down, alt)
    after = box(page)
    assert after[:2] == before[:2]
    assert abs(after.width - before.width + 5) <= 0.5
    assert abs(after.height - before.height - 0.5) <= 0.5
    page.steps.undo()
    assert box(page) == before


def test_a_handle_resizes(page, qtbot):
    page.canvas.pick(NAME)
    before = box(page)
    view = page.canvas.viewport()
    start = page.canvas.mapFromScene(before.x + before.width, before.y + before.height / 2)
    end = start + QPoint(int(-10 * page.canvas.pixels_per_mm), 0)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert box(page).x == before.x
    assert abs(box(page).width - before.width + 10) <= 1.3


def test_typing_a_text_keeps_the_cursor_and_is_one_step(page, qtbot):
    page.canvas.pick(NAME)
    field = page.properties.fields["text"]
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.Start)
    qtbot.keyClicks(field, "Hi ")
    assert stored(page).items[NAME].text == "Hi {name}"
    assert field.textCursor().position() == 3
    page.steps.undo()
    assert stored(page).items[NAME].text == "{name}"
    assert field.toPlainText() == "{name}"


def test_items_are_added_copied_and_removed_by_the_keyboard(page, qtbot):
    count = len(stored(page).items)
    page.add(TextItem.kind)
    page.double()
    assert len(stored(page).items) == count + 2
    qtbot.keyClick(page.canvas, Qt.Key.Key_Delete)
    assert len(stored(page).items) == count + 1
    assert page.items.count() == count + 1


def test_flaws_are_listed_and_lead_to_their_item(page, qtbot):
    page.canvas.pick(NAME)
    page.properties.fields["x"].setValue(80)
    page.draw()
    told = [page.flaws.item(at).text() for at in range(page.flaws.count())]
    assert any("伸出了纸边" in one for one in told)
    page.canvas.pick(-1)
    page.flaws.setCurrentRow(next(at for at, one in enumerate(told) if "伸出了纸边" in one))
    assert page.canvas.chosen == NAME


def test_a_picture_comes_from_a_file_and_a_bad_one_is_refused(page, desk, tmp_path):
    page.add(PictureItem.kind)
    data = BytesIO()
    Image.new("RGB", (600, 600), "#B3261E").save(data, "PNG")
    desk.dialogs.path = tmp_path / "公章.png"
    desk.dialogs.path.write_bytes(data.getvalue())
    page.choose_picture()
    made = stored(page)
    assert made.items[-1].picture == "公章" and made.pictures["公章"] == data.getvalue()
    desk.dialogs.path = tmp_path / "坏.png"
    desk.dialogs.path.write_bytes(b"nothing")
    page.choose_picture()
    assert "坏.png" in page.notice.text() and "题库" not in page.notice.text()
    assert stored(page) == made


def test_a_character_that_cannot_be_printed_is_explained(page):
    page.canvas.pick(NAME)
    page.properties.fields["text"].setPlainText("😀")
    page.draw()
    assert "U+1F600" in page.notice.text()


def test_name_and_size_are_set_while_nothing_is_chosen(page):
    page.canvas.pick(-1)
    page.page_fields.name.setText("我们的胸牌")
    page.page_fields.name.editingFinished.emit()
    page.page_fields.width_field.setValue(100)
    page.page_fields.width_field.editingFinished.emit()
    assert (stored(page).name, stored(page).width) == ("我们的胸牌", 100)
