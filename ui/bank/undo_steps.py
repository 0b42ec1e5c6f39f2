"""What was done on a page and can be taken back, the latest first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.kit import Page


@dataclass(frozen=True)
class Step:
    """One thing that was done: in words, and how it is taken back."""

    told: str
    take_back: Callable[[], None]


class UndoSteps:
    """Says each step in the notice of the page; Ctrl+Z also works once the notice is away."""

    def __init__(self, page: Page):
        self._page = page
        self.steps: list[Step] = []
        self._shortcut = QShortcut(QKeySequence.StandardKey.Undo, page, self.undo)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        page.notice.closed.connect(self._follow)
        self._follow()

    def done(self, told: str, take_back: Callable[[], None]) -> None:
        """Note a step and say it, with the button that takes it back."""
        self.steps.append(Step(told, take_back))
        self._shortcut.setEnabled(False)  # the button of the notice has the same key
        self._page.say(told, undo=self.undo)

    def undo(self) -> None:
        """Take the latest step back."""
        if self.steps:
            self.steps.pop().take_back()
        self._follow()

    def forget(self) -> None:
        """Let all steps go: what they were about is no more."""
        self.steps.clear()
        self._follow()

    def said_back(self, told: str) -> None:
        """Say that a step was taken back."""
        self._page.say(told)
        self._follow()

    def _follow(self) -> None:
        self._shortcut.setEnabled(bool(self.steps))
