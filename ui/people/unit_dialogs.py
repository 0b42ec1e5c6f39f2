"""Forms about one organisation: add, change, move, merge, and its history."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

import dongan_training.models  # noqa: F401  merging must see every table that names a unit
from dongan_training import clock
from dongan_training.people import tree
from dongan_training.people.organisations import KINDS
from dongan_training.people.queries import UnitRow
from dongan_training.people.tree import UnitFacts
from dongan_training.texts import _
from ui.kit import (
    Desk,
    FormDialog,
    Words,
)
from ui.people.unit_field import UnitField


class UnitDialog(FormDialog):
    """Name, kind and place; adds below ``parent_id``, or changes ``unit_id``."""

    def __init__(
        self,
        desk: Desk,
        facts: UnitFacts | None,
        *,
        unit_id: str,
        upper: str,
        parent: QWidget | None = None,
    ):
        title = _("修改党组织") if facts else _("添加下级党组织")
        super().__init__(title, parent=parent)
        self.desk, self.unit_id, self._is_new = desk, unit_id, facts is None
        self.event_id: str | None = None
        self.name = QLineEdit(facts.name if facts else "")
        self.row(_("名称"), self.name, upper)
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.addItems(["", *dict.fromkeys(kind for _ending, kind in KINDS)])
        self.kind.setCurrentText(facts.kind if facts else "")
        self.row(_("类别"), self.kind, _("留空时按名称判断。"))
        self.place = QLineEdit(facts.place if facts else "")
        self.place.setPlaceholderText(_("例如：长沙市"))
        self.row(_("所在地"), self.place, _("流动党组织填写，其他留空。"))

    def save(self) -> None:
        facts = UnitFacts(self.name.text(), self.kind.currentText(), self.place.text())
        by, now = self.desk.actor, clock.now()
        with self.desk.workspace.begin() as session:
            if self._is_new:
                tree.add_unit(session, facts=facts, parent_id=self.unit_id, by=by, at=now)
            else:
                self.event_id = tree.change_unit(
                    session, unit_id=self.unit_id, facts=facts, by=by, at=now
                )


class UnitTargetDialog(FormDialog):
    """Chooses another organisation: as the one above, or to merge into."""

    def __init__(
        self,
        desk: Desk,
        unit: UnitRow,
        units: Sequence[UnitRow],
        *,
        merging: bool,
        parent: QWidget | None = None,
    ):
        title = _("并入另一个党组织") if merging else _("移到另一个上级")
        super().__init__(title, _("合并") if merging else _("移动"), parent)
        self.desk, self.unit, self._merging = desk, unit, merging
        self.event_id: str | None = None
        self.target = UnitField(units, but=unit.id)
        self.row(_("党组织"), Words(unit.name))
        label = _("并入") if merging else _("新的上级")
        hint = _("人员、下级和已有的记录都归它，原名称留在变动记录里。") if merging else ""
        self.row(label, self.target, hint)
        self.target.setFocus()

    def save(self) -> None:
        by, now, target = self.desk.actor, clock.now(), self.target.chosen()
        with self.desk.workspace.begin() as session:
            if self._merging:
                self.event_id = tree.merge_units(
                    session, gone_id=self.unit.id, kept_id=target, by=by, at=now
                )
            else:
                self.event_id = tree.move_unit(
                    session, unit_id=self.unit.id, parent_id=target, by=by, at=now
                )
