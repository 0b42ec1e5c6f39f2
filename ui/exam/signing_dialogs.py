"""Approve a paper, or open it again: who, and with which words."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.exam.signing_off import approve_paper, reopen_paper
from dongan_training.exam.sources import paper_source_faults, source_remarks
from dongan_training.texts import _, clauses
from ui.kit import Desk, FormDialog, Tone, Words


class ApproveDialog(FormDialog):
    """Asks who approves; after that the paper is frozen and may be offered."""

    def __init__(self, desk: Desk, paper_id: str, parent: QWidget | None = None):
        super().__init__(_("审定试卷"), _("审定"), parent)
        self.desk, self.paper_id = desk, paper_id
        told = _("请先逐题核对题目、选项和答案。审定后试卷不再改动，才能安排考试。")
        self.form.addRow(Words(told, "muted").wrapped())
        self.approver = self.line(_("审定人"), desk.actor.name)
        self.remark = self.line(_("意见"), hint=_("可以不写。"))
        self.remark.setFocus()
        self._warn()

    def save(self) -> None:
        """Sign the paper off in the name that was typed."""
        desk = self.desk
        with desk.workspace.begin() as session:
            approve_paper(
                session,
                paper_id=self.paper_id,
                by=desk.actor,
                at=clock.now(),
                remark=self.remark.text(),
                approver=self.approver.text(),
            )

    def _warn(self) -> None:
        """Tell of questions that rest on an edition which does not hold today."""
        with self.desk.workspace.read() as session:
            today = clock.local(clock.now()).date()
            remarks = source_remarks(paper_source_faults(session, self.paper_id, on=today))
        if remarks:
            told = _("请注意：{told}。").format(told=clauses(remarks))
            self.notice.show_text(told, Tone.ATTENTION)


class ReopenDialog(FormDialog):
    """Asks why; refused once an exam offers the paper."""

    def __init__(self, desk: Desk, paper_id: str, parent: QWidget | None = None):
        super().__init__(_("退回草稿"), _("退回"), parent)
        self.desk, self.paper_id = desk, paper_id
        told = _("退回后要重新审定才能安排考试。已经用于考试的试卷不能退回，请复制一份。")
        self.form.addRow(Words(told, "muted").wrapped())
        self.reason = self.line(_("原因"))
        self.reason.setFocus()

    def save(self) -> None:
        """Make the paper a draft again."""
        with self.desk.workspace.begin() as session:
            reopen_paper(
                session,
                paper_id=self.paper_id,
                reason=self.reason.text(),
                by=self.desk.actor,
                at=clock.now(),
            )
