"""A form that gives people places in a class; where there are too few, the rest may wait."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.progress import Progress
from dongan_training.texts import _
from dongan_training.training import enrolment, waiting
from dongan_training.training.enrolment import Enrolled
from dongan_training.training.queries import ClassCard
from dongan_training.training.waiting import Placed
from ui.jobs import Job
from ui.kit import Button, Desk, FormDialog


class EnrolDialog(FormDialog):
    """A subclass names the people in ``wanted``.

    All of them get a place or nobody does; only when places are refused does the form offer
    the waiting list.
    """

    def __init__(self, desk: Desk, card: ClassCard, title: str, parent: QWidget | None = None):
        super().__init__(title, "", parent)
        self.desk, self.card = desk, card
        self.outcome: Enrolled | None = None
        self.waiting: tuple[str, ...] = ()  # people put on the waiting list
        self.rest = Button(_("有名额的添加，其余候补"), self.enrol_or_wait, icon="clock")
        self.rest.hide()
        self.cancel.parentWidget().layout().insertWidget(0, self.rest)

    def wanted(self) -> Sequence[str]:
        """The ids of the people, in the order in which they get places."""
        raise NotImplementedError

    def save(self) -> None:
        who = {"by": self.desk.actor, "at": clock.now()}
        try:
            with self.desk.workspace.begin() as session:
                self.outcome = enrolment.enrol_people(
                    session, class_id=self.card.id, person_ids=list(self.wanted()), **who
                )
        except waiting.FULL:
            self.rest.show()
            raise

    def enrol_or_wait(self) -> None:
        """Give places as long as there are any, and put the others on the waiting list."""
        ids, who = list(self.wanted()), {"by": self.desk.actor, "at": clock.now()}

        def work(progress: Progress) -> Placed:
            with self.desk.workspace.begin() as session:
                return waiting.enrol_or_wait(
                    session, class_id=self.card.id, person_ids=ids, progress=progress, **who
                )

        self.setEnabled(False)
        self.notice.show_text(_("正在添加学员……"))
        job = Job(_("添加学员"), work)
        job.done.connect(self._take)
        job.failed.connect(self.explain)
        job.finished.connect(self._wake)
        self.desk.jobs.start(job)

    def outcome_told(self) -> str:
        """What became of them; empty where all had a place already."""
        count = len(self._added())
        if self.waiting:
            told = _("已添加 {count} 名学员，{waiting} 人候补。")
            return told.format(count=count, waiting=len(self.waiting))
        return _("已添加 {count} 名学员。").format(count=count) if count else ""

    def undo(self) -> None:
        """Take back what was added; raises UserError where that cannot be."""
        with self.desk.workspace.begin() as session:
            waiting.undo_addition(
                session,
                class_id=self.card.id,
                enrolment_ids=self._added(),
                waiting_ids=self.waiting,
                by=self.desk.actor,
                at=clock.now(),
            )

    def _added(self) -> tuple[str, ...]:
        assert self.outcome is not None
        return (*self.outcome.added, *self.outcome.returned)

    def _take(self, placed: Placed) -> None:
        self.outcome, self.waiting = placed.done, placed.waiting
        self.accept()

    def _wake(self) -> None:
        self.setEnabled(True)
