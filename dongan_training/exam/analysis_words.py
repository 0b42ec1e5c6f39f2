"""What the figures of an exam mean, as window, command line and papers say it."""

from dongan_training.bank.scoring import marks_text, plain_number
from dongan_training.exam.analysing import ExamAnalysis
from dongan_training.exam.analysis import Fairness, Spread
from dongan_training.texts import _


def summary_lines(found: ExamAnalysis) -> list[tuple[str, str]]:
    """Give name and value of all figures of the exam as a whole, without those unknown."""
    summary, exam = found.summary, found.exam
    told = [(_("参加"), str(summary.taken)), *_marks(summary.marks)]
    told.append((_("满分"), plain_number(exam.full_marks)))
    told.append((_("及格线"), plain_number(exam.pass_mark)))
    if summary.pass_rate is not None:
        told.append((_("及格率"), f"{summary.pass_rate:.0%}"))
    if summary.reliability is not None:
        told.append((_("信度 α"), f"{summary.reliability:.2f}"))
    if summary.error is not None:
        told.append((_("测量标准误"), _("{error} 分").format(error=f"{summary.error:.1f}")))
    others = (
        (_("缺考"), summary.absent),
        (_("考试中"), summary.sitting),
        (_("待阅卷"), summary.waiting),
    )
    return [*told, *((name, str(count)) for name, count in others if count)]


def _marks(marks: Spread | None) -> list[tuple[str, str]]:
    if marks is None:
        return []
    told = [(_("平均"), f"{marks.mean:.1f}"), (_("中位数"), marks_text(marks.median))]
    if marks.deviation is not None:
        told.append((_("标准差"), f"{marks.deviation:.1f}"))
    return [*told, (_("最高"), marks_text(marks.highest)), (_("最低"), marks_text(marks.lowest))]


def reliability_words(alpha: float | None) -> str:
    """Say what a reliability is good for (Nunnally and Bernstein, 1994, ch. 7)."""
    if alpha is None:
        return ""
    if alpha >= 0.9:
        return _("很可靠，可以用来评定个人")
    if alpha >= 0.8:
        return _("可靠")
    if alpha >= 0.7:
        return _("尚可靠，临界成绩要慎重")
    return _("不太可靠，几分之差不说明问题")


def fairness_words(one: Fairness | None) -> str:
    """Say whether a form was as hard as the others."""
    if one is None:
        return _("人数太少，无法判断")
    if not one.is_notable:
        return _("与其他卷没有明显差别")
    points = f"{abs(one.difference):.1f}"
    if one.difference > 0:
        return _("比其他卷高 {points} 分，可能偏易").format(points=points)
    return _("比其他卷低 {points} 分，可能偏难").format(points=points)
