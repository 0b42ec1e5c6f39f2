"""总评: the overall results of a class, part by part."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.attendance.models import CheckIn, Leave
from dongan_training.exam.models import Attempt, Exam
from dongan_training.overall.models import Composition, GivenResult
from dongan_training.overall.overall_sheet import missing_words, write_overall
from dongan_training.overall.results import OverallList, OverallRow, overall_list
from dongan_training.overall.weighing import Part, Source, weights_in_words
from dongan_training.people.models import Person
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import class_card
from ui.exam.give_dialog import GiveDialog
from ui.exam.weights_dialog import WeightsDialog
from ui.exam.wording import band_tag, points
from ui.kit import (
    EXCEL,
    Button,
    Column,
    Desk,
    EmptyState,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    spread_name,
)

PART = "part "  # before the name of a part: the field of its column


@dataclass(frozen=True)
class OverallLine:
    """One person as the table shows it; the percents of the parts are fields of their own."""

    row: OverallRow

    def __getattr__(self, name: str) -> Any:
        if name.startswith(PART):
            return self.row.percents[name.removeprefix(PART)]
        return getattr(self.row, name)


class OverallPage(Page):
    """One table, whose columns follow the make-up of the class's overall result."""

    title = N_("总评")
    shows = frozenset({Attempt, CheckIn, Composition, Enrolment, Exam, GivenResult, Leave, Person})
    patience = 500

    def __init__(self, desk: Desk, class_id: str):
        super().__init__(desk)
        self.class_id = class_id
        self.found: OverallList | None = None
        self.dialog: QWidget | None = None
        self.lines: RowsModel | None = None
        self.table: Table | None = None
        self._parts: tuple[Part, ...] = ()
        self.told = Words(look="small").wrapped()
        self._room = QVBoxLayout()
        self.body.addWidget(self.told)
        self.body.addLayout(self._room, 1)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            found = overall_list(session, self.class_id, at=clock.now())
            self._class_title = class_card(session, self.class_id).title
        self.found = found
        self.set_title(self.title, self._class_title)
        if not found.weights.parts:
            self.show_state(self._nothing_yet())
            return
        self.show_content()
        self._make_table(found.weights.parts)
        self.told.setText(_told(found))
        self.lines.show([OverallLine(one) for one in found.rows])

    def change_weights(self) -> None:
        """Open the form of the make-up."""
        self.dialog = WeightsDialog(self.desk, self.class_id, self)
        self.dialog.accepted.connect(self._tell_saved)
        self.dialog.open()

    def give(self) -> None:
        """Open the list in which daily marks are typed."""
        self.dialog = GiveDialog(self.desk, self.class_id, self)
        self.dialog.accepted.connect(self._tell_saved)
        self.dialog.open()

    def save_excel(self) -> None:
        """Write the list as an Excel file."""
        suggestion = _("{title}总评成绩").format(title=self._class_title) + ".xlsx"
        path: Path | None = self.desk.dialogs.save_file(self, _("导出 Excel"), suggestion, EXCEL)
        if path is not None and self.found is not None:
            with self.explaining():
                write_overall(self.found, self._class_title, path, at=clock.now())
                self.say_saved(path)

    def _tell_saved(self) -> None:
        self.refresh()
        self.say(_("已保存。"))

    def _make_table(self, parts: tuple[Part, ...]) -> None:
        """Make the columns anew, when the parts are others than before."""
        if parts == self._parts:
            return
        self._parts = parts
        while (item := self._room.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self.lines = RowsModel(
            Column(_("名次"), "rank", width=64),
            Column(_("序号"), "number", width=64, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True, width=140),
            Column(_("所在党组织"), "unit"),
            *(
                Column(f"{one.name} {one.weight:g}%", PART + one.name, points, width=110)
                for one in parts
            ),
            Column(_("总评"), "overall", points, width=80),
            Column(_("等次"), "band", tag=band_tag, sort=_by_overall, width=88),
            Column(_("备注"), "missing", missing_words, width=140, muted=True),
            find=("pinyin",),
            parent=self,
        )
        self.table = Table(self.lines, "overall")
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        search = SearchField(_("姓名、拼音首字母、单位"))
        search.searched.connect(self.lines.filter)
        change = Button(_("总评构成"), self.change_weights, icon="settings")
        excel = Button(_("导出 Excel"), self.save_excel, icon="file-spreadsheet")
        giving = PrimaryButton(_("评定成绩"), self.give, icon="pencil")
        giving.setVisible(any(one.source is Source.GIVEN for one in parts))
        self._room.addWidget(TableCard(self.table, search, None, change, excel, giving))

    def _nothing_yet(self) -> EmptyState:
        start = PrimaryButton(_("设总评构成"), self.change_weights, icon="settings")
        advice = _("例如考试占 60%、平时成绩占 40%；也可以把考勤学时算进去，并作为发证条件。")
        return EmptyState("chart-column", _("这个班没有设总评。"), start, advice=advice)


def _told(found: OverallList) -> str:
    told = [
        weights_in_words(found.weights.parts),
        _("及格线 {mark}").format(mark=f"{found.weights.pass_mark:g}"),
    ]
    if found.weights.for_certificate:
        told.append(_("总评及格才发证书"))
    missing = sum(one.overall is None for one in found.rows)
    if missing:
        told.append(_("{count} 人还没有齐").format(count=missing))
    return "　".join(told)


def _by_overall(line: OverallLine) -> float | None:
    return line.row.overall
