"""How classes, lessons, attendance and marks read on screen."""

from collections.abc import Sequence
from datetime import datetime

from dongan_training import clock
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.standing import CertificateState
from dongan_training.reports.class_overview import ClassOverview, ExamMark, ExamState, LessonMark
from dongan_training.texts import N_, _
from dongan_training.training.queries import ClassCard, LessonRow
from dongan_training.training.stages import Stage
from ui.kit import Tag, Tone, hour_and_minute

QUARTERS = (N_("第一季度"), N_("第二季度"), N_("第三季度"), N_("第四季度"))
STAGES: dict[Stage, Tag] = {
    Stage.PLANNED: Tag(N_("待排课"), Tone.ATTENTION),
    Stage.COMING: Tag(N_("未开始"), Tone.INFO),
    Stage.RUNNING: Tag(N_("进行中"), Tone.GOOD),
    Stage.OVER: Tag(N_("已结束"), Tone.QUIET),
}
ATTENDANCE: dict[AttendanceStatus, Tag] = {
    AttendanceStatus.PRESENT: Tag(N_("√"), Tone.GOOD),
    AttendanceStatus.LATE: Tag(N_("迟到"), Tone.ATTENTION),
    AttendanceStatus.LEFT_EARLY: Tag(N_("早退"), Tone.ATTENTION),
    AttendanceStatus.ON_LEAVE: Tag(N_("请假"), Tone.INFO),
    AttendanceStatus.ABSENT: Tag(N_("缺勤"), Tone.BAD),
    AttendanceStatus.NOT_YET: Tag(N_("—"), Tone.QUIET),
}
EXAM: dict[ExamState, Tag] = {
    ExamState.NO_EXAM: Tag(N_("—"), Tone.QUIET),
    ExamState.NOT_YET: Tag(N_("未考"), Tone.QUIET),
    ExamState.SITTING: Tag(N_("考试中"), Tone.INFO),
    ExamState.PASSED: Tag(N_("合格 {score}"), Tone.GOOD),
    ExamState.FAILED: Tag(N_("不合格 {score}"), Tone.BAD),
    ExamState.MISSED: Tag(N_("待补考"), Tone.ATTENTION),
}
CERTIFICATE: dict[CertificateState, Tag] = {
    CertificateState.ISSUED: Tag(N_("已发"), Tone.INFO),
    CertificateState.ENTITLED: Tag(N_("可发"), Tone.GOOD),
    CertificateState.LACKING: Tag(N_("未达条件"), Tone.ATTENTION),
    CertificateState.REVOKED: Tag(N_("已撤销"), Tone.BAD),
}


def quarter_name(quarter: int) -> str:
    """第四季度 for 4."""
    return _(QUARTERS[quarter - 1])


def stage_tag(stage: Stage) -> Tag:
    """Show how far a class is."""
    return Tag(_(STAGES[stage].text), STAGES[stage].tone)


def exam_tag(mark: ExamMark) -> Tag:
    """Show the best result, or why there is none."""
    tag = EXAM[mark.state]
    score = "" if mark.score is None else marks_text(mark.score)
    return Tag(_(tag.text).format(score=score), tag.tone)


def mark_tag(mark: LessonMark) -> Tag:
    """Show how somebody attended one lesson; of a leave, its kind."""
    tag = ATTENDANCE[mark.status]
    return Tag(_(mark.leave or tag.text), tag.tone)


def marks_tag(marks: Sequence[LessonMark | None]) -> Tag:
    """Show many lessons in one pill: all well, or how often not."""
    own = [mark for mark in marks if mark]
    worst = (AttendanceStatus.ABSENT, AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY)
    for status in (*worst, AttendanceStatus.ON_LEAVE):
        count = sum(mark.status is status for mark in own)
        if count:
            tag = ATTENDANCE[status]
            return Tag(f"{_(tag.text)} {count}", tag.tone)
    begun = [mark for mark in own if mark.status is not AttendanceStatus.NOT_YET]
    return Tag(_("全勤"), Tone.GOOD) if begun else Tag("—", Tone.QUIET)


def certificate_tag(state: CertificateState) -> Tag:
    """Show whether somebody may have a certificate, or has it."""
    return Tag(_(CERTIFICATE[state].text), CERTIFICATE[state].tone)


def class_days(card: ClassCard) -> str:
    """The day or days of a class: 11月23日, 11月23日–27日, 12月30日–1月3日."""
    if card.starts_at is None or card.ends_at is None:
        return _("还没有排课")
    first, last = clock.local(card.starts_at).date(), clock.local(card.ends_at).date()
    if first == last:
        return month_day(card.starts_at)
    if (first.year, first.month) == (last.year, last.month):
        return _("{month}月{first}日–{last}日").format(
            month=first.month, first=first.day, last=last.day
        )
    return f"{month_day(card.starts_at)}–{month_day(card.ends_at)}"


def month_day(moment: datetime) -> str:
    """11月23日."""
    local = clock.local(moment)
    return _("{month}月{day}日").format(month=local.month, day=local.day)


def lesson_span(lesson: LessonRow) -> str:
    """11月23日 08:30–11:30."""
    times = f"{hour_and_minute(lesson.starts_at)}–{hour_and_minute(lesson.ends_at)}"
    return f"{month_day(lesson.starts_at)} {times}"


def lesson_titles(lessons: Sequence[LessonRow]) -> list[str]:
    """Short heads for columns; with the day where a title alone says too little."""
    titles = [lesson.title for lesson in lessons]
    if len(set(titles)) == len(titles):
        return titles
    days = [clock.local(lesson.starts_at).day for lesson in lessons]
    return [
        _("{day}日{title}").format(day=day, title=title)
        for day, title in zip(days, titles, strict=True)
    ]


def not_yet(overview: ClassOverview) -> str:
    """Why there is no rate of attendance yet."""
    return _("正在上课，还没有人签到") if overview.has_begun else _("还没有开课")
