"""Pictures of the reports page, on the data of the demo."""

from PySide6.QtWidgets import QWidget

from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _page(desk: Desk) -> QWidget:
    window = in_window(desk, "reports")
    page = window.page
    numbers = [n for n, entry in enumerate(page.entries.rows) if entry.lines]
    page.table.pick(numbers[0])
    return window


SCREENS = (Screen("reports", _page),)
