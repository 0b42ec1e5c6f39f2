"""What narrows the list of questions: round filters, small lists, and chips for all that is set."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import LEVELS, STATUSES, Filter
from dongan_training.texts import _
from ui.bank.filter_words import conditions
from ui.bank.more_filters import MoreFilters
from ui.bank.wording import SHORT_TYPES
from ui.kit import Button, Chip, Desk
from ui.kit.flow import FlowLayout

NOTHING = Filter()


class FilterBar(QWidget):
    """Holds all of a Filter but its text and subject; ``changed`` when one of it is another."""

    changed = Signal()

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._wanted = NOTHING
        self.dialog: MoreFilters | None = None
        self.everything = Chip(_("全部"))
        self.kinds = {kind: Chip(_(name)) for kind, name in SHORT_TYPES.items()}
        self.status = _list(_("状态"), {None: _("不论状态"), **_told(STATUSES)})
        self.level = _list(_("难度"), {None: _("不论难度"), **_told(LEVELS)})
        self.more = Button(_("更多条件…"), self.ask, icon="settings", shortcut="Ctrl+L")
        self.set_ = QWidget()  # a chip for each further condition
        self._chips = FlowLayout(6)
        self.set_.setLayout(self._chips)
        self._build()
        self.show_filter(NOTHING)

    @property
    def wanted(self) -> Filter:
        """What is set now."""
        return self._wanted

    @property
    def is_set(self) -> bool:
        """Whether anything is left out that a bank in use shows."""
        return self._wanted != NOTHING

    def set_wanted(self, wanted: Filter) -> None:
        """Narrow to something else."""
        if wanted != self._wanted:
            self.show_filter(wanted)
            self.changed.emit()

    def show_filter(self, wanted: Filter) -> None:
        """Show what is set, without telling anybody."""
        self._wanted = wanted
        chip = self.everything if wanted.kind is None else self.kinds[wanted.kind]
        chip.setChecked(True)
        self.status.setCurrentIndex(self.status.findData(wanted.status))
        self.level.setCurrentIndex(self.level.findData(wanted.level))
        while item := self._chips.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for told, without in conditions(wanted):
            self._chips.add(self._chip(told, without))
        if self._chips.count():
            self._chips.add(Button(_("清除条件"), self.clear, icon="x"))
        self.set_.setVisible(bool(self._chips.count()))

    def show_counts(self, counts: Mapping[QuestionType, int]) -> None:
        """Tell how many of each type the chosen subject has in use."""
        self.everything.setText(_("全部 {count}").format(count=sum(counts.values())))
        for kind, chip in self.kinds.items():
            chip.setText(f"{_(SHORT_TYPES[kind])} {counts.get(kind, 0)}")

    def ask(self) -> None:
        """Open the form with the further conditions."""
        self.dialog = MoreFilters(self._desk, self._wanted, self)
        self.dialog.accepted.connect(self._take_more)
        self.dialog.open()

    def clear(self) -> None:
        """Set nothing."""
        self.set_wanted(NOTHING)

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        line = QWidget()
        flow = FlowLayout(8)
        line.setLayout(flow)
        for chip in (self.everything, *self.kinds.values()):
            self._group.addButton(chip)
            flow.add(chip)
        for part in (None, self.status, self.level, self.more):
            flow.add(part)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(line)
        body.addWidget(self.set_)
        self._group.buttonClicked.connect(self._take)
        self.status.activated.connect(self._take)
        self.level.activated.connect(self._take)

    def _take(self) -> None:
        kind = next((kind for kind, chip in self.kinds.items() if chip.isChecked()), None)
        self.set_wanted(
            replace(
                self._wanted,
                kind=kind,
                status=self.status.currentData(),
                level=self.level.currentData(),
            )
        )

    def _take_more(self) -> None:
        if self.dialog is not None:
            self.set_wanted(self.dialog.wanted)

    def _chip(self, told: str, without: Filter) -> QWidget:
        def leave_out() -> None:
            self.set_wanted(without)

        chip = Button(told, leave_out, icon="x")
        chip.setAccessibleName(_("去掉条件：{told}").format(told=told))
        return chip


def _told(names: Mapping[Any, str]) -> dict[Any, str]:
    return {one: _(name) for one, name in names.items()}


def _list(name: str, choices: Mapping[Any, str]) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    for value, told in choices.items():
        field.addItem(told, value)
    return field
