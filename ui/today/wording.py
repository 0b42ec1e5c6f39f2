"""How the start page says where a class stands."""

from datetime import date, datetime

from dongan_training import clock
from dongan_training.certificates.entitlement import words_of
from dongan_training.exam.outstanding import outstanding_words
from dongan_training.reports.class_steps import Step, StepKind, StepState
from dongan_training.reports.closing import told_items
from dongan_training.reports.today import ClassToday
from dongan_training.texts import N_, _, listed
from dongan_training.training.queries import ClassCard, LessonRow
from dongan_training.training.stages import Stage
from ui.kit import Tag, Tone, day_and_weekday, hour_and_minute

STAGES: dict[Stage, Tag] = {
    Stage.PLANNED: Tag(N_("待排课"), Tone.ATTENTION),
    Stage.COMING: Tag(N_("即将开始"), Tone.INFO),
    Stage.RUNNING: Tag(N_("进行中"), Tone.GOOD),
    Stage.OVER: Tag(N_("已结束"), Tone.QUIET),
}
MARKS: dict[StepState, Tag] = {
    StepState.DONE: Tag("√", Tone.GOOD),
    StepState.NEXT: Tag("!", Tone.ATTENTION),
    StepState.WAITING: Tag("–", Tone.QUIET),
}
STATES: dict[StepState, str] = {
    StepState.DONE: N_("已完成"),
    StepState.NEXT: N_("待办"),
    StepState.WAITING: N_("尚未开始"),
}
STEPS: dict[StepKind, str] = {
    StepKind.ROLL: N_("导入参训名单"),
    StepKind.LESSONS: N_("排课程表"),
    StepKind.MENU: N_("菜单选课"),
    StepKind.BADGES: N_("打印胸牌与签到表"),
    StepKind.PAPER: N_("试卷审定"),
    StepKind.EXAM: N_("考试"),
    StepKind.MARKS: N_("阅卷与总评"),
    StepKind.CERTIFICATES: N_("结业证书"),
    StepKind.CLOSING: N_("结班归档"),
}
# What the button says while the step is to be done, and once it is.
ACTIONS: dict[tuple[StepKind, bool], str] = {
    (StepKind.ROLL, False): N_("导入"),
    (StepKind.ROLL, True): N_("核对"),
    (StepKind.LESSONS, False): N_("排课"),
    (StepKind.LESSONS, True): N_("查看"),
    (StepKind.MENU, False): N_("选课"),
    (StepKind.MENU, True): N_("查看"),
    (StepKind.BADGES, False): N_("打印"),
    (StepKind.BADGES, True): N_("重印"),
    (StepKind.PAPER, False): N_("审定"),
    (StepKind.PAPER, True): N_("查看"),
    (StepKind.EXAM, False): N_("安排"),
    (StepKind.EXAM, True): N_("成绩"),
    (StepKind.CERTIFICATES, False): N_("签发"),
    (StepKind.CERTIFICATES, True): N_("打印"),
    (StepKind.CLOSING, False): N_("结班"),
    (StepKind.CLOSING, True): N_("查看"),
}
QUARTERS = (N_("第一季度"), N_("第二季度"), N_("第三季度"), N_("第四季度"))


