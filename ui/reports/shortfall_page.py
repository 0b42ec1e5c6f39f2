"""学时差额: who is short of hours, by township, and what one more class would cure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from dongan_training import clock
from dongan_training.attendance.models import (
    ActivityParticipant,
    CheckIn,
    HourQuota,
    HourRule,
    Leave,
    StudyActivity,
)
from dongan_training.people.models import Person
from dongan_training.progress import Progress
from dongan_training.reports import shortfall
from dongan_training.reports.ledger import LedgerEntry, year_totals
from dongan_training.reports.shortfall import TownshipShortfall
from dongan_training.texts import N_, _
from dongan_training.training import queries
from dongan_training.training.models import Enrolment, Lesson, TrainingClass
from dongan_training.training.queries import ClassCard
from dongan_training.workspace import Workspace
from ui.jobs import Job, Reading
from ui.kit import (
    EXCEL,
    Button,
    Card,
    Column,
    Desk,
    EmptyState,
    LoadingState,
    Page,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    beside,
    flow,
    spread_name,
)
from ui.reports import wording

USUAL_HOURS = 8


@dataclass(frozen=True)
class YearRead:
    """Everybody's hours of a year, and the classes that can still earn some."""

    entries: Sequence[LedgerEntry]
    ahead: Sequence[ClassCard]


class ShortfallPage(Page):
    """Townships at the left; the people of the one marked, or of all, at the right."""

    title = N_("学时差额")
    shows = frozenset(
        {Person, CheckIn, Leave, Lesson, Enrolment, TrainingClass}
        | {StudyActivity, ActivityParticipant, HourRule, HourQuota}
    )
    patience = 1000

    def __init__(self, desk: Desk, year: int):
        super().__init__(desk)
        self.year = year
        self._entries: Sequence[LedgerEntry] = ()
        self.townships = RowsModel(
            Column(_("乡镇"), "township", _township, bold=True),
            Column(_("应修人数"), "people", width=84),
            Column(_("未达标"), "behind", width=72),
            Column(_("共差"), "missing", wording.hours_text, width=72),
            parent=self,
        )
        self.left = Table(self.townships, "shortfall-townships")
        self.left.set_empty(EmptyState("circle-check", _("没有人应修学时。")))
        self.people = RowsModel(
            Column(_("姓名"), "name", spread_name, bold=True, width=104),
            Column(_("乡镇"), "township", width=104),
            Column(_("所在党组织"), "org"),
            Column(_("已修"), "earned", wording.earned_text, width=64),
            Column(_("应修"), "quota", wording.hours_text, width=64),
            Column(_("还差"), "missing", wording.hours_text, width=64),
            find=("pinyin", "post"),
            parent=self,
        )
        self.table = Table(self.people, "shortfall-people")
        self.table.set_empty(EmptyState("circle-check", _("全部达标。")))
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.which = QComboBox()
        self.hours = QDoubleSpinBox(decimals=1, singleStep=0.5, minimum=0.5, maximum=200)
        self.hours.setValue(USUAL_HOURS)
        self.told = Words().wrapped()
        self.export = Button(_("导出 Excel"), self.write, icon="file-spreadsheet")
        self._reading = Reading(self.jobs, _("统计学时"), self)
        self._reading.read.connect(self._show_year)
        self._reading.failed.connect(self.show_error)
        self._lay_out()
        self.show_state(LoadingState(_("正在统计 {year} 年的学时……").format(year=year)))
        self.refresh()

    def refresh(self) -> None:
        self.set_title(self.title, _("报表 › {year} 年").format(year=self.year))
        self._reading.ask(partial(_read_year, self.workspace, self.year, clock.now()))

    def _show_year(self, read: YearRead) -> None:
        self.show_content()
        self._entries = read.entries
        kept = self.which.currentData()
        self.which.clear()
        self.which.addItem(_("假设未达标的都来"), None)
        for card in read.ahead:
            self.which.addItem(card.title, card.id)
        self.which.setCurrentIndex(max(self.which.findData(kept), 0))
        self.townships.show(shortfall.shortfalls(self._entries))
        self._show_people()
        self._foresee()

    def write(self) -> None:
        """Write townships and names into an Excel file."""
        entries, year, now = self._entries, self.year, clock.now()
        name = _("{year}年度学时差额.xlsx").format(year=year)
        path = self.desk.dialogs.save_file(self, _("导出学时差额"), name, EXCEL)
        if path is None:
            return

        def work(progress: Progress) -> Path:
            from dongan_training.reports.activity_sheet import write_shortfall

            progress.step(0, 0, _("正在写出……"))
            write_shortfall(entries, path, year=year, at=now)
            return path

        job = Job(_("导出学时差额"), work)
        job.done.connect(self.say_saved)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _show_people(self) -> None:
        marked: list[TownshipShortfall] = list(self.left.selected())
        some = shortfall.only(self._entries, [one.township for one in marked])
        self.people.show(shortfall.behind(some))

    def _foresee(self) -> None:
        class_id = self.which.currentData()
        self.hours.setEnabled(class_id is None)
        if class_id is None:
            found = shortfall.cure_by_any_class(self._entries, self.hours.value())
        else:
            with self.workspace.read() as session:
                found = shortfall.cure_by_class(
                    session, self._entries, class_id=class_id, now=clock.now()
                )
        self.told.setText(found.told())

    def _open(self, entry: LedgerEntry) -> None:
        self.navigator.go("person-year", person_id=entry.person_id, year=self.year)

    def _lay_out(self) -> None:
        self.which.setAccessibleName(_("哪个培训班"))
        self.hours.setAccessibleName(_("多少学时"))
        card = Card(_("再办一个班能解决多少"))
        tools = flow(self.which, self.hours, Words(_("学时")), spacing=10)
        card.body.addWidget(tools)
        card.body.addWidget(self.told)
        self.body.addWidget(card)
        self.search.setFixedWidth(250)
        left = TableCard(self.left, Words(_("分乡镇"), "heading"), None)
        right = TableCard(self.table, self.search, None, self.export)
        self.body.addWidget(beside((left, 360, 400), (right, 460, 700)), 1)
        self.left.selectionModel().selectionChanged.connect(self._show_people)
        self.search.searched.connect(self.people.filter)
        self.table.opened.connect(self._open)
        self.which.activated.connect(self._foresee)
        self.hours.valueChanged.connect(self._foresee)


def _read_year(workspace: Workspace, year: int, now: datetime) -> YearRead:
    with workspace.read() as session:
        entries = year_totals(session, year=year, now=now)
        cards = queries.classes(session, year=year)
    return YearRead(entries, [one for one in cards if one.ends_at is None or one.ends_at > now])


def _township(township: str) -> str:
    return township or _("县直")
