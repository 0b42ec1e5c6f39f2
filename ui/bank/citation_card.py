"""What a question rests on, before and after a new edition, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dongan_training.bank.regulations.changes import CHANGES, Change
from dongan_training.bank.regulations.replacement import change_words
from dongan_training.bank.regulations.settling import WaitingRow
from dongan_training.texts import _
from ui import fonts
from ui.bank.affected_tabs import TONES
from ui.kit import Button, Card, PrimaryButton, Tag, Words, flow, stack

WORST_FIRST = (Change.REMOVED, Change.UNKNOWN, Change.CHANGED, Change.UNCHANGED)


class CitationCard(Card):
    """``cited``, ``kept`` and ``retired`` say what was decided; the text stands in ``field``."""

    cited = Signal()
    kept = Signal()
    retired = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.before = Words().wrapped()
        self.changes = Words(look="attention").wrapped()
        self.field = QLineEdit()
        self.field.setAccessibleName(_("新的依据"))
        self.take = PrimaryButton(_("改用新的依据"), self.cited.emit, icon="check")
        self.take.setToolTip(_("回车"))
        self.same = Button(_("保持原样"), self.kept.emit, shortcut="Alt+K")
        self.away = Button(_("停用这道题"), self.retired.emit, icon="x")
        self.away.setToolTip("Del")
        self.body.addWidget(stack(Words(_("原来的依据"), "small"), self.before, spacing=2))
        self.body.addWidget(self.changes)
        self.body.addWidget(stack(Words(_("新的依据"), "small"), self.field, spacing=4))
        self.body.addWidget(flow(self.take, self.same, self.away))
        self.field.returnPressed.connect(self.cited)

    def show_row(self, row: WaitingRow) -> None:
        """Show one question; what is written into the field is only a proposal."""
        fonts.ready_for(row.citation)
        self.before.setText(row.citation)
        told = _("已换成{new}：{what}。")
        self.changes.setText(told.format(new=row.new, what=change_words(row.changes)))
        self.field.setText(row.proposed or row.citation)
        self.field.setCursorPosition(0)

    def edit(self) -> None:
        """Put the keyboard into the field, at its end."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.deselect()
        self.field.end(False)


def worst(row: WaitingRow) -> Tag:
    """The change that matters most."""
    kinds = {one.change for one in row.changes}
    kind = next((one for one in WORST_FIRST if one in kinds), Change.UNKNOWN)
    return Tag(_(CHANGES[kind]), TONES[kind])
