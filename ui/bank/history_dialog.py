"""历次版本: who changed a question, when and why, which words, and which papers have which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from dongan_training import clock
from dongan_training.bank.differences import Difference, Kind, Piece
from dongan_training.bank.history import PastVersion, changes_in, history, restore_version
from dongan_training.errors import UserError
from dongan_training.exam.version_use import VersionUse, uses_of
from dongan_training.texts import _, listed
from ui import fonts, theme
from ui.bank.scrolled import Scrolled
from ui.kit import (
    Button,
    Column,
    Desk,
    RowsModel,
    Table,
    TableCard,
    Tone,
    Words,
    WorkDialog,
    beside,
    moment_text,
    row,
    stack,
)

LIST_WIDTH, TEXT_WIDTH, LEAST_HEIGHT = 500, 320, 150
SIZE = QSize(1060, 620)


@dataclass(frozen=True)
class VersionLine:
    """One version as the list shows it."""

    number: int
    made_at: datetime | None
    made_by: str
    reason: str
    papers: int


class HistoryDialog(WorkDialog):
    """The list at the left; at the right what the version with the cursor changed."""

    restored = Signal()

    def __init__(self, desk: Desk, question_id: str, parent: QWidget | None = None):
        super().__init__(_("历次版本"), parent)
        self._desk, self._question_id = desk, question_id
        self._past: list[PastVersion] = []
        self._uses: list[VersionUse] = []
        self.lines = RowsModel(
            Column(_("版本"), "number", bold=True, width=56),
            Column(_("时间"), "made_at", _moment, width=172),
            Column(_("修改人"), "made_by", width=76),
            Column(_("原因"), "reason"),
            Column(_("试卷"), "papers", _papers, width=64),
            parent=self,
        )
        self.table = Table(self.lines, "question-history-versions")
        self.told = Words(look="heading").wrapped()
        self.text = DifferenceText()
        self.uses = Words(look="muted").wrapped()
        self.restore = Button(_("恢复这一版"), self.put_back, icon="undo-2", shortcut="Ctrl+R")
        self._build()
        self.refresh()
        self.table.pick(0)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the versions anew."""
        with self._desk.workspace.read() as session:
            self._past = history(session, self._question_id)
            self._uses = uses_of(session, self._question_id)
        self.lines.show([self._line(one) for one in self._past])

    def put_back(self) -> None:
        """Let the question say again what the version with the cursor says."""
        line = self.table.current()
        if line is None or not self.restore.isEnabled():
            return
        before = self._past[0].number
        if self._restore(line.number):
            told = _("已恢复第 {number} 版的内容，成为第 {now} 版；已经生成的试卷不变。")
            told = told.format(number=line.number, now=self._past[0].number)

            def undo() -> None:
                if self._restore(before):
                    self.notice.show_text(_("已撤销。"), Tone.GOOD)

            self.notice.show_text(told, Tone.GOOD, undo)

    def _restore(self, number: int) -> bool:
        try:
            with self._desk.workspace.begin() as session:
                restore_version(
                    session,
                    question_id=self._question_id,
                    number=number,
                    by=self._desk.actor,
                    at=clock.now(),
                )
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
            return False
        self.refresh()
        self.table.pick(0)
        self.restored.emit()
        return True

    def _build(self) -> None:
        self.resize(SIZE)
        for part in (self.table, self.text):
            part.setMinimumHeight(LEAST_HEIGHT)
        close = Button(_("关闭"), self.accept)
        right = stack(self.told, self.text, self.uses, spacing=10)
        right.layout().setStretch(1, 1)
        halves = beside((TableCard(self.table), LIST_WIDTH, 1), (right, TEXT_WIDTH, 1))
        self._body.addWidget(Scrolled(halves), 1)
        self._body.addWidget(row(self.restore, None, close))
        self.table.picked.connect(self._show)

    def _line(self, one: PastVersion) -> VersionLine:
        papers = sum(use.number == one.number for use in self._uses)
        return VersionLine(one.number, one.made_at, one.made_by, one.reason, papers)

    def _show(self, line: VersionLine | None) -> None:
        if line is None:
            return
        place = next(n for n, one in enumerate(self._past) if one.number == line.number)
        here = self._past[place]
        before = self._past[place + 1] if place + 1 < len(self._past) else None
        if before is None:
            self.told.setText(_("第 {number} 版：最早的内容").format(number=line.number))
            self.text.show_text(here.draft.stem)
        else:
            told = _("第 {number} 版比第 {before} 版改了什么")
            self.told.setText(told.format(number=line.number, before=before.number))
            self.text.show_differences(changes_in(self._past, line.number))
        self.uses.setText("\n".join(self._told_uses(line.number)) or _("没有试卷用这一版。"))
        self.restore.setEnabled(not here.current)

    def _told_uses(self, number: int) -> list[str]:
        return [
            _("用于试卷“{paper}”：{exams}").format(paper=use.paper, exams=listed(use.exams))
            if use.exams
            else _("用于试卷“{paper}”").format(paper=use.paper)
            for use in self._uses
            if use.number == number
        ]


class DifferenceText(QTextEdit):
    """What went is red and struck out, what came is green and underlined."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("改动"))

    def show_text(self, text: str) -> None:
        """Show plain words."""
        fonts.ready_for(text)
        self.setPlainText(text)

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show what differs, part by part."""
        self.clear()
        cursor = self.textCursor()
        if not found:
            cursor.insertText(_("题目内容没有改动。"))
        for number, one in enumerate(found):
            cursor.insertText(("\n\n" if number else "") + one.name + "\n", _name_look())
            for piece in one.pieces:
                fonts.ready_for(piece.text)
                cursor.insertText(piece.text, _look(piece))
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _name_look() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.color("muted"))
    return look


def _look(piece: Piece) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.color("text"))
    if piece.kind is Kind.REMOVED:
        look.setForeground(theme.color("bad"))
        look.setBackground(theme.color("bad_tint"))
        look.setFontStrikeOut(True)
    elif piece.kind is Kind.ADDED:
        look.setForeground(theme.color("good"))
        look.setBackground(theme.color("good_tint"))
        look.setFontUnderline(True)
    return look


def _moment(at: datetime | None) -> str:
    return moment_text(at) if at else ""


def _papers(count: int) -> str:
    return str(count) if count else ""
