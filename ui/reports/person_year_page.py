"""个人学时清单: one person's year on one page, to be read and to be printed."""

from pathlib import Path

from PySide6.QtWidgets import QSizePolicy

from dongan_training import clock, settings
from dongan_training.attendance.models import ActivityParticipant, CheckIn, Leave, StudyActivity
from dongan_training.people.models import Person
from dongan_training.progress import Progress
from dongan_training.reports.ledger import LedgerEntry, person_entry
from dongan_training.texts import N_, _, listed
from dongan_training.training.models import Enrolment, Lesson, TrainingClass
from ui.kit import (
    Card,
    Column,
    Desk,
    Figure,
    Page,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Words,
    flow,
    row,
    spread_name,
    stack,
)
from ui.reports import wording


class PersonYearPage(Page):
    """Who, how many hours of how many, and every source with its explanation."""

    title = N_("个人学时清单")
    shows = frozenset(
        {Person, CheckIn, Leave, Lesson, Enrolment, TrainingClass}
        | {StudyActivity, ActivityParticipant}
    )
    patience = 500

    def __init__(self, desk: Desk, person_id: str, year: int):
        super().__init__(desk)
        self._person_id = person_id
        self.year = year
        self.name, self.whose = Words(look="title"), Words(look="muted").cut()
        self.earned, self.quota = Figure(_("已修学时")), Figure(_("应修学时"))
        self.carried, self.missing = Figure(_("上年结转")), Figure(_("还差学时"))
        self.lines = RowsModel(
            Column(_("时间"), "starts_at", wording.moment_words, width=110, muted=True),
            Column(_("来源"), "source", bold=True),
            Column(_("考勤"), "status", tag=wording.status_tag, width=90),
            Column(_("说明"), "explanation", muted=True, width=320),
            Column(_("学时"), "earned", wording.earned_text, width=72),
            parent=self,
        )
        self.table = Table(self.lines, "person-year")
        self.table.set_empty(wording.no_hours_yet())
        self.print = PrimaryButton(_("打印清单"), self.show_paper, icon="printer")
        self.print.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = Card()
        figures = flow(self.earned, self.carried, self.quota, self.missing, spacing=44)
        line = row(stack(self.name, self.whose, spacing=4), self.print, spacing=16)
        line.layout().setStretch(0, 1)
        head.body.addWidget(line)
        head.body.addWidget(figures)
        self.body.addWidget(head)
        self.body.addWidget(TableCard(self.table), 1)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            entry = person_entry(
                session, person_id=self._person_id, year=self.year, now=clock.now()
            )
        self.entry: LedgerEntry = entry
        self.set_title(self.title, _("报表 › {year} 年").format(year=self.year))
        self.name.setText(spread_name(entry.name))
        whose = (entry.township, entry.org, entry.post, listed(entry.categories))
        self.whose.setText(" · ".join(part for part in whose if part))
        self.earned.set_value(f"{entry.earned:g}")
        self.quota.set_value(wording.hours_text(entry.quota))
        self.carried.setVisible(bool(entry.carried))
        self.carried.set_value(f"{entry.carried:g}")
        self.missing.set_value(f"{entry.missing:g}" if entry.quota else "–")
        self.lines.show(sorted(entry.lines, key=lambda one: one.starts_at))

    def show_paper(self) -> None:
        """Show the page as it will be printed."""
        from ui.kit.preview import Document, preview  # loads the PDF reader

        entry, year = self.entry, self.year

        def draw(path: Path, progress: Progress) -> None:
            from dongan_training.reports.person_sheet import write_person_year  # loads fonts

            with self.workspace.read() as session:
                organiser = settings.load(session).organizer
            write_person_year(entry, path, year=year, organiser=organiser)

        name = _("{name} {year}年度学时清单.pdf").format(name=entry.name, year=year)
        self.shown = preview(self, Document(_("个人学时清单"), name, draw))
