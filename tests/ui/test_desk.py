"""The desk tells the window of changes while it lives, and disturbs nobody afterwards."""

import gc
import weakref
from dataclasses import replace
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dongan_training import settings as stored
from dongan_training.people.models import OrgUnit
from dongan_training.progress import Progress
from dongan_training.settings import StoredSetting
from dongan_training.storage.database import FILE
from dongan_training.workspace import Workspace
from ui.app import Face
from ui.appearance import Appearance
from ui.jobs import Job
from ui.kit import Desk
from ui.shell.window import MainWindow


def add_place(workspace: Workspace, name: str) -> None:
    with workspace.begin() as session:
        session.add(OrgUnit(name=name))


def test_a_commit_of_any_thread_arrives_with_its_kinds(qtbot: QtBot, desk: Desk) -> None:
    heard: list[frozenset[type]] = []
    desk.changed.connect(heard.append)
    desk.jobs.start(Job("", lambda progress: add_place(desk.workspace, "莲塘村")))
    qtbot.waitUntil(lambda: heard == [frozenset({OrgUnit})])


def test_settings_follow_whoever_stores_them(desk: Desk) -> None:
    heard: list[object] = []
    desk.changed.connect(heard.append)
    with desk.workspace.begin() as session:
        stored.save(session, replace(desk.settings, trainer="李老师"))
    assert heard == [frozenset({StoredSetting})]
    assert desk.actor.name == "李老师"


def test_a_desk_that_nobody_holds_hears_nothing_more(
    qapp: QApplication, workspace: Workspace
) -> None:
    desk = Desk(workspace)
    desk.jobs.close()
    gone = weakref.ref(desk)
    del desk
    gc.collect()
    assert gone() is None
    add_place(workspace, "莲塘村")  # "Signal source has been deleted", where it still heard


def test_a_desk_put_away_with_its_window_hears_nothing_more(
    qapp: QApplication, workspace: Workspace
) -> None:
    owner = QObject()
    desk = Desk(workspace, owner)
    desk.jobs.close()
    shiboken6.delete(owner)
    assert not shiboken6.isValid(desk)
    add_place(workspace, "莲塘村")


def test_several_windows_share_a_desk_while_a_job_writes(qtbot: QtBot, desk: Desk) -> None:
    desk.save_settings(replace(desk.settings, township="白牙市镇"))
    halfway, go_on = Event(), Event()
    failures: list[Exception] = []

    def work(progress: Progress) -> None:
        for place in range(4):
            progress.step(place, 4, "")
            add_place(desk.workspace, f"莲塘村{place}")
            if place == 1:
                halfway.set()
                go_on.wait(10)

    first, second = _window(qtbot, desk), _window(qtbot, desk)
    job = Job("导入", work)
    job.failed.connect(failures.append)
    desk.jobs.start(job)
    assert halfway.wait(10)
    first.retire()
    go_on.set()
    qtbot.waitUntil(lambda: desk.jobs.running is None)
    assert failures == []
    assert second.strip.isHidden()
    with desk.workspace.read() as session:
        assert session.query(OrgUnit).count() == 4


def _window(qtbot: QtBot, desk: Desk) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    window.show()
    return window


def test_leaving_without_closing_a_window_still_ends_the_long_work(
    qapp: QApplication, qtbot: QtBot, workspace: Workspace
) -> None:
    face = Face(qapp, workspace.folder, Appearance(theme="light"))
    qtbot.addWidget(face.window)
    face.workspace, face.desk = workspace, Desk(workspace, face)
    begun = Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 0)

    job = Job("", work)
    face.desk.jobs.start(job)
    assert begun.wait(10)
    with qtbot.waitSignal(job.cancelled):
        face.close()
    shiboken6.delete(face)


def test_when_nobody_writes_any_more_the_log_is_brought_into_the_file(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.kit.desk.QUIET", 1)
    desk = Desk(workspace)
    log = workspace.folder / f"{FILE}-wal"

    def written() -> int:  # pages of the file; those of the log do not count
        return (workspace.folder / FILE).stat().st_size

    workspace.fold_log()
    before = written()
    with workspace.begin() as session:
        session.add(OrgUnit(name="村" * 9000))
    assert written() == before and log.stat().st_size > 0
    qtbot.waitUntil(lambda: written() > before)
    desk.jobs.close()
