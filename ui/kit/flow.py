"""Parts side by side while there is room for them, and on further lines where there is not.

A screen enlarged to twice its size, or a longer language, leaves half the room; nothing
may be cut off then. ``flow`` is for tools and figures, ``beside`` for the two halves of a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget

_UP_AND_DOWN = Qt.Orientation.Vertical
_ACROSS = Qt.Orientation.Horizontal


@dataclass
class _Part:
    """An item, the width below which it wants a line of its own, and its share of what is left."""

    item: QLayoutItem
    least: int | None = None  # without it: as wide as it would like to be
    share: int = 0
    fills: bool = False  # takes all of a line on which it stands alone

    @property
    def is_gap(self) -> bool:
        return self.item.spacerItem() is not None

    def width(self, room: int) -> int:
        wanted = self.item.sizeHint().width() if self.least is None else self.least
        return min(max(wanted, self.item.minimumSize().width()), max(room, 0))

    def height(self, width: int) -> int:
        if self.item.hasHeightForWidth():
            return self.item.heightForWidth(width)
        return self.item.sizeHint().height()


class FlowLayout(QLayout):
    """Lines of parts; a gap pushes what follows to the right, or down where it does not fit."""

    keeps_right = False  # what follows a gap stays at the right, also on a line of its own

    def __init__(self, spacing: int = 8):
        super().__init__()
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)
        self._parts: list[_Part] = []

    def add(self, part: QWidget | None, least: int | None = None, share: int = 0) -> None:
        """Add a part; ``share`` is how much of the room left over it gets, None a gap."""
        if part is None:
            self.addItem(QSpacerItem(0, 0))
        else:
            self.addWidget(part)
        added = self._parts[-1]
        added.least, added.share, added.fills = least, share, least is not None

    def addItem(self, item: QLayoutItem) -> None:
        self._parts.append(_Part(item))

    def count(self) -> int:
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._parts[index].item if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._parts.pop(index).item if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        found = Qt.Orientation(0)
        for part in self._parts:
            found |= part.item.expandingDirections()
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [self._line_height(line, width) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(part.item.sizeHint().width() for part in shown)
        high = max((part.item.sizeHint().height() for part in shown), default=0)
        return QSize(wide + self.spacing() * max(len(shown) - 1, 0), high)

    def minimumSize(self) -> QSize:
        least = [part.item.minimumSize() for part in self._shown()]
        return QSize(
            max((size.width() for size in least), default=0),
            max((size.height() for size in least), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        lines = self._lines(rect.width())
        heights = [self._line_height(line, rect.width()) for line in lines]
        self._spread(lines, heights, rect.height())
        top = rect.top()
        for line, height in zip(lines, heights, strict=True):
            left = rect.left()
            for part, width in zip(line, self._widths(line, rect.width()), strict=True):
                part.item.setGeometry(QRect(left, top, width, height))
                left += width + (0 if part.is_gap else self.spacing())
            top += height + self.spacing()

    def _shown(self) -> list[_Part]:
        return [part for part in self._parts if part.is_gap or not part.item.isEmpty()]

    def _lines(self, room: int) -> list[list[_Part]]:
        shown = self._shown()
        if self._taken(shown, room) <= room:
            return [shown]
        lines: list[list[_Part]] = [[]]
        for part in shown:
            line = lines[-1]
            if part.is_gap:
                lines.append([part] if self.keeps_right else [])
            elif line and self._taken([*line, part], room) > room:
                lines.append([part])
            else:
                line.append(part)
        return _balanced([line for line in lines if line])

    def _gaps(self, line: Sequence[_Part]) -> int:
        return self.spacing() * max(sum(not part.is_gap for part in line) - 1, 0)

    def _taken(self, line: Sequence[_Part], room: int) -> int:
        return sum(part.width(room) for part in line) + self._gaps(line)

    def _line_height(self, line: Sequence[_Part], room: int) -> int:
        widths = self._widths(line, room)
        return max((part.height(w) for part, w in zip(line, widths, strict=True)), default=0)

    def _widths(self, line: Sequence[_Part], room: int) -> list[int]:
        """Give everybody what it needs, and what is left over to those who can use it."""
        widths = [part.width(room) for part in line]
        shares = _shares(line)
        over = room - self._gaps(line) - sum(widths)
        if over <= 0 or not any(shares):
            return widths
        flexible = [n for n, share in enumerate(shares) if share]
        pool = over + sum(widths[n] for n in flexible)
        while flexible:  # whoever needs more than its share keeps what it needs
            total = sum(shares[n] for n in flexible)
            eager = [n for n in flexible if widths[n] > pool * shares[n] / total]
            if not eager:
                break
            pool -= sum(widths[n] for n in eager)
            flexible = [n for n in flexible if n not in eager]
        total = sum(shares[n] for n in flexible)
        for n in flexible:
            widths[n] = int(pool * shares[n] / total)
        return widths

    def _spread(self, lines: list[list[_Part]], heights: list[int], room: int) -> None:
        """Give height that is left over to the lines that can use it."""
        over = room - sum(heights) - self.spacing() * max(len(lines) - 1, 0)
        eager = [
            number
            for number, line in enumerate(lines)
            if len(lines) == 1
            or any(part.item.expandingDirections() & _UP_AND_DOWN for part in line)
        ]
        for number in eager if over > 0 else ():
            heights[number] += over // len(eager)


def _shares(line: Sequence[_Part]) -> list[int]:
    """How the room left over on a line is shared out."""
    if len(line) == 1 and line[0].fills:
        return [1]
    if any(part.is_gap for part in line):
        return [int(part.is_gap) for part in line]
    if any(part.share for part in line):
        return [part.share for part in line]
    return [int(_may_grow(part)) for part in line]


def _may_grow(part: _Part) -> bool:
    item = part.item
    grows = bool(item.expandingDirections() & _ACROSS)
    return grows and item.maximumSize().width() > item.sizeHint().width()


def _balanced(lines: list[list[_Part]]) -> list[list[_Part]]:
    """Figures stand in lines of equal length; tools stand as they come."""
    parts = [part for line in lines for part in line]
    if len(lines) < 2 or not all(_may_grow(part) and part.least is None for part in parts):
        return lines
    each = -(-len(parts) // len(lines))
    return [parts[start : start + each] for start in range(0, len(parts), each)]


def flow(*parts: QWidget | None, spacing: int = 8) -> QWidget:
    """Line up tools or figures; None is a gap that takes the room that is left."""
    holder = QWidget()
    layout = FlowLayout(spacing)
    holder.setLayout(layout)
    for part in parts:
        layout.add(part)
    return holder


def foot(*parts: QWidget | None) -> QWidget:
    """Line up the buttons at the end of a dialog: those that close it are always at the right."""
    holder = flow(*parts)
    holder.layout().keeps_right = True
    return holder


def beside(*halves: tuple[QWidget, int, int], spacing: int = 16) -> QWidget:
    """Put the halves of a page side by side: each with its least width and its share of the rest.

    On a screen too small for that they stand one below the other.
    """
    holder = QWidget()
    layout = FlowLayout(spacing)
    holder.setLayout(layout)
    for half, least, share in halves:
        layout.add(half, least, share)
    return holder
