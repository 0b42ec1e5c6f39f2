"""今日: what is going on now, and what to do next."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.texts import N_, _
from dongan_training.training.models import Lesson, TrainingClass
from ui.kit import Desk, EmptyState, Page, PrimaryButton


class TodayPage(Page):
    """The start page: the class of today with its big red button, and what is left to do."""

    title = N_("今日")
    shows = frozenset({TrainingClass, Lesson})

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.refresh()

    def refresh(self) -> None:
        today = clock.local(clock.now()).date()
        self.set_title(self.title, str(today))
        plan = PrimaryButton(_("新建培训班"), self.plan, icon="plus")
        self.show_state(EmptyState("calendar-days", _("还没有培训班。"), plan))

    def plan(self) -> None:
        self.navigator.go("training")
