"""Beside the form: the question as the exam screen shows it, and as a paper prints it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from dongan_training.bank.drafts import Draft
from dongan_training.bank.scoring import usual_marking
from dongan_training.errors import UserError
from dongan_training.exam.previewing import shown_draft
from dongan_training.progress import Progress
from dongan_training.sheets.pdfium import ALONE
from dongan_training.texts import _
from ui.exam.question_panel import QuestionPanel
from ui.jobs import QuietJob
from ui.kit import Card, Desk, Words, stack

if TYPE_CHECKING:
    from ui.kit.preview import Sheet

PAUSE = 300  # milliseconds without a key before the paper is drawn anew
ZOOM = 0.85  # of the words on the exam screen, for a column a third as wide
SCREEN, PAPER = 0, 1
WIDTH, HEIGHT = 400, 320


class Preview(Card):
    """The screen follows every key; the paper is drawn by a job, and only while it is seen."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._drafts: Sequence[Draft] = ()
        self._place = 0
        self._is_drawing = self._is_stale = False
        self.tabs = QTabWidget()
        self.panel = QuestionPanel(takes_focus=False)
        self.panel.set_zoom(ZOOM)
        self.paper = PaperView()
        screen = stack(self.panel, None)
        screen.layout().setContentsMargins(0, 10, 0, 0)
        self.tabs.addTab(screen, _("屏幕"))
        self.tabs.addTab(self.paper, _("纸面"))
        self.tabs.setTabToolTip(SCREEN, "Alt+V")
        self.tabs.setTabToolTip(PAPER, "Alt+V")
        self.body.addWidget(self.tabs)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.tabs.currentChanged.connect(self._on_tab)

    def show_drafts(self, drafts: Sequence[Draft], place: int) -> None:
        """Show the questions; on the screen that with the number ``place``, from 0."""
        if (drafts, place) == (self._drafts, self._place):
            return
        self._drafts, self._place = drafts, place
        marking = usual_marking(self._desk.settings)
        self.panel.show_question(shown_draft(drafts[place], place + 1, marking), len(drafts), ())
        for part in self.panel.widget().findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through the form
        for part in (self.panel.viewport(), self.panel.widget()):
            part.setAutoFillBackground(False)
        self._is_stale = True
        self._pause.start()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)  # what is longer scrolls: the form decides how high all is

    def hasHeightForWidth(self) -> bool:
        return False

    def turn(self) -> None:
        """Look at the other one of the two."""
        self.tabs.setCurrentIndex(PAPER - self.tabs.currentIndex())

    def _on_tab(self) -> None:
        self._draw()

    def _draw(self) -> None:
        is_seen = self.tabs.currentIndex() == PAPER
        if not is_seen or not self._is_stale or self._is_drawing or not self._drafts:
            return
        self._is_drawing, self._is_stale = True, False
        drafts, settings = self._drafts, self._desk.settings

        def work(_progress: Progress) -> bytes:
            from dongan_training.exam.printed.punctuation import punctuation_of
            from dongan_training.exam.printed.question_preview import draw_question_preview

            with TemporaryDirectory(prefix="dongan-") as folder:
                path = Path(folder) / "preview.pdf"
                marking = usual_marking(settings)
                draw_question_preview(path, drafts, marking, punctuation_of(settings))
                return path.read_bytes()

        job = QuietJob(_("排版预览"), work)
        job.done.connect(self._show_paper)
        job.failed.connect(self._explain)
        self._desk.jobs.start(job)

    def _show_paper(self, pdf: bytes) -> None:
        self._is_drawing = False
        self.paper.show_pdf(pdf)
        self._draw()  # somebody may have gone on typing meanwhile

    def _explain(self, error: Exception) -> None:
        self._is_drawing = False
        if not isinstance(error, UserError):
            raise error
        self.paper.show_words(str(error))


class PaperView(QScrollArea):
    """Questions as a column of a paper, as wide as the room.

    Head and seal belong to a paper, with its title and the names of a class: a question has
    neither, so the preview of the paper shows them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("纸面"))
        self.sheet: Sheet | None = None
        self._scale = 1.0  # zoom for each pixel of width
        self.show_words(_("正在排版…"))

    def show_pdf(self, content: bytes) -> None:
        """Draw the first page of a PDF."""
        import pypdfium2  # loads the PDF reader

        from ui.kit.preview import SCREEN as SCALE
        from ui.kit.preview import Sheet

        with ALONE:
            pdf = pypdfium2.PdfDocument(content)
        self.sheet = Sheet(pdf, 0)
        self._scale = 1 / (self.sheet.points.width() * SCALE)
        told = _("栏宽和字号与 A4 试卷相同；卷头和密封线请在试卷的预览里看。")
        self._put(self.sheet, Words(told, "small").wrapped())
        self._fit()

    def show_words(self, text: str) -> None:
        """Say why there is nothing to see."""
        self.sheet = None
        self._put(Words(text, "muted").wrapped())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.sheet is not None:
            self.sheet.set_zoom(max(self.viewport().width(), 100) * self._scale)

    def _put(self, *parts: QWidget) -> None:
        holder = stack(*parts, None)
        self.setWidget(holder)
        for part in (self.viewport(), holder):
            part.setAutoFillBackground(False)
