"""导入草稿: reviews that wait to be finished; each can be gone on with or given up."""

from PySide6.QtWidgets import QWidget

from dongan_training.bank.importing import draft_imports
from dongan_training.bank.importing.draft_imports import DraftRow
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    Question,
    RowsModel,
    Table,
    TableCard,
    WorkDialog,
    moment_text,
    row,
)


class DraftsDialog(WorkDialog):
    """The drafts, the newest first; ``chosen`` is the one to go on with once accepted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("导入草稿"), parent)
        self.desk = desk
        self.chosen: DraftRow | None = None
        self.resize(860, 480)
        self.drafts = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("文件"), "file_name"),
            Column(_("存入"), "subject_name", width=170),
            Column(_("题数"), "questions", width=72),
            Column(_("经手人"), "actor", width=110),
            parent=self,
        )
        self.table = Table(self.drafts, "bank-drafts")
        self.table.set_empty(EmptyState("inbox", _("没有等待核对的导入。")))
        self.give_up = Button(_("放弃"), self.discard_current, icon="trash-2")
        self.go_on = PrimaryButton(_("继续核对"), self.choose_current)
        close = Button(_("关闭"), self.reject)
        self._body.addWidget(TableCard(self.table), 1)
        self._body.addWidget(row(self.give_up, None, close, self.go_on))
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        self.refresh()
        self.table.pick(0)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.drafts.show(draft_imports.open_drafts(session))
        self._on_picked(self.table.current())

    def choose_current(self) -> None:
        """Close, and go on with the draft that has the cursor."""
        self.chosen = self.table.current()
        if self.chosen is not None:
            self.accept()

    def discard_current(self) -> None:
        """Give the draft with the cursor up, after asking."""
        draft: DraftRow | None = self.table.current()
        if draft is None or not self.desk.dialogs.confirm(self, giving_up(draft.file_name)):
            return
        with self.desk.workspace.begin() as session:
            draft_imports.discard(session, draft.id)
        self.refresh()

    def _on_picked(self, draft: DraftRow | None) -> None:
        self.give_up.setEnabled(draft is not None)
        self.go_on.setEnabled(draft is not None)

    def _on_opened(self, _draft: DraftRow) -> None:
        self.choose_current()


def giving_up(file_name: str) -> Question:
    """Ask before what was put right is lost."""
    return Question(
        _("放弃“{name}”的核对？").format(name=file_name),
        _("已经改过的答案和选择不会保留。"),
        _("放弃"),
        _("原文件和题库都没有改动。"),
    )
