"""Seats of a room with the forms that lie there, and extra time for who needs it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.exam.board import Board, board
from dongan_training.exam.seating import (
    LARGEST,
    MOST_EXTRA,
    Seated,
    give_extra_minutes,
    plan_seats,
    seat_plan,
)
from dongan_training.texts import _
from ui import fonts, theme
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
    Words,
    WorkDialog,
    flow,
    row,
    spread_name,
)

SEAT_WIDTH, SEAT_HEIGHT, GAP = 84, 40, 6
LEAST_WIDTH, LEAST_HEIGHT = 24, 20  # of a seat; a larger room scrolls
NAMED_FROM = 40  # pixels; a narrower seat has room for the letter of the form alone
TWO_LINES_FROM = 36  # pixels; a lower seat has letter and name in one line
LEAST_TABLE = 90  # pixels: on a screen at 200 % the whole dialog is in sight
TOP = 26  # pixels for the front of the room


class SeatMap(QWidget):
    """The room seen from the front: who sits where, in the colour and letter of the form."""

    def __init__(self) -> None:
        super().__init__()
        self._seats: Sequence[Seated] = ()
        self._size = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)

    def show_seats(self, seats: Sequence[Seated], rows: int, columns: int) -> None:
        """Show a plan."""
        self._seats, self._size = seats, (rows, columns)
        fonts.ready_for("".join(one.name for one in seats))
        told = _("座位图：{rows} 排，每排 {columns} 座，{people} 人")
        self.setAccessibleName(told.format(rows=rows, columns=columns, people=len(seats)))
        self.setMinimumSize(
            max(320, columns * (LEAST_WIDTH + GAP)), max(200, TOP + rows * (LEAST_HEIGHT + GAP))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        rows, columns = self._size
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("muted"))
            front = QRectF(0, 0, self.width(), 20)
            painter.drawText(front, Qt.AlignmentFlag.AlignCenter, _("讲　台"))
            if not rows:
                told = _("还没有编排座位。填好排数和每排座位数，再点“编排座位”。")
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, told)
                return
            wide = min(SEAT_WIDTH, (self.width() + GAP) / columns - GAP)
            high = min(SEAT_HEIGHT, (self.height() - TOP + GAP) / rows - GAP)
            left = (self.width() - columns * (wide + GAP) + GAP) / 2
            for one in self._seats:
                x = left + (one.seat.column - 1) * (wide + GAP)
                y = TOP + (one.seat.row - 1) * (high + GAP)
                self._paint_seat(painter, QRectF(x, y, wide, high), one)

    def _paint_seat(self, painter: QPainter, place: QRectF, one: Seated) -> None:
        room = place.adjusted(1, 1, -1, -1)  # the frame too lies inside
        tone = (Tone.INFO, Tone.GOOD, Tone.ATTENTION, Tone.BAD)[(ord(one.form[0]) - 65) % 4]
        painter.setPen(QPen(theme.color(tone.value), 1))
        painter.setBrush(theme.color(tone.behind))
        painter.drawRoundedRect(room, 6, 6)
        inside = room.adjusted(2, 0, -2, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, _seat_words(painter, inside, one))


def _seat_words(painter: QPainter, inside: QRectF, one: Seated) -> str:
    """The letter of the form, and the name as far as there is room."""
    if inside.width() < NAMED_FROM:
        return one.form
    measure, cut, wide = painter.fontMetrics(), Qt.TextElideMode.ElideRight, int(inside.width())
    if inside.height() < TWO_LINES_FROM:
        return measure.elidedText(f"{one.form} {one.name}", cut, wide)
    return f"{one.form}\n{measure.elidedText(one.name, cut, wide)}"


class SeatsDialog(WorkDialog):
    """Rows and columns, the plan they give, and minutes for the person on the row."""

    def __init__(self, desk: Desk, exam_id: str, parent: QWidget | None = None):
        super().__init__(_("座位和加时"), parent)
        self.desk, self.exam_id = desk, exam_id
        self.resize(1000, 640)
        self.rows = _count(_("排数"))
        self.columns = _count(_("每排座位数"))
        self.plan = PrimaryButton(_("编排座位"), self.arrange)
        self.extra = QSpinBox(minimum=0, maximum=MOST_EXTRA, value=15, singleStep=5)
        self.extra.setSuffix(_(" 分钟"))
        self.extra.setAccessibleName(_("加时"))
        self.giving = Button(_("给选中的人加时"), self.give_extra, icon="clock")
        self.map = SeatMap()
        self.people = RowsModel(
            Column(_("序号"), "number", width=60, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True),
            Column(_("座位"), "seat", width=70),
            Column(_("加时"), "extra_minutes", _minutes, width=90),
            parent=self,
        )
        self.table = Table(self.people, "exam-seats")
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        self.table.setMinimumSize(300, LEAST_TABLE)
        self._build()
        self._read(first=True)

    def arrange(self) -> None:
        """Seat everybody by number, row by row."""
        room = {"rows": self.rows.value(), "columns": self.columns.value()}
        facts = {"exam_id": self.exam_id, "by": self.desk.actor, "at": clock.now()}
        with self.explaining():
            with self.desk.workspace.begin() as session:
                plan_seats(session, **facts, **room)
            self.notice.show_text(_("座位已编排，相邻的人卷别不同。"), Tone.GOOD)
            self._read()

    def give_extra(self) -> None:
        """Allow the person on the row more time."""
        person = self.table.current()
        if person is None:
            return
        minutes = self.extra.value()
        with self.explaining():
            with self.desk.workspace.begin() as session:
                give_extra_minutes(
                    session,
                    exam_id=self.exam_id,
                    enrolment_id=person.id,
                    minutes=minutes,
                    by=self.desk.actor,
                    at=clock.now(),
                )
            told = _("{name}：加时 {minutes} 分钟。")
            self.notice.show_text(told.format(name=person.name, minutes=minutes), Tone.GOOD)
            self._read()

    def _read(self, *, first: bool = False) -> None:
        with self.desk.workspace.read() as session:
            shown, seats = board(session, self.exam_id), seat_plan(session, self.exam_id)
        self.people.show(shown.rows)
        if first:
            self._propose(shown)
        self.map.show_seats(seats, shown.seat_rows, shown.seat_columns)
        if shown.rows and self.table.current() is None:
            self.table.pick(0)

    def _propose(self, shown: Board) -> None:
        columns = shown.seat_columns or 6
        self.columns.setValue(columns)
        self.rows.setValue(shown.seat_rows or max(1, -(-len(shown.rows) // columns)))

    def _build(self) -> None:
        body = self._body
        size = (Words(_("排数")), self.rows, Words(_("每排座位数")), self.columns, self.plan)
        body.addWidget(flow(*size, None, self.extra, self.giving, spacing=10))
        hint = _("按序号一排一排坐，前后左右的人卷别不同。开考后个别人用监考台上的“换座”“加时”。")
        body.addWidget(Words(hint, "muted").wrapped())
        around = QScrollArea()
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidgetResizable(True)
        around.setWidget(self.map)
        for part in (around.viewport(), self.map):
            part.setAutoFillBackground(False)
        room = row(around, self.table, spacing=16)
        room.layout().setStretch(0, 3)
        room.layout().setStretch(1, 2)
        body.addWidget(room, 1)
        body.addWidget(row(None, Button(_("关闭"), self.accept)))


def _count(name: str) -> QSpinBox:
    field = QSpinBox(minimum=1, maximum=LARGEST)
    field.setAccessibleName(name)
    return field


def _minutes(minutes: int) -> str:
    return _("{minutes} 分钟").format(minutes=minutes) if minutes else ""
