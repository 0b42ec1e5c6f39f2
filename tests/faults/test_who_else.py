"""Data of a newer program, and a second program on the same data."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dongan_training import paths
from dongan_training.storage.database import FILE
from dongan_training.workspace import Workspace
from tests.faults.program import fingerprint, run_program, start_program

OPEN_AND_LEAVE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app as face
from ui.appearance import Appearance
from ui.shell.opening import RefusedDialog

def leave():
    found = [one for one in app.topLevelWidgets() if isinstance(one, RefusedDialog)]
    shown = [one for one in found if one.isVisible()]
    if shown:
        print(json.dumps([shown[0].told.text(), shown[0].advised.text()]))
        shown[0].reject()

app = face.make_app()
opened = face.Face(app, Path(sys.argv[1]), Appearance())
looking = QTimer()
looking.timeout.connect(leave)
looking.start(50)
opened.open()
code = app.exec()
opened.close()
sys.exit(code)
"""
COMMANDS = (("people", "list"), ("people", "add", "--set", "name=王芳"), ("doctor",))


@pytest.fixture
def newer(folder):
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num='9999'")
    return folder


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_data_of_a_newer_program_is_refused_and_left_as_it_was(newer, words):
    before = (newer / FILE).read_bytes()
    sentence, advice = run_program(*words, "--json", "--data", newer).refusal()
    assert "由更新版本的东安培训写的（数据版本 9999）" in sentence and str(newer) in sentence
    assert "没有改动" in advice and "安装新版本" in advice
    assert (newer / FILE).read_bytes() == before


def test_while_the_data_are_open_a_command_is_told_and_works_afterwards(folder):
    before = fingerprint(folder)
    held = Workspace.open(folder)
    try:
        add = ("people", "add", "--set", "name=王芳", "--set", "township=横塘镇", "--json")
        sentence, advice = run_program(*add, "--data", folder).refusal()
        assert "正由另一个东安培训程序使用" in sentence and str(folder) in sentence
        assert "数据没有改动" in advice
    finally:
        held.close()
    assert fingerprint(folder) == before
    assert run_program(*add, "--data", folder).code == 0


def test_a_window_holds_its_data_against_a_second_window_and_a_command(folder):
    first = start_program("--data", folder, QT_QPA_PLATFORM="offscreen")
    try:
        _wait_for(folder / "logs" / "dongan.log")
        sentence, _advice = run_program("people", "list", "--json", "--data", folder).refusal()
        assert "正由另一个东安培训程序使用" in sentence
        told, advised = _open_second_window(folder)
        assert (told, first.poll()) == (sentence, None)
        assert "切换到已打开的窗口" in advised
    finally:
        first.terminate()
        first.communicate(timeout=20)
    assert run_program("people", "list", "--data", folder).code == 0


def test_a_window_on_newer_data_says_so_and_leaves_them(newer):
    before = (newer / FILE).read_bytes()
    told, advised = _open_second_window(newer)
    assert "由更新版本的东安培训写的" in told and "安装新版本" in advised
    assert (newer / FILE).read_bytes() == before


def _wait_for(path: Path) -> None:
    for _turn in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    raise TimeoutError(path)


def _open_second_window(folder: Path) -> list[str]:
    """Open a window as ``main.py`` does, read its refusal, and press 退出; gives its words."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_LEAVE, str(folder)],
        cwd=paths.program_folder(),
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    words: list[str] = json.loads(done.stdout)
    return words
