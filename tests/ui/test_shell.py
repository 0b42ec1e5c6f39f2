"""The main window: pages by keyboard, the way back, long work, the search."""

import gc
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dongan_training.people.models import Person
from dongan_training.progress import Progress
from dongan_training.texts import _
from tests.ui.conftest import FakeDialogs
from ui.jobs import Job
from ui.kit import Desk, Leaving, Page, Question, Tone
from ui.shell import pages
from ui.shell.pages import Entry, Place
from ui.shell.window import MainWindow


class Probe(Page):
    """A page that tells with what it was made."""

    title = "探针"

    def __init__(self, desk: Desk, number: int = 0):
        super().__init__(desk)
        self.number = number
        self.set_title(self.title, str(number))


class OtherProbe(Probe):
    """Another one, in the navigation."""


PROBES = (
    Entry("today", "今日", "check", "tests.ui.test_shell:Probe"),
    Entry("people", "人员", "users", "tests.ui.test_shell:OtherProbe"),
    Entry("attendance", "签到", "x", "tests.ui.test_shell:Probe"),
    Entry("inside", "里面", "x", "tests.ui.test_shell:Probe", Place.INSIDE, under="people"),
    Entry("editor", "编辑", "x", "tests.ui.test_shell:Editor", Place.INSIDE, under="people"),
    Entry("door", "门口", "x", "tests.ui.test_shell:Probe", Place.FULL_SCREEN),
    Entry("locked", "考场", "x", "tests.ui.test_shell:Locked", Place.FULL_SCREEN),
    Entry("welcome", "欢迎", "award", "ui.shell.welcome_page:WelcomePage", Place.ALONE),
)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    for module in ("ui.shell.pages", "ui.shell.navigation"):
        monkeypatch.setattr(f"{module}.PAGES", PROBES)
    desk.save_settings(replace(desk.settings, township="白牙市镇"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    window.resize(1366, 768)
    window.show()
    return window


def test_it_opens_on_the_start_page_and_names_the_seat(window: MainWindow) -> None:
    assert type(window.page) is Probe
    assert window.header.seat.text() == "白牙市镇 · 培训员"
    assert not window.header.back.isVisible()


def test_the_collector_works_again_after_a_page_that_cannot_be_loaded() -> None:
    with pytest.raises(ModuleNotFoundError):
        Entry("gone", "没有", "x", "tests.ui.no_such_page:Page").load()
    assert gc.isenabled()


def test_numbers_with_ctrl_and_arrows_move_between_pages(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitActive(window)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: type(window.page) is OtherProbe)
    window.navigation.buttons["people"].setFocus()
    qtbot.keyClick(window.navigation.buttons["people"], Qt.Key.Key_Up)
    assert type(window.page) is Probe
    assert window.navigation.buttons["today"].isChecked()


def test_a_page_asks_for_another_and_the_way_back_leads_home(
    window: MainWindow, desk: Desk
) -> None:
    desk.navigator.go("inside", number=7)
    assert window.page.number == 7  # type: ignore[attr-defined]
    assert window.header.subtitle.whole_text() == "7"
    assert window.navigation.buttons["people"].isChecked()
    assert window.header.back.isVisible()
    desk.navigator.go("inside", number=8)
    desk.navigator.back()
    assert window.page.number == 7  # type: ignore[attr-defined]
    desk.navigator.back()
    assert type(window.page) is Probe and window.page.number == 0


def test_the_same_page_is_kept_and_other_arguments_make_it_anew(
    window: MainWindow, desk: Desk
) -> None:
    desk.navigator.go("inside", number=7)
    first = window.page
    desk.navigator.go("people")
    desk.navigator.go("inside", number=7)
    assert window.page is first
    desk.navigator.go("inside", number=8)
    assert window.page is not first


def test_a_page_seen_again_has_the_keyboard_where_it_was_else_where_it_begins(
    window: MainWindow, desk: Desk
) -> None:
    desk.navigator.go("inside")
    page, first, second = window.page, QLineEdit(), QLineEdit()
    for field in (first, second):
        page.body.addWidget(field)
        field.show()
    second.setFocus()
    desk.navigator.go("people")
    desk.navigator.go("inside")
    assert window.focusWidget() is second
    desk.navigator.go("people")
    second.hide()  # what was read anew meanwhile has no such field
    desk.navigator.go("inside")
    assert window.focusWidget() is first


def test_a_full_screen_page_is_a_window_of_its_own(window: MainWindow, desk: Desk) -> None:
    desk.navigator.go("door", number=3)
    door = window._full_screen["door"]
    assert door.isFullScreen() and door.number == 3  # type: ignore[attr-defined]
    assert type(window.page) is Probe
    desk.navigator.go("door", number=4)
    assert window._full_screen["door"].number == 4  # type: ignore[attr-defined]
    window.close()
    assert not window._full_screen


class Locked(Probe):
    """As the exam room: it stays until somebody may end it."""

    may_close = False

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.may_close)


def test_the_program_does_not_end_while_a_locked_window_stays(
    window: MainWindow, desk: Desk
) -> None:
    desk.navigator.go("locked")
    locked = window._full_screen["locked"]
    assert isinstance(locked, Locked)
    assert not window.close() and window.isVisible() and locked.isVisible()
    desk.navigator.go("locked", number=2)
    assert window._full_screen["locked"] is locked
    locked.may_close = True
    assert window.close() and not window._full_screen


def test_a_page_that_cannot_be_made_leaves_the_window_where_it_was(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("x")

    before = window.page
    monkeypatch.setattr(OtherProbe, "__init__", fail)
    with pytest.raises(RuntimeError):
        window.show_page("people")
    assert window.page is before


def test_a_first_start_is_welcomed_and_a_township_opens_the_day(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.save_settings(replace(desk.settings, township=""))
    window.show_page("welcome")
    page = window.page
    assert not window.navigation.isVisible() and not window.header.isVisible()
    qtbot.keyClick(page.township, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert "请先填写" in page.notice.text()
    page.township.setText("芦洪市镇")  # type: ignore[attr-defined]
    qtbot.keyClick(page.township, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert desk.settings.township == "芦洪市镇"
    assert type(window.page) is Probe and window.navigation.isVisible()


def test_long_work_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    begun = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            progress.step(3, 9, "正在查重")
            begun.wait(0.01)

    desk.jobs.start(Job("导入试题", endless))
    qtbot.waitUntil(lambda: "3 / 9" in window.strip.step.whole_text())
    assert window.strip.isVisible() and window.strip.title.text() == "导入试题"
    window.strip.cancel.click()
    qtbot.waitUntil(lambda: not window.strip.isVisible())
    assert desk.jobs.running is None


def test_closing_during_long_work_asks_first(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress.step(0, 0)

    desk.dialogs = FakeDialogs(confirms=False)
    desk.jobs.start(Job("导入试题", endless))
    assert not window.close()
    question = desk.dialogs.asked[0]
    assert isinstance(question, Question) and "导入试题" in question.title
    desk.dialogs = FakeDialogs(confirms=True)
    assert window.close()


def test_a_narrow_window_keeps_the_icons_and_their_names(window: MainWindow) -> None:
    window.resize(700, 400)
    button = window.navigation.buttons["people"]
    assert window.navigation.width() < 80
    assert button.toolTip().startswith("人员") and button.accessibleName() == "人员"


def test_the_search_finds_people_and_goes_there_with_enter(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    with desk.workspace.begin() as session:
        session.add_all(
            [
                Person(name="欧阳𬱖", pinyin="ou yang wei oyw"),
                Person(name="陈敏", pinyin="chen min cm"),
            ]
        )
    field = window.header.search
    field.setFocus()
    qtbot.keyClicks(field, "oyw")
    window.search.search()
    assert [window.search.found.item(i).text() for i in range(window.search.found.count())] == [
        "欧阳𬱖"
    ]
    with qtbot.waitSignal(window.search.chosen) as chosen:
        window.search.chosen.disconnect(window._on_asked)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args[0] == "people"
    assert not window.search.isVisible() and field.text() == ""


def test_words_of_a_search_that_was_left_are_gone(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.header.search
    field.setText("李四")
    window.search.search()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not window.search.isVisible() and field.text() == ""


def test_a_fruitless_search_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.header.search.setText("没有这个人")
    window.search.search()
    assert window.search.isVisible() and window.search.nothing.isVisible()
    qtbot.keyClick(window.header.search, Qt.Key.Key_Escape)
    assert not window.search.isVisible()


def test_every_page_of_the_program_can_be_found_and_loaded() -> None:
    keys = [entry.key for entry in pages.PAGES]
    assert len(keys) == len(set(keys))
    for entry in pages.PAGES:
        assert issubclass(entry.load(), Page), entry.key
        assert not entry.under or entry.under in keys
        assert _(entry.title)


class Editor(Probe):
    """A page with work that is saved by a button."""

    title = "编辑"

    def __init__(self, desk: Desk, number: int = 0):
        super().__init__(desk, number)
        self.text = QLineEdit()
        self.body.addWidget(self.text)
        self.kept = ""

    def unsaved(self) -> str:
        return "草稿" if self.text.text() != self.kept else ""

    def save(self) -> None:
        if self.text.text() == "存不下":
            self.say("没有保存。", Tone.BAD)
        else:
            self.kept = self.text.text()
            self.became.emit({"number": 9})


@pytest.fixture
def editor(window: MainWindow, desk: Desk) -> Editor:
    desk.navigator.go("people")
    desk.navigator.go("editor")
    editor = window.page
    assert isinstance(editor, Editor)
    editor.text.setText("写了一半")
    return editor


def will(desk: Desk, leaves: Leaving) -> FakeDialogs:
    desk.dialogs = dialogs = FakeDialogs(leaves=leaves)
    return dialogs


def test_a_page_with_unsaved_work_is_not_left_by_any_way_unless_the_user_says_so(
    window: MainWindow, desk: Desk, editor: Editor, qtbot: QtBot
) -> None:
    dialogs = will(desk, Leaving.STAY)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    window.navigation.buttons["today"].click()
    desk.navigator.back()
    desk.navigator.go("editor", number=3)
    assert not window.close()
    assert dialogs.asked == ["草稿"] * 5
    assert window.page is editor and editor.text.text() == "写了一半"
    assert window.navigation.buttons["people"].isChecked()
    desk.navigator.go("editor")  # where one is
    assert len(dialogs.asked) == 5


def test_unsaved_work_is_saved_on_the_way_out_and_found_under_its_new_name(
    window: MainWindow, desk: Desk, editor: Editor
) -> None:
    will(desk, Leaving.SAVE)
    desk.navigator.back()
    assert type(window.page) is OtherProbe and editor.kept == "写了一半"
    desk.navigator.go("editor", number=9)
    assert window.page is editor
    desk.navigator.go("editor")
    assert window.page is not editor


def test_what_cannot_be_saved_is_not_left(window: MainWindow, desk: Desk, editor: Editor) -> None:
    will(desk, Leaving.SAVE)
    editor.text.setText("存不下")
    desk.navigator.go("today")
    assert window.page is editor and editor.notice.text() == "没有保存。"
    assert not window.close()


def test_thrown_away_work_is_gone_when_the_page_is_opened_again(
    window: MainWindow, desk: Desk, editor: Editor
) -> None:
    dialogs = will(desk, Leaving.DROP)
    desk.navigator.go("today")
    desk.navigator.go("editor")
    assert window.page is not editor and window.page.unsaved() == ""
    assert window.close()
    assert dialogs.asked == ["草稿"]
