"""Lines that come and go: the options, blanks and marking points of an answer."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class LineList(QWidget):
    """What stands below the lines is put in by ``end_with``; a subclass names them on ``rebuilt``.

    Keeps no method of its own as a value: such a circle would be collected later, in whatever
    thread, and take the timers of its fields with it.
    """

    changed = Signal()  # by the user
    rebuilt = Signal()  # other fields stand here now

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Any] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(6)

    def new_line(self) -> Any:
        """Make a line and connect it."""
        raise NotImplementedError

    def go_to(self, place: int) -> None:
        """Put the keyboard into the line at a place, or below them where there is no line."""
        raise NotImplementedError

    def end_with(self, foot: QWidget) -> None:
        """Keep ``foot``, which holds the button for one more line, below all of them."""
        self._body.addWidget(foot)

    def have(self, count: int) -> None:
        """Have so many lines, without telling that somebody changed them."""
        while len(self.lines) > count:
            self.drop(self.lines[-1])
        while len(self.lines) < count:
            self.add()

    def add(self) -> Any:
        """Put an empty line below the others, and give it."""
        line = self.new_line()
        self.lines.append(line)
        self._body.insertWidget(self._body.count() - 1, line)
        self.rebuilt.emit()
        return line

    def drop(self, line: QWidget) -> None:
        """Take a line out; the keyboard goes to its neighbour."""
        place = self.lines.index(line)
        self.lines.pop(place)
        if self._holds_keyboard(line):
            self.go_to(max(place - 1, 0))
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.rebuilt.emit()

    def move(self, step: int) -> bool:
        """Let the line with the keyboard change places with the one before (-1) or after it.

        Tells whether one has it, though it may stand at the end already.
        """
        line = next(filter(self._holds_keyboard, self.lines), None)
        if line is None:
            return False
        place = self.lines.index(line)
        to = min(max(place + step, 0), len(self.lines) - 1)
        if to != place:
            self.lines.insert(to, self.lines.pop(place))
            self._body.insertWidget(to, line)
            self.rebuilt.emit()
            self.changed.emit()
        return True

    def _holds_keyboard(self, line: QWidget) -> bool:
        return line.isAncestorOf(QApplication.focusWidget())
