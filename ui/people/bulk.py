"""批量修改: one form for all marked people; the step is taken back as a whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training import clock
from dongan_training.people import queries
from dongan_training.people.bulk import BulkChange, NothingToChange, Stepped, change_people
from dongan_training.people.bulk_steps import TakenBack, take_step_back
from dongan_training.people.reserve import reserve_lists
from dongan_training.people.searching import choices
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import Button, Desk, FormDialog, Tone, Words
from ui.people.unit_field import UnitField

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage


class BulkDialog(FormDialog):
    """What is left empty stays as it is; ``change`` is what the form says."""

    def __init__(self, desk: Desk, count: int, parent: QWidget | None = None):
        super().__init__(_("批量修改"), _("修改 {count} 人").format(count=count), parent)
        self.change = BulkChange()
        with desk.workspace.read() as session:
            offered = choices(session)
            lists = reserve_lists(session)
            units = queries.units(session)
        self.setMinimumWidth(560)
        self.unit = UnitField(units)
        self.add = _field(offered.categories)
        self.drop = _field(offered.categories)
        self.status = _field(offered.statuses)
        self.reserve = QComboBox()
        self.reserve.addItem("", "")
        for one in lists:
            self.reserve.addItem(one.name, one.id)
        self.form.addRow(Words(_("留空的项目不改。"), "muted"))
        self.row(_("移到党组织"), self.unit)
        self.row(_("添加类别"), self.add)
        self.row(_("去掉类别"), self.drop)
        self.row(_("政治面貌"), self.status)
        self.row(_("列入后备名单"), self.reserve)
        self.unit.setFocus()

    def save(self) -> None:
        self.change = BulkChange(
            unit_id=self.unit.chosen() if self.unit.currentText().strip() else "",
            add_category=self.add.currentText().strip(),
            drop_category=self.drop.currentText().strip(),
            status=self.status.currentText().strip(),
            reserve_id=self.reserve.currentData(),
        )
        if self.change.is_empty:
            raise NothingToChange


class BulkButton(Button):
    """Opens the form for the people who are marked."""

    def __init__(self, page: "PeoplePage"):
        super().__init__(_("批量修改"), self.ask, icon="pencil")
        self._page = page
        self._ids: Sequence[str] = ()
        self._step = Stepped("", ())
        self.dialog: BulkDialog | None = None

    def ask(self) -> None:
        """Open the form."""
        self._ids = self._page.marked_ids()
        if self._ids:
            self.dialog = BulkDialog(self._page.desk, len(self._ids), self._page)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.accepted.connect(self._begin)
            self.dialog.open()

    def _begin(self) -> None:
        assert self.dialog is not None, "it was just accepted"
        ids, change, page = self._ids, self.dialog.change, self._page
        by = page.desk.actor

        def work(progress: Progress) -> Stepped:
            with page.workspace.begin() as session:
                return change_people(
                    session, person_ids=ids, change=change, by=by, at=clock.now(), progress=progress
                )

        self._start(work, self._say_changed)

    def _take_back(self) -> None:
        step_id, page = self._step.id, self._page
        by = page.desk.actor

        def work(progress: Progress) -> TakenBack:
            with page.workspace.begin() as session:
                return take_step_back(
                    session, step_id=step_id, by=by, at=clock.now(), progress=progress
                )

        self._start(work, self._say_taken_back)

    def _start(self, work: object, say: object) -> None:
        job = Job(_("批量修改"), work)
        job.done.connect(say)
        job.failed.connect(self._page.explain)
        self._page.jobs.start(job)

    def _say_changed(self, step: Stepped) -> None:
        self._step = step
        told = _("已修改 {count} 人。").format(count=len(step.person_ids))
        self._page.say(told, undo=self._take_back if step.id else None)

    def _say_taken_back(self, done: TakenBack) -> None:
        self._page.say(done.told(), Tone.ATTENTION if done.kept else Tone.GOOD)


def _field(known: Sequence[str]) -> QComboBox:
    field = QComboBox(editable=True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(["", *known])
    return field
