"""按文件名存入照片: a folder of photos, each named for whom it shows."""

from typing import TYPE_CHECKING

from dongan_training import clock
from dongan_training.people.photo_folder import Matched, match_folder
from dongan_training.progress import Progress
from dongan_training.texts import _, clauses, sentences
from ui.jobs import Job
from ui.kit import Tone

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage

LEFT_TOLD = 4


class PhotoMatch:
    """Keeps what fits somebody, and says of the rest why it was left."""

    def __init__(self, page: "PeoplePage"):
        self._page = page

    def begin(self) -> None:
        """Let the user choose the folder."""
        page = self._page
        folder = page.desk.dialogs.folder(page, _("选择放照片的文件夹"))
        if folder is None:
            return
        by, workspace = page.desk.actor, page.workspace

        def work(progress: Progress) -> Matched:
            with workspace.begin() as session:
                return match_folder(session, folder, by=by, at=clock.now(), progress=progress)

        job = Job(_("存入照片"), work)
        job.done.connect(self.tell)
        job.failed.connect(page.explain)
        page.jobs.start(job)

    def tell(self, matched: Matched) -> None:
        """Say how many were kept, and the first of those that were not."""
        told = _("已存入 {count} 张照片。").format(count=len(matched.kept))
        left = [f"{one.file}：{one.reason}" for one in matched.left[:LEFT_TOLD]]
        if len(matched.left) > LEFT_TOLD:
            left.append(_("共 {count} 张没有存入").format(count=len(matched.left)))
        tone = Tone.ATTENTION if left else Tone.GOOD
        self._page.say(sentences([told, clauses(left)]) if left else told, tone)
