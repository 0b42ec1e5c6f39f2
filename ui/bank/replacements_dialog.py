"""换版记录: the replacements that were registered; each can be carried on or taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dongan_training.bank.regulations import replacing
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.bank.regulations.register import EditionName
from dongan_training.bank.regulations.replacing import ReplacementRow
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.bank.foreseeing import carrying_over, taking_back
from ui.jobs import Job
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    Meter,
    Question,
    RowsModel,
    Table,
    Tag,
    Tone,
    Words,
    moment_text,
    row,
)


@dataclass(frozen=True)
class ReplacementLine:
    """One replacement as the list shows it."""

    id: str
    at: datetime
    what: str
    new: EditionName
    waiting: int
    carried: int
    undone: bool


class ReplacementsDialog(ListDialog):
    """``reviewing`` asks for the page of questions that wait."""

    reviewing = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("每次换版后，依据有变化的题目待复核，没有变化的可以沿用到新版。")
        super().__init__(_("换版记录"), told, parent)
        self.desk = desk
        self.resize(900, 520)
        self.rows = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=170),
            Column(_("换版"), "what"),
            Column(_("待复核"), "waiting", tag=_waiting_tag, width=76),
            Column(_("已沿用"), "carried", width=70),
            Column(_("状态"), "undone", tag=_state_tag, width=84),
            parent=self,
        )
        self.table = Table(self.rows, "replacements")
        self.table.set_empty(EmptyState("clock", _("还没有换过版。")))
        self.undo = Button(_("撤销这次换版"), self.undo_current, icon="undo-2")
        self.carry = Button(_("沿用没有变化的"), self.carry_current, icon="check")
        self.go_on = Button(_("去复核"), self.review, icon="flag")
        self.step, self.meter = Words(look="muted").cut(), Meter(_("进度"))
        self.stop = Button(_("取消"), self.stop_work)
        self.work = row(self.step, self.meter, self.stop)
        for place, share in enumerate((3, 2)):  # the button keeps its size
            self.work.layout().setStretch(place, share)
        self.fill(self.table, self.undo, self.carry, self.go_on)
        self._body.insertWidget(self._body.count() - 1, self.work)
        self.work.hide()
        self._job: Job | None = None
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self.review)
        desk.changed.connect(self._on_changed)
        self.refresh()
        self.table.pick(0)

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.rows.show([_line(one) for one in replacing.replacements(session)])
        self._on_picked(self.table.current())

    def review(self) -> None:
        """Close, and go to the questions that wait."""
        self.accept()
        self.reviewing.emit()

    def carry_current(self) -> None:
        """Let questions of unchanged articles cite the new edition."""
        line: ReplacementLine | None = self.table.current()
        if line is not None:
            self._start(_("沿用到新版"), carrying_over(self.desk, line.id))

    def undo_current(self) -> None:
        """Take the replacement with the cursor back, after asking."""
        line: ReplacementLine | None = self.table.current()
        if line is not None and self.desk.dialogs.confirm(self, _undoing(line)):
            self._start(_("撤销换版"), taking_back(self.desk, line.id))

    def stop_work(self) -> None:
        """Stop carrying over or taking back; nothing of it is stored."""
        if self._job is not None:
            self.stop.setEnabled(False)
            self.step.setText(_("正在停止……"))
            self._job.cancel()

    def _start(self, title: str, work: Callable[[Progress], str]) -> None:
        """Thousands of questions may get new versions, which takes seconds.

        The strip of the window lies behind this dialog, so the dialog tells how far it is.
        """
        for button in (self.undo, self.carry, self.go_on):
            button.setEnabled(False)
        self.step.setText(title)
        self.meter.set_value(0, 1)
        self.stop.setEnabled(True)
        self.work.show()
        job = self._job = Job(title, work)
        job.progressed.connect(self._show_step)
        job.done.connect(self._tell)
        job.failed.connect(self.explain)
        job.cancelled.connect(self._on_stopped)
        job.finished.connect(self._on_finished)
        self.desk.jobs.start(job)

    def _show_step(self, done: int, total: int, text: str) -> None:
        if self.stop.isEnabled():  # else the user waits for the end
            self.step.setText(f"{text}  {done} / {total}")
            self.meter.set_value(done, total)

    def _on_stopped(self) -> None:
        self.notice.show_text(_("已取消，题目没有改动。"), Tone.INFO)

    def _on_finished(self) -> None:
        self._job = None
        self.work.hide()
        self.refresh()

    def _tell(self, told: str) -> None:
        self.notice.show_text(told, Tone.GOOD)

    def _on_picked(self, line: ReplacementLine | None) -> None:
        stands = line is not None and not line.undone
        self.undo.setEnabled(stands)
        self.carry.setEnabled(stands)
        self.go_on.setEnabled(line is not None and line.waiting > 0)

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if kinds & {EditionReplacement, CitationReview}:
            self.refresh()


def _line(row: ReplacementRow) -> ReplacementLine:
    same = row.old.title == row.new.title
    old = f"《{row.old.title}》 {row.old.year}" if same else str(row.old)
    what = f"{old} → {row.new.year if same else row.new}"
    return ReplacementLine(row.id, row.at, what, row.new, row.waiting, row.carried, row.undone)


def _undoing(row: ReplacementLine) -> Question:
    return Question(
        _("撤销换成{new}的换版？").format(new=row.new),
        _("沿用到新版的 {carried} 题恢复原来的依据，{waiting} 题不再待复核。").format(
            carried=row.carried, waiting=row.waiting
        ),
        _("撤销这次换版"),
        _("后来又改过的题目保持现状。"),
    )


def _waiting_tag(count: int) -> Tag | None:
    return Tag(str(count), Tone.ATTENTION) if count else None


def _state_tag(undone: bool) -> Tag:
    return Tag(_("已撤销"), Tone.QUIET) if undone else Tag(_("有效"), Tone.GOOD)
