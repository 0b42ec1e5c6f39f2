"""带走、并入签到记录: check-ins between desks that have no network, on a stick."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from dongan_training import clock
from dongan_training.attendance.carry_file import CarryFile, read_file, write_file
from dongan_training.attendance.carry_words import told_carried, told_weighed
from dongan_training.attendance.carrying import Weighed, gather, take_in, weigh
from dongan_training.attendance.settling import Choice, Settled, take_back_settling
from dongan_training.progress import Progress
from dongan_training.saving import save_whole
from dongan_training.texts import _
from dongan_training.training.queries import class_card
from ui.attendance.merge_dialog import MergeDialog
from ui.jobs import Job
from ui.kit import FileKind, Tone

if TYPE_CHECKING:
    from ui.attendance.attendance_page import AttendancePage


class Carrying(QObject):
    """Files are read and written off the UI thread; what a file would bring is shown first."""

    def __init__(self, page: "AttendancePage"):
        super().__init__(page)
        self._page = page
        self._path = Path()
        self.dialog: MergeDialog | None = None

    def carry(self) -> None:
        """Write the check-ins of the class shown."""
        workspace, lesson = self._page.workspace, self._page.lesson
        if lesson is None:
            return
        with workspace.read() as session:
            code = class_card(session, lesson.class_id).code
        suggestion = _("签到记录 {code}.json").format(code=code)
        path = self._page.desk.dialogs.save_file(self._page, _("带走签到记录"), suggestion, _kind())
        if path is None:
            return

        def work(_progress: Progress) -> CarryFile:
            with workspace.read() as session:
                file = gather(session, class_id=lesson.class_id, at=clock.now())
            save_whole(path, write_file(workspace.vault, file))
            return file

        self._path = path
        self._start(Job(_("带走签到记录"), work), self._tell_carried)

    def choose(self) -> None:
        """Let the user choose a file of another desk, and say what it would bring."""
        path = self._page.desk.dialogs.open_file(self._page, _("并入签到记录"), _kind())
        if path is None:
            return
        workspace = self._page.workspace

        def work(_progress: Progress) -> tuple[CarryFile, Weighed]:
            file = read_file(workspace.vault, path)
            with workspace.read() as session:
                return file, weigh(session, file)

        self._path = path
        self._start(Job(_("并入签到记录"), work), self._ask)

    def _ask(self, found: tuple[CarryFile, Weighed]) -> None:
        file, weighed = found
        if not weighed.brings and not weighed.refused:
            self._tell(_("“{file}”没有新的签到记录：{told}"), weighed)
            return
        self.dialog = MergeDialog(self._path.name, weighed, self._page)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.wanted.connect(partial(self._merge, file))
        self.dialog.open()

    def _merge(self, file: CarryFile, choices: dict[str, Choice]) -> None:
        workspace, by = self._page.workspace, self._page.desk.actor

        def work(_progress: Progress) -> Weighed:
            with workspace.begin() as session:
                now = clock.now()
                return take_in(session, file=file, by=by, at=now, choices=choices)

        self._start(Job(_("并入签到记录"), work), self._tell_merged)

    def _take_back(self, settled: Sequence[Settled]) -> None:
        """The records of this desk stand again, where that of the other was chosen."""
        page = self._page
        with page.explaining():
            with page.workspace.begin() as session:
                take_back_settling(session, settled=settled, by=page.desk.actor, at=clock.now())
            page.say(_("已恢复本机的 {count} 条记录。").format(count=len(settled)))

    def _start(self, job: Job, done: Callable[[Any], None]) -> None:
        job.done.connect(done)
        job.failed.connect(self._page.explain)
        self._page.jobs.start(job)

    def _tell_carried(self, file: CarryFile) -> None:
        self._page.say(told_carried(file, str(self._path)))

    def _tell_merged(self, weighed: Weighed) -> None:
        self._tell(_("已并入“{file}”：{told}"), weighed)

    def _tell(self, pattern: str, weighed: Weighed) -> None:
        tone = Tone.ATTENTION if weighed.refused else Tone.GOOD
        told = told_weighed(weighed)
        undo = partial(self._take_back, weighed.settled) if weighed.settled else None
        self._page.say(pattern.format(file=self._path.name, told=told), tone, undo)


def _kind() -> FileKind:
    return FileKind(_("签到记录文件"), (".json",))
