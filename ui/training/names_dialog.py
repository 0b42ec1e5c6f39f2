"""What a list of names from outside came to, before anybody is enrolled."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dongan_training.texts import _
from dongan_training.training.name_list import MatchedNames
from dongan_training.training.queries import ClassCard
from ui.kit import Column, Desk, RowsModel, Table, TableCard, Words
from ui.training.enrol_dialog import EnrolDialog


class NamesDialog(EnrolDialog):
    """Says how many were found on the roll, and lists the rows that fit nobody."""

    def __init__(
        self,
        desk: Desk,
        card: ClassCard,
        found: tuple[Path, MatchedNames],
        parent: QWidget | None = None,
    ):
        super().__init__(desk, card, _("导入名单"), parent)
        path, self.matched = found
        self.problems = RowsModel(
            Column(_("行"), "row", width=64, muted=True),
            Column(_("姓名"), "name", bold=True, width=120),
            Column(_("没有对上的原因"), "message"),
            parent=self,
        )
        self.told = Words(self._words(path)).wrapped()
        self.form.addRow(self.told)
        if self.matched.problems:
            self.setMinimumWidth(720)
            self.problems.show(self.matched.problems)
            table = Table(self.problems, "name-problems")
            table.setMinimumHeight(240)
            self.form.addRow(TableCard(table))
            advice = _("没有对上的人不会添加。可先在“人员”页导入花名册，再重新导入名单。")
            self.form.addRow(Words(advice, "small").wrapped())
        self.submit.setText(_("添加 {count} 人").format(count=len(self.matched.person_ids)))
        self.submit.setEnabled(bool(self.matched.person_ids))

    def wanted(self) -> Sequence[str]:
        return self.matched.person_ids

    def _words(self, path: Path) -> str:
        found, lost = len(self.matched.person_ids), len(self.matched.problems)
        if not lost:
            return _("“{file}”里的 {found} 人都在花名册里。").format(file=path.name, found=found)
        return _("“{file}”里有 {found} 人在花名册里，{lost} 行没有对上：").format(
            file=path.name, found=found, lost=lost
        )
