"""导出: the marked questions, else all that the list shows, written in one of the forms."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu
from sqlalchemy.orm import Session

from dongan_training.bank import exporting, filtering, queries
from dongan_training.bank.drafts import Draft
from dongan_training.bank.filtering import Filter, Sorting
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import Button, FileKind

if TYPE_CHECKING:
    from ui.bank.bank_page import BankPage


class ExportMenu(Button):
    """One entry for each form; the file is written by a job."""

    def __init__(self, page: "BankPage"):
        super().__init__(_("导出"), icon="download")
        self._page = page
        self.setProperty("menu", True)
        menu = QMenu(self)
        self.what = menu.addAction("")
        self.what.setEnabled(False)
        menu.addSeparator()
        menu.aboutToShow.connect(self._say_what)
        for form in exporting.FORMS:
            name = _("{name}（{suffix}）").format(name=_(form.told), suffix=form.suffix)
            action = menu.addAction(name)
            action.triggered.connect(lambda _checked=False, form=form: self.export_as(form))
        self.setMenu(menu)

    def export_as(self, form: exporting.Form) -> None:
        """Write the questions as a file."""
        page = self._page
        suggestion = (page.subject_name() or _("题库")).rpartition("/")[2] + form.suffix
        kind = FileKind(_(form.told), (form.suffix,))
        path = page.desk.dialogs.save_file(page, _("导出题库"), suggestion, kind)
        if path is None:
            return
        shown = page.wanted, page.sorting, page.marked_ids() if page.marked_count() > 1 else None

        def work(progress: Progress) -> tuple[Path, int]:
            progress.step(0, 0, _("正在写出文件…"))
            with page.workspace.read() as session:
                drafts = _drafts(session, *shown)
            exporting.export(drafts, path, form.name)
            return path, len(drafts)

        job = Job(_("导出题库"), work)
        job.done.connect(self._on_exported)
        job.failed.connect(page.explain)
        page.jobs.start(job)

    def _say_what(self) -> None:
        marked = self._page.marked_count()
        if marked > 1:
            self.what.setText(_("导出所选的 {count} 题：").format(count=marked))
        else:
            count = len(self._page.questions.rows)
            self.what.setText(_("导出列表中的 {count} 题：").format(count=count))

    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, count = written
        self._page.say(_("已把 {count} 题写入“{name}”。").format(count=count, name=path.name))


def _drafts(
    session: Session, wanted: Filter, sorting: Sorting, marked: Sequence[str] | None
) -> list[Draft]:
    ids = filtering.find_ids(session, wanted, sorting=sorting) if marked is None else marked
    return queries.numbered_drafts(session, ids)
