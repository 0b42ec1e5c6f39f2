"""名额分配 and 候补名单 of a class."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSpinBox, QWidget
from sqlalchemy.orm import Session

from dongan_training.texts import _, sentences
from dongan_training.training import quotas, waiting
from dongan_training.training.quotas import QuotaRow
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
    Words,
    moment_text,
)
from ui.training.class_list_dialog import ClassListDialog

MOST_PLACES = 100_000


class PlacesDialog(ClassListDialog):
    """The places of each township; the field changes those of the row with the cursor."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        told = _("报名时按乡镇控制名额；没有分配时只看培训班的总名额。")
        super().__init__(desk, class_id, _("名额分配"), told, parent)
        self.setMinimumWidth(680)
        self.rows = RowsModel(
            Column(_("乡镇"), "township", bold=True),
            Column(_("名额"), "places", width=90),
            Column(_("已报名"), "enrolled", width=90),
            Column(_("候补"), "waiting", width=90),
            parent=self,
        )
        self.table = Table(self.rows, "places")
        advice = _("按各乡镇符合对象的人数分配，随后可以逐个调整。")
        self.table.set_empty(EmptyState("users", _("还没有按乡镇分配名额。"), advice=advice))
        self.share = PrimaryButton(_("按人数分配"), self.share_out)
        self.places = QSpinBox(maximum=MOST_PLACES)
        self.places.setAccessibleName(_("名额"))
        self.change = Button(_("修改名额"), self.set_places)
        self.clear = Button(_("不分配"), self.clear_all)
        self.fill(self.table, self.share, Words(_("名额")), self.places, self.change, self.clear)
        self.tools = (self.places, self.change, self.clear)
        self.table.picked.connect(self._show_places)
        self.refresh()

    def found(self, session: Session) -> list[QuotaRow]:
        return quotas.quotas(session, self.class_id)

    def refresh(self) -> None:
        super().refresh()
        if self.rows.rows and self.table.current() is None:
            self.table.pick(0)

    def share_out(self) -> None:
        """Share the places by how many people of each township the class is for."""
        with self.desk.workspace.read() as session:
            proposed = quotas.proposed_quotas(session, self.class_id)
        self._keep(proposed)

    def set_places(self) -> None:
        """Give the township with the cursor as many places as the field says."""
        row: QuotaRow | None = self.table.current()
        if row is not None:
            self._keep(self._now() | {row.unit_id: self.places.value()})

    def clear_all(self) -> None:
        """Hold to the total alone again."""
        self._keep({})

    def _now(self) -> dict[str, int]:
        return {one.unit_id: one.places for one in self.rows.rows}

    def _keep(self, places: Mapping[str, int]) -> None:
        with self.explaining():
            self.write(quotas.set_quotas, places=places)
            self.report(_("已保存，共 {total} 个名额。").format(total=sum(places.values())))

    def _show_places(self, row: QuotaRow | None) -> None:
        if row is not None:
            self.places.setValue(row.places)


class WaitingDialog(ClassListDialog):
    """Whoever asked first stands first; a full township holds up no other."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        told = _("有空额时按先后递补；某个乡镇名额满了，不影响后面其他乡镇的人。")
        super().__init__(desk, class_id, _("候补名单"), told, parent)
        self.setMinimumWidth(760)
        self.rows = RowsModel(
            Column(_("序"), "number", muted=True, width=64),
            Column(_("姓名"), "name", bold=True, width=110),
            Column(_("乡镇"), "township", width=120),
            Column(_("所在党组织"), "org"),
            Column(_("登记时间"), "asked_at", moment_text, muted=True, width=180),
            parent=self,
        )
        self.table = Table(self.rows, "waiting")
        advice = _("名额不够时，添加学员和导入名单的窗口里可以让其余的人候补。")
        self.table.set_empty(EmptyState("clock", _("没有人候补。"), advice=advice))
        self.move = PrimaryButton(_("按顺序递补"), self.move_up)
        self.stop = Button(_("取消候补"), self.stop_waiting)
        self.tools = (self.move, self.stop)
        self.fill(self.table, *self.tools)
        self.refresh()

    def found(self, session: Session) -> list[waiting.Waiting]:
        return waiting.waiting_list(session, self.class_id)

    def move_up(self) -> None:
        """Give free places to those who wait."""
        placed = self.write(waiting.move_up)
        text = _("已递补 {count} 人。").format(count=len(placed.enrolled))
        reasons = sentences((text, *placed.reasons[:2]))
        self.report(reasons, Tone.ATTENTION if placed.waiting else Tone.GOOD)

    def stop_waiting(self) -> None:
        """Take the person with the cursor off the list."""
        if row := self.table.current():
            self.write(waiting.stop_waiting, person_id=row.person_id)
            self.refresh()
