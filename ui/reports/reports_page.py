"""报表: the hours of a year, person by person, and the Excel files made from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QComboBox, QMenu

from dongan_training import clock
from dongan_training.attendance.hour_rules import quotas_of_year
from dongan_training.attendance.models import (
    ActivityParticipant,
    CheckIn,
    HourQuota,
    HourRule,
    Leave,
    StudyActivity,
)
from dongan_training.people.models import OrgUnit, Person
from dongan_training.progress import Progress
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.ledger import (
    LedgerEntry,
    QuotaFigure,
    QuotaState,
    person_entry,
    quota_figures,
    year_ledger,
    year_totals,
)
from dongan_training.settings import StoredSetting
from dongan_training.texts import N_, _
from dongan_training.training import models, queries
from dongan_training.training.queries import ClassCard
from dongan_training.workspace import Workspace
from ui.jobs import Job, Reading
from ui.kit import (
    EXCEL,
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    LoadingState,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    beside,
    flow,
    spread_name,
    stack,
)
from ui.reports import wording
from ui.reports.person_card import PersonCard
from ui.today.hours_card import HoursCard

RIGHT = 420  # pixels of the column with the person


@dataclass(frozen=True)
class YearRead:
    """What the page shows of a year."""

    year: int
    entries: Sequence[LedgerEntry]
    figures: Sequence[QuotaFigure]
    classes: Sequence[ClassCard]


class ReportsPage(Page):
    """A table of everybody at the left; the quotas and one person at the right."""

    title = N_("报表")
    shows = frozenset(
        {
            *(Person, OrgUnit, CheckIn, Leave, StoredSetting),
            *(StudyActivity, ActivityParticipant, HourRule, HourQuota),
            *(models.TrainingClass, models.Lesson, models.Enrolment, models.Plan),
        }
    )
    patience = 1000

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.years = QComboBox()
        self.chips = QButtonGroup(self)
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.classes = QMenu(self)
        self.entries = RowsModel(
            Column(_("姓名"), "name", spread_name, sort=_pinyin, bold=True, width=92),
            Column(_("乡镇"), "township", width=92),
            Column(_("所在党组织"), "org"),
            Column(_("职务"), "post", muted=True, width=108),
            Column(_("已修"), "earned", wording.earned_text, width=64),
            Column(_("应修"), "quota", wording.hours_text, width=64),
            Column(_("年度学时"), "standing", tag=wording.state_tag, sort=_missing, width=96),
            find=("pinyin",),
            parent=self,
        )
        self.table = Table(self.entries, "hours-ledger")
        self.hours = HoursCard(_("学时达标"))
        self.person = PersonCard()
        self._year_read = 0  # none yet
        self._reading = Reading(self.jobs, _("统计学时"), self)
        self._reading.read.connect(self._show)
        self._reading.failed.connect(self.show_error)
        self._build()
        self.refresh()

    @property
    def year(self) -> int:
        """The calendar year that is shown."""
        return int(self.years.currentData())

    def refresh(self) -> None:
        now = clock.now()
        with self.workspace.read() as session:
            plans = [plan.year for plan in queries.plans(session)]
        self._show_years([*plans, clock.local(now).year])
        if self._year_read != self.year:  # another year's hours must not stand here meanwhile
            self.show_state(LoadingState(_("正在统计 {year} 年的学时……").format(year=self.year)))
        self._reading.ask(partial(_read_year, self.workspace, self.year, now))

    def export_ledger(self) -> None:
        """Write the ledger of the year into an Excel file."""
        year, now = self.year, clock.now()
        name = _("{year}年度学时台账.xlsx").format(year=year)

        def write(path: Path) -> None:
            from dongan_training.reports.ledger_sheet import write_ledger  # brings XlsxWriter

            with self.workspace.read() as session:
                entries = year_ledger(session, year=year, now=now)
            write_ledger(entries, path, year=year, at=now)

        self._export(_("导出学时台账"), name, write)

    def export_class(self, card: ClassCard) -> None:
        """Write one class with everybody's attendance, marks and hours into an Excel file."""
        now = clock.now()
        name = _("{code} 培训班情况表.xlsx").format(code=card.code)

        def write(path: Path) -> None:
            from dongan_training.reports.class_sheet import write_class_report  # brings XlsxWriter

            with self.workspace.read() as session:
                overview = class_overview(session, class_id=card.id, at=now)
            write_class_report(overview, path, at=now)

        self._export(_("导出培训班情况表"), name, write)

    def show_person(self, picked: LedgerEntry | None) -> None:
        """Read where the hours of the person marked come from."""
        entry = None
        if picked is not None:
            with self.workspace.read() as session:
                entry = person_entry(
                    session, person_id=picked.person_id, year=self.year, now=clock.now()
                )
        self.person.show_entry(entry)

    def go_to_activities(self) -> None:
        """Open the study activities."""
        self.navigator.go("activities")

    def go_to_shortfall(self) -> None:
        """Open who is short of hours in this year."""
        self.navigator.go("shortfall", year=self.year)

    def go_to_person(self, entry: LedgerEntry) -> None:
        """Open one person's year."""
        self.navigator.go("person-year", person_id=entry.person_id, year=self.year)

    def _export(self, title: str, name: str, write: Callable[[Path], None]) -> None:
        path = self.desk.dialogs.save_file(self, title, name, EXCEL)
        if path is None:
            return

        def work(progress: Progress) -> Path:
            progress.step(0, 0, _("正在写出……"))
            write(path)
            return path

        job = Job(title, work)
        job.done.connect(self.say_saved)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _show(self, read: YearRead) -> None:
        if read.year != self.year:  # somebody chose another one meanwhile
            return
        self._year_read = read.year
        if not read.entries:
            self.show_state(self._nothing_yet())
            return
        self.show_content()
        self.hours.show_figures(read.figures)
        self._show_counts(read.entries)
        self._show_classes(read.classes)
        self.entries.show(read.entries)

    def _show_years(self, years: Sequence[int]) -> None:
        chosen = self.years.currentData() or clock.local(clock.now()).year
        self.years.clear()
        for year in sorted(set(years), reverse=True):
            self.years.addItem(_("{year} 年").format(year=year), year)
        self.years.setCurrentIndex(max(self.years.findData(chosen), 0))

    def _show_counts(self, entries: Sequence[LedgerEntry]) -> None:
        self.chips.button(0).setText(_("全部 {count}").format(count=len(entries)))
        for number, state in enumerate(QuotaState, start=1):
            count = sum(one.standing is state for one in entries)
            self.chips.button(number).setText(f"{wording.state_tag(state).text} {count}")

    def _show_classes(self, cards: Sequence[ClassCard]) -> None:
        self.classes.clear()
        for card in cards:
            self.classes.addAction(f"{card.code}　{card.title}", partial(self.export_class, card))
        self.class_report.setEnabled(bool(cards))

    def _filter(self) -> None:
        number = self.chips.checkedId()
        state = list(QuotaState)[number - 1] if number > 0 else None

        def fits(entry: LedgerEntry) -> bool:
            return entry.standing is state

        self.entries.filter(self.search.text(), fits if state else None)

    def _build(self) -> None:
        self.years.setAccessibleName(_("年份"))
        self.class_report = Button(_("培训班情况表"), icon="file-spreadsheet")
        self.class_report.setProperty("menu", True)
        self.class_report.setMenu(self.classes)
        ledger = PrimaryButton(_("导出学时台账"), self.export_ledger, icon="file-spreadsheet")
        told = Words(_("学时按自然年计，每半学时都有来源。"), "small")
        self.activities = Button(_("学习活动"), self.go_to_activities, icon="library-big")
        self.shortfall = Button(_("学时差额"), self.go_to_shortfall, icon="chart-column")
        tools = (self.activities, self.shortfall, self.class_report, ledger)
        self.body.addWidget(flow(self.years, told, None, *tools, spacing=10))
        tags = [wording.state_tag(state) for state in QuotaState]
        chips = [Chip(_("全部")), *(Chip(tag.text, tag.tone) for tag in tags)]
        for number, chip in enumerate(chips):
            self.chips.addButton(chip, number)
        self.chips.button(0).setChecked(True)
        self.search.setFixedWidth(250)
        bar = (self.search, *self.chips.buttons(), None)
        right = stack(self.hours, self.person, spacing=16)
        right.layout().setStretch(1, 1)
        left = TableCard(self.table, *bar)
        self.body.addWidget(beside((left, 460, 1), (right, RIGHT, 0)), 1)
        self.years.activated.connect(self.refresh)
        self.search.searched.connect(self._filter)
        self.chips.idClicked.connect(self._filter)
        self.table.picked.connect(self.show_person)
        self.table.opened.connect(self.go_to_person)
        self.person.asked.connect(self.go_to_person)

    def _nothing_yet(self) -> EmptyState:
        go = PrimaryButton(_("去导入名单"), self._go_to_people, icon="users")
        advice = _("有了人员和培训班，学时台账会自己生成，不用另外登记。")
        return EmptyState("chart-column", _("还没有人员。"), go, advice=advice)

    def _go_to_people(self) -> None:
        self.navigator.go("people")


def _read_year(workspace: Workspace, year: int, now: datetime) -> YearRead:
    with workspace.read() as session:
        entries = year_totals(session, year=year, now=now)
        figures = quota_figures(entries, quotas_of_year(session, year))
        return YearRead(year, entries, figures, queries.classes(session, year=year))


def _pinyin(entry: LedgerEntry) -> str:
    return entry.pinyin or entry.name


def _missing(entry: LedgerEntry) -> float | None:
    return entry.missing if entry.quota else None
