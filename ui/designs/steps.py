"""One step of a design, and its way back."""

from collections.abc import Callable
from zlib import crc32

from PySide6.QtGui import QUndoCommand

from dongan_training.printing.designs.model import Design

NEVER_MERGED = -1


class Step(QUndoCommand):
    """From one design to the next. Steps of the same ``what`` in a row become one."""

    def __init__(
        self, apply: Callable[[Design], None], before: Design, after: Design, what: str = ""
    ):
        super().__init__()
        self._apply, self.before, self.after = apply, before, after
        self._what = crc32(what.encode()) & 0x7FFFFFFF if what else NEVER_MERGED

    def id(self) -> int:
        return self._what

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, Step)
        self.after = other.after
        return True

    def undo(self) -> None:
        self._apply(self.before)

    def redo(self) -> None:
        self._apply(self.after)
