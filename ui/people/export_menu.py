"""导出: the people who are listed, as an Excel roll that can be brought in again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.people.roll_export import export_roll
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import EXCEL, Button, Question

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage


class ExportMenu(Button):
    """Numbers stay masked unless somebody asks for them in full, which is logged."""

    def __init__(self, page: "PeoplePage"):
        super().__init__(_("导出"), icon="download")
        self._page = page
        self.setProperty("menu", True)
        menu = QMenu(self)
        menu.addAction(_("导出所列人员…") + "\tCtrl+E", self.export)
        menu.addAction(_("连同完整证件号和电话…"), self.export_in_full)
        self.setMenu(menu)

    def export(self) -> None:
        """Write who is listed, in this order, with masked numbers."""
        self._write(full=False)

    def export_in_full(self) -> None:
        """Ask, and write who is listed with their numbers as they are."""
        question = Question(
            _("导出完整证件号和电话？"),
            _("会记入操作日志：谁、什么时候、导出了多少人。"),
            _("导出"),
            _("请妥善保管导出的文件，用完删除，不要外传。"),
        )
        if self._page.desk.dialogs.confirm(self._page, question):
            self._write(full=True)

    def _write(self, *, full: bool) -> None:
        page = self._page
        day = clock.local(clock.now()).date()
        suggestion = _("花名册-{day}.xlsx").format(day=f"{day:%Y%m%d}")
        path = page.desk.dialogs.save_file(page, _("导出花名册"), suggestion, EXCEL)
        if path is None:
            return
        wanted, by = page.wanted, page.desk.actor

        def work(progress: Progress) -> tuple[Path, int]:
            # Only what is logged is written, so only then does the door have to wait.
            opened = page.workspace.begin() if full else page.workspace.read()
            with opened as session:
                count = export_roll(
                    session,
                    wanted=wanted,
                    path=path,
                    full=full,
                    by=by,
                    at=clock.now(),
                    progress=progress,
                )
            return path, count

        job = Job(_("导出花名册"), work)
        job.done.connect(self._on_exported)
        job.failed.connect(page.explain)
        page.jobs.start(job)

    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, count = written
        told = _("已导出 {count} 人到“{file}”。")
        self._page.say(told.format(count=count, file=path.name))
