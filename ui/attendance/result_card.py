"""The answer to the last scan, large enough to be read from two metres."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from dongan_training.attendance.answers import Answer
from dongan_training.errors import UserError
from dongan_training.texts import _
from ui import fonts, icons, theme
from ui.attendance.signals import NOT_SAVED, SIGNALS, WAITING, Signal

HEIGHT = 149
CIRCLE, BEFORE_CIRCLE, SMALL_CIRCLE = 84, 28, 52
AROUND_PHOTO = 12
BELOW = 6
SMALL_BELOW = 480  # pixels of a card in which the words need the room


@dataclass(frozen=True)
class Size:
    """How large words may be, and how small they may become before they are cut."""

    pixels: int
    least: int
    height: int
    bold: bool = False


LARGEST_NAME = Size(34, 20, 50, bold=True)
LARGEST_LINE = Size(17, 13, 25)


@dataclass(frozen=True)
class Message:
    """What a card shows: a signal, a headline, up to two lines below it, and who it should be."""

    signal: Signal
    headline: str
    lines: tuple[str, ...]
    photo: bytes | None = None


def message_of(answer: Answer, photo: bytes | None = None) -> Message:
    """Put an answer of the door on a card, with the photo of whose badge it is."""
    signal = SIGNALS[answer.outcome]
    if not answer.passed:
        return Message(signal, answer.name or _(signal.words), (answer.sentence, answer.advice))
    place = _("座位 {seat}").format(seat=answer.seat) if answer.seat else ""
    whence = "　".join(part for part in (answer.unit.full, place) if part)
    return Message(signal, answer.name, (whence, answer.sentence), photo)


def message_of_failure(error: UserError) -> Message:
    """Say that nothing was recorded because the disk refused."""
    return Message(NOT_SAVED, _(NOT_SAVED.words), (error.told(), error.advised()))


def waiting(*, is_out: bool = False) -> Message:
    """What a card shows before the first scan, while people come or (``is_out``) leave."""
    ways = _("扫码枪、摄像头都可以，也可以按姓名手工签到。")
    if is_out:
        ways = _("扫码枪、摄像头都可以，也可以按姓名手工签退。")
    return Message(WAITING, _("请出示胸牌"), (ways,))


class ResultCard(QWidget):
    """Colour, symbol and words of one message."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(HEIGHT)
        self.photo = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_message(waiting())

    def show_message(self, message: Message) -> None:
        """Show another message."""
        self.message = message
        self.photo = QPixmap()
        if message.photo is not None:
            self.photo.loadFromData(message.photo)
        told = "　".join((message.headline, *message.lines))
        fonts.ready_for(told)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(774, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = self.message.signal.tone
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(tone.behind))
            painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
            self._paint_symbol(painter)
            self._paint_words(painter)
            if self._photo_width():
                self._paint_photo(painter)

    def _paint_symbol(self, painter: QPainter) -> None:
        tone = self.message.signal.tone
        wide, before = self._circle()
        circle = QRectF(before, (self.height() - wide) / 2, wide, wide)
        painter.setBrush(theme.color(tone.value))
        painter.drawEllipse(circle)
        icons.paint(
            painter,
            circle.adjusted(wide * 0.23, wide * 0.23, -wide * 0.23, -wide * 0.23),
            self.message.signal.icon,
            tone.behind,
        )

    def _paint_photo(self, painter: QPainter) -> None:
        """At the right, so that whoever stands at the desk can compare."""
        high, wide = self.height() - 2 * AROUND_PHOTO, self._photo_width() - AROUND_PHOTO
        room = QRect(self.width() - AROUND_PHOTO - wide, AROUND_PHOTO, wide, high)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(room), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(outline)
        painter.drawPixmap(room, self.photo)

    def _photo_width(self) -> int:
        """How much of the width the photo takes; nothing without one, and on a narrow card."""
        if self.photo.isNull() or self.width() < SMALL_BELOW:
            return 0
        high = self.height() - 2 * AROUND_PHOTO
        return high * self.photo.width() // self.photo.height() + AROUND_PHOTO

    def _circle(self) -> tuple[int, int]:
        """How wide the symbol is, and how far from the left."""
        if self.width() < SMALL_BELOW:
            return SMALL_CIRCLE, BEFORE_CIRCLE // 2
        return CIRCLE, BEFORE_CIRCLE

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(theme.color("text"))
        self._paint_line(painter, 26, self.message.headline, LARGEST_NAME)
        painter.setPen(theme.color(self.message.signal.tone.value))
        last = len(self.message.lines) - 1
        for number, line in enumerate(self.message.lines):
            y = 76 + 26 * number
            self._paint_line(painter, y, line, LARGEST_LINE, is_last=number == last)

    def _paint_line(
        self, painter: QPainter, y: int, words: str, largest: Size, *, is_last: bool = False
    ) -> None:
        """As large as planned, smaller where it would not fit; the last line may go on below."""
        wide, before = self._circle()
        left = before + wide + before * 11 // 14
        room = self.width() - left - max(before, self._photo_width() + AROUND_PHOTO)
        size = largest.pixels
        while size > largest.least and _width(theme.font(size, bold=largest.bold), words) > room:
            size -= 1
        painter.setFont(theme.font(size, bold=largest.bold))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if is_last and painter.fontMetrics().horizontalAdvance(words) > room:
            self._paint_wrapped(painter, QRect(left, y, room, self.height() - y - BELOW), words)
            return
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, y, room, largest.height), flags, cut)

    def _paint_wrapped(self, painter: QPainter, room: QRect, words: str) -> None:
        """The last line goes on below, as far as the card reaches."""
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, words)


def _width(font: QFont, words: str) -> int:
    return QFontMetrics(font).horizontalAdvance(words)
