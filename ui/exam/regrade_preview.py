"""What a correction would do: whose marks change by how much, and which certificates it touches."""

from dataclasses import dataclass

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from dongan_training.bank.scoring import plain_number
from dongan_training.certificates.regraded import AffectedCertificate, Foreseen
from dongan_training.exam.regrading import CorrectionRow, ScoreChange, kind_name
from dongan_training.texts import _
from ui.exam.wording import points
from ui.kit import (
    Column,
    EmptyState,
    RowsModel,
    Table,
    Tag,
    Tone,
    Words,
    moment_text,
    spread_name,
)


@dataclass(frozen=True)
class ChangeLine:
    """One person's change as the table shows it."""

    id: str
    number: int
    name: str
    before: float | None
    after: float | None
    difference: float
    result: Tag | None


@dataclass(frozen=True)
class CertificateLine:
    """One certificate as the table shows it."""

    number: str
    told: str


@dataclass(frozen=True)
class HistoryLine:
    """One correction of the past as the table shows it."""

    number: str  # with the letter of the form
    what: str
    reason: str
    made_by: str
    made_at: str


class RegradePreview(QWidget):
    """Three tables: marks, certificates, and what was corrected before."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Words(look="heading").wrapped()
        self.changes = RowsModel(
            Column(_("姓名"), "name", spread_name, bold=True),
            Column(_("现在"), "before", points, width=60),
            Column(_("更正后"), "after", points, width=68),
            Column(_("变化"), "difference", _signed, width=64),
            Column(_("结果"), "result", tag=_same, width=88),
            parent=self,
        )
        self.certificates = RowsModel(
            Column(_("证书编号"), "number", width=190), Column(_("影响"), "told"), parent=self
        )
        self.history = RowsModel(
            Column(_("题号"), "number", width=72),
            Column(_("更正"), "what", width=130),
            Column(_("原因"), "reason"),
            Column(_("操作人"), "made_by", width=84),
            Column(_("时间"), "made_at", width=160),
            parent=self,
        )
        self.tabs = QTabWidget()
        self.unchanged = EmptyState("info", "")
        for rows, name, nothing in (
            (self.changes, "regrade-changes", self.unchanged),
            (self.certificates, "regrade-certificates", _nothing(_("没有证书受影响。"))),
            (self.history, "regrade-history", _nothing(_("这场考试还没有更正过。"))),
        ):
            table = Table(rows, name)
            table.set_empty(nothing)
            self.tabs.addTab(table, "")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.told)
        body.addWidget(self.tabs, 1)
        self.show_nothing("")

    def show_foreseen(self, found: Foreseen) -> None:
        """Show what would become of marks and certificates."""
        seen = found.regrade
        told = _("变动 {changed} 人，不变 {unchanged} 人；新及格 {up} 人，变为不及格 {down} 人。")
        self.told.setText(
            told.format(
                changed=len(seen.changes),
                unchanged=seen.unchanged,
                up=seen.now_passed,
                down=seen.now_failed,
            )
        )
        self.unchanged.text.setText(_("没有人的成绩会变。"))
        self.changes.show([_change(one) for one in seen.changes])
        self.certificates.show([_certificate(one) for one in found.certificates])
        self._name_tabs()

    def show_nothing(self, told: str) -> None:
        """Say why nothing can be foreseen yet."""
        self.told.setText(told)
        self.unchanged.text.setText(_("填好以后，这里列出谁的成绩会变。"))
        self.changes.show(())
        self.certificates.show(())
        self._name_tabs()

    def show_history(self, made: tuple[CorrectionRow, ...]) -> None:
        """Show what was corrected before, the newest first."""
        self.history.show([_history(one) for one in made])
        self._name_tabs()

    def _name_tabs(self) -> None:
        names = (_("成绩变动"), _("受影响的证书"), _("更正记录"))
        models = (self.changes, self.certificates, self.history)
        for place, (name, rows) in enumerate(zip(names, models, strict=True)):
            self.tabs.setTabText(place, f"{name} {rows.total}" if rows.total else name)


def _nothing(told: str) -> EmptyState:
    return EmptyState("info", told)


def _change(one: ScoreChange) -> ChangeLine:
    result = None
    if one.passed_after and not one.passed_before:
        result = Tag(_("新及格"), Tone.GOOD)
    elif one.passed_before and not one.passed_after:
        result = Tag(_("不再及格"), Tone.BAD)
    return ChangeLine(
        one.attempt_id, one.number, one.name, one.before, one.after, one.difference, result
    )


def _certificate(one: AffectedCertificate) -> CertificateLine:
    return CertificateLine(one.number or _("（未签发）"), one.told())


def _history(one: CorrectionRow) -> HistoryLine:
    what = f"{kind_name(one.kind)} {one.answer}".strip()
    number = _("{form} 卷 {number}").format(form=one.form, number=one.number)
    return HistoryLine(number, what, one.reason, one.made_by, moment_text(one.made_at))


def _signed(difference: float) -> str:
    number = plain_number(abs(difference))
    return f"+{number}" if difference > 0 else f"−{number}" if difference < 0 else number


def _same(tag: Tag | None) -> Tag | None:
    return tag
