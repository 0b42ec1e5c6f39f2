"""批量修改记录: changes of many people, each of which can be taken back as a whole."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.people.bulk_steps import TakenBack, steps, take_step_back
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


class StepsDialog(ListDialog):
    """Whoever was changed once more after a step keeps that; it says of how many this is so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("撤销一次批量修改：改过的人恢复原样；此后又改过的人保持现状。")
        super().__init__(_("批量修改记录"), told, parent)
        self.setMinimumWidth(820)
        self.desk = desk
        self.steps = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("修改"), "told"),
            Column(_("人数"), "people", width=72),
            Column(_("经手人"), "actor", muted=True, width=100),
            Column(_("状态"), "taken_back", tag=_state_tag, width=110),
            parent=self,
        )
        self.table = Table(self.steps, "people-steps")
        self.table.set_empty(EmptyState("pencil", _("还没有做过批量修改。")))
        self.undo = Button(_("撤销这次修改"), self.take_back, icon="undo-2")
        self.table.picked.connect(self._follow)
        self.fill(self.table, self.undo)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.steps.show(steps(session))
        if self.steps.rows and self.table.current() is None:
            self.table.pick(0)
        self._follow()

    def take_back(self) -> None:
        """Take the step with the cursor back; the window shows how far it is."""
        step_id, desk = self.table.current().id, self.desk

        def work(progress: Progress) -> TakenBack:
            with desk.workspace.begin() as session:
                return take_step_back(
                    session, step_id=step_id, by=desk.actor, at=clock.now(), progress=progress
                )

        job = Job(_("撤销批量修改"), work)
        job.done.connect(self._say)
        job.failed.connect(self.explain)
        self.undo.setEnabled(False)
        desk.jobs.start(job)

    def _say(self, done: TakenBack) -> None:
        self.notice.show_text(done.told(), Tone.ATTENTION if done.kept else Tone.GOOD)
        self.refresh()

    def _follow(self, *_row: object) -> None:
        step = self.table.current()
        self.undo.setEnabled(step is not None and not step.taken_back)


def _state_tag(taken_back: object) -> Tag:
    return Tag(_("已经撤销"), Tone.QUIET) if taken_back else Tag(_("可以撤销"), Tone.GOOD)
