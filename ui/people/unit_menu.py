"""What is done to the organisation with the cursor: one menu, also at the right mouse button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people import queries, tree
from dongan_training.people.queries import UnitRow
from dongan_training.people.unit_history import unit_facts, unit_history
from dongan_training.texts import _
from ui.kit import FittedDialog, IconButton, Question
from ui.people.history_dialog import HistoryDialog
from ui.people.unit_dialogs import UnitDialog, UnitTargetDialog

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage


class UnitMenu(IconButton):
    """Each step can be undone from the words that say it was done."""

    def __init__(self, page: "PeoplePage"):
        super().__init__("ellipsis", _("整理党组织"), self._open)
        self._page, self._units = page, page.units
        self._last = ""  # the step that undo takes back
        self.dialog: FittedDialog | None = None
        self.menu = QMenu(self)
        self.add_ = self.menu.addAction(_("添加下级…") + "\tIns", self.add)
        self.change_ = self.menu.addAction(_("修改…") + "\tF2", self.change)
        self.move_ = self.menu.addAction(_("移到…"), self.move_elsewhere)
        self.merge_ = self.menu.addAction(_("并入…"), self.merge)
        self.remove_ = self.menu.addAction(_("删除") + "\tDel", self.remove)
        self.menu.addSeparator()
        self.history_ = self.menu.addAction(_("变动记录…"), self.show_history)
        self.menu.addAction(_("补齐东安县乡镇"), self.add_townships)
        self._units.moving.connect(self.move_to)
        self._units.menu_asked.connect(self._open_at)
        self._units.adding.connect(self.add)
        self._units.renaming.connect(self.change)
        self._units.removing.connect(self.remove)

    def add(self) -> None:
        """Open the form for an organisation below this one."""
        if unit := self._unit():
            upper = _("上级：{name}").format(name=unit.name)
            dialog = UnitDialog(
                self._page.desk, None, unit_id=unit.id, upper=upper, parent=self._page
            )
            self._show(dialog)

    def change(self) -> None:
        """Open the form with what is said about this one."""
        if unit := self._unit():
            with self._page.workspace.read() as session:
                facts = unit_facts(session, unit.id)
            dialog = UnitDialog(
                self._page.desk, facts, unit_id=unit.id, upper="", parent=self._page
            )
            dialog.accepted.connect(self._say_changed)
            self._show(dialog)

    def move_elsewhere(self) -> None:
        """Choose another organisation above this one."""
        self._choose_target(merging=False)

    def merge(self) -> None:
        """Choose an organisation that takes this one over."""
        self._choose_target(merging=True)

    def move_to(self, unit_id: str, parent_id: str, after: str) -> None:
        """Move at once, as a drop says."""
        with self._page.explaining():
            with self._page.workspace.begin() as session:
                event = tree.move_unit(
                    session,
                    unit_id=unit_id,
                    parent_id=parent_id,
                    after=after,
                    by=self._page.desk.actor,
                    at=clock.now(),
                )
            self._say(_("已移动。"), event)

    def remove(self) -> None:
        """Remove an empty organisation, after asking."""
        unit = self._unit()
        if unit is None or unit.depth == 0:
            return
        question = Question(
            _("删除“{name}”？").format(name=unit.name),
            _("它会从党组织里消失。"),
            _("删除党组织"),
            _("下面有人员或下级的不能删除；可以并入另一个党组织。"),
        )
        if not self._page.desk.dialogs.confirm(self._page, question):
            return
        with self._page.explaining():
            with self._page.workspace.begin() as session:
                event = tree.remove_unit(
                    session, unit_id=unit.id, by=self._page.desk.actor, at=clock.now()
                )
            self._say(_("已删除“{name}”。").format(name=unit.name), event)

    def show_history(self) -> None:
        """Show what happened to this organisation."""
        if unit := self._unit():
            with self._page.workspace.read() as session:
                told = unit_history(session, unit.id)
            self._show(HistoryDialog(unit.name, told, self._page))

    def add_townships(self) -> None:
        """Add the townships of the shipped list that are missing."""
        with self._page.workspace.begin() as session:
            added = tree.add_townships(session, by=self._page.desk.actor, at=clock.now())
        self._page.say(_("已补上 {count} 个乡镇。").format(count=len(added)))

    def _choose_target(self, *, merging: bool) -> None:
        unit = self._unit()
        if unit is None or unit.depth == 0:
            return
        with self._page.workspace.read() as session:
            units = queries.units(session)
        dialog = UnitTargetDialog(self._page.desk, unit, units, merging=merging, parent=self._page)
        dialog.accepted.connect(self._say_merged if merging else self._say_moved)
        self._show(dialog)

    def _unit(self) -> UnitRow | None:
        current = self._units.current_id
        with self._page.workspace.read() as session:
            return next((one for one in queries.units(session) if one.id == current), None)

    def _show(self, dialog: FittedDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open(self) -> None:
        self._open_at(self.mapToGlobal(QPoint(0, self.height())))

    def _open_at(self, place: QPoint) -> None:
        unit = self._unit()
        for action in (self.add_, self.change_, self.history_):
            action.setEnabled(unit is not None)
        for action in (self.move_, self.merge_, self.remove_):
            action.setEnabled(unit is not None and unit.depth > 0)
        self.menu.popup(place)

    def _say_changed(self) -> None:
        self._say_done(_("已保存。"))

    def _say_moved(self) -> None:
        self._say_done(_("已移动。"))

    def _say_merged(self) -> None:
        self._say_done(_("已合并。"))

    def _say_done(self, text: str) -> None:
        assert isinstance(self.dialog, UnitDialog | UnitTargetDialog), "only those save"
        self._say(text, self.dialog.event_id)

    def _say(self, text: str, event_id: str | None) -> None:
        if event_id:
            self._last = event_id
            self._page.say(text, undo=self._undo)

    def _undo(self) -> None:
        try:
            with self._page.workspace.begin() as session:
                by, now = self._page.desk.actor, clock.now()
                tree.undo(session, event_id=self._last, by=by, at=now)
        except UserError as error:
            self._page.explain(error)
