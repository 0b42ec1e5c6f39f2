"""One person's hours of a year, line by line."""

from PySide6.QtCore import Qt, Signal

from dongan_training.reports.ledger import LedgerEntry
from dongan_training.texts import _
from ui.kit import Button, Card, Column, EmptyState, RowsModel, Table, Words, row, spread_name
from ui.reports import wording


class PersonCard(Card):
    """Who, how many hours of how many, and every lesson they came from.

    ``asked`` carries the entry whose whole page somebody wants to see.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.name = Words(look="heading").cut()
        self.unit = Words(look="small").cut()
        self.told = Words()
        self.lines = RowsModel(
            Column(_("时间"), "starts_at", wording.moment_words, width=104, muted=True),
            Column(_("来源"), "source"),
            Column(_("考勤"), "status", tag=wording.status_tag, width=72),
            Column(_("学时"), "earned", wording.earned_text, width=56),
            parent=self,
        )
        self.table = Table(self.lines, "hours-lines")
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.set_empty(wording.no_hours_yet())
        self.nobody = EmptyState("users", _("选一个人，看每个学时从哪里来"))
        self.body.setContentsMargins(1, 16, 1, 8)
        for words in (self.name, self.unit, self.told):
            words.setContentsMargins(17, 0, 17, 0)
        self.body.setSpacing(6)
        for part in (self.name, self.unit, self.told):
            self.body.addWidget(part)
        for part in (self.table, self.nobody):
            self.body.addWidget(part, 1)
        self.whole = Button(_("全年清单"), self._ask, icon="file-text")
        self.body.addWidget(row(self.whole, None))
        self.whole.parentWidget().setContentsMargins(17, 4, 17, 6)
        self._entry: LedgerEntry | None = None
        self.show_entry(None)

    def _ask(self) -> None:
        self.asked.emit(self._entry)

    def show_entry(self, entry: LedgerEntry | None) -> None:
        """Show one person, or what to do to see one."""
        self._entry = entry
        for part in (self.name, self.unit, self.told, self.table, self.whole):
            part.setVisible(entry is not None)
        self.nobody.setVisible(entry is None)
        if entry is None:
            self.lines.show(())
            return
        self.name.setText(spread_name(entry.name))
        self.unit.setText(
            " · ".join(part for part in (entry.township, entry.org, entry.post) if part)
        )
        self.told.setText(wording.hours_words(entry))
        self.lines.show(entry.lines)
