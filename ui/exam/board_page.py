"""监考台: who sits, since when, how far, what happened, and what an invigilator may do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from dongan_training import clock
from dongan_training.exam.board import Board, BoardRow, board
from dongan_training.exam.invigilating import answer_help
from dongan_training.exam.models import Answer, Attempt, Exam, ExamPlace, SittingEvent
from dongan_training.exam.record_words import alert_words, board_state_name
from dongan_training.people.models import Person
from dongan_training.texts import N_, _
from ui.exam.board_dialogs import GrantDialog
from ui.exam.board_menu import BoardMenu
from ui.exam.codes_dialog import CodesDialog
from ui.exam.ending import end_exam
from ui.exam.filter_chips import FilterChips
from ui.exam.record_dialog import RecordDialog
from ui.exam.room_setup_dialog import RoomSetupDialog
from ui.exam.seats_dialog import SeatsDialog
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FigureCard,
    Page,
    PrimaryButton,
    QuietButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    flow,
    hour_and_minute,
    spread_name,
)

AGAIN_MS = 10_000  # time left goes on although nothing was stored
STATE_TONES = {
    "absent": Tone.QUIET,
    "open": Tone.GOOD,
    "handed_in": Tone.INFO,
    "timed_out": Tone.INFO,
    "annulled": Tone.BAD,
}
ALERT = "alert"


@dataclass(frozen=True)
class BoardLine:
    """One person as the table shows them."""

    id: str
    number: int
    name: str
    seat: str
    form: str
    state: Tag
    started_at: datetime | None
    answered: str
    left: str
    extra: str
    alert: Tag | None
    row: BoardRow


class BoardPage(Page):
    """Figures, one table, and the steps for the person on the row or for the room."""

    title = N_("监考台")
    shows = frozenset({Exam, Attempt, Answer, ExamPlace, SittingEvent, Person})
    patience = 500  # while a room answers

    def __init__(self, desk: Desk, exam_id: str):
        super().__init__(desk)
        self.exam_id = exam_id
        self.found: Board | None = None
        self.dialog: QDialog | None = None
        self.figures = {
            name: FigureCard(label)
            for name, label in (
                ("open", _("正在考试")),
                ("done", _("已交卷")),
                ("absent", _("未到")),
                (ALERT, _("需要留意")),
            )
        }
        self.chips = FilterChips(_kinds())
        self.search = SearchField(_("姓名、座位"))
        self.people = RowsModel(
            Column(_("序号"), "number", width=64, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True, width=150),
            Column(_("座位"), "seat", width=80),
            Column(_("卷"), "form", width=56),
            Column(_("状态"), "state", tag=_same, sort=_by_state, width=110),
            Column(_("开考"), "started_at", _time, width=80),
            Column(_("已答题"), "answered", sort=_by_answered, width=90),
            Column(_("剩余"), "left", sort=_by_left, width=100),
            Column(_("加时"), "extra", sort=_by_extra, width=90),
            Column(_("提醒"), "alert", tag=_same, sort=_by_alert),
            parent=self,
        )
        self.table = Table(self.people, "exam-board")
        self._build()
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.try_again)
        self._again.start()
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.found = found = board(session, self.exam_id)
        self.set_title(self.title, found.title)
        lines = [_line(one) for one in found.rows]
        self.people.show(lines)
        counts = Counter(one.row.state for one in lines)
        alerts = sum(one.alert is not None for one in lines)
        self.chips.show_counts(len(lines), counts | {ALERT: alerts})
        done = found.count("handed_in", "timed_out")
        for name, count in (("open", counts["open"]), ("done", done), ("absent", counts["absent"])):
            self.figures[name].set_value(_("{count} 人").format(count=count))
        broken = _("考试机异常结束 {count} 次").format(count=found.broken) if found.broken else ""
        self.figures[ALERT].set_value(_("{count} 人").format(count=alerts), broken)
        self.entering.setEnabled(not found.is_closed)
        if lines and self.table.current() is None:
            self.table.pick(0)
        self._filter()
        self._offer_what_fits(self.table.current())

    def enter_room(self) -> None:
        """Put the exam on this screen."""
        self.navigator.go("exam-room", exam_id=self.exam_id)

    def enter_papers(self) -> None:
        """Go to the typing in of papers."""
        self.navigator.go("exam-papers-in", exam_id=self.exam_id)

    def set_up(self) -> None:
        """Open the rules of the room."""
        self.open_dialog(RoomSetupDialog(self.desk, self.exam_id, self))

    def show_seats(self) -> None:
        """Open the seats."""
        self.open_dialog(SeatsDialog(self.desk, self.exam_id, self))

    def show_codes(self) -> None:
        """Open the exam codes of the class."""
        with self.workspace.read() as session:
            class_id = session.get_one(Exam, self.exam_id).class_id
        self.open_dialog(CodesDialog(self.desk, class_id, self._shown().title, self))

    def show_record(self) -> None:
        """Open the record of all that happened."""
        self.open_dialog(RecordDialog(self.desk, self.exam_id, self))

    def give_all(self) -> None:
        """Give minutes to the whole room."""
        sitting = [one.attempt_id for one in self._shown().rows if one.state == "open"]
        self.open_dialog(GrantDialog(self.desk, sitting, parent=self))

    def help_given(self) -> None:
        """Note that the invigilator went to the person on the row."""
        line = self.table.current()
        if line is not None:
            with self.explaining(), self.workspace.begin() as session:
                answer_help(
                    session, attempt_id=line.row.attempt_id, by=self.desk.actor, at=clock.now()
                )

    def give(self) -> None:
        """Give minutes to the person on the row."""
        self.open_for_row(GrantDialog.for_row)

    def current_row(self) -> BoardRow | None:
        """The person on the row that is marked."""
        line = self.table.current()
        return line.row if line is not None else None

    def open_for_row(self, make: Callable[[Desk, BoardRow, QWidget], QDialog]) -> None:
        """Open the dialog of a step for the person on the row."""
        row = self.current_row()
        if row is not None:
            self.open_dialog(make(self.desk, row, self))

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog and keep it; what it did is shown without waiting for others."""
        self.dialog = dialog
        dialog.accepted.connect(self._refresh_now)
        dialog.open()

    def end(self) -> None:
        """Let nobody in any more and collect what is open."""
        end_exam(self, self.exam_id)

    def _shown(self) -> Board:
        assert self.found is not None
        return self.found

    def _filter(self) -> None:
        kind = self.chips.kind

        def fits(line: BoardLine) -> bool:
            return line.alert is not None if kind == ALERT else line.row.state == kind

        self.people.filter(self.search.text(), fits if kind else None)

    def _offer_what_fits(self, line: BoardLine | None) -> None:
        self.helping.setEnabled(line is not None and line.row.asks_help)
        self.giving.setEnabled(line is not None and line.row.state == "open")
        self.more.allow(self._shown(), line.row if line else None)
        self.ending.setEnabled(not self._shown().is_closed)
        self.giving_all.setEnabled(any(one.state == "open" for one in self._shown().rows))

    def _build(self) -> None:
        self.entering = PrimaryButton(_("进入考场"), self.enter_room, icon="play")
        room = (
            QuietButton(_("考场设置"), self.set_up, icon="settings"),
            QuietButton(_("座位和加时"), self.show_seats, icon="users"),
            QuietButton(_("考试码"), self.show_codes, icon="id-card"),
            QuietButton(_("录入纸质答卷"), self.enter_papers, icon="file-pen-line"),
            QuietButton(_("考场记录"), self.show_record, icon="file-text"),
        )
        self.giving_all = Button(_("全场加时"), self.give_all, icon="clock")
        self.ending = Button(_("结束考试"), self.end, icon="log-out")
        self.helping = Button(_("已到场"), self.help_given, icon="check")
        self.giving = Button(_("加时"), self.give, icon="clock", shortcut="Ctrl+T")
        self.more = BoardMenu(self)
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        self.search.setFixedWidth(200)
        self.body.addWidget(flow(*room, None, self.ending, self.giving_all, self.entering))
        self.body.addWidget(flow(*self.figures.values(), spacing=16))
        steps = (self.helping, self.giving, self.more)
        self.body.addWidget(TableCard(self.table, self.search, self.chips, None, *steps), 1)
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._filter)
        self.table.picked.connect(self._offer_what_fits)


