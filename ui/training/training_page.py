"""培训: the classes of a year, by quarter."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QButtonGroup, QComboBox

from dongan_training import clock
from dongan_training.texts import N_, _
from dongan_training.training import copying, planning, queries
from dongan_training.training.models import Enrolment, Lesson, Plan, TrainingClass
from dongan_training.training.queries import ClassCard
from dongan_training.training.stages import Stage, stage_of
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tone,
    flow,
)
from ui.training.class_dialog import NewClassDialog
from ui.training.plan_more import PlanMore
from ui.training.wording import class_days, quarter_name, stage_tag

MONTHS_IN_QUARTER = 3


@dataclass(frozen=True)
class ClassLine:
    """One class as the list shows it."""

    id: str
    code: str
    quarter: int
    title: str
    days: str
    starts_at: datetime | None
    venue: str
    people: str
    enrolled: int
    lessons: int
    hours: float
    stage: Stage


class TrainingPage(Page):
    """Years at the left, quarters as chips, classes as rows; Enter opens a class."""

    title = N_("培训")
    shows = frozenset({Plan, TrainingClass, Lesson, Enrolment})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.year = QComboBox()
        self.year.setAccessibleName(_("年度"))
        self.chips = QButtonGroup(self)
        self.search = SearchField(_("班名、地点"))
        self.search.setFixedWidth(240)
        self.classes = RowsModel(
            Column(_("编号"), "code", muted=True, width=120),
            Column(_("培训班"), "title", bold=True),
            Column(_("时间"), "days", sort=_start, width=130),
            Column(_("地点"), "venue", muted=True, width=150),
            Column(_("学员"), "people", sort=_enrolled, width=100),
            Column(_("课"), "lessons", width=64),
            Column(_("学时"), "hours", _hours, width=72),
            Column(_("状态"), "stage", tag=stage_tag, width=100),
            parent=self,
        )
        self.table = Table(self.classes, "classes")
        self.more = PlanMore(self)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        now = clock.now()
        with self.workspace.read() as session:
            plans = {plan.year: plan for plan in queries.plans(session)}
            self._show_years([*plans, clock.local(now).year])
            cards = queries.classes(session, year=self.year.currentData())
        plan = plans.get(self.year.currentData())
        self._show_counts(plan.quarters if plan else (0, 0, 0, 0))
        self.classes.show([_line(card, now) for card in cards])

    def add_class(self) -> None:
        """Open the form for a new class."""
        today = clock.local(clock.now())
        quarter = self.chips.checkedId() or (today.month - 1) // MONTHS_IN_QUARTER + 1
        self.dialog = NewClassDialog(self.desk, self.year.currentData(), quarter, self)
        self.dialog.accepted.connect(self._open_new)
        self.dialog.open()

    def open_class(self, line: ClassLine) -> None:
        """Show one class."""
        self.navigator.go("class", class_id=line.id)

    def copy_class(self) -> None:
        """Copy the class with the cursor into the next quarter, and open the copy."""
        line = self.table.current()
        if line is None:
            self.say(_("请先选中要复制的培训班。"), Tone.INFO)
            return
        with self.explaining():
            with self.workspace.begin() as session:
                made = copying.copy_class(
                    session, class_id=line.id, by=self.desk.actor, at=clock.now()
                )
            self.navigator.go("class", class_id=made, tab="summary")

    def open_courses(self) -> None:
        """Show the menu of courses."""
        self.navigator.go("courses")

    def open_calendar(self) -> None:
        """Show what is taught on which day."""
        self.navigator.go("calendar")

    def filter(self) -> None:
        """Show the classes of the quarter chosen that fit the search."""
        quarter = self.chips.checkedId()

        def fits(line: ClassLine) -> bool:
            return line.quarter == quarter

        self.classes.filter(self.search.text(), fits if quarter > 0 else None)

    def _build(self) -> None:
        chips = []
        for quarter in (0, *planning.QUARTERS):
            chip = Chip("")
            self.chips.addButton(chip, quarter)
            chips.append(chip)
        self.chips.button(0).setChecked(True)
        add = PrimaryButton(_("新建培训班"), self.add_class, icon="plus", shortcut="Ctrl+N")
        by_day = Button(_("日历"), self.open_calendar, icon="calendar-days")
        self.body.addWidget(flow(self.year, *chips, None, by_day, self.more, add, spacing=10))
        first = PrimaryButton(_("新建培训班"), self.add_class, icon="plus")
        advice = _("填写名称、名额和课程表，随后添加学员。")
        empty = EmptyState("graduation-cap", _("这一年还没有培训班。"), first, advice=advice)
        self.table.set_empty(empty)
        again = Button(_("复制到下一季度"), self.copy_class, icon="copy")
        self.body.addWidget(TableCard(self.table, self.search, None, again), 1)
        self.search.searched.connect(self.filter)
        self.chips.idClicked.connect(self.filter)
        self.year.activated.connect(self.refresh)
        self.table.opened.connect(self.open_class)

    def _show_years(self, years: list[int]) -> None:
        chosen = self.year.currentData() or clock.local(clock.now()).year
        self.year.clear()
        for year in sorted(set(years), reverse=True):
            self.year.addItem(_("{year} 年").format(year=year), year)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))

    def _show_counts(self, counts: tuple[int, int, int, int]) -> None:
        self.chips.button(0).setText(_("全部 {count}").format(count=sum(counts)))
        for quarter, count in zip(planning.QUARTERS, counts, strict=True):
            self.chips.button(quarter).setText(f"{quarter_name(quarter)} {count}")

    def _open_new(self) -> None:
        self.navigator.go("class", class_id=self.dialog.class_id)


def _line(card: ClassCard, now: datetime) -> ClassLine:
    return ClassLine(
        id=card.id,
        code=card.code,
        quarter=card.quarter,
        title=card.title,
        days=class_days(card),
        starts_at=card.starts_at,
        venue=card.venue,
        people=f"{card.enrolled} / {card.quota}" if card.quota else str(card.enrolled),
        enrolled=card.enrolled,
        lessons=card.lessons,
        hours=card.hours,
        stage=stage_of(card, now),
    )


def _hours(hours: float) -> str:
    return f"{hours:g}"


def _start(line: ClassLine) -> datetime | None:
    return line.starts_at


def _enrolled(line: ClassLine) -> int:
    return line.enrolled
