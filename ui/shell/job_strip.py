"""The strip at the bottom: what long work goes on, how far it is, and the way to stop it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from dongan_training.texts import _
from ui.jobs import Job, Jobs
from ui.kit.parts import Button, Meter, Words


class JobStrip(QFrame):
    """Shown while a job runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("job-strip")
        self.setFixedHeight(48)
        self._job: Job | None = None
        self.title = Words(look="heading")
        self.step = Words(look="muted").cut()
        self.meter = Meter(_("进度"))
        self.cancel = Button(_("取消"), self._cancel)
        body = QHBoxLayout(self)
        body.setContentsMargins(24, 4, 24, 4)
        body.setSpacing(16)
        body.addWidget(self.title)
        body.addWidget(self.step, 1)
        body.addWidget(self.meter, 1)
        body.addWidget(self.cancel)
        self.hide()

    def watch(self, jobs: Jobs) -> None:
        """Show from now on what these jobs do."""
        jobs.began.connect(self._show)
        jobs.idle.connect(self.hide)

    def _show(self, job: Job) -> None:
        if job.is_quiet:
            return
        self._job = job
        self.title.setText(job.title)
        self.step.setText("")
        self.meter.set_value(0, 1)
        self.cancel.setEnabled(True)
        self.cancel.setVisible(job.can_cancel)
        job.progressed.connect(self._show_progress)
        self.show()

    def _show_progress(self, done: int, total: int, text: str) -> None:
        count = f"{done} / {total}" if total else str(done)
        self.step.setText("  ".join(part for part in (text, count) if part))
        self.meter.setVisible(total > 0)
        self.meter.set_value(done, total)

    def _cancel(self) -> None:
        if self._job:
            self.cancel.setEnabled(False)
            self.step.setText(_("正在停止……"))
            self._job.cancel()
