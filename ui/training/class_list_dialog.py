"""What the dialogs about a list of one class have in common: menu, places, who waits."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from ui.kit import Desk, ListDialog, RowsModel, Tone


class ClassListDialog(ListDialog):
    """A subclass writes ``found``; ``rows`` and ``tools`` stand before ``refresh``."""

    rows: RowsModel
    tools: Sequence[QWidget] = ()  # of use only while there are rows

    def __init__(
        self, desk: Desk, class_id: str, title: str, told: str, parent: QWidget | None = None
    ):
        super().__init__(title, told, parent)
        self.desk, self.class_id = desk, class_id

    def found(self, session: Session) -> Sequence[Any]:
        """Read the rows; subclasses write it."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.rows.show(self.found(session))
        for widget in self.tools:
            widget.setEnabled(bool(self.rows.rows))

    def report(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say what was done, and show the list as it is now."""
        self.notice.show_text(text, tone)
        self.refresh()

    def write(self, change: Callable[..., Any], **what: object) -> Any:
        """Change the class by a use case, in the name of whoever sits here."""
        with self.desk.workspace.begin() as session:
            return change(
                session, class_id=self.class_id, by=self.desk.actor, at=clock.now(), **what
            )
