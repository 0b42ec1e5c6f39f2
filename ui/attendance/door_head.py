"""The line above the door desk: which lesson, what time it is, and the way out."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from dongan_training import clock
from dongan_training.attendance.models import Direction
from dongan_training.attendance.queries import LessonChoice
from dongan_training.texts import _
from ui.kit import Button, Words, hour_and_minute
from ui.kit.parts import Slot

TICK = 1_000


class DoorHead(QFrame):
    """Reads the clock itself, once a second."""

    def __init__(self, leave: Slot):
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(64)
        self.way = Words()
        self.lesson = Words().cut()
        self.where = Words("", "muted").cut()
        self.time = Words("", "title")
        self.exit = Button(_("退出 Esc"), leave)
        self.exit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for words in (self.way, self.lesson):
            words.setObjectName("page-title")  # as in the header of the main window
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(16)
        line.addWidget(self.way)
        line.addWidget(self.lesson, 2)
        line.addWidget(self.where, 1)
        line.addStretch()
        line.addWidget(self.time)
        line.addWidget(self.exit)
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self.show_time)
        self._ticks.start(TICK)
        self.show_time()

    def show_lesson(self, lesson: LessonChoice) -> None:
        """Say which lesson people check in to."""
        self.lesson.setText(lesson.class_title)
        when = f"{lesson.title} {hour_and_minute(lesson.starts_at)}"
        self.where.setText(f"{when}　{lesson.venue}")
        self._hug(self.lesson)
        self._hug(self.where)

    def set_narrow(self, narrow: bool) -> None:
        """On a small screen the place gives way to the class."""
        self.where.setHidden(narrow)

    @staticmethod
    def _hug(words: Words) -> None:
        """As wide as its text where there is room, cut where there is none."""
        words.ensurePolished()
        words.setMaximumWidth(words.fontMetrics().horizontalAdvance(words.whole_text()) + 8)

    def show_way(self, direction: Direction) -> None:
        """Say whether people come or go."""
        is_out = direction is Direction.OUT
        self.way.setText(_("签退") if is_out else _("签到"))
        self.way.set_look("attention" if is_out else "")

    def show_time(self) -> None:
        """Show the time of day."""
        self.time.setText(hour_and_minute(clock.now()))
