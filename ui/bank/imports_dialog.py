"""导入记录: the files taken in, each of which can be taken back."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank import queries
from dongan_training.bank.changing import undo_import
from dongan_training.bank.models import BankImport
from dongan_training.bank.queries import ImportRow
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
    """A list of imports, the newest first; the one chosen is undone, or its questions are shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("撤销一次导入：它带来的题不再用于练习和组卷，它替换过的题恢复原来的内容。")
        super().__init__(_("导入记录"), told, parent)
        self.setMinimumWidth(860)
        self.desk = desk
        self.imports = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("文件"), "file_name"),
            Column(_("题数"), "questions", width=72),
            Column(_("经手人"), "actor", width=110),
            Column(_("状态"), "undone", tag=_state_tag, width=110),
            parent=self,
        )
        self.table = Table(self.imports, "bank-imports")
        self.table.set_empty(EmptyState("inbox", _("还没有导入过文件。")))
        self.shown: ImportRow | None = None  # whose questions are to be listed
        self.show_ = Button(_("查看这些题"), self.show_current, icon="library-big")
        self.undo = Button(_("撤销这次导入"), self.undo_current, icon="undo-2")
        self.fill(self.table, self.undo, self.show_)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self.show_current)
        desk.changed.connect(self._on_changed)
        self.refresh()
        self.table.pick(0)

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.imports.show(queries.imports(session))
        self._on_picked(self.table.current())

    def show_current(self) -> None:
        """Leave for the list of what the import with the cursor brought."""
        self.shown = self.table.current()
        self.accept()

    def undo_current(self) -> None:
        """Take back the import with the cursor, after asking."""
        chosen: ImportRow | None = self.table.current()
        if chosen is None:
            return
        question = Question(
            _("撤销“{name}”的导入？").format(name=chosen.file_name),
            _("这次导入的 {count} 题不再用于练习和组卷。").format(count=chosen.questions),
            _("撤销导入"),
            _("已经生成的试卷和已考的成绩不受影响。"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        by, at = self.desk.actor, clock.now()
        with self.explaining():
            with self.desk.workspace.begin() as session:
                undone = undo_import(session, import_id=chosen.id, by=by, at=at)
            self.notice.show_text(undone.told(), Tone.GOOD)

    def _on_picked(self, chosen: ImportRow | None) -> None:
        self.undo.setEnabled(chosen is not None and not chosen.undone)
        self.show_.setEnabled(chosen is not None)

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if BankImport in kinds:
            self.refresh()


def _state_tag(undone: bool) -> Tag:
    return Tag(_("导入已撤销"), Tone.QUIET) if undone else Tag(_("使用中"), Tone.GOOD)
