"""The window on some data, and how long it answers nobody while something is done in it.

Imports nothing of the program: what is opened for the first time shall load its own code.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, thread_time
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, Times

if TYPE_CHECKING:
    from dongan_training.workspace import Workspace
    from ui.shell.window import MainWindow

PROGRAM = Path(__file__).parents[1]
QUIET = 0.35  # seconds: longer than any pause that waits for the next letter
PATIENCE = 3.0  # seconds; a busy machine is never quiet
TURN, FIRST = 0.1, 0.3  # seconds
BUSY = 0.002  # seconds: nothing happens in shorter turns
Act = Callable[[], object]


@contextmanager
def window_on(
    folder: Path, fill: Callable[[Path], object]
) -> "Iterator[tuple[MainWindow, Workspace]]":
    """The main window, as large as most screens, on what ``fill`` makes in a folder of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _compile(folder / "compiled")
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from dongan_training.workspace import Workspace
    from ui.app import make_app
    from ui.kit import Desk
    from ui.shell.window import MainWindow

    os.environ["DONGAN_MACHINE"] = str(folder / "machine")
    fill(folder / "data")
    workspace = Workspace.open(folder / "data")
    app = QApplication.instance() or make_app()
    desk, window = Desk(workspace), MainWindow()
    window.take(desk)
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen offscreen is small
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    gc.freeze()  # as the program does when it has settled
    yield window, workspace
    gc.unfreeze()
    desk.jobs.close()
    window.close()
    window.deleteLater()
    app.processEvents()
    workspace.close()


def _compile(folder: Path) -> None:
    """An installed program is compiled once, not at the first sight of each page."""
    environment = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder),
    }
    load = "from ui.shell.pages import PAGES\nfor page in PAGES: page.load()"
    subprocess.run([sys.executable, "-c", load], cwd=PROGRAM, env=environment, check=True)
    sys.pycache_prefix = str(folder)


def longest_turn(act: Act, is_busy: Callable[[], bool] = lambda: False) -> float:
    """Do it, and give the longest turn of the loop until nothing happens any more.

    While ``is_busy`` says that a thread works at it, the loop may rest and is waited for.
    """
    from PySide6.QtWidgets import QApplication

    start = thread_time()
    act()
    QApplication.processEvents()
    longest = thread_time() - start
    begun = perf_counter()
    ends = begun + QUIET
    while is_busy() or perf_counter() < min(ends, begun + PATIENCE):
        start = thread_time()
        QApplication.processEvents()
        turn = thread_time() - start
        longest = max(longest, turn)
        if turn > BUSY:
            ends = perf_counter() + QUIET
        sleep(0.001)  # leaves the machine to what works beside the window
    return longest


def beside(limit: float, name: str, seconds: Sequence[float]) -> Figure:
    """Set the median of what was measured beside what it may take."""
    ours = Times(median(seconds), min(seconds), max(seconds))
    return Figure(name, ours, Times(limit, limit, limit), ours.median / limit, 1)
