"""改原文: the text of a piece of the file, and beside it, while one types, what it is read as."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dongan_training.bank.drafts import Problem
from dongan_training.bank.importing import rereading, reviewing
from dongan_training.bank.importing.rereading import Taken
from dongan_training.bank.importing.reviewing import Item
from dongan_training.texts import N_, _
from ui import fonts
from ui.bank.review_list import ReviewList
from ui.kit import Button, Card, PrimaryButton, Words, WorkDialog, beside, row

PAUSE = 250  # milliseconds without a key before the text is read anew
LEAST = 120  # pixels of the text


class RereadDialog(WorkDialog):
    """Accepted, ``taken`` is to be read anew as ``text`` says."""

    def __init__(
        self,
        taken: Taken,
        items: Sequence[Item],
        notes: Sequence[Problem],
        file_format: str,
        parent: QWidget | None = None,
    ):
        super().__init__(_("改原文，重新识别"), parent)
        self.taken = taken
        self._all = (items, notes)
        self._format = file_format
        self.resize(1120, 560)
        self.written = QPlainTextEdit()
        self.written.setAccessibleName(_("原文"))
        self.written.setTabChangesFocus(True)
        self.written.setMinimumHeight(LEAST)
        self.lines = ReviewList()
        self.lines.table.setMinimumHeight(LEAST)
        self.more = Button(_("接上下面一段"), self.take_following, shortcut="Ctrl+J")
        self.take = PrimaryButton(_("换成这些题"), self.accept, shortcut="Ctrl+Return")
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.read)
        text = rereading.written_out(taken, file_format)
        fonts.ready_for(text)
        self.written.setPlainText(text)
        self.written.textChanged.connect(self._timer.start)
        self._follow()
        self.read()
        self.written.setFocus()

    @property
    def text(self) -> str:
        """What is to be read."""
        return self.written.toPlainText()

    def take_following(self) -> None:
        """Put the piece that stands below in the file under the text."""
        piece = rereading.following(self.taken, *self._all)
        if piece is None:
            return
        count = sum(len(one.entry.draft.pictures) for one in self.taken.items)
        self.taken = Taken((*self.taken.pieces, piece))
        added = rereading.written(piece, self._format, count + 1)
        fonts.ready_for(added)
        self.written.appendPlainText(added)
        self._follow()

    def read(self) -> None:
        """Show what the text is read as."""
        self._timer.stop()
        fonts.ready_for(self.text)
        found = rereading.read_text_again(self.text)
        items = reviewing.items_of(found)
        self.lines.show_lines(items, found.problems)
        self.lines.show_summary(reviewing.summary(items))
        self.take.setEnabled(bool(items))

    def accept(self) -> None:
        """Close, unless what was typed last is no question."""
        self.read()
        if self.take.isEnabled():
            super().accept()

    def _build(self) -> None:
        hint = Words(_(HINT), "small").wrapped()
        card = Card(_("原文"), self.more)
        card.body.addWidget(self.written, 1)
        self._body.addWidget(hint)
        self._body.addWidget(beside((card, 360, 2), (self.lines, 480, 3)), 1)
        self._body.addWidget(row(None, Button(_("取消"), self.reject), self.take))

    def _follow(self) -> None:
        self.more.setEnabled(rereading.following(self.taken, *self._all) is not None)


HINT = N_(
    "每道题以“1.”这样的题号开头，选项写“A.”“B.”，答案另起一行写“答案：B”。"
    "一段里有两道题，在第二道前面加题号；两段是一道题，接上下面一段，删去多余的题号。"
)
