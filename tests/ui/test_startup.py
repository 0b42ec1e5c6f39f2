"""Starting: light, and in one piece, as a user starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dongan_training import paths
from main import wanted_window

HEAVY = ("reportlab", "docx", "pypinyin", "numpy", "pyqtgraph", "starlette", "alembic", "PIL")

OPEN_AND_TELL = """
import json, sys
from pathlib import Path
from dongan_training.workspace import Workspace
from dongan_training.settings import Settings
from ui import app as face

folder = Path(sys.argv[1])
workspace = Workspace.open(folder)
app = face.make_app(int(sys.argv[2]))
face.wear_settings(app, Settings())
opened = face.Face(app, workspace, Settings())
opened.open()
app.processEvents()
window = opened.window
print(json.dumps({
    "modules": sorted(name for name in sys.modules if "." not in name),
    "visible": window.isVisible(),
    "page": type(window.page).__name__,
    "ratio": window.devicePixelRatioF(),
}))
window.close()
workspace.close()
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


def test_everything_can_be_twice_as_large(data_folder: Path) -> None:
    assert opened(data_folder, scale=200)["ratio"] == 2


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], (True, None)),
        (["--data", "x"], (True, Path("x"))),
        (["--data=x"], (True, Path("x"))),
        (["demo"], (False, None)),
        (["--data", "x", "doctor"], (False, None)),
        (["--help"], (False, None)),
    ],
)
def test_only_a_data_folder_or_nothing_asks_for_the_window(
    arguments: list[str], wanted: tuple[bool, Path | None]
) -> None:
    assert wanted_window(arguments) == wanted
