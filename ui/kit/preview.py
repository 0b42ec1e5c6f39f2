"""A window that shows a PDF before it is printed or saved. Imported late: it needs pypdfium2.

A page prints like this; ``draw`` runs in the worker thread, so it may issue badges and
takes as long as it needs:

    def print_badges(self) -> None:
        def draw(path: Path, progress: Progress) -> None:
            with self.workspace.begin() as session: …
            draw_badge_sheet(path, sheet, progress)

        from ui.kit.preview import Document, preview  # loads the PDF reader
        self.shown = preview(self, Document(_("胸牌"), _("胸牌.pdf"), draw))
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dongan_training.errors import UserError, reason_of
from dongan_training.progress import Progress
from dongan_training.saving import save_whole
from dongan_training.sheets.pdfium import ALONE
from dongan_training.texts import N_, _
from ui import theme
from ui.jobs import Job
from ui.kit.dialogs import PDF
from ui.kit.flow import flow
from ui.kit.page import Page
from ui.kit.parts import Button, IconButton, PrimaryButton, Words, row
from ui.kit.printing import POINTS, PrintRun
from ui.kit.states import Banner
from ui.kit.tones import Tone

SCREEN = 96.0 / POINTS  # pixels of a point at 100 %
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
MARGIN = 16
USUAL_SIZE = (1000, 720)


@dataclass(eq=False)
class NoRoomForPreview(UserError):
    """This machine lets nobody write a passing file: most often its disk is full."""

    reason: str
    message = N_("不能准备打印：本机的临时文件夹不能写入（{reason}）。")
    advice = N_("数据没有改动。请删除不用的文件腾出空间，然后再试。")


@dataclass(frozen=True)
class Document:
    """What will be printed: its name, the name of its file, and how it is written.

    ``warning`` says what came out badly in what was written, and is asked in the worker thread
    too; empty where all is well.
    """

    title: str
    file_name: str
    draw: Callable[[Path, Progress], object]
    warning: Callable[[], str] = str


def preview(page: Page, document: Document, over: QWidget | None = None) -> "PreviewWindow | None":
    """Write the document as a job, then show it; a failure is explained on the page.

    ``over`` is a dialog that stays open: behind it the pages could be neither seen nor printed.
    """
    try:
        folder = TemporaryDirectory(prefix="dongan-")
    except OSError as error:
        page.explain(NoRoomForPreview(reason_of(error)))
        return None
    window = PreviewWindow(page, document, folder, over)
    job = Job(_("准备打印：{title}").format(title=document.title), window.write)
    job.done.connect(window.show_pages)
    job.failed.connect(page.explain)
    job.failed.connect(window.discard)
    job.cancelled.connect(window.discard)
    page.jobs.start(job)
    return window


class PreviewWindow(QDialog):
    """Pages one below the other, with print, save and zoom.

    The file lies in a folder of its own that goes away with the window: names of people
    are not left behind on the machine.
    """

    def __init__(
        self,
        page: Page,
        document: Document,
        folder: TemporaryDirectory[str],
        over: QWidget | None = None,
    ):
        super().__init__(over or page)
        self.page = page
        self.desk = page.desk
        self.document = document
        self.notice = Banner()
        self.count = Words("", "muted")
        self.zoom_words = Words("", "muted")
        self.sheets: list[Sheet] = []
        self._folder = folder
        self._path = Path(self._folder.name) / "document.pdf"
        self._pdf: pypdfium2.PdfDocument | None = None
        self._warning = ""
        self._zoom = 0.0  # 0: as wide as the window
        self.area = QScrollArea()
        self.progress = QProgressBar()
        self.stopping = Button(_("停止打印"), self._stop)
        self.resume_at = QSpinBox(minimum=1)
        self.resuming = Button(_("从这一页起打印"), self.go_on)
        self.resume_row = row(Words(_("卡纸或中断时，从第")), self.resume_at, self.resuming, None)
        self.printing = PrimaryButton(_("打印"), self.print, icon="printer", shortcut="Ctrl+P")
        self._build()

    def write(self, progress: Progress) -> None:
        """Write the document; runs in the worker thread."""
        self.document.draw(self._path, progress)
        self._warning = self.document.warning()

    def show_pages(self) -> None:
        """Show what was written, once it is."""
        with ALONE:
            self._pdf = pypdfium2.PdfDocument(self._path.read_bytes())
        holder = QWidget()
        body = QVBoxLayout(holder)
        body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        body.setSpacing(MARGIN)
        for number in range(len(self._pdf)):
            sheet = Sheet(self._pdf, number)
            self.sheets.append(sheet)
            body.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)
        self.area.setWidget(holder)
        self.count.setText(_("共 {count} 页").format(count=len(self.sheets)))
        if self._warning:
            self.notice.show_text(self._warning, Tone.ATTENTION)
        self.show()
        self._fit()
        self.printing.setFocus()

    def discard(self) -> None:
        """Forget the document, on the screen and on the disk."""
        if self._pdf is not None:
            with ALONE:
                self._pdf.close()
        self._folder.cleanup()
        self.deleteLater()

    def zoom_in(self) -> None:
        """Show the pages one step larger."""
        self._zoom = next((step for step in STEPS if step > self._shown() + 0.01), STEPS[-1])
        self._fit()

    def zoom_out(self) -> None:
        """Show the pages one step smaller."""
        smaller = [step for step in STEPS if step < self._shown() - 0.01]
        self._zoom = smaller[-1] if smaller else STEPS[0]
        self._fit()

    def fit_width(self) -> None:
        """Show the pages as wide as the window."""
        self._zoom = 0.0
        self._fit()

    def print(self) -> None:
        """Ask for a printer and print all pages or those chosen."""
        printer = self.choose_printer()
        if printer is not None:
            self.run(printer)

    def go_on(self) -> None:
        """Print from the page in the field on: after a jam, or where it was stopped."""
        printer = self.choose_printer()
        if printer is not None:
            printer.setFromTo(self.resume_at.value(), len(self.sheets))
            self.run(printer)

    def run(self, printer: QPrinter) -> None:
        """Send the pages; the window shows how far it is, and can stop it."""
        self.printed = PrintRun(printer, self.sheets, self)
        self.printed.stepped.connect(self._tell_step)
        self.printed.ended.connect(self._tell_printed)
        self.printed.stopped.connect(self._tell_stopped)
        self._show_running(True)
        self.printed.start()

    def choose_printer(self) -> QPrinter | None:
        """Let the user choose a printer; None if they think better of it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.document.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.sheets))
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    def save(self) -> None:
        """Keep the document as a file of its own."""
        path = self.desk.dialogs.save_file(self, _("另存为"), self.document.file_name, PDF)
        if path is None:
            return
        try:
            save_whole(path, self._path.read_bytes())
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
        else:
            self._saved = path
            self.folder.show()
            self.notice.show_text(_("已保存到“{path}”。").format(path=path), Tone.GOOD)

    def open_folder(self) -> None:
        """Show the folder of the saved file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def done(self, result: int) -> None:
        if self.progress.isVisible():
            self._stop()
        super().done(result)
        self.discard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self.setWindowTitle(_("打印预览：{title}").format(title=self.document.title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(QSize(*USUAL_SIZE).boundedTo(self.screen().availableSize()))
        smaller = IconButton("minus", _("缩小"), self.zoom_out, shortcut="Ctrl+-")
        larger = IconButton("plus", _("放大"), self.zoom_in, shortcut="Ctrl+=")
        width = Button(_("适合宽度"), self.fit_width, shortcut="Ctrl+0")
        save = Button(_("另存为"), self.save, icon="save", shortcut="Ctrl+S")
        self.folder = Button(_("打开文件夹"), self.open_folder, icon="folder-open")
        self.folder.hide()
        place = Button(_("打印位置"), self._open_printers)
        close = Button(_("关闭"), self.reject)
        self.area.setWidgetResizable(True)
        # A bar that comes later would make the pages wider than what is left beside it.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setAccessibleName(_("页面"))
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(12)
        tools = (smaller, self.zoom_words, larger, width, self.count, None)
        body.addWidget(flow(*tools, place, self.folder, save, self.printing, close, spacing=8))
        body.addWidget(self.notice)
        body.addWidget(row(self.progress, self.stopping))
        body.addWidget(self.resume_row)
        body.addWidget(self.area, 1)
        for part in (self.progress, self.stopping, self.resume_row):
            part.hide()

    def _shown(self) -> float:
        return self._zoom or self._width_zoom()

    def _width_zoom(self) -> float:
        widest = max((sheet.points.width() for sheet in self.sheets), default=1.0)
        room = self.area.viewport().width() - 2 * MARGIN
        return max(0.2, min(room / (widest * SCREEN), STEPS[-1]))

    def _fit(self) -> None:
        for sheet in self.sheets:
            sheet.set_zoom(self._shown())
        self.zoom_words.setText(f"{self._shown():.0%}")

    def _stop(self) -> None:
        self.printed.cancel()

    def _tell_step(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _tell_printed(self) -> None:
        self._show_running(False)
        self.notice.show_text(_("已送往打印机。"), Tone.GOOD)
        self._offer_to_go_on(1)

    def _tell_stopped(self, page: int, error: UserError | None) -> None:
        self._show_running(False)
        if error is not None:
            self.notice.show_text(str(error), Tone.BAD)
        else:
            told = _("已停止，从第 {page} 页起没有打印。").format(page=page)
            self.notice.show_text(told, Tone.ATTENTION)
        self._offer_to_go_on(page)

    def _show_running(self, running: bool) -> None:
        for part in (self.progress, self.stopping):
            part.setVisible(running)
        self.printing.setEnabled(not running)
        if running:
            self.progress.setValue(0)
            self.notice.hide()
            self.resume_row.hide()

    def _offer_to_go_on(self, page: int) -> None:
        """Somebody may find a jam minutes later: any page can be the first of the next run."""
        self.resume_at.setMaximum(len(self.sheets))
        self.resume_at.setValue(page)
        self.resume_row.setVisible(len(self.sheets) > 1)

    def _open_printers(self) -> None:
        from ui.kit.printer_dialog import PrinterDialog

        self.printers = PrinterDialog(self.page)
        self.printers.open()


class Sheet(QWidget):
    """One page; drawn when it is first seen in a size."""

    def __init__(self, pdf: pypdfium2.PdfDocument, number: int):
        super().__init__()
        with ALONE:
            self._page = pdf[number]
            self.points = QSizeF(*self._page.get_size())
        self._drawn: QImage | None = None
        self.setAccessibleName(_("第 {page} 页").format(page=number + 1))

    def set_zoom(self, zoom: float) -> None:
        """Take the room that the page needs at this zoom."""
        size = (self.points * SCREEN * zoom).toSize()
        if size != self.size():
            self.setFixedSize(size)
            self._drawn = None

    def image(self, scale: float) -> QImage:
        """Draw the page with ``scale`` pixels for each point."""
        with ALONE:
            bitmap = self._page.render(scale=scale, prefer_bgrx=True)
            pixels = bytes(bitmap.buffer)
        whole = QImage(
            pixels,
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        )
        return whole.copy()  # the copy owns its pixels

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn is None:
            self._drawn = self.image(self.width() * ratio / self.points.width())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._drawn)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
