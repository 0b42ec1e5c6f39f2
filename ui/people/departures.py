"""离册 and 恢复在册: the marked people leave the roll or come back, and the step is taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dongan_training import clock
from dongan_training.people import roll
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job, QuietJob
from ui.kit import Button

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage

FEW = 20  # people for whom nobody watches a bar


class Departures(Button):
    """The button above the table; what it does follows which of both lists is shown."""

    def __init__(self, page: "PeoplePage"):
        super().__init__("", self.move_marked)
        self._page = page
        self._moved: Sequence[str] = ()  # whom the last step took off the roll, or put back
        self._coming_back = False

    def follow(self, marked: int) -> None:
        """Say what would be done to the people marked now."""
        self.setText(_("恢复在册") if self._page.filters.gone.isChecked() else _("离册"))
        self.setEnabled(marked > 0)

    def move_marked(self) -> None:
        """Take the marked people off the roll, or put them back; either can be undone."""
        ids = self._page.marked_ids()
        if ids:
            coming_back = self._page.filters.gone.isChecked()
            self._start(ids, coming_back, self._say_back if coming_back else self._say_left)

    def _start(self, ids: Sequence[str], coming_back: bool, say: object) -> None:
        self._moved, self._coming_back = ids, coming_back
        by, workspace = self._page.desk.actor, self._page.workspace
        act = roll.return_to_roll if coming_back else roll.leave_roll
        text = _("正在恢复……") if coming_back else _("正在离册……")

        def work(progress: Progress) -> int:
            now = clock.now()
            with workspace.begin() as session:
                for number, person_id in enumerate(ids):
                    progress.step(number, len(ids), text)
                    act(session, person_id=person_id, by=by, at=now)
            return len(ids)

        title = _("恢复在册") if coming_back else _("离册")
        job = (QuietJob if len(ids) <= FEW else Job)(title, work)
        job.done.connect(say)
        job.failed.connect(self._page.explain)
        self._page.jobs.start(job)

    def _say_left(self, count: int) -> None:
        text = _("已让 {count} 人离册，他们的培训记录都保留。").format(count=count)
        self._page.say(text, undo=self._take_back)

    def _say_back(self, count: int) -> None:
        text = _("已恢复 {count} 人在册。").format(count=count)
        self._page.say(text, undo=self._take_back)

    def _take_back(self) -> None:
        self._start(self._moved, not self._coming_back, self._say_taken_back)

    def _say_taken_back(self, _count: int) -> None:
        self._page.say(_("已撤销。"))
