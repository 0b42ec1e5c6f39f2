"""Several files dropped at once, reviewed one after the other."""

from collections.abc import Sequence
from pathlib import Path

from dongan_training.texts import _


class FileQueue:
    """Which file is at hand, and which wait behind it."""

    def __init__(self) -> None:
        self._paths: list[Path] = []
        self._taken = 0

    def put(self, paths: Sequence[Path]) -> None:
        """Let files wait; those that waited before go first."""
        self._paths += paths

    def take(self) -> Path | None:
        """The next file, or None where none waits."""
        if not self.waits:
            self._paths, self._taken = [], 0
            return None
        self._taken += 1
        return self._paths[self._taken - 1]

    @property
    def waits(self) -> int:
        """How many files wait."""
        return len(self._paths) - self._taken

    def told(self, name: str) -> str:
        """The name of the file at hand, with its place where there are several."""
        if len(self._paths) < 2:
            return name
        told = _("{name}（第 {place} 个，共 {count} 个文件）")
        return told.format(name=name, place=self._taken, count=len(self._paths))
