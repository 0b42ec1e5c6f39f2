"""The tables below the charts of an analysis: questions, forms, organisations, years, hints."""

from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from dongan_training.exam.analysing import ExamAnalysis, FormResult, GroupResult
from dongan_training.exam.analysis import Fairness
from dongan_training.exam.analysis_words import fairness_words
from dongan_training.exam.copying_hints import CopyingHint
from dongan_training.exam.over_years import ExamOfYear
from dongan_training.texts import _
from ui.exam.wording import index_words, percent, verdict_tag
from ui.kit import Chip, Column, EmptyState, Page, RowsModel, Table, Tag, Tone, day

ITEMS, FORMS, UNITS, YEARS, HINTS = range(5)
FORM_COLUMN = 1  # of the items: seen where forms have questions of their own


@dataclass(frozen=True)
class FormLine:
    """One form as the table shows it."""

    name: str
    taken: int
    pass_rate: float
    mean: float
    deviation: float | None
    reliability: float | None
    fairness: Fairness | None


class AnalysisTables:
    """A chip for each table; ``pile`` shows the one that is pressed."""

    def __init__(self, page: Page):
        self.items = RowsModel(
            Column(_("题号"), "number", width=70),
            Column(_("卷"), "form", width=56),
            Column(_("题干"), "stem"),
            Column(_("答案"), "key", width=90),
            Column(_("难度"), "facility", percent, width=84),
            Column(_("区分度"), "discrimination", index_words, width=84),
            Column(_("未答"), "omitted", width=64),
            Column(_("评价"), "verdict", tag=verdict_tag, width=120),
            parent=page,
        )
        self.forms = RowsModel(
            Column(_("卷"), "name", bold=True, width=70),
            Column(_("人数"), "taken", width=80),
            Column(_("及格率"), "pass_rate", percent, width=90),
            Column(_("平均分"), "mean", _one_digit, width=90),
            Column(_("标准差"), "deviation", _one_digit, width=90),
            Column(_("信度 α"), "reliability", index_words, width=90),
            Column(_("公平性"), "fairness", tag=_fairness_tag),
            parent=page,
        )
        self.units = RowsModel(
            Column(_("党组织"), "name", _unit_name, bold=True),
            Column(_("人数"), "taken", width=90),
            Column(_("及格"), "passed", width=90),
            Column(_("及格率"), "pass_rate", percent, width=100),
            Column(_("平均分"), "mean", _one_digit, width=100),
            Column(_("标准差"), "deviation", _one_digit, width=100),
            parent=page,
        )
        self.years = RowsModel(
            Column(_("日期"), "on", day, width=150),
            Column(_("培训班"), "class_code", width=120),
            Column(_("考试"), "title", bold=True),
            Column(_("人数"), "taken", width=80),
            Column(_("及格"), "passed", width=80),
            Column(_("平均（百分制）"), "mean", _one_digit, width=130),
            Column(_("标准差"), "deviation", _one_digit, width=90),
            parent=page,
        )
        self.hints = RowsModel(
            Column(_("学员"), "first", bold=True),
            Column(_("座位"), "first_seat", width=70),
            Column(_("学员"), "second", bold=True),
            Column(_("座位"), "second_seat", width=70),
            Column(_("同错题"), "both_wrong", width=80),
            Column(_("错答相同"), "identical", width=90),
            Column(_("偶然应有"), "expected", _one_digit, width=90),
            Column(_("偶然的概率"), "corrected", _chance, width=120),
            parent=page,
        )
        self.chips, self.pile = QButtonGroup(page), QStackedWidget()
        self.item_table = Table(self.items, "items")
        self.hint_state = EmptyState("users", _("没有发现可疑的雷同。"))
        self._build()

    def show(self, found: ExamAnalysis) -> None:
        """Show what an analysis found."""
        self.items.show(found.items)
        several = len({one.form for one in found.items}) > 1
        self.item_table.setColumnHidden(FORM_COLUMN, not several)
        self.forms.show([_form_line(one) for one in found.forms])
        self.units.show(found.units)

    def show_years(self, exams: tuple[ExamOfYear, ...]) -> None:
        """Show the exams of all years, the newest first."""
        self.years.show(exams[::-1])

    def show_hints(self, hints: tuple[CopyingHint, ...]) -> None:
        """Show pairs of people, the least likely by chance first."""
        self.hints.show(hints)

    @property
    def buttons(self) -> list[Chip]:
        """The chips, in order."""
        return [self.chips.button(one) for one in (ITEMS, FORMS, UNITS, YEARS, HINTS)]

    def _build(self) -> None:
        hint_table = Table(self.hints, "copying-hints")
        hint_table.set_empty(self.hint_state)
        tables = (
            (ITEMS, _("试题质量"), self.item_table),
            (FORMS, _("各卷"), Table(self.forms, "analysed-forms")),
            (UNITS, _("各党组织"), Table(self.units, "analysed-units")),
            (YEARS, _("历年"), Table(self.years, "exams-of-years")),
            (HINTS, _("雷同提示"), hint_table),
        )
        for number, name, table in tables:
            chip = Chip(name)
            chip.setChecked(number == ITEMS)
            self.chips.addButton(chip, number)
            self.pile.addWidget(table)
        self.chips.idClicked.connect(self.pile.setCurrentIndex)


def _form_line(one: FormResult) -> FormLine:
    group: GroupResult = one.group
    return FormLine(
        name=group.name,
        taken=group.taken,
        pass_rate=group.pass_rate,
        mean=group.mean,
        deviation=group.deviation,
        reliability=one.reliability,
        fairness=one.fairness,
    )


def _fairness_tag(one: Fairness | None) -> Tag:
    if one is None:
        return Tag(fairness_words(one), Tone.QUIET)
    return Tag(fairness_words(one), Tone.ATTENTION if one.is_notable else Tone.GOOD)


def _unit_name(name: str) -> str:
    return name or _("未填单位")


def _one_digit(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _chance(value: float) -> str:
    return _("小于 0.0001") if value < 0.0001 else f"{value:.4f}"