def _kinds() -> list[tuple[str, Tag]]:
    kinds = [(state, Tag(board_state_name(state), tone)) for state, tone in STATE_TONES.items()]
    return [(ALERT, Tag(_("需要留意"), Tone.ATTENTION)), *kinds]


def _line(row: BoardRow) -> BoardLine:
    alerts = alert_words(row)
    tone = Tone.BAD if row.asks_help else Tone.ATTENTION
    sat = row.state != "absent"
    minutes, seconds = divmod(round(row.seconds_left), 60)
    return BoardLine(
        id=row.id,
        number=row.number,
        name=row.name,
        seat=row.seat,
        form=row.form,
        state=Tag(board_state_name(row.state), STATE_TONES[row.state]),
        started_at=row.started_at,
        answered=f"{row.answered} / {row.questions}" if sat else "",
        left=f"{minutes}:{seconds:02}" if row.state == "open" else "",
        extra=_("{minutes} 分钟").format(minutes=row.extra_minutes) if row.extra_minutes else "",
        alert=Tag(" · ".join(alerts), tone) if alerts else None,
        row=row,
    )


def _same(tag: Tag | None) -> Tag | None:
    return tag


def _time(moment: datetime | None) -> str:
    return hour_and_minute(moment) if moment else ""


def _by_state(line: BoardLine) -> str:
    return line.row.state


def _by_answered(line: BoardLine) -> int:
    return line.row.answered


def _by_left(line: BoardLine) -> float | None:
    return line.row.seconds_left if line.row.state == "open" else None


def _by_extra(line: BoardLine) -> int:
    return line.row.extra_minutes


def _by_alert(line: BoardLine) -> int:
    return -len(alert_words(line.row)) - 9 * line.row.asks_help
