"""结束考试: ask, then let nobody in any more and collect what is open."""

from dongan_training import clock
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.queries import ExamRow, exam_row
from dongan_training.texts import _
from ui.kit import Page, Question


def end_exam(page: Page, exam_id: str) -> None:
    """Ask on a page, end the exam, and say there how many were collected."""
    with page.workspace.read() as session:
        row = exam_row(session, exam_id)
    if not page.desk.dialogs.confirm(page, _ending(row)):
        return
    with page.explaining():
        with page.workspace.begin() as session:
            count = close_exam(session, exam_id=exam_id, by=page.desk.actor, at=clock.now())
        page.say(_("“{title}”已结束，收卷 {count} 份。").format(title=row.title, count=count))


def _ending(row: ExamRow) -> Question:
    return Question(
        _("结束“{title}”？").format(title=row.title),
        _("不再进场；还没交卷的 {count} 人按已保存的答案收卷。").format(count=row.sitting),
        _("结束考试"),
        _("已交的答卷和成绩都在。"),
    )
