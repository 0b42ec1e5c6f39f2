"""经费: what a year may cost, and what each of its classes was given and has spent."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import _
from dongan_training.training import budget
from dongan_training.training.budget import ClassBudget, ClassFunds
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    Tag,
    Tone,
    Words,
    flow,
)

STEP = 1_000  # yuan


class BudgetDialog(ListDialog):
    """The year above, its classes below; the fields change the class with the cursor."""

    def __init__(self, desk: Desk, year: int, parent: QWidget | None = None):
        told = _("单位：元。这里只看计划够不够用，不代替财务账。")
        super().__init__(_("{year} 年经费").format(year=year), told, parent)
        self.setMinimumWidth(960)
        self.desk, self.year = desk, year
        self.funds, self.source = _amount(_("全年经费")), QLineEdit()
        self.source.setAccessibleName(_("经费来源"))
        self.source.setPlaceholderText(_("经费来源，例如：县财政、党费"))
        self.source.setMinimumWidth(220)
        self.keep_year = Button(_("保存全年"), self.set_year)
        year_words = Words(_("全年经费"))
        self._body.addWidget(flow(year_words, self.funds, self.source, self.keep_year, spacing=10))
        self.sums = Words("", "heading").wrapped()
        self._body.addWidget(self.sums)
        self.rows = RowsModel(
            Column(_("编号"), "code", muted=True, width=100),
            Column(_("培训班"), "title", bold=True),
            Column(_("预算"), "funds", _money, width=84),
            Column(_("已用"), "spent", _money, width=84),
            Column(_("超支"), "is_overspent", tag=_overspent, width=72),
            Column(_("用在哪里"), "spent_note", muted=True, width=140),
            parent=self,
        )
        self.table = Table(self.rows, "budget")
        self.table.set_empty(EmptyState("graduation-cap", _("这一年还没有培训班。")))
        self.given, self.spent = _amount(_("预算")), _amount(_("已用"))
        self.note = QLineEdit(placeholderText=_("场租、资料、师资…"))
        self.note.setAccessibleName(_("用在哪里"))
        self.keep = PrimaryButton(_("保存这个班"), self.set_class)
        self.fill(self.table, self.keep)
        fields = (Words(_("预算")), self.given, Words(_("已用")), self.spent, self.note)
        self._body.insertWidget(self._body.count() - 1, flow(*fields))
        self.table.picked.connect(self._show)
        self.refresh()
        self._show(self.table.current())

    def refresh(self) -> None:
        """Read the money anew."""
        with self.desk.workspace.read() as session:
            known = budget.year_budget(session, self.year)
        self.funds.setValue(known.funds)
        self.source.setText(known.source)
        told = _("已分到各班 {shared_out}，已用 {spent}，全年还剩 {left}。")
        sums = (known.shared_out, known.spent, known.left)
        shared_out, spent, left = map(_money, sums)
        self.sums.setText(told.format(shared_out=shared_out, spent=spent, left=left))
        self.sums.set_look("bad" if known.funds and known.left < 0 else "heading")
        self.rows.show(known.classes)
        if self.rows.rows and self.table.current() is None:
            self.table.pick(0)
        for widget in (self.given, self.spent, self.note, self.keep):
            widget.setEnabled(bool(self.rows.rows))

    def set_year(self) -> None:
        """Keep what the year may cost."""

        def keep(session: Session) -> None:
            budget.set_year_funds(
                session,
                year=self.year,
                funds=self.funds.value(),
                source=self.source.text(),
                by=self.desk.actor,
                at=clock.now(),
            )

        self._done(keep)

    def set_class(self) -> None:
        """Keep what the class with the cursor was given and has spent."""
        row: ClassBudget | None = self.table.current()
        if row is None:
            return
        funds = ClassFunds(self.given.value(), self.spent.value(), self.note.text())

        def keep(session: Session) -> None:
            budget.set_class_funds(
                session, class_id=row.id, funds=funds, by=self.desk.actor, at=clock.now()
            )

        self._done(keep)

    def _done(self, keep: Callable[[Session], None]) -> None:
        try:
            with self.desk.workspace.begin() as session:
                keep(session)
        except UserError as error:
            self.explain(error)
            return
        self.notice.show_text(_("已保存。"), Tone.GOOD)
        self.refresh()

    def _show(self, row: ClassBudget | None) -> None:
        if row is not None:
            self.given.setValue(row.funds)
            self.spent.setValue(row.spent)
            self.note.setText(row.spent_note)


def _amount(name: str) -> QSpinBox:
    field = QSpinBox(maximum=budget.MOST, singleStep=STEP, groupSeparatorShown=True)
    field.setAccessibleName(name)
    field.setMinimumWidth(130)
    return field


def _money(amount: int) -> str:
    return f"{amount:,}" if amount else "–"


def _overspent(is_so: bool) -> Tag | None:
    return Tag(_("超支"), Tone.BAD) if is_so else None
