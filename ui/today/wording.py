"""How the start page says where a class stands."""

from datetime import date

from dongan_training import clock
from dongan_training.reports.today import ClassToday, Step, StepKind, StepState
from dongan_training.texts import N_, _
from dongan_training.training.queries import ClassCard, LessonRow
from dongan_training.training.stages import Stage
from ui.kit import Tag, Tone, day_and_weekday, hour_and_minute, moment_text

STAGES: dict[Stage, Tag] = {
    Stage.PLANNED: Tag(N_("待排课"), Tone.ATTENTION),
    Stage.COMING: Tag(N_("即将开始"), Tone.INFO),
    Stage.RUNNING: Tag(N_("进行中"), Tone.GOOD),
    Stage.OVER: Tag(N_("已结束"), Tone.QUIET),
}
MARKS: dict[StepState, Tag] = {
    StepState.DONE: Tag("✓", Tone.GOOD),
    StepState.NEXT: Tag("!", Tone.ATTENTION),
    StepState.WAITING: Tag("–", Tone.QUIET),
}
STATES: dict[StepState, str] = {
    StepState.DONE: N_("已完成"),
    StepState.NEXT: N_("待办"),
    StepState.WAITING: N_("尚未开始"),
}
STEPS: dict[StepKind, str] = {
    StepKind.ROLL: N_("参训名单"),
    StepKind.LESSONS: N_("课程表"),
    StepKind.BADGES: N_("打印胸牌与签到表"),
    StepKind.PAPER: N_("试卷审定"),
    StepKind.EXAM: N_("考试"),
    StepKind.CERTIFICATES: N_("结业证书"),
}
ACTIONS: dict[StepKind, str] = {
    StepKind.ROLL: N_("核对"),
    StepKind.LESSONS: N_("排课"),
    StepKind.BADGES: N_("打印"),
    StepKind.PAPER: N_("审定"),
    StepKind.EXAM: N_("查看"),
    StepKind.CERTIFICATES: N_("发证"),
}
# What is counted, by kind and by whether anything is done.
PATTERNS: dict[tuple[StepKind, bool], str] = {
    (StepKind.ROLL, True): N_("{done} 人"),
    (StepKind.ROLL, False): N_("还没有学员"),
    (StepKind.LESSONS, True): N_("{done} 场"),
    (StepKind.LESSONS, False): N_("还没有排课"),
    (StepKind.BADGES, True): N_("{done} / {total} 人已有胸牌"),
    (StepKind.BADGES, False): N_("还没有打印"),
    (StepKind.CERTIFICATES, True): N_("{done} / {total} 份已发"),
    (StepKind.CERTIFICATES, False): N_("{total} 人符合条件"),
}
QUARTERS = (N_("第一季度"), N_("第二季度"), N_("第三季度"), N_("第四季度"))


def quarter_words(day: date) -> str:
    """2026年第四季度."""
    quarter = _(QUARTERS[(day.month - 1) // 3])
    return _("{year}年{quarter}").format(year=day.year, quarter=quarter)


def stage_tag(stage: Stage) -> Tag:
    """Show how far a class is."""
    return Tag(_(STAGES[stage].text), STAGES[stage].tone)


def lesson_line(lesson: LessonRow | None, card: ClassCard) -> str:
    """When, where, what: one line below the name of the class."""
    if lesson is None:
        return _("还没有排课。")
    times = f"{hour_and_minute(lesson.starts_at)}–{hour_and_minute(lesson.ends_at)}"
    when = day_and_weekday(clock.local(lesson.starts_at).date())
    people = _("应到 {count} 人").format(count=card.enrolled)
    parts = (when, f"{lesson.title} {times}", lesson.venue, people, " · ".join(lesson.courses))
    return "　".join(part for part in parts if part)


def step_words(step: Step, shown: ClassToday) -> str:
    """Say how a step stands, with its numbers."""
    if step.kind is StepKind.PAPER:
        return _paper_words(shown)
    if step.kind is StepKind.EXAM:
        return _exam_words(step, shown)
    return _(PATTERNS[step.kind, bool(step.done)]).format(done=step.done, total=step.total)


def _paper_words(shown: ClassToday) -> str:
    if shown.paper is None:
        return _("还没有安排考试")
    pattern = _("{title}，已审定") if shown.paper.approved_at else _("{title}，待审定")
    return pattern.format(title=shown.paper.title)


def _exam_words(step: Step, shown: ClassToday) -> str:
    if shown.exam is None:
        return _("试卷审定后开考")
    parts = [_("{minutes} 分钟").format(minutes=shown.exam.minutes)]
    if shown.exam.starts_at:
        parts.insert(0, moment_text(shown.exam.starts_at))
    if step.done:
        parts.append(_("{done} / {total} 人已交卷").format(done=step.done, total=step.total))
    return "　".join(parts)
