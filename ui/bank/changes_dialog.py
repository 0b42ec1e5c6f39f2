"""批量修改记录: changes of many questions, each of which can be taken back, old ones too."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.bulk.changed_since import ChangedSince, changed_since
from dongan_training.bank.bulk.changes import TakenBack
from dongan_training.bank.bulk.steps import steps, take_step_back
from dongan_training.bank.bulk.words import changes_told
from dongan_training.bank.models import BulkChange
from dongan_training.bank.subjects import tree
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    RowsModel,
    Table,
    Tag,
    Tone,
    moment_text,
)


@dataclass(frozen=True)
class StepLine:
    """One bulk change in the list."""

    id: str
    at: object
    told: str
    questions: int
    actor: str
    taken_back: bool


class ChangesDialog(ListDialog):
    """Where some questions were changed once more, it says which and why before the rest goes back.

    ``asked`` is the step of which that was said: pressing the button once more means it.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("撤销一次批量修改：题目恢复为修改前的内容；后来又改过的题保持现状。")
        super().__init__(_("批量修改记录"), told, parent)
        self.setMinimumWidth(860)
        self.desk = desk
        self.asked = ""
        self.steps = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("修改"), "told"),
            Column(_("题数"), "questions", width=72),
            Column(_("经手人"), "actor", width=110),
            Column(_("状态"), "taken_back", tag=_state_tag, width=110),
            parent=self,
        )
        self.table = Table(self.steps, "bank-steps")
        self.table.set_empty(EmptyState("pencil", _("还没有做过批量修改。")))
        self.kept = RowsModel(
            Column(_("保持现状的题"), "stem"), Column(_("原因"), "why"), parent=self
        )
        self.kept_table = Table(self.kept, "bank-steps-kept")
        self.kept_table.hide()
        self.undo = Button(_("撤销这次修改"), self.take_back, icon="undo-2")
        self.fill(self.table, self.undo)
        self._body.insertWidget(self._body.count() - 1, self.kept_table)
        self.table.picked.connect(self._on_picked)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            paths = {one.id: one.path for one in tree(session)}
            lines = [
                StepLine(
                    one.id,
                    one.at,
                    changes_told(one.changes, paths),
                    one.questions,
                    one.actor,
                    one.taken_back,
                )
                for one in steps(session)
            ]
        self.steps.show(lines)
        if lines and self.table.current() is None:
            self.table.pick(0)
        self._follow()

    def take_back(self) -> None:
        """Take the step with the cursor back, unless there is something to say before."""
        step_id, desk, is_meant = self.table.current().id, self.desk, self.asked

        def work(progress: Progress) -> tuple[str, list[ChangedSince], TakenBack | None]:
            with desk.workspace.begin() as session:
                kept = changed_since(session, step_id)
                if kept and is_meant != step_id:
                    return step_id, kept, None
                back = take_step_back(
                    session, step_id=step_id, by=desk.actor, at=clock.now(), progress=progress
                )
                return step_id, kept, back

        job = Job(_("撤销批量修改"), work)
        job.done.connect(self._say)
        job.failed.connect(self.explain)
        job.finished.connect(self._follow)
        self.undo.setEnabled(False)
        desk.jobs.start(job)

    def _say(self, done: tuple[str, list[ChangedSince], TakenBack | None]) -> None:
        step_id, kept, back = done
        self.kept.show(kept)
        self.kept_table.setVisible(bool(kept))
        if back is None:
            self.asked = step_id
            told = _("{count} 题后来又改过，撤销时保持现状，原因见下表。")
            self.notice.show_text(told.format(count=len(kept)), Tone.ATTENTION)
        else:
            told = _("{count} 题恢复为修改前的内容。").format(count=back.restored)
            if back.kept:
                told += _("{count} 题后来又改过，保持现状。").format(count=back.kept)
            self.notice.show_text(told, Tone.GOOD)
        self._follow()
        (self.undo if self.undo.isEnabled() else self.table).setFocus()

    def _on_picked(self, *_row: object) -> None:
        step = self.table.current()
        if step is None or step.id != self.asked:
            self.asked = ""
            self.kept_table.hide()
        self._follow()

    def _follow(self) -> None:
        step: StepLine | None = self.table.current()
        waits = step is not None and step.id == self.asked and not step.taken_back
        rest = step.questions - len(self.kept.rows) if step and waits else 0
        if waits and rest:
            self.undo.setText(_("恢复其余 {count} 题").format(count=rest))
        else:
            self.undo.setText(_("撤销这次修改"))
        self.undo.setEnabled(step is not None and not step.taken_back and (rest > 0 or not waits))

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if BulkChange in kinds:
            self.refresh()


def _state_tag(taken_back: object) -> Tag:
    return Tag(_("已经撤销"), Tone.QUIET) if taken_back else Tag(_("可以撤销"), Tone.GOOD)
