"""Tables: sorted, filtered, copied and opened with the keyboard alone."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui import fonts
from ui.kit import (
    Button,
    Column,
    EmptyState,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    spread_name,
)
from ui.memory import window_memory


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    initials: str
    hours: float | None


ROWS = (
    Row(1, "陈敏", "cm", 4),
    Row(2, "欧阳𬱖", "oyw", None),
    Row(3, "唐建国", "tjg", 0.5),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    rows = RowsModel(
        Column("姓名", "name", spread_name, width=120),
        Column(
            "学时", "hours", tag=lambda hours: Tag(f"{hours} 学时", Tone.GOOD) if hours else None
        ),
        find=("initials",),
    )
    table = Table(rows, "test")
    qtbot.addWidget(table)
    rows.show(ROWS)
    table.show()
    return table


def names(table: Table) -> list[str]:
    return [row.name for row in table.rows.rows]


def test_sorting_puts_rows_without_a_value_last_and_a_third_click_restores(table: Table) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["唐建国", "陈敏", "欧阳𬱖"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["陈敏", "唐建国", "欧阳𬱖"]
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["陈敏", "欧阳𬱖", "唐建国"]


def test_the_filter_finds_names_initials_and_the_words_of_pills(table: Table) -> None:
    for text, found in (
        ("陈敏", ["陈敏"]),
        ("陈　敏", ["陈敏"]),
        ("OYW", ["欧阳𬱖"]),
        ("4 学时", ["陈敏"]),
        ("𬱖", ["欧阳𬱖"]),
        ("没有", []),
    ):
        table.rows.filter(text)
        assert names(table) == found, text


def test_filter_and_sorting_stay_when_new_rows_come(table: Table) -> None:
    table.rows.filter("学时")
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    table.rows.show((*ROWS, Row(4, "周平", "zp", 2)))
    assert names(table) == ["唐建国", "周平", "陈敏"]


def test_the_cursor_stays_on_its_row_when_new_rows_come(table: Table) -> None:
    table.pick(2)
    table.rows.show((Row(9, "新来", "xl", 1), *ROWS))
    assert table.current() == ROWS[2]


def test_copying_gives_a_spreadsheet_plain_names_and_the_words_of_pills(
    qtbot: QtBot, table: Table
) -> None:
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "姓名\t学时\n陈敏\t4 学时\n欧阳𬱖\t\n唐建国\t0.5 学时"


def test_enter_opens_the_row_with_the_cursor(qtbot: QtBot, table: Table) -> None:
    table.pick(0)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_an_empty_table_and_a_fruitless_filter_say_different_things(table: Table) -> None:
    empty = EmptyState("users", "还没有人员。")
    table.set_empty(empty)
    assert not empty.isVisible()
    table.rows.filter("没有")
    assert not empty.isVisible() and table._no_match.isVisible()
    table.rows.show(())
    assert empty.isVisible() and not table._no_match.isVisible()


def test_a_column_is_sorted_by_its_number_turned_round_and_let_go(
    qtbot: QtBot, table: Table
) -> None:
    def pressed(key: Qt.Key) -> list[str]:
        qtbot.keyClick(table, key, Qt.KeyboardModifier.AltModifier)
        return names(table)

    table.horizontalHeader().moveSection(1, 0)  # the hours stand first now
    assert pressed(Qt.Key.Key_1) == ["唐建国", "陈敏", "欧阳𬱖"]
    assert pressed(Qt.Key.Key_9) == ["唐建国", "陈敏", "欧阳𬱖"]  # there is no such column
    assert pressed(Qt.Key.Key_1) == ["陈敏", "唐建国", "欧阳𬱖"]
    assert pressed(Qt.Key.Key_1) == ["陈敏", "欧阳𬱖", "唐建国"]
    table.hideColumn(1)
    pressed(Qt.Key.Key_1)
    assert table.horizontalHeader().sortIndicatorSection() == 0


def test_the_keyboard_finds_what_can_be_done_where_there_are_no_rows(
    qtbot: QtBot, table: Table
) -> None:
    everything = Button("显示全部", lambda: table.rows.filter(""))
    table.set_no_match(EmptyState("search", "没有符合条件的行。", everything))
    table.show()
    with qtbot.waitActive(table):
        table.activateWindow()
    table.rows.filter("没有")
    table.setFocus()
    assert everything.hasFocus()
    qtbot.keyClick(everything, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is table
    assert (table.current(), table.selected()) == (ROWS[0], [])  # nothing is marked unasked


def test_fifty_thousand_rows_are_filtered_while_one_types(table: Table) -> None:
    table.rows.show([Row(i, f"人员{i}", "ry", i) for i in range(50_000)])
    table.rows.filter("人员49999")
    assert names(table) == ["人员49999"]


def test_widths_set_by_hand_are_kept_and_leave_no_gap(qtbot: QtBot, table: Table) -> None:
    left = Qt.MouseButton.LeftButton
    bar = table.horizontalHeader().viewport()
    table.resize(500, 300)
    assert window_memory().value("columns/test/2") is None
    qtbot.mousePress(bar, left, pos=QPoint(119, 10))
    qtbot.mouseMove(bar, QPoint(180, 10))
    qtbot.mouseRelease(bar, left, pos=QPoint(180, 10))
    again = Table(table.rows, "test")
    qtbot.addWidget(again)
    again.resize(900, 300)
    again.show()
    assert again.columnWidth(0) == table.columnWidth(0) > 150
    assert again.horizontalHeader().length() == again.viewport().width()


def test_where_room_is_short_narrow_words_give_room_to_broad_ones(qtbot: QtBot) -> None:
    rows = RowsModel(Column("姓名", "name", width=300), Column("学时", "hours"))
    table = Table(rows, "short")
    qtbot.addWidget(table)
    rows.show(ROWS)
    table.resize(900, 300)
    table.show()
    assert table.columnWidth(0) == 300
    table.resize(400, 300)
    words = table.fontMetrics().horizontalAdvance("欧阳𬱖")
    assert words < table.columnWidth(0) < words + 30
    assert table.horizontalHeader().length() == table.viewport().width()
    table.resize(900, 300)
    assert table.columnWidth(0) == 300


def test_a_rare_sign_has_its_font_while_it_is_typed_in_any_line(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []
    monkeypatch.setattr(fonts, "_load_rare_fonts", lambda: met.append("read"))
    fonts.ready_while_typing(qapp)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    with qtbot.waitActive(line):
        line.activateWindow()
    line.setFocus()
    line.insert("陈敏")
    assert met == []
    line.insert("𬱖")
    assert met == ["read"]


def test_rare_names_have_a_font_before_they_are_shown(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QRawFont

    name = "𬱖䶮𫖯㒞𠅤"
    fonts.ready_for(name)
    found = [QRawFont.fromFont(QFont(family)) for family in fonts.FAMILIES]
    assert set(fonts.FAMILIES) <= set(QFontDatabase.families())
    assert all(any(font.supportsCharacter(ord(sign)) for font in found) for sign in name)


def test_a_table_that_stands_in_a_dialog_has_the_frame_of_a_card(qtbot: QtBot) -> None:
    bare, framed = (Table(RowsModel(Column("姓名", "name")), "test") for _each in range(2))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    body = QVBoxLayout(dialog)
    body.addWidget(bare)
    body.addWidget(TableCard(framed))
    dialog.show()
    assert bare.horizontalHeader().y() == 9  # a line, and the room above the titles
    assert framed.horizontalHeader().y() == 0
