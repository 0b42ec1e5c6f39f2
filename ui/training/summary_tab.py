"""概况: what the class is, and what is left to do for it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QVBoxLayout, QWidget

from dongan_training.reports.class_overview import ClassOverview, ExamState
from dongan_training.texts import _, listed
from dongan_training.training.queries import ClassCard
from dongan_training.training.stages import Stage
from ui.kit import Button, Card, IconButton, Pill, Tag, Tone, Words, beside
from ui.training.wording import class_days, month_day, not_yet, quarter_name, stage_tag

_MIDDLE, _FILL = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag(0)
DONE, OPEN, LATER = Tag("√", Tone.GOOD), Tag("!", Tone.ATTENTION), Tag("–", Tone.QUIET)


@dataclass(frozen=True)
class Step:
    """One step in the life of a class; ``tab`` is where it is done."""

    tag: Tag
    title: str
    remark: str
    tab: str
    action: str


class SummaryTab(QWidget):
    """The facts at the left, the steps at the right."""

    changing = Signal()
    removing = Signal()
    going = Signal(str)  # the key of a tab

    def __init__(self) -> None:
        super().__init__()
        change = Button(_("修改"), self.changing.emit, icon="pencil")
        remove = IconButton("trash-2", _("删除培训班"), self.removing.emit)
        self.facts_card = Card(_("培训班"), change, remove)
        self.facts = QFormLayout()
        self.facts.setHorizontalSpacing(24)
        self.facts.setVerticalSpacing(12)
        self.facts_card.body.addLayout(self.facts)
        self.facts_card.body.addStretch(1)
        self.steps_card = Card(_("接下来"))
        self.steps = QGridLayout()
        self.steps.setHorizontalSpacing(16)
        self.steps.setVerticalSpacing(10)
        self.steps.setColumnStretch(2, 1)
        self.steps_card.body.addLayout(self.steps)
        self.steps_card.body.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 0)
        body.addWidget(beside((self.facts_card, 330, 2), (self.steps_card, 460, 3)))
        body.addStretch(1)

    def show_overview(self, overview: ClassOverview, stage: Stage) -> None:
        """Show the class as it stands."""
        while self.facts.rowCount():
            self.facts.removeRow(0)
        for label, words in _facts(overview.card):
            self.facts.addRow(Words(label, "muted"), Words(words).wrapped())
        tag = stage_tag(stage)
        self.facts.addRow(Words(_("状态"), "muted"), Pill(tag.text, tag.tone))
        self._show_steps(_steps(overview))

    def _show_steps(self, steps: list[Step]) -> None:
        while (item := self.steps.takeAt(0)) is not None:
            item.widget().deleteLater()
        for number, step in enumerate(steps):
            go = _StepButton(step, self)
            parts = (Pill(step.tag.text, step.tag.tone), Words(step.title))
            for column, part in enumerate((*parts, Words(step.remark, "muted").cut(), go)):
                self.steps.addWidget(part, number, column, _MIDDLE if column == 0 else _FILL)


class _StepButton(Button):
    """Goes to the tab where a step is done."""

    def __init__(self, step: Step, summary: SummaryTab):
        super().__init__(step.action, self._go)
        self._summary, self._tab = summary, step.tab
        self.setAccessibleName(f"{step.title}：{step.action}")

    def _go(self) -> None:
        self._summary.going.emit(self._tab)


def _facts(card: ClassCard) -> list[tuple[str, str]]:
    conditions = [
        words
        for words, wanted in (
            (_("考试合格"), card.needs_exam),
            (_("学时修满"), card.needs_full_hours),
            (_("没有缺勤"), card.needs_no_absence),
        )
        if wanted
    ]
    quarter = _("{year} 年{quarter}").format(year=card.year, quarter=quarter_name(card.quarter))
    places = str(card.quota or _("不限"))
    if card.waiting:
        places = _("{places}，候补 {count} 人").format(places=places, count=card.waiting)
    chosen = _("{count} 门").format(count=card.electives) if card.electives else ""
    told = [
        (_("对象"), listed(card.targets)),
        (_("每人选修"), chosen),
        (_("工作人员"), card.staff),
        (_("经费"), card.budget),
    ]
    return [
        (_("编号"), card.code),
        (_("计划"), quarter),
        (_("班别"), card.kind),
        (_("时间"), class_days(card)),
        (_("地点"), card.venue or _("未定")),
        (_("主办单位"), card.organizer or _("未定")),
        (_("名额"), places),
        *((label, words) for label, words in told if words),
        (_("结业条件"), listed(conditions) or _("不设条件")),
    ]


def _steps(overview: ClassOverview) -> list[Step]:
    card, rows = overview.card, overview.rows
    lessons = _("{count} 课，{hours:g} 学时").format(count=card.lessons, hours=card.hours)
    people = _("{count} 人").format(count=len(rows))
    without = sum(not one.has_badge for one in rows)
    badges = _("还有 {count} 人没有胸牌").format(count=without) if without else _("都有胸牌")
    return [
        Step(
            DONE if card.lessons else OPEN,
            _("排课"),
            lessons if card.lessons else _("还没有课"),
            "timetable",
            _("课程表"),
        ),
        Step(
            DONE if rows else OPEN,
            _("添加学员"),
            people if rows else _("还没有学员"),
            "people",
            _("学员"),
        ),
        Step(
            _badge_state(overview, without),
            _("制作胸牌"),
            badges if rows else "",
            "badges",
            _("打印"),
        ),
        _attendance_step(overview),
        _exam_step(overview),
        _certificate_step(overview),
        _closing_step(overview),
    ]


def _closing_step(overview: ClassOverview) -> Step:
    remark, tag = _("清单自动填写，归成一个包"), LATER
    if overview.closed_at:
        remark, tag = _("{day}已归档").format(day=month_day(overview.closed_at)), DONE
    return Step(tag, _("结班"), remark, "closing", _("结班"))


def _badge_state(overview: ClassOverview, without: int) -> Tag:
    if not overview.rows:
        return LATER
    return OPEN if without else DONE


def _attendance_step(overview: ClassOverview) -> Step:
    rate = overview.attendance_rate
    if rate is None:
        return Step(LATER, _("签到"), not_yet(overview), "attendance", _("签到"))
    missing = sum(one.absences > 0 for one in overview.rows)
    remark = _("出勤率 {rate:.1%}").format(rate=rate)
    return Step(OPEN if missing else DONE, _("签到"), remark, "attendance", _("签到"))


def _exam_step(overview: ClassOverview) -> Step:
    if not overview.exams:
        wanted = overview.card.needs_exam
        remark = _("还没有安排") if wanted else _("结业不要求考试")
        return Step(OPEN if wanted else LATER, _("考试"), remark, "exam", _("考试"))
    done = overview.exam_count(ExamState.PASSED, ExamState.FAILED)
    remark = _("{done} 人已考，共 {all} 人").format(done=done, all=len(overview.rows))
    finished = bool(done) and done == len(overview.rows)
    return Step(DONE if finished else OPEN, _("考试"), remark, "exam", _("考试"))


def _certificate_step(overview: ClassOverview) -> Step:
    issued = sum(bool(one.certificate) for one in overview.rows)
    remark = _("可发 {entitled} 份，已发 {issued} 份").format(
        entitled=overview.entitled, issued=issued
    )
    if not overview.entitled:
        return Step(LATER, _("结业证书"), remark, "certificates", _("证书"))
    tag = DONE if issued >= overview.entitled else OPEN
    return Step(tag, _("结业证书"), remark, "certificates", _("证书"))
