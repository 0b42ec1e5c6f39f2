"""How far the year's hours are, for each quota."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.reports.ledger import QuotaFigure
from dongan_training.texts import N_, _
from ui.kit import Card, Meter, Words, row

# In the order of the figures: the highest quota is that of secretaries and committees.
WHO = (N_("支部书记、班子成员"), N_("党员"))


class HoursCard(Card):
    """A bar for each quota: who has it, how many hours, how many have reached it."""

    def __init__(self, heading: str = ""):
        super().__init__(heading or _("本年度学时"))
        self._holder = QWidget()
        self.body.addWidget(self._holder)
        self._lines = self._new_lines()
        for who in WHO:  # as much room as the figures will take
            self._add(_(who), _("正在统计……"), Meter(_(who)))

    def show_figures(self, figures: Sequence[QuotaFigure]) -> None:
        """Show who has reached the hours of this year."""
        self._lines = self._new_lines()
        for who, figure in zip(WHO, figures, strict=True):
            name = _("{who}　≥{hours:g} 学时").format(who=_(who), hours=figure.quota)
            if figure.people:
                told = _("达标 {share:.0%}").format(share=figure.share)
            else:
                told = _("没有人员")
            meter = Meter(name, figure.reached, figure.people)
            meter.setToolTip(f"{figure.reached} / {figure.people}")
            self._add(name, told, meter)

    def _new_lines(self) -> QVBoxLayout:
        old, self._holder = self._holder, QWidget()
        self.body.replaceWidget(old, self._holder)
        old.hide()  # it would be painted below the new ones until it is deleted
        old.deleteLater()
        lines = QVBoxLayout(self._holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        return lines

    def _add(self, name: str, told: str, meter: Meter) -> None:
        self._lines.addWidget(row(Words(name, "small"), None, Words(told, "small")))
        self._lines.addWidget(meter)
        self._lines.addSpacing(6)
