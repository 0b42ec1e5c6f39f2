"""Sending pages to a printer one by one: the window lives on, and printing can stop and go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from dongan_training.errors import UserError
from dongan_training.texts import N_
from ui.memory import window_memory

POINTS = 72.0
PRINT_DPI = 300
MM_PER_INCH = 25.4


@dataclass(eq=False)
class PrinterSilent(UserError):
    """The system took the job back: off, out of paper, driver missing."""

    printer: str
    message = N_("打印机“{printer}”没有接受打印。")
    advice = N_("文件没有丢失。请检查打印机是否开机、连好，再试一次，或者先另存为 PDF 文件。")


class Sheet(Protocol):
    """One page that can draw itself."""

    points: QSizeF

    def image(self, scale: float) -> QImage:
        """The page with so many pixels for each point."""


@dataclass(frozen=True)
class Offset:
    """How far a printer's pages are moved, in millimetres, to come out in their place."""

    x: float = 0
    y: float = 0


def offset_of(printer: str) -> Offset:
    """Read what this machine knows of a printer."""
    memory = window_memory()
    return Offset(
        float(memory.value(f"printers/{printer}/x", 0)),
        float(memory.value(f"printers/{printer}/y", 0)),
    )


def keep_offset(printer: str, offset: Offset) -> None:
    """Remember it for the next time."""
    memory = window_memory()
    memory.setValue(f"printers/{printer}/x", offset.x)
    memory.setValue(f"printers/{printer}/y", offset.y)


class PrintRun(QObject):
    """One print job. ``stepped`` tells pages done and all; pages count from 1.

    ``stopped`` tells the page to go on from, and the UserError if it was not the user who
    stopped. Pages sent before that may already be on paper.
    """

    stepped = Signal(int, int)
    ended = Signal()
    stopped = Signal(int, object)

    def __init__(self, printer: QPrinter, sheets: Sequence[Sheet], parent: QObject | None = None):
        super().__init__(parent)
        self.printer = printer
        self.first = printer.fromPage() or 1
        self._sheets = sheets[self.first - 1 : printer.toPage() or len(sheets)]
        self._offset = offset_of(printer.printerName())
        self._painter = QPainter()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; each turn of the event loop sends a page."""
        self.printer.setFullPage(True)
        self._timer.start(0)

    def cancel(self) -> None:
        """Send no more pages."""
        self._timer.stop()
        self._painter.end()
        self.printer.abort()
        self.stopped.emit(self.first + self._done, None)

    def _step(self) -> None:
        sheet = self._sheets[self._done]
        _lay_out(self.printer, sheet.points)
        started = self.printer.newPage() if self._done else self._painter.begin(self.printer)
        if not started or self.printer.printerState() == QPrinter.PrinterState.Error:
            self._fail()
            return
        self._painter.drawImage(self._paper(), sheet.image(PRINT_DPI / POINTS))
        self._done += 1
        self.stepped.emit(self._done, len(self._sheets))
        if self._done == len(self._sheets):
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._painter.end()
        if self.printer.printerState() == QPrinter.PrinterState.Error:
            self._fail()
        else:
            self.ended.emit()

    def _fail(self) -> None:
        self._timer.stop()
        self._painter.end()
        error = PrinterSilent(self.printer.printerName())
        self.stopped.emit(self.first + self._done, error)

    def _paper(self) -> QRect:
        paper = self.printer.pageLayout().fullRectPixels(self.printer.resolution())
        per_mm = self.printer.resolution() / MM_PER_INCH
        return paper.translated(round(self._offset.x * per_mm), round(self._offset.y * per_mm))


def _lay_out(printer: QPrinter, points: QSizeF) -> None:
    """Turn the paper the way the page lies."""
    across = points.width() > points.height()
    upright = points.transposed() if across else points
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
