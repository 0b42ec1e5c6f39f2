"""操作日志: who did what and when, to be searched, sorted and written out."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit

from dongan_training import clock
from dongan_training.accounts.models import AuditEntry
from dongan_training.progress import Progress
from dongan_training.reports.act_log import LogRead, Wanted, read_log, write_log
from dongan_training.reports.log_words import AREAS, area_words
from dongan_training.texts import N_, _
from dongan_training.workspace import Workspace
from ui.jobs import Job, Reading
from ui.kit import (
    EXCEL,
    Button,
    Column,
    Desk,
    EmptyState,
    Page,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tone,
    Words,
    flow,
)

DAYS_BACK = 30


class LogPage(Page):
    """Days and an area choose what is read; the search looks through what is shown."""

    title = N_("操作日志")
    shows = frozenset({AuditEntry})
    patience = 1000

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.subtitle = _("设置 › 操作日志")
        today = clock.local(clock.now()).date()
        last = QDate(today.year, today.month, today.day)
        self.first = self._day(_("从哪一天起"), last.addDays(-DAYS_BACK))
        self.last = self._day(_("到哪一天为止"), last)
        self.area = QComboBox()
        self.area.setAccessibleName(_("类别"))
        self.area.addItem(_("全部类别"), "")
        for area in AREAS:
            self.area.addItem(area_words(area), area)
        self.area.activated.connect(self.refresh)
        self.rows = RowsModel(
            Column(_("时间"), "at", _to_the_second, muted=True, width=168),
            Column(_("操作人"), "actor", width=88),
            Column(_("类别"), "area", area_words, width=96),
            Column(_("操作"), "did", bold=True, width=168),
            Column(_("对象"), "about", width=264),
            Column(_("说明"), "why"),
            find=("people",),
            parent=self,
        )
        self.table = Table(self.rows, "log")
        advice = _("换一段日期或类别再看；签到、改分、发证、查看完整信息等都会记在这里。")
        self.table.set_empty(EmptyState("file-text", _("这几天没有操作日志。"), advice=advice))
        self.search = SearchField(_("姓名、操作、对象、说明"))
        self.search.searched.connect(self.rows.filter)
        self.export = Button(_("导出 Excel"), self.write, icon="file-spreadsheet")
        self._reading = Reading(self.jobs, _("读取操作日志"), self)
        self._reading.read.connect(self._show)
        self._reading.failed.connect(self.show_error)
        tools = flow(self.first, Words(_("至")), self.last, self.area, None, self.export)
        self.body.addWidget(tools)
        self.body.addWidget(TableCard(self.table, self.search), 1)
        self.refresh()

    @property
    def wanted(self) -> Wanted:
        """The days and the area chosen."""
        return Wanted(_date(self.first), _date(self.last), self.area.currentData())

    def refresh(self) -> None:
        self._reading.ask(partial(_read, self.workspace, self.wanted))

    def write(self) -> None:
        """Write what is shown into an Excel file."""
        name = _("操作日志.xlsx")
        path = self.desk.dialogs.save_file(self, _("导出操作日志"), name, EXCEL)
        if path is None:
            return
        lines, now = list(self.rows.rows), clock.now()

        def work(progress: Progress) -> Path:
            progress.step(0, 0, _("正在写出……"))
            write_log(lines, path, at=now)
            return path

        job = Job(_("导出操作日志"), work)
        job.done.connect(self.say_saved)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _show(self, read: LogRead) -> None:
        self.show_content()
        self.rows.show(read.lines)
        if read.is_cut:
            told = _("只列出最近的 {count} 条；更早的请缩短日期范围查看。")
            self.say(told.format(count=len(read.lines)), Tone.ATTENTION)

    def _day(self, name: str, day: QDate) -> QDateEdit:
        field = QDateEdit(day)
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setAccessibleName(name)
        field.dateChanged.connect(self.refresh)
        return field


def _date(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _to_the_second(at: datetime) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M:%S}"


def _read(workspace: Workspace, wanted: Wanted) -> LogRead:
    with workspace.read() as session:
        return read_log(session, wanted)
