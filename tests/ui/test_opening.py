"""Opening the data folder: each refusal is one clear sentence with choices."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dongan_training.workspace import AlreadyOpen, Workspace
from tests.ui.conftest import FakeDialogs
from ui.appearance import Appearance
from ui.shell.opening import RefusedDialog, open_with_dialogs
from ui.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


def shown() -> RefusedDialog | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, RefusedDialog)]
    return next((one for one in found if one.isVisible()), None)


def test_a_second_program_on_the_folder_is_told_and_may_leave(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    told: list[str] = []

    def leave() -> None:
        dialog = shown()
        assert dialog is not None
        told.append(f"{dialog.told.text()}{dialog.advised.text()}")
        dialog.reject()

    QTimer.singleShot(50, leave)
    assert open_with_dialogs(workspace.folder, window) is None
    assert told == [str(AlreadyOpen(workspace.folder))]


def test_trying_again_opens_once_the_other_program_is_closed(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    def again() -> None:
        workspace.close()
        dialog = shown()
        assert dialog is not None
        dialog.accept()

    QTimer.singleShot(50, again)
    opened = open_with_dialogs(workspace.folder, window)
    assert opened is not None and opened.folder == workspace.folder
    opened.close()


def test_another_folder_can_be_chosen(qtbot: QtBot, tmp_path: Path, workspace: Workspace) -> None:
    dialog = RefusedDialog(AlreadyOpen(workspace.folder), workspace.folder, FakeDialogs(tmp_path))
    qtbot.addWidget(dialog)
    dialog.choose()
    assert dialog.folder == tmp_path
    assert dialog.result() == RefusedDialog.DialogCode.Accepted


def test_a_window_without_data_offers_nothing_yet(window: MainWindow) -> None:
    assert not window.navigation.isEnabled() and not window.header.search.isEnabled()
    assert window.close()


@pytest.mark.parametrize(
    ("stored", "scale"), [("150", 150), ("9999", 200), ("5", 100), ("half", 100), ("", 100)]
)
def test_a_remembered_scale_may_have_been_edited_by_hand(stored: str, scale: int) -> None:
    from ui.memory import window_memory

    before = Appearance.remembered()
    window_memory().setValue("scale", stored)
    assert Appearance.remembered().scale == scale
    before.remember()


def test_the_looks_are_remembered_for_the_first_moment_of_the_next_start() -> None:
    before = Appearance.remembered()
    Appearance("en", "dark", 150).remember()
    assert Appearance.remembered() == Appearance("en", "dark", 150)
    before.remember()
