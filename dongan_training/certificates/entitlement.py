"""Who may have a certificate, and what is lacking for the others: pure."""

from dataclasses import dataclass

from dongan_training.bank.scoring import marks_text
from dongan_training.texts import _


@dataclass(frozen=True)
class Conditions:
    """What a class asks for its certificate; any combination."""

    needs_exam: bool
    needs_full_hours: bool
    needs_no_absence: bool
    overall_from: float = 0  # of 100: the overall result it asks for; 0: none


@dataclass(frozen=True)
class Standing:
    """How one person did in a class; ``score`` is None where no attempt was marked."""

    hours: float
    full_hours: float
    absences: int  # lessons missed without approved leave
    unfinished_lessons: int  # lessons whose attendance is not settled yet
    score: float | None
    passed: bool
    overall: float | None = None  # None while a part of it is missing
    leave_beyond: int = 0  # leave went beyond 1/n of the class; 0: it did not


def words_of(conditions: Conditions, full_hours: float | None) -> tuple[str, ...]:
    """Say in short words what is asked; () where everybody gets a certificate.

    ``full_hours`` is None where they are not the same for all: electives make them fewer.
    """
    hours = _("修满本人应修学时")
    if full_hours is not None:
        hours = _("修满 {hours:g} 学时").format(hours=full_hours)
    told = (
        (conditions.needs_exam, _("考试合格")),
        (
            conditions.overall_from > 0,
            _("总评 {mark:g} 分以上").format(mark=conditions.overall_from),
        ),
        (conditions.needs_full_hours, hours),
        (conditions.needs_no_absence, _("没有缺勤")),
    )
    return tuple(words for asked, words in told if asked)


def lacks(conditions: Conditions, standing: Standing) -> tuple[str, ...]:
    """Say in sentences what is lacking; () means entitled."""
    found = []
    if standing.unfinished_lessons:
        found.append(_("还有 {count} 场课没有结束").format(count=standing.unfinished_lessons))
    if conditions.needs_exam and not standing.passed:
        found.append(_exam_words(standing))
    if conditions.overall_from and standing.overall is None:
        found.append(_("总评还没有齐"))
    elif conditions.overall_from and (standing.overall or 0) < conditions.overall_from - 1e-9:
        found.append(
            _("总评 {score} 分，不到 {mark:g} 分").format(
                score=marks_text(standing.overall or 0), mark=conditions.overall_from
            )
        )
    if conditions.needs_full_hours and standing.hours < standing.full_hours:
        found.append(
            _("学时 {hours:g}，应满 {full:g}").format(
                hours=standing.hours, full=standing.full_hours
            )
        )
    if standing.leave_beyond:
        pattern = _("请假超过本班学时的 1/{share}，按退学处理")
        found.append(pattern.format(share=standing.leave_beyond))
    if conditions.needs_no_absence and standing.absences:
        found.append(_("缺勤 {count} 场").format(count=standing.absences))
    return tuple(found)


def _exam_words(standing: Standing) -> str:
    if standing.score is None:
        return _("没有考试成绩")
    return _("考试 {score} 分，不合格").format(score=marks_text(standing.score))
