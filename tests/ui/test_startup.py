"""Starting: light, and in one piece, as a user starts it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import ui.app
from dongan_training import paths, settings, texts
from dongan_training.workspace import Workspace
from main import main

HEAVY = ("reportlab", "docx", "pypinyin", "numpy", "pyqtgraph", "starlette", "alembic", "PIL")

OPEN_AND_TELL = """
import json, sys
from pathlib import Path
from ui import app as face
from ui.appearance import Appearance

def modules():
    return sorted({name.partition(".")[0] for name in sys.modules})

app = face.make_app(int(sys.argv[2]))
opened = face.Face(app, Path(sys.argv[1]), Appearance())
told = {}

def first_sight():
    told["first sight"] = modules()

def page_shown():
    window = opened.window
    told["modules"] = modules()
    told["visible"] = window.isVisible()
    told["page"] = type(window.page).__name__
    told["ratio"] = window.devicePixelRatioF()
    window.close()

opened.window.seen.disconnect()
for step in (first_sight, opened.take_data, page_shown):
    opened.window.seen.connect(step)
opened.open()
app.exec()
opened.close()
print(json.dumps(told))
"""


def opened(folder: Path, scale: int = 100) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_TELL, str(folder), str(scale)],
        cwd=paths.program_folder(),
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_the_main_window_opens_without_the_heavy_parts(data_folder: Path) -> None:
    told = opened(data_folder)
    assert told["visible"] is True
    assert told["page"] == "WelcomePage"
    assert set(HEAVY) & set(told["modules"]) == set()  # type: ignore[call-overload]


def test_the_page_of_the_bank_loads_no_reader_of_files() -> None:
    told = "import sys, ui.bank.bank_page; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=paths.program_folder(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "ui.bank.bank_page" in loaded
    readers = {"dongan_training.bank.formats", "dongan_training.bank.recognising.blocks"}
    assert loaded & {*HEAVY, *readers, "lxml", "python_calamine"} == set()


def test_the_first_sight_of_the_window_does_not_wait_for_the_database(data_folder: Path) -> None:
    told = opened(data_folder)
    assert "sqlalchemy" not in told["first sight"]  # type: ignore[operator]


def test_a_set_up_folder_opens_on_the_page_of_the_day(workspace: Workspace) -> None:
    with workspace.begin() as session:
        settings.save(session, replace(settings.load(session), township="白牙市镇"))
    workspace.close()
    told = opened(workspace.folder)
    assert told["page"] == "TodayPage"
    assert set(HEAVY) & set(told["modules"]) == set()  # type: ignore[call-overload]


def test_everything_can_be_twice_as_large(data_folder: Path) -> None:
    assert opened(data_folder, scale=200)["ratio"] == 2


@pytest.mark.parametrize(
    ("arguments", "folder", "language"),
    [
        ([], None, None),
        (["--data", "x"], Path("x"), None),
        (["--data=x"], Path("x"), None),
        (["--lang", "en"], None, "en"),
        (["--lang=en", "--data", "x"], Path("x"), "en"),
    ],
)
def test_without_a_command_the_window_opens_on_the_folder_and_in_the_language_named(
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    folder: Path | None,
    language: str | None,
) -> None:
    opened: list[Path] = []
    monkeypatch.setenv("DONGAN_LANG", "")  # put back afterwards
    monkeypatch.setattr(ui.app, "start", lambda on: opened.append(on) or 0)
    assert main(arguments) == 0
    assert opened == [folder or paths.data_folder()]
    assert texts.language_from_environment() == language


@pytest.mark.parametrize("arguments", [["--help"], ["--data", "x", "--help"], ["doctor", "-h"]])
def test_whatever_else_stands_there_is_a_command(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.delattr(ui.app, "start")
    assert main(arguments) in (0, 2)
