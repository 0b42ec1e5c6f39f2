"""From the command to a visible window, against an empty QMainWindow; each in a fresh process.

The data folder is set up, as on every day but the first. Both sides load the interpreter,
Qt and the same platform plug-in.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from benchmarks.figure import Figure, compare, memory, print_table
from dongan_training import paths, settings
from dongan_training.workspace import Workspace

VISIBLE_GOAL = 2.0
FILLED_GOAL = 8.0  # no promise: it guards against a slip
MEMORY_GOAL = 130.0  # MB resident

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
"""

VISIBLE = """
import sys
from pathlib import Path
from ui import app as face
from ui.appearance import Appearance
worn = Appearance.remembered()
app = face.make_app(worn.scale)
opened = face.Face(app, Path(sys.argv[1]), worn)
opened.window.seen.disconnect()  # measured apart: what is seen first, and the first page
opened.open()
app.processEvents()
opened.window.grab()
"""

FILLED = (
    VISIBLE
    + """
opened.take_data()
app.processEvents()
opened.window.grab()
"""
)

# Says that it is drawn, and stays until somebody has looked.
WAIT = """
import sys
print("drawn", flush=True)
sys.stdin.read()
"""
# Ends without Python's own tidying up, which no user waits for.
END = "\nimport os; os._exit(0)\n"


def measure() -> list[Figure]:
    """Time both windows in turn, and weigh ours once the first page is drawn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _set_up(folder)
        empty = partial(_run, EMPTY + END, folder)
        visible = partial(_run, VISIBLE + END, folder)
        filled = partial(_run, FILLED + END, folder)
        return [
            compare("window visible / empty QMainWindow", visible, empty, VISIBLE_GOAL),
            compare("first page filled / empty QMainWindow", filled, empty, FILLED_GOAL),
            memory("memory of the open window", _weigh(folder), MEMORY_GOAL),
        ]


def _set_up(folder: Path) -> None:
    workspace = Workspace.open(folder)
    with workspace.begin() as session:
        settings.save(session, replace(settings.Settings(), township="白牙市镇"))
    workspace.close()


def _run(program: str, folder: Path) -> None:
    subprocess.run(
        _command(program, folder),
        cwd=paths.program_folder(),
        env=_environment(folder),
        check=True,
        capture_output=True,
    )


def _weigh(folder: Path) -> float:
    """Megabytes of resident memory of a window that shows its first page."""
    with subprocess.Popen(
        _command(FILLED + WAIT + END, folder),
        cwd=paths.program_folder(),
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as window:
        if window.stdout is None or window.stdout.readline() != b"drawn\n":
            raise RuntimeError("the window was not drawn")
        resident = psutil.Process(window.pid).memory_info().rss
        window.communicate()
    return resident / 1_000_000


def _command(program: str, folder: Path) -> list[str]:
    return [sys.executable, "-c", program, str(folder)]


def _environment(folder: Path) -> dict[str, str]:
    environment = os.environ | {
        "DONGAN_MACHINE": str(folder / "machine"),
        "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled once, not at each start
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


if __name__ == "__main__":
    print_table(measure())
