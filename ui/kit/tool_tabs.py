"""Tabs with the tools of the page in their line."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.kit.flow import flow
from ui.kit.parts import Line


class ToolTabs(QWidget):
    """The tools stand at the right of the tabs, or below them where a line has no room for both.

    Ctrl+Tab and Ctrl+Shift+Tab turn the tabs.
    """

    def __init__(self, name: str, *tools: QWidget):
        super().__init__()
        self.bar = QTabBar()
        self.bar.setAccessibleName(name)
        self.bar.setExpanding(False)
        self.pages = QStackedWidget()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(flow(self.bar, None, *tools))
        body.addWidget(Line())
        body.addWidget(self.pages, 1)
        self.bar.currentChanged.connect(self.pages.setCurrentIndex)
        QShortcut(QKeySequence.StandardKey.NextChild, self, self._next)
        QShortcut(QKeySequence.StandardKey.PreviousChild, self, self._before)

    def add(self, page: QWidget, title: str) -> None:
        """Put a page behind the others."""
        self.pages.addWidget(page)
        self.bar.addTab(title)

    def show_page(self, place: int) -> None:
        """Turn to the page at ``place``, counted from 0."""
        self.bar.setCurrentIndex(place)

    def _next(self) -> None:
        self.show_page((self.bar.currentIndex() + 1) % self.bar.count())

    def _before(self) -> None:
        self.show_page((self.bar.currentIndex() - 1) % self.bar.count())
