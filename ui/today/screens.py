"""Pictures of the start page beside the one with a class, which the shell draws."""

from PySide6.QtWidgets import QWidget

from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _nothing_yet(desk: Desk) -> QWidget:
    window = in_window(desk, "today")
    window.page.show_state(window.page.nothing_yet())
    return window


SCREENS = (Screen("today-empty", _nothing_yet),)
