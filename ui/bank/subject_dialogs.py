"""Small forms about one subject: its name, and another one to go to."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from dongan_training.bank.subjects import LONGEST_NAME, Place
from dongan_training.texts import _
from ui.bank.subject_field import SubjectField
from ui.kit import FormDialog


class SubjectNameDialog(FormDialog):
    """One field for a name; ``keep`` stores it and may raise a UserError."""

    def __init__(
        self,
        title: str,
        name: str,
        hint: str,
        keep: Callable[[str], None],
        parent: QWidget | None = None,
    ):
        super().__init__(title, parent=parent)
        self._keep = keep
        self.name = self.line(_("名称"), name, hint)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()

    def save(self) -> None:
        self._keep(self.name.text().strip())


class SubjectTargetDialog(FormDialog):
    """Chooses another subject, or the top; ``keep`` takes its id (None: the top)."""

    def __init__(
        self,
        title: str,
        action: str,
        places: Sequence[Place],
        keep: Callable[[str | None], None],
        parent: QWidget | None = None,
    ):
        super().__init__(title, action, parent)
        self._keep = keep
        self.target = SubjectField(places, nothing=_("最上一级"))
        self.row(_("题库"), self.target)

    def leave_out_top(self) -> None:
        """Only a subject will do."""
        self.target.removeItem(0)

    def save(self) -> None:
        self._keep(self.target.subject_id)
