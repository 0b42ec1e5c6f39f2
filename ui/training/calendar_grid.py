"""Days as a grid: six weeks of a month, or one week with more room for each lesson."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import cycle

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dongan_training.texts import _
from dongan_training.training.calendar import (
    A_DAY,
    A_WEEK,
    WEEKS_SHOWN,
    CalendarLesson,
    month_of,
    month_shown,
    week_of,
)
from ui import fonts, theme
from ui.kit import Tone, day_and_weekday, hour_and_minute
from ui.kit.wording import WEEKDAYS

DAYS = 7
HEAD, DATE, LINE, GAP = 30, 24, 20, 3
CARD = 62  # pixels of a lesson where there is room for three lines
TONES = (Tone.INFO, Tone.GOOD, Tone.ATTENTION, Tone.QUIET)  # of classes, in turn
STEPS = {
    Qt.Key.Key_Left: -A_DAY,
    Qt.Key.Key_Right: A_DAY,
    Qt.Key.Key_Up: -A_WEEK,
    Qt.Key.Key_Down: A_WEEK,
}


class CalendarGrid(QWidget):
    """Arrow keys go from day to day, Page Up and Page Down by months or weeks, Home to today.

    ``moved`` says that the cursor stands on another day, ``opened`` that its lessons are wanted.
    """

    moved = Signal()
    opened = Signal()

    def __init__(self, today: date):
        super().__init__()
        self.day = self.today = today
        self.is_week = False
        self._lessons: dict[date, list[CalendarLesson]] = {}
        self._tones: dict[str, Tone] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(HEAD + WEEKS_SHOWN * (DATE + 6))
        self._tell()

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day that is shown."""
        return week_of(self.day) if self.is_week else month_shown(self.day)

    @property
    def chosen(self) -> Sequence[CalendarLesson]:
        """The lessons of the day with the cursor."""
        return self._lessons.get(self.day, ())

    def show_lessons(self, lessons: Sequence[CalendarLesson]) -> None:
        """Show what is taught in the span."""
        of_day: defaultdict[date, list[CalendarLesson]] = defaultdict(list)
        for one in lessons:
            fonts.ready_for(one.class_title)
            of_day[one.day].append(one)
        self._lessons = dict(of_day)
        classes = dict.fromkeys(one.class_id for one in lessons)
        self._tones = dict(zip(classes, cycle(TONES), strict=False))
        self._tell()
        self.update()

    def show_week(self, is_week: bool) -> None:
        """Show the week around the cursor, or its month."""
        self.is_week = is_week
        self.update()
        self.moved.emit()

    def go(self, day: date) -> None:
        """Put the cursor on a day."""
        self.day = day
        self._tell()
        self.update()
        self.moved.emit()

    def turn(self, by: int) -> None:
        """Turn so many months or weeks on."""
        if self.is_week:
            self.go(self.day + by * A_WEEK)
            return
        month = self.day.year * 12 + self.day.month - 1 + by
        first = date(month // 12, month % 12 + 1, 1)
        self.go(first.replace(day=min(self.day.day, month_of(first)[1].day)))

    def sizeHint(self) -> QSize:
        return QSize(700, self.minimumHeight())  # more where there is room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.go(self.day + STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key is Qt.Key.Key_PageDown else -1)
        elif key is Qt.Key.Key_Home:
            self.go(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if day := self._day_at(event.position().toPoint()):
            self.go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._day_at(event.position().toPoint()):
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            told = "\n".join(map(_told, self._lessons.get(day, ()))) if day else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_heads(painter)
            for number in range(DAYS * self._rows()):
                self._paint_day(painter, self.span[0] + number * A_DAY, self._cell(number))
            self._paint_hidden(painter)

    def _rows(self) -> int:
        return 1 if self.is_week else WEEKS_SHOWN

    def _cell(self, number: int) -> QRect:
        row, column = divmod(number, DAYS)
        left, right = (self.width() * edge // DAYS for edge in (column, column + 1))
        room = self.height() - HEAD
        top, bottom = (HEAD + room * edge // self._rows() for edge in (row, row + 1))
        return QRect(left, top, right - left, bottom - top)

    def _day_at(self, point: QPoint) -> date | None:
        cells = range(DAYS * self._rows())
        inside = next((one for one in cells if self._cell(one).contains(point)), None)
        return None if inside is None else self.span[0] + inside * A_DAY

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        for number, name in enumerate(WEEKDAYS):
            room = self._cell(number)
            head = QRect(room.left() + 8, 0, room.width() - 12, HEAD)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, _(name))

    def _paint_day(self, painter: QPainter, day: date, cell: QRect) -> None:
        painter.fillRect(cell.left(), cell.top(), cell.width(), 1, theme.color("line"))
        if cell.left():
            painter.fillRect(cell.left(), cell.top(), 1, cell.height(), theme.color("line"))
        if day == self.day:
            self._paint_cursor(painter, cell)
        self._paint_date(painter, day, cell)
        lessons = self._lessons.get(day, ())
        height = self._lesson_height(cell, len(lessons))
        top = cell.top() + DATE + 2
        for number, one in enumerate(lessons):
            room = QRect(cell.left() + 5, top, cell.width() - 9, height)
            left_over = len(lessons) - number
            if room.bottom() + (LINE if left_over > 1 else 0) > cell.bottom():
                more = _("还有 {count} 课") if number else _("{count} 课")
                more = more.format(count=left_over)
                painter.setPen(theme.color("muted"))
                painter.setFont(theme.font(12))
                painter.drawText(room.adjusted(4, 0, 0, LINE - height), 0, more)
                return
            self._paint_lesson(painter, one, room)
            top += height + GAP

    def _lesson_height(self, cell: QRect, count: int) -> int:
        room = cell.height() - DATE - 4
        return CARD if count * (CARD + GAP) <= room or self.is_week else LINE

    def hidden(self) -> Sequence[CalendarLesson]:
        """The lessons of the day with the cursor, where its cell has no room for all of them."""
        cell = self._cell((self.day - self.span[0]).days)
        count = len(self.chosen)
        needed = count * (self._lesson_height(cell, count) + GAP)
        return self.chosen if needed > cell.height() - DATE - 2 else ()

    def _paint_hidden(self, painter: QPainter) -> None:
        """Beside the day, over its neighbours."""
        lines = [_told(one) for one in self.hidden()]
        if not lines:
            return
        cell = self._cell((self.day - self.span[0]).days)
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        wanted = max(map(metrics.horizontalAdvance, lines)) + 20
        bubble = QRect(0, 0, min(wanted, self.width() - 8), len(lines) * LINE + 10)
        bubble.moveTopLeft(cell.bottomLeft() + QPoint(4, 2))
        if bubble.bottom() > self.height():
            bubble.moveBottom(cell.top() - 2)
        bubble.moveLeft(min(bubble.left(), self.width() - bubble.width() - 4))
        painter.setPen(theme.color("edge"))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(QRectF(bubble).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(theme.color("text"))
        for number, words in enumerate(lines):
            line = QRect(bubble.left() + 10, bubble.top() + 5 + number * LINE, wanted, LINE)
            room = bubble.width() - 20
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_cursor(self, painter: QPainter, cell: QRect) -> None:
        painter.setBrush(theme.color("hover"))
        painter.setPen(theme.color("focus" if self.hasFocus() else "edge"))
        painter.drawRoundedRect(QRectF(cell).adjusted(1.5, 1.5, -0.5, -0.5), 6, 6)

    def _paint_date(self, painter: QPainter, day: date, cell: QRect) -> None:
        is_inside = self.is_week or day.month == self.day.month
        words = str(day.day)
        if day.day == 1 or (self.is_week and day.weekday() == 0):
            words = _("{month}月{day}日").format(month=day.month, day=day.day)
        painter.setFont(theme.font(13, bold=day == self.today))
        width = painter.fontMetrics().horizontalAdvance(words)
        where = QRect(cell.left() + 8, cell.top() + 3, width, DATE - 4)
        if day == self.today:
            painter.setBrush(theme.color("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(where).adjusted(-5, 0, 5, 0), 10, 10)
            painter.setPen(theme.color("on_accent"))
        else:
            painter.setPen(theme.color("text" if is_inside else "muted"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_lesson(self, painter: QPainter, one: CalendarLesson, room: QRect) -> None:
        tone = Tone.BAD if one.clash else self._tones[one.class_id]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone.behind))
        painter.drawRoundedRect(QRectF(room), 5, 5)
        painter.setPen(theme.color(tone.value))
        lines = [f"{hour_and_minute(one.starts_at)} {one.class_short}"]
        if room.height() > LINE:
            until = f"{hour_and_minute(one.starts_at)}–{hour_and_minute(one.ends_at)}"
            lines = [f"{until} {one.title}", one.class_short, "、".join(one.venues)]
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        for number, words in enumerate(lines):
            line = QRect(room.left() + 6, room.top() + number * 19, room.width() - 10, LINE)
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)

    def _tell(self) -> None:
        self.setAccessibleName(_("日历"))
        told = [day_and_weekday(self.day), *map(_told, self.chosen)]
        self.setAccessibleDescription("\n".join(told))


def _told(one: CalendarLesson) -> str:
    until = f"{hour_and_minute(one.starts_at)}–{hour_and_minute(one.ends_at)}"
    return "　".join(part for part in (until, one.class_title, one.title, one.clash) if part)
