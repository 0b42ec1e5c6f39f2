"""Measures all dialogs of ``ui.screens`` on a small screen: ``python -m … OUT.json zh en``.

A process of its own (see test_dialogs_in_sight.py): the screen is chosen when Qt begins.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from dongan_training import clock
from dongan_training.workspace import Workspace
from ui import screens
from ui.app import make_app, wear
from ui.appearance import Appearance
from ui.kit import FittedDialog
from ui.kit.desk import Desk
from ui.kit.dialogs import SCREEN_MARGINS
from ui.kit.screen import in_window
from ui.kit.scrolling import ScrollingPart


def faults(dialog: FittedDialog) -> Iterator[str]:
    """Say what of the dialog cannot be seen."""
    room = dialog.screen().availableGeometry().size() - QSize(*SCREEN_MARGINS)
    if dialog.width() > room.width() or dialog.height() > room.height():
        yield f"{dialog.width()}x{dialog.height()} in {room.width()}x{room.height()}"
    if dialog.layout().totalMinimumSize().width() > dialog.width():
        yield f"needs to be {dialog.layout().totalMinimumSize().width()} wide"
    for part in dialog.findChildren(ScrollingPart):
        if part.widget().width() > part.viewport().width():
            yield f"{part.widget().width()} wide in {part.viewport().width()}"
    last = dialog.layout().itemAt(dialog.layout().count() - 1).widget()
    buttons = [one for one in last.findChildren(QPushButton) if not one.isHidden()]
    if not buttons:
        yield "does not end with buttons"
    for button in {*buttons, *(one for one in dialog.findChildren(QPushButton) if one.isDefault())}:
        if button.visibleRegion().boundingRect() != button.rect():
            yield f"“{button.text()}” is cut off"


def measured(app: QApplication, desk: Desk) -> dict[str, list[str]]:
    """Show one dialog after another; give the faults of each."""
    found = {}
    for screen in screens.screens():
        if isinstance(screen.build, partial) and screen.build.func is in_window:
            continue  # a page
        widget = screen.build(desk)
        if isinstance(widget, FittedDialog):
            widget.show()
            for _round in range(3):
                app.processEvents()
            found[screen.name] = list(faults(widget))
        assert isinstance(widget, QDialog) or widget.isWindow()
        widget.hide()
        widget.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


def main(out: Path, *languages: str) -> None:
    """Measure in each language, with the demo's data."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(clock, "now", return_value=screens.MOMENT),
    ):
        os.environ["DONGAN_MACHINE"] = str(Path(folder) / "machine")
        app = make_app()
        workspace = Workspace.open(Path(folder) / "data")
        screens.fill(workspace, "zh")
        desk = Desk(workspace)
        found = {}
        for language in languages:
            wear(app, Appearance(language=language))
            found[language] = measured(app, desk)
        desk.jobs.close()
        workspace.close()
    out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
