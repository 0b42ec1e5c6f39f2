"""Parts stand side by side while there is room, and nothing is cut off where there is not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QSizePolicy, QTableView, QWidget

from ui.kit import Button, FittedDialog, FormDialog, SearchField, Tone, beside, flow, foot, row
from ui.kit.dialogs import SCREEN_MARGINS
from ui.kit.parts import column
from ui.kit.scrolling import FollowingArea


@pytest.fixture
def boxes(qtbot):
    """Make boxes of a fixed width."""

    def make(*widths: int) -> list[QWidget]:
        made = [QWidget() for _width in widths]
        for box, width in zip(made, widths, strict=True):
            box.setFixedSize(width, 20)
        return made

    return make


def laid_out(qtbot, holder: QWidget, width: int) -> QWidget:
    """Show a holder at a width; whoever asks keeps it, else it goes with all its parts."""
    qtbot.addWidget(holder)
    holder.resize(width, holder.heightForWidth(width))
    holder.show()
    return holder


def places(parts) -> list[tuple[int, int]]:
    return [(part.x(), part.y()) for part in parts]


def test_with_room_for_all_a_gap_pushes_what_follows_to_the_right(qtbot, boxes):
    left, right = boxes(100, 50)
    shown = laid_out(qtbot, flow(left, None, right, spacing=10), 400)
    assert shown.isVisible()
    assert places((left, right)) == [(0, 0), (350, 0)]


def test_without_room_what_follows_a_gap_begins_the_next_line(qtbot, boxes):
    one, two, three = boxes(100, 80, 60)
    shown = laid_out(qtbot, flow(one, two, None, three, spacing=10), 200)
    assert shown.isVisible()
    assert places((one, two, three)) == [(0, 0), (110, 0), (0, 30)]


def test_at_the_foot_of_a_dialog_what_closes_it_stays_at_the_right(qtbot, boxes):
    one, two, close = boxes(100, 80, 60)
    shown = laid_out(qtbot, foot(one, two, None, close), 200)
    assert shown.isVisible()
    assert places((one, two, close)) == [(0, 0), (108, 0), (140, 28)]


def test_figures_that_need_two_lines_stand_in_lines_of_equal_length(qtbot):
    figures = [QLabel("12345") for _number in range(4)]
    for figure in figures:
        figure.setMinimumWidth(100)
        figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    shown = laid_out(qtbot, flow(*figures, spacing=10), 340)  # three would fit
    assert shown.isVisible()
    assert len({figure.y() for figure in figures[:2]}) == 1
    assert figures[2].y() == figures[3].y() > figures[0].y()
    assert {figure.width() for figure in figures} == {165}


def test_two_halves_share_a_wide_page_and_stand_below_each_other_on_a_narrow_one(qtbot):
    left, right = QWidget(), QWidget()
    page = beside((left, 300, 2), (right, 200, 1), spacing=10)
    laid_out(qtbot, page, 910)
    assert (left.width(), right.width()) == (600, 300)
    page.resize(400, 600)
    assert (left.width(), right.width()) == (400, 400)
    assert right.y() > left.y()


def test_a_hidden_part_takes_no_room(qtbot, boxes):
    one, hidden, three = boxes(100, 100, 100)
    hidden.hide()
    shown = laid_out(qtbot, flow(one, hidden, three, spacing=10), 210)
    assert shown.isVisible()
    assert places((one, three)) == [(0, 0), (110, 0)]


def test_a_long_form_is_no_higher_than_the_screen_and_scrolls_to_the_field_one_types_in(qtbot):
    form = FormDialog("新建")
    fields = [form.line(f"第 {number} 项") for number in range(40)]
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    assert form.height() <= form.screen().availableGeometry().height() - SCREEN_MARGINS[1]
    assert form.submit.visibleRegion().boundingRect().height() == form.submit.height()
    fields[-1].setFocus()
    assert not fields[-1].visibleRegion().isEmpty()


def test_a_refusal_comes_into_sight_though_the_form_is_scrolled_to_its_end(qtbot):
    form = FormDialog("新建")
    fields = [form.line(f"第 {number} 项") for number in range(40)]
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    fields[-1].setFocus()
    form.notice.show_text("名称不能为空。", Tone.BAD)
    qtbot.waitUntil(lambda: not form.notice.visibleRegion().isEmpty())
    assert fields[-1].hasFocus()


def test_a_page_scrolls_to_the_list_that_the_keyboard_went_down_to(qtbot):
    content, search, table = QWidget(), SearchField(""), QTableView()
    search.setMinimumHeight(400)
    table.setFixedHeight(150)
    column(content, search, table)
    page = FollowingArea(content)
    qtbot.addWidget(page)
    page.resize(300, 300)
    with qtbot.waitActive(page):
        page.show()
    search.setFocus()
    table.setFocus()
    qtbot.waitUntil(lambda: table.visibleRegion().boundingRect() == table.rect())


def test_a_list_becomes_lower_before_a_dialog_scrolls(qtbot):
    dialog = FittedDialog()
    table, words, close = QTableView(), QWidget(), Button("关闭", dialog.accept)
    room = dialog.screen().availableGeometry().height() - SCREEN_MARGINS[1]
    table.setMinimumHeight(room - 200)
    words.setFixedHeight(200)
    column(dialog, words, table, row(None, close))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert dialog.height() <= room
    assert 100 <= table.height() < room - 200
    assert close.visibleRegion().boundingRect() == close.rect()
    assert not dialog.findChildren(QScrollArea)


def test_where_a_dialog_scrolls_anyhow_its_list_shows_four_rows(qtbot):
    dialog = FittedDialog()
    table, words, close = QTableView(), QWidget(), Button("关闭", dialog.accept)
    words.setFixedHeight(dialog.screen().availableGeometry().height() - SCREEN_MARGINS[1])
    column(dialog, words, table, row(None, close))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert len(dialog.findChildren(QScrollArea)) == 1
    assert table.height() >= 180 > 3 * table.horizontalHeader().height()
    (part,) = dialog.findChildren(QScrollArea)
    close.setFocus()
    for key, is_lower in ((Qt.Key.Key_PageDown, True), (Qt.Key.Key_PageUp, False)):
        qtbot.keyClick(close, key)
        assert (part.verticalScrollBar().value() > 0) is is_lower
    assert close.visibleRegion().boundingRect() == close.rect()


def test_a_hint_that_needs_two_lines_is_shown_whole(qtbot):
    form = FormDialog("新建")
    form.line("名称", hint="这是一句很长的说明，一行写不下，" * 4)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    hint = form.findChildren(QLabel)[-1]
    assert hint.height() >= hint.heightForWidth(hint.width())


def test_ctrl_enter_finishes_a_form_from_any_field(qtbot):
    form = FormDialog("新建")
    field = form.line("名称")
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.result() == QDialog.DialogCode.Accepted


def test_down_leads_from_a_search_to_what_it_found(qtbot):
    search = SearchField("姓名")
    qtbot.addWidget(search)
    with qtbot.waitSignal(search.going_down):
        qtbot.keyClick(search, Qt.Key.Key_Down)
