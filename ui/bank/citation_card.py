"""What a question rests on, before and after a new edition, and what can be done about it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from dongan_training.bank.checking import CitationFaults
from dongan_training.bank.regulations.changes import CHANGES, Change
from dongan_training.bank.regulations.register import Register
from dongan_training.bank.regulations.replacement import change_words
from dongan_training.bank.regulations.settling import WaitingRow
from dongan_training.texts import _
from ui import fonts
from ui.bank.affected_tabs import TONES
from ui.bank.editor.citation_field import CitationField
from ui.kit import Button, Card, PrimaryButton, Tag, Words, flow, stack

WORST_FIRST = (Change.REMOVED, Change.UNKNOWN, Change.CHANGED, Change.UNCHANGED)


class CitationCard(Card):
    """``cited``, ``kept`` and ``retired`` say what was decided; the text stands in ``field``."""

    cited = Signal()
    left = Signal()  # Esc in the field
    kept = Signal()
    retired = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.before = Words().wrapped()
        self.changes = Words(look="attention").wrapped()
        self.faults = CitationFaults(Register(()), date.min)
        self.field = CitationField(self.faults.register, self.faults.on)
        self.field.setAccessibleName(_("新的依据"))
        self.fault = Words(look="attention").wrapped()
        self.take = PrimaryButton(_("改用新的依据"), self.cited.emit, icon="check")
        self.take.setToolTip(_("回车"))
        self.same = Button(_("保持原样"), self.kept.emit, shortcut="Alt+K")
        self.away = Button(_("停用这道题"), self.retired.emit, icon="x")
        self.away.setToolTip("Del")
        self.body.addWidget(stack(Words(_("原来的依据"), "small"), self.before, spacing=2))
        self.body.addWidget(self.changes)
        self.body.addWidget(stack(Words(_("新的依据"), "small"), self.field, self.fault, spacing=4))
        self.body.addWidget(flow(self.take, self.same, self.away))
        self.field.returnPressed.connect(self.cited)
        self.field.textChanged.connect(self._say_fault)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.field, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)

    def know(self, register: Register, on: date) -> None:
        """Offer and judge sources by this register from now on."""
        self.faults = CitationFaults(register, on)
        self.field.know(register, on)

    def show_row(self, row: WaitingRow) -> None:
        """Show one question; what is written into the field is only a proposal."""
        fonts.ready_for(row.citation)
        self.before.setText(row.citation)
        told = _("已换成{new}：{what}。")
        self.changes.setText(told.format(new=row.new, what=change_words(row.changes)))
        self.field.setText(row.proposed or row.citation)
        self.field.setCursorPosition(0)
        self._say_fault(self.field.text())

    def edit(self) -> None:
        """Put the keyboard into the field, at its end."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.deselect()
        self.field.end(False)

    def _say_fault(self, typed: str) -> None:
        told = self.faults.told_typed(typed)
        self.fault.setText(told)
        self.fault.setVisible(bool(told))


def worst(row: WaitingRow) -> Tag:
    """The change that matters most."""
    kinds = {one.change for one in row.changes}
    kind = next((one for one in WORST_FIRST if one in kinds), Change.UNKNOWN)
    return Tag(_(CHANGES[kind]), TONES[kind])
