"""签到: one lesson's register, the way to its door, and what is entered by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Answer
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.models import CheckIn, Direction, Leave
from dongan_training.attendance.queries import LessonChoice, RegisterRow
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.people.models import Person
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment, Lesson, TrainingClass
from ui.attendance.by_name_dialog import ByNameDialog
from ui.attendance.entry_dialogs import (
    DecideLeaveDialog,
    EntryDialog,
    LeaveDialog,
    SheetDialog,
    TakeBackDialog,
    told_names,
)
from ui.attendance.more_menu import MoreMenu
from ui.attendance.signals import status_tag, told_answer
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    FigureCard,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    flow,
    hour_and_minute,
    spread_name,
)
from ui.kit.wording import day

S = AttendanceStatus
CHIPS: tuple[tuple[str, Callable[[RegisterRow], bool]], ...] = (
    (N_("全部"), lambda _row: True),
    (N_("未到"), lambda row: row.status is S.NOT_YET),
    (N_("迟到早退"), lambda row: row.status in (S.LATE, S.LEFT_EARLY)),
    (N_("请假"), lambda row: row.status is S.ON_LEAVE or row.waits_for_leave),
    (N_("缺勤"), lambda row: row.status is S.ABSENT),
)


class AttendancePage(Page):
    """Shows the lesson most likely meant; another one is chosen above."""

    title = N_("签到")
    shows = frozenset({CheckIn, Leave, Lesson, Enrolment, TrainingClass, Person})

    def __init__(self, desk: Desk, lesson_id: str = ""):
        super().__init__(desk)
        self._wanted = lesson_id
        self._lessons: list[LessonChoice] = []
        self._dialog: QDialog | None = None
        self._names = ""
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("课次"))
        self.choice.setMinimumWidth(420)
        self.open_door = PrimaryButton(_("打开签到台"), self.go_to_door, icon="scan-qr-code")
        self.sheet = Button(_("签到表"), self.print_sheet, icon="printer")
        self.expected, self.arrived = FigureCard(_("应到")), FigureCard(_("已签到"))
        self.missing, self.on_leave = FigureCard(_("未到")), FigureCard(_("请假"))
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.people = _register_model(self)
        self.table = Table(self.people, "register")
        self.chips = [Chip(_(words)) for words, _statuses in CHIPS]
        self.by_name = Button(_("手工签到"), self.ask_name, icon="user-check", shortcut="F3")
        self.enter = Button(_("补录"), self.enter_from_sheet)
        self.leave = Button(_("请假"), self.enter_leave)
        self.take_back = Button(_("撤销签到"), self.ask_take_back)
        self.more = MoreMenu(self)
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._show_lesson)
        self.search.searched.connect(self._filter)
        for chip in self.chips:
            chip.clicked.connect(self._on_chip)
        self.chips[0].setChecked(True)
        self.table.selectionModel().selectionChanged.connect(self._allow)
        self.table.opened.connect(self._open_row)
        self.refresh()

    @property
    def lesson(self) -> LessonChoice | None:
        """The lesson shown now."""
        number = self.choice.currentIndex()
        return self._lessons[number] if 0 <= number < len(self._lessons) else None

    def refresh(self) -> None:
        now = clock.now()
        kept = self.lesson.id if self.lesson else self._wanted
        with self.workspace.read() as session:
            self._lessons = queries.lesson_choices(session, now=now)
            known = {one.id for one in self._lessons}
            if self._wanted and self._wanted not in known:
                wanted = queries.remaining_choice(session, self._wanted)
                self._lessons += [wanted] if wanted else []
        self._offer(kept)
        if self._lessons:
            self.show_content()
            self._show_lesson()
        else:
            to_training = PrimaryButton(_("去排课"), self._go_to_training)
            advice = _("先在“培训”里建班、排课，再来这里签到。")
            text = _("还没有可以签到的课。")
            self.show_state(EmptyState("scan-qr-code", text, to_training, advice=advice))

    def go_to_door(self) -> None:
        """Open the door desk of this lesson."""
        if self.lesson:
            self.navigator.go("door", lesson_id=self.lesson.id)

    def ask_name(self) -> None:
        """Find somebody by name and let them in."""
        if self.lesson:
            dialog = ByNameDialog(self.desk, self.lesson.id, Direction.IN, self)
            dialog.answered.connect(self.tell_answer)
            self.show_dialog(dialog)

    def enter_from_sheet(self) -> None:
        """Enter arrivals from a paper sheet."""
        if self.lesson and (rows := self.table.selected()):
            dialog = SheetDialog(self.desk, self.lesson, rows, self)
            self.show_dialog(dialog)

    def enter_leave(self) -> None:
        """Register leave, or decide about one that was asked for."""
        rows = self.table.selected()
        if not self.lesson or not rows:
            return
        if len(rows) == 1 and rows[0].leave:
            self.show_dialog(DecideLeaveDialog(self.desk, rows[0], self))
        else:
            self.show_dialog(LeaveDialog(self.desk, self.lesson, rows, self))

    def ask_take_back(self) -> None:
        """Declare void what was recorded by mistake."""
        if self.lesson and (rows := self.table.selected()):
            self.show_dialog(TakeBackDialog(self.desk, self.lesson, rows, self))

    def print_sheet(self) -> None:
        """Show the sign-in sheet before it is printed."""
        from dongan_training.training.queries import lesson as lesson_row
        from ui.kit.preview import preview  # loads the PDF reader
        from ui.training.documents import attendance_sheet  # loads fonts

        if self.lesson:
            with self.workspace.read() as session:
                shown = lesson_row(session, self.lesson.id)
            self._dialog = preview(self, attendance_sheet(self.desk, shown))

    def scan_picture(self, path: Path) -> None:
        """Check in the holders of all badges in a picture."""
        if self.lesson:
            self.more.pictures.scan(path, self.lesson.id)

    def _offer(self, kept: str) -> None:
        now = clock.now()
        self.choice.blockSignals(True)
        self.choice.clear()
        for lesson in self._lessons:
            self.choice.addItem(_lesson_words(lesson, now))
        ids = [lesson.id for lesson in self._lessons]
        self.choice.setCurrentIndex(ids.index(kept) if kept in ids else 0)
        self.choice.blockSignals(False)

    def _show_lesson(self) -> None:
        lesson = self.lesson
        if lesson is None:
            return
        now = clock.now()
        with self.workspace.read() as session:
            rows = queries.register(session, lesson_id=lesson.id, now=now)
            counts = door_counts(session, lesson.id)
        self.people.show(rows)
        self.expected.set_value(str(counts.expected))
        share = f"{counts.arrived / counts.expected:.0%}" if counts.expected else ""
        self.arrived.set_value(str(counts.arrived), share)
        self.missing.set_value(str(counts.missing))
        self.on_leave.set_value(str(counts.on_leave))
        self.by_name.setVisible(now <= lesson.ends_at)
        self.open_door.setEnabled(now <= lesson.ends_at)
        self.more.allow(is_over=now > lesson.ends_at)
        self._count_chips(rows)
        self._allow()

    def _count_chips(self, rows: list[RegisterRow]) -> None:
        for chip, (words, belongs) in zip(self.chips, CHIPS, strict=True):
            chip.setText(f"{_(words)} {sum(map(belongs, rows))}")

    def _on_chip(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip is self.sender())
        self._filter()

    def _filter(self) -> None:
        number = next(n for n, chip in enumerate(self.chips) if chip.isChecked())
        self.people.filter(self.search.text(), CHIPS[number][1])

    def _allow(self) -> None:
        """Only what makes sense for the marked people can be pressed."""
        rows = self.table.selected()
        begun = bool(self.lesson) and self.lesson.opens_at <= clock.now()
        self.enter.setEnabled(begun and bool(rows) and not any(one.arrived_at for one in rows))
        self.leave.setEnabled(len(rows) == 1 or (bool(rows) and not any(one.leave for one in rows)))
        self.take_back.setEnabled(bool(rows) and all(one.arrived_at for one in rows))

    def show_dialog(self, dialog: QDialog) -> None:
        """Open a dialog above the page, and say what came of it."""
        self._dialog = dialog
        self._names = told_names(self.table.selected())  # the rows are read anew at the commit
        dialog.accepted.connect(self._tell_saved)
        dialog.open()

    def _tell_saved(self) -> None:
        if isinstance(self._dialog, EntryDialog | DecideLeaveDialog):  # others say more themselves
            self.say(self._dialog.told().format(names=self._names))

    def tell_answer(self, answer: Answer) -> None:
        """Say what the door answered to somebody let in by hand."""
        self.say(*told_answer(answer))

    def _open_row(self, _row: RegisterRow) -> None:
        self.enter_leave()

    def _go_to_training(self) -> None:
        self.navigator.go("training")

    def _lay_out(self) -> None:
        self.body.addWidget(flow(self.choice, None, self.sheet, self.open_door))
        figures = (self.expected, self.arrived, self.missing, self.on_leave)
        self.body.addWidget(flow(*figures, spacing=16))
        advice = _("请在“培训”的学员页里添加学员。")
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。"), advice=advice))
        actions = (self.by_name, self.enter, self.leave, self.take_back, self.more)
        self.search.setMinimumWidth(200)
        bar = (self.search, *self.chips, None, *actions)
        self.body.addWidget(TableCard(self.table, *bar), 1)


def _register_model(page: AttendancePage) -> RowsModel:
    return RowsModel(
        Column(_("序号"), "number", width=64),
        Column(_("姓名"), "name", spread_name, bold=True, width=110),
        Column(_("所在党组织"), "org"),
        Column(_("职务"), "post", width=120),
        Column(_("座位"), "seat", width=90),
        Column(_("考勤"), "status", tag=status_tag, width=90),
        Column(_("说明"), "explanation", width=300, muted=True),
        find=("pinyin", "township"),
        parent=page,
    )


def _lesson_words(lesson: LessonChoice, now: datetime) -> str:
    starts = clock.local(lesson.starts_at)
    date = _("今天") if lesson.is_today(now) else day(starts.date())
    when = f"{date} {lesson.title} {hour_and_minute(lesson.starts_at)}"
    return f"{when}　{lesson.class_title}"
