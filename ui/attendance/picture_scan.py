"""Checks in from a photograph or scan of badges, off the UI thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dongan_training import clock
from dongan_training.attendance.answers import Answer, Door, answer_scan
from dongan_training.attendance.models import Method
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.jobs import Job
from ui.kit import FileKind, Tone

if TYPE_CHECKING:
    from ui.attendance.attendance_page import AttendancePage

KINDS = (
    FileKind(N_("图片和 PDF"), (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".pdf")),
)


@dataclass(frozen=True)
class Found:
    """What came of one picture."""

    name: str
    answers: tuple[Answer, ...]


class PictureScan(QObject):
    """One picture at a time; each badge in it is a transaction of its own, as at the door."""

    def __init__(self, page: "AttendancePage"):
        super().__init__(page)
        self._page = page

    def choose(self) -> None:
        """Let the user choose a picture, and scan it."""
        path = self._page.desk.dialogs.open_file(self._page, _("识别胸牌图片"), *KINDS)
        if path:
            self._page.scan_picture(path)

    def scan(self, path: Path, lesson_id: str) -> None:
        """Read all codes of a picture and check their holders in."""
        workspace, by = self._page.workspace, self._page.desk.actor
        door = Door(lesson_id, Method.PICTURE)

        def work(progress: Progress) -> Found:
            from dongan_training.attendance.scanning import read_codes  # loads the decoder

            answers = []
            for code in read_codes(path, progress=progress):
                with workspace.begin() as session:
                    answers.append(
                        answer_scan(session, code=code.text, door=door, by=by, at=clock.now())
                    )
            return Found(path.name, tuple(answers))

        job = Job(_("识别胸牌图片"), work)
        job.done.connect(self._tell)
        job.failed.connect(self._page.explain)
        self._page.jobs.start(job)

    def _tell(self, found: Found) -> None:
        passed = sum(answer.passed for answer in found.answers)
        refused = [answer.sentence for answer in found.answers if not answer.passed]
        if not found.answers:
            self._page.say(
                _("图片里没有找到二维码。请拍得近一些、平一些、亮一些。"), Tone.ATTENTION
            )
        elif refused:
            pattern = _("“{file}”：签到 {passed} 人，{refused} 张未通过：{why}")
            told = pattern.format(
                file=found.name, passed=passed, refused=len(refused), why=" ".join(refused[:3])
            )
            self._page.say(told, Tone.ATTENTION)
        else:
            self._page.say(_("“{file}”：签到 {passed} 人。").format(file=found.name, passed=passed))
