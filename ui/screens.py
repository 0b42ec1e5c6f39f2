"""Draws every page, dialog and state with demo data: ``python -m ui.screens OUT``.

A tool for developers; the README's pictures come from here. It needs no screen. Pictures
go to ``OUT/light`` and ``OUT/dark``, numbered in the order of the list below.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dongan_training import clock
from dongan_training.workspace import Workspace
from ui import theme
from ui.app import make_app, wear
from ui.appearance import Appearance
from ui.kit.desk import Desk
from ui.kit.screen import Screen

# Each module has a tuple SCREENS.
FOLDERS = (
    "ui.shell.screens",
    "ui.people.screens",
    "ui.training.screens",
    "ui.attendance.screens",
    "ui.exam.screens",
    "ui.today.screens",
    "ui.certificates.screens",
    "ui.reports.screens",
)
SIZE = QSize(1366, 768)
MOMENT = datetime(2026, 11, 23, 8, 36, 6).astimezone()  # the clock stands still in all pictures
DRAWN: tuple[theme.ThemeName, ...] = ("light", "dark")


def screens() -> Iterator[Screen]:
    """Give all pictures, folder by folder."""
    for name in FOLDERS:
        yield from import_module(name).SCREENS


def draw_all(app: QApplication, desk: Desk, out: Path) -> int:
    """Draw every picture in each theme; give how many were drawn."""
    count = 0
    for name in DRAWN:
        wear(app, Appearance(theme=name))
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, screen in enumerate(screens(), start=1):
            draw(app, screen.build(desk), folder / f"{number:02}-{screen.name}.png")
            count += 1
    return count


def draw(app: QApplication, widget: QWidget, path: Path) -> None:
    """Draw one widget as a user would see it, and put it away."""
    if not isinstance(widget, QDialog):
        widget.resize(SIZE)
    widget.show()
    app.processEvents()
    if not widget.grab().save(str(path)):
        raise OSError(path)
    widget.hide()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fill(workspace: Workspace) -> None:
    """Put the demo's data into an empty workspace."""
    from dongan_training.demo.filling import fill as fill_demo
    from dongan_training.progress import Silent

    fill_demo(workspace, at=MOMENT, progress=Silent())


def main(arguments: list[str]) -> int:
    """Draw into the folder named on the command line."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(clock, "now", return_value=MOMENT),
    ):
        os.environ["DONGAN_MACHINE"] = str(Path(folder) / "machine")
        app = make_app()
        workspace = Workspace.open(Path(folder) / "data")
        fill(workspace)
        desk = Desk(workspace)
        count = draw_all(app, desk, Path(arguments[0]))
        desk.jobs.close()
        workspace.close()
    print(f"{count} pictures in {arguments[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
