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
from dongan_training.errors import UserError
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
    Question,
    RowsModel,
    Table,
    Tag,
    Tone,
    moment_text,
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
        self.fill(self.table, self.undo, self.carry, self.go_on)
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
        row: ReplacementLine | None = self.table.current()
        if row is not None:
            self._start(_("沿用到新版"), carrying_over(self.desk, row.id))

    def undo_current(self) -> None:
        """Take the replacement with the cursor back, after asking."""
        row: ReplacementLine | None = self.table.current()
        if row is not None and self.desk.dialogs.confirm(self, _undoing(row)):
            self._start(_("撤销换版"), taking_back(self.desk, row.id))

    def _start(self, title: str, work: Callable[[Progress], str]) -> None:
        """Thousands of questions may get new versions, which takes seconds."""
        for button in (self.undo, self.carry, self.go_on):
            button.setEnabled(False)
        job = Job(title, work)
        job.done.connect(self._tell)
        job.failed.connect(self._explain)
        job.finished.connect(self.refresh)
        self.desk.jobs.start(job)

    def _tell(self, told: str) -> None:
        self.notice.show_text(told, Tone.GOOD)

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.explain(error)

    def _on_picked(self, row: ReplacementLine | None) -> None:
        stands = row is not None and not row.undone
        self.undo.setEnabled(stands)
        self.carry.setEnabled(stands)
        self.go_on.setEnabled(row is not None and row.waiting > 0)

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