def quarter_words(day: date) -> str:
    """2026年第四季度."""
    quarter = _(QUARTERS[(day.month - 1) // 3])
    return _("{year}年{quarter}").format(year=day.year, quarter=quarter)


def stage_tag(stage: Stage) -> Tag:
    """Show how far a class is."""
    return Tag(_(STAGES[stage].text), STAGES[stage].tone)


def lesson_line(lesson: LessonRow | None, card: ClassCard, today: date) -> str:
    """When, where, what: one line below the name of the class; the day only if not today."""
    if lesson is None:
        return _("还没有排课。")
    times = f"{lesson.title} {hour_and_minute(lesson.starts_at)}–{hour_and_minute(lesson.ends_at)}"
    day = clock.local(lesson.starts_at).date()
    when = times if day == today else f"{day_and_weekday(day)} {times}"
    people = _("应到 {count} 人").format(count=card.enrolled)
    parts = (when, lesson.venue, people, " · ".join(lesson.courses))
    return "　".join(part for part in parts if part)


def action(step: Step, shown: ClassToday) -> str:
    """The verb on the button of a step."""
    if step.kind is StepKind.PAPER and shown.paper is None:
        return _("组卷")
    if step.kind is StepKind.EXAM and shown.exam and step.state is not StepState.DONE:
        return _("监考") if shown.exam.sitting or shown.exam.handed_in else _("开考")
    if step.kind is StepKind.MARKS:
        return _marks_action(shown)
    return _(ACTIONS[step.kind, step.state is StepState.DONE])


def step_words(step: Step, shown: ClassToday) -> str:
    """Say how a step stands, with its numbers."""
    match step.kind:
        case StepKind.ROLL:
            return _roll_words(step, shown)
        case StepKind.LESSONS:
            return _("{count} 场课").format(count=step.done) if step.done else _("还没有排课")
        case StepKind.MENU:
            return _("{done} / {total} 人已选课").format(done=step.done, total=step.total)
        case StepKind.BADGES:
            return _badge_words(step, shown)
        case StepKind.PAPER:
            return _paper_words(shown)
        case StepKind.EXAM:
            return _exam_words(step, shown)
        case StepKind.MARKS:
            return _marks_words(shown)
        case StepKind.CERTIFICATES:
            return _certificate_words(step, shown)
        case StepKind.CLOSING:
            return _closing_words(shown)


def missing_words(step: Step, shown: ClassToday) -> str:
    """Say in a few words what a class that comes still lacks."""
    match step.kind:
        case StepKind.ROLL if step.done:
            return _("{count} 人证件号待核对").format(count=shown.without_id)
        case StepKind.MENU:
            return _("{count} 人还没有选课").format(count=step.total - step.done)
        case StepKind.BADGES:
            return _("{count} 枚胸牌没有打印").format(count=step.total - step.done)
        case StepKind.PAPER:
            return _("试卷待审定") if shown.paper else _("还没有试卷")
        case StepKind.EXAM:
            return _("考试还没有安排")
        case _:
            return step_words(step, shown)


def days_ahead(card: ClassCard, today: date) -> Tag:
    """How soon a class begins."""
    if card.starts_at is None:
        return stage_tag(Stage.PLANNED)
    days = (clock.local(card.starts_at).date() - today).days
    if days <= 1:
        return Tag(_("明天") if days else _("今天"), Tone.ATTENTION)
    return Tag(_("{count} 天后").format(count=days), Tone.INFO)


def _roll_words(step: Step, shown: ClassToday) -> str:
    if not step.done:
        return _("还没有学员")
    words = _("{count} 人").format(count=step.done)
    if shown.without_id:
        words = _("{people}，{count} 人证件号待核对").format(people=words, count=shown.without_id)
    return words


def _badge_words(step: Step, shown: ClassToday) -> str:
    if not step.done or shown.badges_at is None:
        return _("还没有打印")
    if step.done < step.total:
        return _("{done} / {total} 人已有胸牌").format(done=step.done, total=step.total)
    return _("{when} 制发 {count} 枚").format(when=_short(shown.badges_at), count=step.done)


def _paper_words(shown: ClassToday) -> str:
    if shown.paper is None:
        return _("还没有试卷")
    forms = listed(shown.paper.forms)
    pattern = _("{forms} 卷已审定") if shown.paper.approved_at else _("{forms} 卷已生成，待审定")
    return pattern.format(forms=forms)


def _exam_words(step: Step, shown: ClassToday) -> str:
    if shown.exam is None:
        return _("还没有安排") if step.state is StepState.NEXT else _("试卷审定后安排")
    parts = [_("{minutes} 分钟").format(minutes=shown.exam.minutes)]
    if shown.exam.starts_at:
        parts.insert(0, _short(shown.exam.starts_at))
    if step.done:
        parts.append(_("{done} / {total} 人已交卷").format(done=step.done, total=step.total))
    if shown.exam.closed_at is not None and shown.without_pass:
        parts.append(_("{count} 人不合格或缺考").format(count=shown.without_pass))
    return "　".join(parts)


def _marks_words(shown: ClassToday) -> str:
    words = list(outstanding_words(shown.outstanding))
    for part, count in shown.ungiven.items():
        words.append(_("总评缺{part} {count} 人").format(part=part, count=count))
    return "　".join(words)


def _marks_action(shown: ClassToday) -> str:
    """What the first thing missing asks for; the button leads there."""
    if not shown.outstanding:
        return _("评定")
    return _("阅卷") if shown.outstanding[0].waiting else _("录入")


def _certificate_words(step: Step, shown: ClassToday) -> str:
    if step.done:
        return _("已发 {done} 份，共 {total} 人符合条件").format(done=step.done, total=step.total)
    if step.total:
        return _("{total} 人符合条件").format(total=step.total)
    chooses = any(one.kind is StepKind.MENU for one in shown.steps)
    asked = words_of(shown.conditions, None if chooses else shown.card.hours)
    return _("{asked}的可发").format(asked=listed(asked)) if asked else _("结束后可发")


def _closing_words(shown: ClassToday) -> str:
    if shown.closing is None:
        return _("最后一课结束后办理")
    if shown.closing.closed is not None:
        return _("{when} 已归档").format(when=_short(shown.closing.closed.at))
    lacking = told_items([one.kind for one in shown.closing.open_items])
    return _("还缺：{items}").format(items=lacking) if lacking else _("各项齐备，可以归档")


def _short(moment: datetime) -> str:
    """11月20日 08:30."""
    local = clock.local(moment)
    return _("{month}月{day}日 {time}").format(
        month=local.month, day=local.day, time=hour_and_minute(moment)
    )
