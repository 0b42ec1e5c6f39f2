"""导入记录: the rolls that were brought in, each of which can be taken back as a whole."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people import roster_undo
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    Question,
    RowsModel,
    Table,
    Tag,
    Tone,
    moment_text,
)


class ImportsDialog(ListDialog):
    """Nobody is touched who was changed after the import: then it says who."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("撤销一次导入：新增的人删除，更新和离册的人复原；此后又改动过的不能撤销。")
        super().__init__(_("导入记录"), told, parent)
        self.setMinimumWidth(820)
        self.desk = desk
        self.imports = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("文件"), "file_name"),
            Column(_("新增"), "added", width=72),
            Column(_("更新"), "changed", width=72),
            Column(_("离册"), "left", width=72),
            Column(_("经手人"), "actor", muted=True, width=100),
            Column(_("状态"), "undone_at", tag=_state_tag, width=110),
            parent=self,
        )
        self.table = Table(self.imports, "roster-imports")
        self.table.set_empty(EmptyState("upload", _("还没有导入过名册。")))
        self.undo = Button(_("撤销这次导入"), self.undo_import, icon="undo-2")
        self.fill(self.table, self.undo)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.imports.show(roster_undo.imports(session))
        self.undo.setEnabled(bool(self.imports.rows))
        if self.imports.rows and self.table.current() is None:
            self.table.pick(0)

    def undo_import(self) -> None:
        """Ask once, then take the roll with the cursor back."""
        chosen = self.table.current()
        question = Question(
            _("撤销“{file}”的导入？").format(file=chosen.file_name),
            _("这次新增的 {added} 人会删除，更新的 {changed} 人会复原。").format(
                added=chosen.added, changed=chosen.changed
            ),
            _("撤销导入"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        try:
            with self.desk.workspace.begin() as session:
                undone = roster_undo.undo_import(
                    session, import_id=chosen.id, by=self.desk.actor, at=clock.now()
                )
        except UserError as error:
            self.explain(error)
            return
        text = _("已撤销：删除 {removed} 人，复原 {restored} 人。")
        self.notice.show_text(
            text.format(removed=undone.removed, restored=undone.restored), Tone.GOOD
        )
        self.refresh()


def _state_tag(undone_at: object) -> Tag:
    return Tag(_("已经撤销"), Tone.QUIET) if undone_at else Tag(_("可以撤销"), Tone.GOOD)
