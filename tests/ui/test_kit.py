"""Pages, banners, forms and questions: what every page may rely on."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dongan_training.errors import UserError
from dongan_training.people.models import OrgUnit, Person
from dongan_training.settings import StoredSetting
from ui.kit import (
    Banner,
    Button,
    ConfirmDialog,
    Desk,
    EmptyState,
    FileKind,
    FormDialog,
    Leaving,
    LoadingState,
    Meter,
    Page,
    Question,
    SearchField,
    UnsavedDialog,
    Words,
    spread_name,
)
from ui.settings.settings_page import SettingsPage


@dataclass(eq=False)
class NoRoom(UserError):
    name: str
    message = "{name}已满。"
    advice = "请换一间。"


class Counting(Page):
    shows = frozenset({Person})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.count = 0
        self.failure: Exception | None = None

    def refresh(self) -> None:
        self.count += 1
        if self.failure:
            raise self.failure


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Counting:
    page = Counting(desk)
    qtbot.addWidget(page)
    return page


def add(desk: Desk, record: Person | OrgUnit) -> None:
    with desk.workspace.begin() as session:
        session.add(record)


def test_a_page_reads_anew_only_what_it_shows(page: Counting, desk: Desk) -> None:
    add(desk, OrgUnit(name="镇", kind="乡镇"))
    assert page.count == 0
    add(desk, Person(name="陈敏"))
    assert page.count == 1


def test_a_covered_page_waits_until_it_is_seen_again(page: Counting, desk: Desk) -> None:
    page.show()
    page.hide()
    add(desk, Person(name="陈敏"))
    add(desk, Person(name="王芳"))
    assert page.count == 0
    page.show()
    assert page.count == 1


def test_a_patient_page_gathers_many_changes(qtbot: QtBot, page: Counting, desk: Desk) -> None:
    page.patience = 5
    for name in ("陈敏", "王芳", "邓建国"):
        add(desk, Person(name=name))
    assert page.count == 0
    qtbot.waitUntil(lambda: page.count == 1)


def test_the_keyboard_goes_into_what_comes_in_place_of_waiting(page: Counting) -> None:
    field, elsewhere = SearchField("姓名"), SearchField("别处")
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(elsewhere)
    layout.addWidget(page)
    page.body.addWidget(field)
    window.show()
    page.show_state(LoadingState("正在读取……"))
    page.setFocus()
    page.show_content()
    assert window.focusWidget() is field
    begin = Button("新建")
    page.show_state(EmptyState("users", "还没有人。", begin))
    begin.setFocus()
    page.show_content()
    assert window.focusWidget() is field
    page.show_state(LoadingState("正在读取……"))
    elsewhere.setFocus()
    page.show_content()
    assert window.focusWidget() is elsewhere
    page.setParent(None)


def test_an_expected_failure_is_told_and_a_bug_flies_on(page: Counting) -> None:
    with page.explaining():
        raise NoRoom("三楼会议室")
    assert page.notice.text() == "三楼会议室已满。请换一间。"
    with pytest.raises(KeyError), page.explaining():
        raise KeyError("x")


def test_a_page_that_cannot_be_read_says_why_and_tries_again(page: Counting, desk: Desk) -> None:
    page.failure = NoRoom("三楼会议室")
    add(desk, Person(name="陈敏"))
    state = page._state
    assert state is not None
    assert (state.text.text(), state.advice.text()) == ("三楼会议室已满。", "请换一间。")
    page.failure = None
    state.buttons[0].click()
    assert page._state is None and page.count == 2


def test_states_take_the_place_of_the_body_and_leave_again(page: Counting) -> None:
    page.show()
    page.show_state(LoadingState())
    page.show_state(EmptyState("users", "还没有人员。"))
    assert page._state is not None and page._state.isVisible()
    page.show_content()
    assert page.body.parentWidget().isVisible()


def test_what_was_done_can_be_taken_back_with_the_keyboard(qtbot: QtBot) -> None:
    taken: list[str] = []
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_text("已删除。", undo=lambda: taken.append("back"))
    banner.show()
    assert banner._way_back.shortcut().toString() == "Ctrl+Z"
    qtbot.keyClick(banner._way_back, Qt.Key.Key_Return)
    assert taken == ["back"] and banner.text() == "" and not banner.isVisible()


def test_a_question_says_what_is_lost_and_leaves_the_cursor_on_the_harmless_answer(
    qtbot: QtBot,
) -> None:
    dialog = ConfirmDialog(Question("删除“第2期”？", "会删除 64 条签到。", "删除"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    assert dialog.loss.text() == "会删除 64 条签到。"
    assert dialog.focusWidget() is dialog.cancel
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert dialog.result() == ConfirmDialog.DialogCode.Rejected


@pytest.mark.parametrize(
    ("key", "held", "answer"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, Leaving.SAVE),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, Leaving.SAVE),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier, Leaving.DROP),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, Leaving.STAY),
    ],
)
def test_unsaved_work_is_saved_dropped_or_gone_back_to_by_one_key(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, answer: Leaving
) -> None:
    dialog = UnsavedDialog("命题细目表“季度测试”")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.title.text() == "命题细目表“季度测试”还没有保存。"
    qtbot.keyClick(dialog, key, held)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.answer is answer


class Naming(FormDialog):
    def __init__(self) -> None:
        super().__init__("命名")
        self.name = self.line("名称")
        self.row("人数", QSpinBox(), hint="不填表示不限")
        self.saved: list[str] = []

    def save(self) -> None:
        if not self.name.text():
            raise NoRoom("名称")
        self.saved.append(self.name.text())


def test_a_form_stays_open_with_everything_typed_until_it_is_right(qtbot: QtBot) -> None:
    form = Naming()
    qtbot.addWidget(form)
    form.open()
    qtbot.waitActive(form)
    assert form.focusWidget() is form.name
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.isVisible() and "名称已满" in form.notice.text()
    qtbot.keyClicks(form.name, "abc")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert not form.isVisible() and form.saved == ["abc"]


def test_everything_in_a_form_has_a_name(qtbot: QtBot) -> None:
    form = Naming()
    qtbot.addWidget(form)
    assert form.name.accessibleName() == "名称"
    spin = form.findChild(QSpinBox)
    assert spin is not None and spin.accessibleName() == "人数"
    assert spin.accessibleDescription() == "不填表示不限"


def test_words_are_never_markup_and_a_cut_text_keeps_its_whole(qtbot: QtBot) -> None:
    words = Words("<b>欧阳𬱖</b>").cut()
    qtbot.addWidget(words)
    words.resize(40, 20)
    words.show()
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() != words.whole_text() == "<b>欧阳𬱖</b>" == words.toolTip()


def test_enter_and_space_press_a_button(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = Button("签到", lambda: pressed.append(1))
    qtbot.addWidget(button)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1, 1]


def test_an_empty_search_field_leaves_ctrl_z_to_the_page(qtbot):
    field = SearchField("姓名")
    qtbot.addWidget(field)
    ctrl, z = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z

    def is_own() -> bool:
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, z, ctrl)
        asked.ignore()
        QApplication.sendEvent(field, asked)
        return asked.isAccepted()

    assert not is_own()
    field.insert("王")
    assert is_own()


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    field = SearchField("姓名")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


@pytest.mark.parametrize(
    ("value", "total", "share"), [(1, 4, 0.25), (9, 4, 1), (0, 0, 0), (-1, 4, 0)]
)
def test_a_bar_is_never_fuller_than_full(
    qtbot: QtBot, value: float, total: float, share: float
) -> None:
    meter = Meter("已签到", value, total)
    qtbot.addWidget(meter)
    assert meter.share == share


@pytest.mark.parametrize(
    ("name", "spread"),
    [("陈敏", "陈　敏"), ("欧阳𬱖", "欧阳𬱖"), ("Bo", "Bo"), ("", ""), ("𬱖敏", "𬱖　敏")],
)
def test_two_characters_are_spread_over_three(name: str, spread: str) -> None:
    assert spread_name(name) == spread


def test_a_file_kind_reads_as_qt_wants_it() -> None:
    assert FileKind("Excel 表格", (".xlsx", ".xls")).pattern() == "Excel 表格 (*.xlsx *.xls)"


def test_a_setting_is_stored_as_soon_as_it_is_changed_and_can_be_taken_back(
    qtbot: QtBot, desk: Desk
) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.show()
    field = page.fields["trainer"]
    field.widget.setText("李老师")  # type: ignore[attr-defined]
    qtbot.keyClick(field.widget, Qt.Key.Key_Return)
    assert desk.settings.trainer == "李老师" and desk.actor.name == "李老师"
    page.take_back()
    assert desk.settings.trainer == "" and field.value() == ""
    with desk.workspace.read() as session:
        assert session.get_one(StoredSetting, "trainer").value == ""


def test_the_design_of_certificates_is_chosen_among_those_there_are(
    qtbot: QtBot, desk: Desk
) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    field = page.fields["certificate_design"]
    assert field.value() == "certificate-formal"
    field.widget.setCurrentIndex(1)  # type: ignore[attr-defined]
    page.store("certificate_design")
    assert desk.settings.certificate_design == "certificate-plain"


def test_the_township_cannot_be_emptied(qtbot: QtBot, desk: Desk) -> None:
    from dataclasses import replace

    desk.save_settings(replace(desk.settings, township="白牙市镇"))
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    field = page.fields["township"]
    field.show("")
    page.store("township")
    assert desk.settings.township == "白牙市镇" and field.value() == "白牙市镇"


def test_a_page_needs_no_machine_font(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtGui import QFontInfo
    from PySide6.QtWidgets import QApplication

    assert QFontInfo(QApplication.font()).family() == "Noto Sans SC"


def test_a_form_that_grows_stays_on_the_screen_and_shows_its_labels(qtbot: QtBot) -> None:
    form = Naming()
    qtbot.addWidget(form)
    screen = form.screen().availableGeometry()
    form.move(screen.right() - 300, screen.bottom() - 60)
    for number in range(30):
        form.line(f"A label as long as English ones are {number}")
    form.open()
    qtbot.waitActive(form)
    assert screen.contains(form.frameGeometry())
    label = form.form.itemAt(0, QFormLayout.ItemRole.LabelRole).widget()
    assert label.visibleRegion().boundingRect().width() == label.width()


def test_words_keep_a_distance_from_the_icon_of_a_button_also_when_they_come_later(qtbot: QtBot):
    button, later = Button("导出", icon="download"), Button("", icon="clock")
    for one in (button, later):
        qtbot.addWidget(one)
    assert later.iconSize().width() < button.iconSize().width()
    later.setText("1 份导入等待核对")
    assert later.iconSize() == button.iconSize()
