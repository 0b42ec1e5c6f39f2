"""导出: the questions of a subject, written in one of the forms."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training.bank import exporting, queries
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
        for form in exporting.FORMS:
            name = _("{name}（{suffix}）").format(name=_(form.told), suffix=form.suffix)
            action = menu.addAction(name)
            action.triggered.connect(lambda _checked=False, form=form: self.export_as(form))
        self.setMenu(menu)

    def export_as(self, form: exporting.Form) -> None:
        """Write the questions in use of the subject chosen as a file."""
        page = self._page
        subject = page.subject_name()
        suggestion = (subject or _("题库")).rpartition("/")[2] + form.suffix
        kind = FileKind(_(form.told), (form.suffix,))
        path = page.desk.dialogs.save_file(page, _("导出题库"), suggestion, kind)
        if path is None:
            return

        def work(progress: Progress) -> tuple[Path, int]:
            progress.step(0, 0, _("正在写出文件…"))
            with page.workspace.read() as session:
                drafts = queries.drafts(session, subject)
            exporting.export(drafts, path, form.name)
            return path, len(drafts)

        job = Job(_("导出题库"), work)
        job.done.connect(self._on_exported)
        job.failed.connect(page.explain)
        page.jobs.start(job)

    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, count = written
        self._page.say(_("已把 {count} 题写入“{name}”。").format(count=count, name=path.name))
