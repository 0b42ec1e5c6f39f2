"""Files dropped onto a page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent


class TakesFile:
    """Beside Page: a file dropped anywhere on the page comes to ``take_file``.

    A page that takes several, one after the other, sets ``many`` and writes ``take_files``.
    """

    many = False

    def take_file(self, path: Path) -> None:
        """Do something with the file; the page writes it."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take all that was dropped, in its order."""
        for path in paths:
            self.take_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self._dropped(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.take_files(paths)

    def _dropped(self, dropped: QMimeData) -> list[Path]:
        """The files that are being dropped, where the page can take so many; folders are none."""
        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        files = [path for path in paths if not path.is_dir()]
        return files if self.many or len(files) == 1 else []
