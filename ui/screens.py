"""Draws every page, dialog and state with demo data: ``python -m ui.screens OUT``.

A tool for developers; the README's pictures come from here. It needs no screen. Pictures
go to ``OUT/light`` and ``OUT/dark``, numbered in the order of the list below. ``--lang en``
draws in English, ``--theme contrast`` in another theme, ``--size 683x384`` as on a screen
enlarged to twice its size, ``--only bank`` draws what has ``bank`` in its name.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dongan_training import clock, texts
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
    "ui.bank.screens",
    "ui.exam.screens",
    "ui.today.screens",
    "ui.certificates.screens",
    "ui.designs.screens",
    "ui.reports.screens",
)
MOMENT = datetime(2026, 11, 23, 8, 36, 6).astimezone()  # the clock stands still in all pictures


@dataclass(frozen=True)
class Wish:
    """What to draw, where to, and how."""

    out: Path
    themes: Sequence[theme.ThemeName]
    language: texts.Language
    size: QSize
    only: str


def screens() -> Iterator[Screen]:
    """Give all pictures, folder by folder."""
    for name in FOLDERS:
        yield from import_module(name).SCREENS


def draw_all(app: QApplication, desk: Desk, wish: Wish) -> int:
    """Draw every picture in each theme; give how many were drawn."""
    count = 0
    for name in wish.themes:
        wear(app, Appearance(theme=name, language=wish.language))
        folder = wish.out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, screen in enumerate(screens(), start=1):
            if wish.only in screen.name:
                draw(app, screen.build(desk), wish.size, folder / f"{number:02}-{screen.name}.png")
                count += 1
    return count


def draw(app: QApplication, widget: QWidget, size: QSize, path: Path) -> None:
    """Draw one widget as a user would see it, and put it away."""
    if not isinstance(widget, QDialog):
        widget.setWindowState(Qt.WindowState.WindowNoState)
        widget.resize(size)
    widget.show()
    for _round in range(3):  # what changes its size tells the layout around it, round by round
        app.processEvents()
    if not widget.grab().save(str(path)):
        raise OSError(path)
    widget.hide()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fill(workspace: Workspace, language: texts.Language) -> None:
    """Put the demo's data into an empty workspace whose user speaks ``language``."""
    from dongan_training import settings
    from dongan_training.demo.filling import fill as fill_demo
    from dongan_training.progress import Silent

    fill_demo(workspace, at=MOMENT, progress=Silent())
    with workspace.begin() as session:
        settings.save(session, replace(settings.load(session), language=language))


def read_wish(arguments: Sequence[str]) -> Wish:
    """Read the command line; a wrong one ends the program with an explanation."""
    parser = argparse.ArgumentParser(prog="python -m ui.screens", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", action="append", choices=theme.THEMES)
    parser.add_argument("--lang", default="zh", choices=texts.LANGUAGES)
    parser.add_argument("--size", default="1366x768", metavar="WIDTHxHEIGHT")
    parser.add_argument("--only", default="", metavar="WORD")
    read = parser.parse_args(arguments)
    width, height = (int(part) for part in read.size.split("x"))
    themes: Sequence[theme.ThemeName] = read.theme or ("light", "dark")
    return Wish(read.out, themes, read.lang, QSize(width, height), read.only)


def main(arguments: Sequence[str]) -> int:
    """Draw what the command line asks for."""
    wish = read_wish(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(clock, "now", return_value=MOMENT),
    ):
        os.environ["DONGAN_MACHINE"] = str(Path(folder) / "machine")
        app = make_app()
        workspace = Workspace.open(Path(folder) / "data")
        fill(workspace, wish.language)
        desk = Desk(workspace)
        count = draw_all(app, desk, wish)
        desk.jobs.close()
        workspace.close()
    print(f"{count} pictures in {wish.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
