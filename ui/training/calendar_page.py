"""日历: what is taught on which day, by month or by week."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup

from dongan_training import clock
from dongan_training.texts import N_, _, listed
from dongan_training.training.calendar import CalendarLesson, calendar
from dongan_training.training.models import Course, Lesson, LessonCourse, TrainingClass
from ui.kit import (
    Button,
    Card,
    Chip,
    Column,
    Desk,
    EmptyState,
    IconButton,
    Page,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    day_and_weekday,
    flow,
    hour_and_minute,
)
from ui.training.calendar_grid import CalendarGrid

MONTH, WEEK = 0, 1


class CalendarPage(Page):
    """The grid above, the lessons of the day with the cursor below; Enter opens their class."""

    title = N_("培训日历")
    shows = frozenset({TrainingClass, Lesson, LessonCourse, Course})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.grid = CalendarGrid(clock.local(clock.now()).date())
        self.shown = Words("", "title")
        self.views = QButtonGroup(self)
        self.rows = RowsModel(
            Column(_("时间"), "starts_at", hour_and_minute, width=80),
            Column(_("到"), "ends_at", hour_and_minute, muted=True, width=64),
            Column(_("培训班"), "class_title", bold=True),
            Column(_("课"), "title", width=80),
            Column(_("课程"), "courses", listed, muted=True),
            Column(_("授课人"), "lecturers", listed, muted=True, width=110),
            Column(_("地点"), "venues", listed, muted=True, width=150),
            Column(_("冲突"), "clash", tag=_clash_tag, width=150),
            parent=self,
        )
        self.table = Table(self.rows, "calendar")
        self._read: tuple[date, date] | None = None  # what the grid shows now
        self._build()
        self.keyboard_first = self.grid
        self.refresh()

    def refresh(self) -> None:
        self._read = self.grid.span
        with self.workspace.read() as session:
            first, last = self.grid.span
            self.grid.show_lessons(calendar(session, first=first, last=last))
        self._show_day()

    def go_to_today(self) -> None:
        """Put the cursor on today."""
        self.grid.go(self.grid.today)

    def turn_back(self) -> None:
        """Show the month or week before."""
        self.grid.turn(-1)

    def turn_on(self) -> None:
        """Show the next month or week."""
        self.grid.turn(1)

    def open_class(self, lesson: CalendarLesson) -> None:
        """Show the class of a lesson."""
        self.navigator.go("class", class_id=lesson.class_id, tab="timetable")

    def open_day(self) -> None:
        """Go on to the lessons of the day; straight to the class where there is only one."""
        if len(self.rows.rows) == 1:
            self.open_class(self.rows.rows[0])
        elif self.rows.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def go_to_list(self) -> None:
        """Show the same classes as a list."""
        self.navigator.go("training")

    def _build(self) -> None:
        for number, name in ((MONTH, _("月")), (WEEK, _("周"))):
            self.views.addButton(Chip(name), number)
        self.views.button(MONTH).setChecked(True)
        back = IconButton("arrow-left", _("往前"), self.turn_back)
        on = IconButton("arrow-right", _("往后"), self.turn_on)
        today = Button(_("今天"), self.go_to_today)
        as_list = Button(_("列表"), self.go_to_list)
        chips = [self.views.button(number) for number in (MONTH, WEEK)]
        self.body.addWidget(flow(back, on, self.shown, today, None, *chips, as_list, spacing=10))
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid)
        self.body.addWidget(card, 3)
        self.table.set_empty(EmptyState("calendar-days", _("这一天没有课。")))
        self.table.setMinimumHeight(118)
        self.body.addWidget(TableCard(self.table), 1)
        self.views.idClicked.connect(self._show_view)
        self.grid.moved.connect(self._on_moved)
        self.grid.opened.connect(self.open_day)
        self.table.opened.connect(self.open_class)

    def _show_view(self, number: int) -> None:
        self.grid.show_week(number == WEEK)

    def _on_moved(self) -> None:
        if self.grid.span != self._read:
            self.refresh()
        else:
            self._show_day()

    def _show_day(self) -> None:
        first, last = self.grid.span
        day = self.grid.day
        if self.grid.is_week:
            words = f"{first:%Y-%m-%d} – {last:%m-%d}"
        else:
            words = _("{year}年{month}月").format(year=day.year, month=day.month)
        self.shown.setText(words)
        self.set_title(_(type(self).title), day_and_weekday(day))
        self.rows.show(self.grid.chosen)


def _clash_tag(clash: str) -> Tag | None:
    return Tag(clash, Tone.BAD) if clash else None
