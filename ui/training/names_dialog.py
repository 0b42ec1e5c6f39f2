"""What a list of names from outside came to, before anybody is enrolled."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.texts import _
from dongan_training.training import enrolment
from dongan_training.training.enrolment import Enrolled
from dongan_training.training.name_list import MatchedNames
from dongan_training.training.queries import ClassCard
from ui.kit import Column, Desk, FormDialog, RowsModel, Table, TableCard, Words


class NamesDialog(FormDialog):
    """Says how many were found on the roll, and lists the rows that fit nobody."""

    def __init__(
        self,
        desk: Desk,
        card: ClassCard,
        found: tuple[Path, MatchedNames],
        parent: QWidget | None = None,
    ):
        super().__init__(_("导入名单"), "", parent)
        self.desk, self.card = desk, card
        self.outcome: Enrolled | None = None
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

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            self.outcome = enrolment.enrol_people(
                session,
                class_id=self.card.id,
                person_ids=self.matched.person_ids,
                by=self.desk.actor,
                at=clock.now(),
            )

    def _words(self, path: Path) -> str:
        found, lost = len(self.matched.person_ids), len(self.matched.problems)
        if not lost:
            return _("“{file}”里的 {found} 人都在花名册里。").format(file=path.name, found=found)
        return _("“{file}”里有 {found} 人在花名册里，{lost} 行没有对上：").format(
            file=path.name, found=found, lost=lost
        )
