"""A dialog that stays open while things are done in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.errors import UserError
from ui.kit.dialogs import FittedDialog
from ui.kit.parts import Words
from ui.kit.states import Banner
from ui.kit.tones import Tone


class WorkDialog(FittedDialog):
    """A title and a notice; a subclass adds the rest to ``_body``."""

    def __init__(self, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.notice = Banner()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(24, 20, 24, 20)
        self._body.setSpacing(12)
        self._body.addWidget(Words(title, "title"))
        self._body.addWidget(self.notice)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Say why something could not be done; let a bug reach the crash dialog."""
        try:
            yield
        except UserError as error:
            self.explain(error)

    def explain(self, error: Exception) -> None:
        """Show an expected failure; raise any other, so it reaches the crash dialog."""
        if not isinstance(error, UserError):
            raise error
        self.notice.show_text(str(error), Tone.BAD)
