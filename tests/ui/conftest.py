"""Fixtures for all tests of the window."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from dongan_training.workspace import Workspace
from ui import theme
from ui.kit import Desk, Dialogs, FileKind, Leaving, Question


class FakeDialogs(Dialogs):
    """Answers what a user would: set ``path``, ``confirms``, ``leaves``; read ``asked``."""

    def __init__(
        self, path: Path | None = None, confirms: bool = True, leaves: Leaving = Leaving.STAY
    ):
        self.path = path
        self.confirms = confirms
        self.leaves = leaves
        self.asked: list[Question | str] = []

    def confirm(self, parent: QWidget, question: Question) -> bool:
        self.asked.append(question)
        return self.confirms

    def leaving(self, parent: QWidget, what: str) -> Leaving:
        self.asked.append(what)
        return self.leaves

    def open_file(self, parent: QWidget, title: str, *kinds: FileKind) -> Path | None:
        self.asked.append(title)
        return self.path

    def save_file(
        self, parent: QWidget, title: str, suggestion: str, *kinds: FileKind
    ) -> Path | None:
        self.asked.append(suggestion)
        return self.path

    def folder(self, parent: QWidget, title: str) -> Path | None:
        self.asked.append(title)
        return self.path


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Wear the light theme, with the shipped fonts: offscreen Qt has none of its own."""
    if not qapp.styleSheet() or theme.name() != "light":
        theme.wear(qapp, "light")
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert _left_behind(qapp) == [], "a window without a parent: give it to qtbot.addWidget"


def _left_behind(qapp: QApplication) -> list[str]:
    """The windows that nobody put away; they are put away now, for the sake of the next test."""
    if qapp.topLevelWidgets():
        gc.collect()
    names = [type(window).__name__ for window in qapp.topLevelWidgets()]
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return names


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """A desk over an empty data folder; its dialogs answer by themselves."""
    desk = Desk(workspace)
    desk.dialogs = FakeDialogs()
    yield desk
    desk.jobs.close()
    desk.deleteLater()  # left to the collector, a job's thread of a later test might end its timers
