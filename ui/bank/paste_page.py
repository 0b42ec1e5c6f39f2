"""粘贴题目: text from anywhere, and beside it, while one types, what the program makes of it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from dongan_training.bank.importing import reviewing
from dongan_training.texts import N_, _
from ui import fonts
from ui.bank.paste_text import PasteText
from ui.bank.review_list import ReviewList
from ui.bank.reviewing_jobs import Opened, Recognised, keeping_text, recognising
from ui.jobs import Job, QuietJob
from ui.kit import Button, Card, Desk, Page, PrimaryButton, Words, beside, row

PAUSE = 350  # milliseconds without a key before the text is read anew


class PastePage(Page):
    """Left the text, right its questions; then the same review as for a file."""

    title = N_("粘贴题目")

    def __init__(self, desk: Desk, subject: str = ""):
        super().__init__(desk)
        self.subject = subject
        self.text = PasteText(_(EXAMPLE))
        self.text.setAccessibleName(_("要识别的文字"))
        self.keyboard_first = self.text
        self.lines = ReviewList()
        self.lines.heading.setText(_("还没有文字"))
        self.lines.show_lines([], [])
        paste = Button(_("粘贴"), self.paste, icon="copy")
        card = Card(_("文字"), paste)
        card.body.addWidget(self.text, 1)
        self.told = Words("", "small").wrapped()
        self.go_on = PrimaryButton(_("核对"), self.review, shortcut="Ctrl+Return").large()
        self.go_on.setEnabled(False)
        self.body.addWidget(beside((card, 420, 1), (self.lines, 420, 1)), 1)
        self.body.addWidget(row(self.told, None, self.go_on))
        self._is_reading = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._recognise)
        self.text.textChanged.connect(self._on_text)
        self.text.told.connect(self.told.setText)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.setFocus()

    def paste(self) -> None:
        """Take what is on the clipboard, at the cursor."""
        self.text.paste()
        self.text.setFocus()

    def review(self) -> None:
        """Go on to the review, with the text as it stands now."""
        self.go_on.setEnabled(False)
        job = Job(_("识别题目"), keeping_text(self.desk, self.text.written(), self.subject))
        job.done.connect(self._on_kept)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _on_text(self) -> None:
        self._timer.start()

    def _recognise(self) -> None:
        """One reading at a time: what is typed meanwhile is read after it."""
        if self._is_reading:
            self._timer.start()
            return
        self._is_reading = True
        fonts.ready_for(self.text.toPlainText())
        job = QuietJob(_("识别题目"), recognising(self.text.written()))
        job.done.connect(self._show)
        job.failed.connect(self.explain)
        job.finished.connect(self._on_read)
        self.jobs.start(job)

    def _on_read(self) -> None:
        self._is_reading = False

    def _show(self, found: Recognised) -> None:
        self.lines.show_lines(found.items, found.notes)
        self.lines.show_summary(reviewing.summary(found.items))
        self.go_on.setEnabled(bool(found.items))
        if not self.text.toPlainText().strip():
            self.lines.heading.setText(_("还没有文字"))

    def _on_kept(self, opened: Opened) -> None:
        self.text.clear()
        self.navigator.go("bank-import", draft=opened.draft_id)


EXAMPLE = N_("""把题目粘贴到这里，例如：

1. 党员受到警告处分，多长时间内不得提升职务？
A. 半年　B. 一年　C. 二年　D. 三年
答案：B""")
