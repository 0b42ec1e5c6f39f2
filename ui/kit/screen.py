"""One picture that ``python -m ui.screens`` draws. A domain folder lists its own:

    SCREENS = (
        Screen("people", partial(in_window, key="people")),
        Screen("people-import", build_import),        # build(desk) -> the widget to draw
    )

in its ``screens.py``, which ``ui/screens.py`` names. What ``build`` gives back is drawn as
it stands after all events have been handled; dialogs are given their own size, everything
else is drawn at 1366×768.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.desk import Desk
from ui.shell.window import MainWindow


@dataclass(frozen=True)
class Screen:
    """A picture: its name, and how the widget in it is made."""

    name: str
    build: Callable[[Desk], QWidget]


def in_window(desk: Desk, key: str, **arguments: Any) -> MainWindow:
    """Make the main window with the page ``key`` in it."""
    window = MainWindow()
    window.take(desk)
    window.badges.count()
    window.show_page(key, **arguments)
    while desk.jobs.is_reading:
        QApplication.processEvents()
    return window
