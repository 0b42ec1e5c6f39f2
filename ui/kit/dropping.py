"""A file dropped onto a page."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent


class TakesFile:
    """Beside Page: a file dropped anywhere on the page comes to ``take_file``."""

    def take_file(self, path: Path) -> None:
        """Do something with the file; the page writes it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.take_file(path)


def dropped_file(dropped: QMimeData) -> Path | None:
    """Give the one file that is being dropped; several at once are none."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
