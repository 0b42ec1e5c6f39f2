"""学习活动: everything outside classes that earns hours or is counted, entered once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training import clock
from dongan_training.attendance import activities, activity_queries
from dongan_training.attendance.activity_kinds import Kind, kinds
from dongan_training.attendance.activity_list import ActivityList, WantedActivities, sums
from dongan_training.attendance.activity_queries import ActivityRow, Count, Period
from dongan_training.attendance.models import ActivityKind, ActivityParticipant, StudyActivity
from dongan_training.people.models import OrgUnit, Person
from dongan_training.progress import Progress
from dongan_training.texts import N_, _, sentences
from ui.jobs import Job
from ui.kit import (
    EXCEL,
    Button,
    Column,
    Desk,
    EmptyState,
    Figure,
    IconButton,
    LazyRows,
    Page,
    PrimaryButton,
    SearchField,
    Table,
    TableCard,
    Tone,
    flow,
)
from ui.reports.activity_dialog import ActivityDialog

YEARS_BACK = 4
QUARTERS = (N_("全年"), N_("一季度"), N_("二季度"), N_("三季度"), N_("四季度"))
LAST_DAYS = (31, 30, 30, 31)


class ActivitiesPage(Page):
    """Above the counts that are reported upward, below what they are made of."""

    title = N_("学习活动")
    shows = frozenset({StudyActivity, ActivityParticipant, ActivityKind, OrgUnit, Person})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.subtitle = _("报表 › 学习活动")
        self.year, self.quarter = QComboBox(), QComboBox()
        self.figures = QWidget()
        self.counts: dict[str, Figure] = {}
        self.rows = LazyRows(
            Column(_("日期"), "held_on", width=110),
            Column(_("种类"), "kind", _kind, width=148),
            Column(_("名称"), "title", bold=True),
            Column(_("党组织"), "org", width=160),
            Column(_("次数"), "times", width=64),
            Column(_("人次"), "heads", width=72),
            Column(_("学时"), "hours", _hours, width=64),
            parent=self,
        )
        self.table = Table(self.rows, "activities")
        self.search = SearchField(_("名称、种类、单位、主讲人"))
        self.add = PrimaryButton(_("登记活动"), self.enter, icon="plus", shortcut="Ctrl+N")
        self.edit = Button(_("修改"), self.change, icon="pencil")
        self.remove = IconButton("trash-2", _("作废"), self.take_out)
        self.export = Button(_("导出 Excel"), self.write, icon="file-spreadsheet")
        self._removed = ""
        self._sorted_by, self._from_end = "", False
        self._lay_out()
        self.refresh()

    @property
    def period(self) -> Period:
        """The year or the quarter chosen."""
        year, quarter = int(self.year.currentData()), self.quarter.currentIndex()
        if not quarter:
            return Period(date(year, 1, 1), date(year, 12, 31))
        last = 3 * quarter
        return Period(date(year, last - 2, 1), date(year, last, LAST_DAYS[quarter - 1]))

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self._known = kinds(session)
            counts = sums(session, self.period, self._known)
            self._all = ActivityList(session, WantedActivities(self.period), self._known).total
        self._show_counts(counts)
        self._list()

    def _list(self) -> None:
        """List what fits the search, in the order chosen."""
        wanted = WantedActivities(self.period, self.search.text(), self._sorted_by, self._from_end)
        with self.workspace.read() as session:
            self._shown = ActivityList(session, wanted, self._known)
        self.rows.look(self._shown.total, self._read, self._all)
        self._allow()

    def _read(self, start: int, count: int) -> Sequence[ActivityRow]:
        with self.workspace.read() as session:
            return self._shown.rows(session, start, count)

    def _order(self, column: int, descending: bool) -> None:
        self._sorted_by = self.rows.columns[column].field if column >= 0 else ""
        self._from_end = descending and column >= 0
        self._list()

    def enter(self) -> None:
        """Open the form for an activity that was held."""
        self._show(ActivityDialog(self.desk, parent=self))

    def change(self) -> None:
        """Change the activity marked."""
        if chosen := self.table.current():
            self._show(ActivityDialog(self.desk, chosen.id, self))

    def take_out(self) -> None:
        """Let the activity marked no longer count; it can be brought back at once."""
        chosen: ActivityRow | None = self.table.current()
        if chosen is None:
            return
        with self.explaining():
            with self.workspace.begin() as session:
                activities.remove_activity(
                    session, activity_id=chosen.id, by=self.desk.actor, at=clock.now()
                )
            self._removed = chosen.id
            words = _("“{title}”已作废，不再计学时和次数。").format(title=chosen.title)
            self.say(words, undo=self.put_back)

    def put_back(self) -> None:
        """Let it count again."""
        with self.explaining(), self.workspace.begin() as session:
            activities.restore_activity(
                session, activity_id=self._removed, by=self.desk.actor, at=clock.now()
            )

    def write(self) -> None:
        """Write list and counts into an Excel file."""
        period = self.period
        name = _("学习活动 {first} 至 {last}.xlsx").format(first=period.first, last=period.last)
        path = self.desk.dialogs.save_file(self, _("导出学习活动"), name, EXCEL)
        if path is None:
            return

        def work(progress: Progress) -> Path:
            from dongan_training.reports.activity_sheet import write_activities

            progress.step(0, 0, _("正在写出……"))
            with self.workspace.read() as session:
                rows = activity_queries.activities(session, period)
                known = kinds(session)
            write_activities(rows, known, path, period=period)
            return path

        job = Job(_("导出学习活动"), work)
        job.done.connect(self.say_saved)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _show(self, dialog: ActivityDialog) -> None:
        self._dialog = dialog
        dialog.accepted.connect(self._tell_saved)
        dialog.open()

    def _tell_saved(self) -> None:
        words = _("已保存“{title}”。").format(title=self._dialog.title.text().strip())
        if problems := self._dialog.problems():
            self.say(sentences([words, problems]), Tone.ATTENTION)
        else:
            self.say(words)

    def _show_counts(self, counts: Sequence[Count]) -> None:
        for count in counts:
            name = count.kind.name
            if name not in self.counts:
                self.counts[name] = Figure(_label(count.kind))
                self.figures.layout().addWidget(self.counts[name])
            self.counts[name].set_value(_counted(count))
            self.counts[name].setToolTip(count.told)

    def _allow(self) -> None:
        chosen = self.table.current() is not None
        self.edit.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    def _lay_out(self) -> None:
        this_year = clock.local(clock.now()).year
        for year in range(this_year, this_year - YEARS_BACK, -1):
            self.year.addItem(_("{year} 年").format(year=year), year)
        self.quarter.addItems([_(words) for words in QUARTERS])
        self.year.setAccessibleName(_("年份"))
        self.quarter.setAccessibleName(_("季度"))
        self.figures = flow(spacing=36)
        self.body.addWidget(flow(self.year, self.quarter, None, self.export, self.add))
        self.body.addWidget(self.figures)
        advice = _("集中学习、党课、廉政教育、宣讲等，登记一次，学时和上报数字都由此得出。")
        first = PrimaryButton(_("登记活动"), self.enter, icon="plus")
        empty = EmptyState("library-big", _("这段时间没有学习活动。"), first, advice=advice)
        self.table.set_empty(empty)
        self.search.setMinimumWidth(240)
        bar = (self.search, None, self.edit, self.remove)
        self.body.addWidget(TableCard(self.table, *bar), 1)
        self.search.searched.connect(self._list)
        self.rows.ordered.connect(self._order)
        self.table.opened.connect(self.change)
        self.table.picked.connect(self._allow)
        self.year.activated.connect(self.refresh)
        self.quarter.activated.connect(self.refresh)


def _kind(name: str) -> str:
    return Kind(name).shown


def _hours(hours: float) -> str:
    return f"{hours:g}" if hours else "–"


def _label(kind: Kind) -> str:
    """宣讲（场 / 人次）."""
    if not kind.counts_heads:
        return _("{kind}（{unit}）").format(kind=kind.shown, unit=kind.unit)
    if not kind.times_unit:
        return _("{kind}（人次）").format(kind=kind.shown)
    return _("{kind}（{unit} / 人次）").format(kind=kind.shown, unit=kind.unit)


def _counted(count: Count) -> str:
    if not count.kind.counts_heads:
        return str(count.times)
    return f"{count.times} / {count.heads}" if count.kind.times_unit else str(count.heads)
