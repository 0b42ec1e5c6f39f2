"""What is to be done with a question: take it, leave it, or renew the one it resembles."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.texts import N_, _
from ui.kit import Button, flow, row

KEYS = {Choice.SKIP: "Alt+S", Choice.REPLACE: "Alt+R", Choice.KEEP: "Alt+K"}
LONE = {Choice.SKIP: N_("不导入"), Choice.KEEP: N_("导入")}
IN_BANK = {
    Choice.SKIP: N_("不导入"),
    Choice.REPLACE: N_("替换题库中的"),
    Choice.KEEP: N_("两道都留"),
}
IN_FILE = {
    Choice.SKIP: N_("不导入"),
    Choice.REPLACE: N_("只用这一道"),
    Choice.KEEP: N_("两道都留"),
}


class Decision(QWidget):
    """Shows what will happen to one question; ``chosen`` and ``chosen_for_all`` carry a Choice."""

    chosen = Signal(Choice)
    chosen_for_all = Signal(Choice)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Choice, QPushButton] = {}
        self._group = QButtonGroup(self)
        for choice, keys in KEYS.items():
            button = QPushButton(_(IN_BANK[choice]), checkable=True)
            button.setAutoDefault(False)
            button.setShortcut(keys)
            button.clicked.connect(lambda _checked=False, choice=choice: self.chosen.emit(choice))
            self._group.addButton(button)
            self.buttons[choice] = button
        self.for_all = Button(_("同样的情况也这样处理"), self._choose_for_all, shortcut="Alt+A")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(flow(*self.buttons.values()))
        body.addWidget(row(self.for_all, None))

    def show_item(self, item: Item, others: int) -> None:
        """Show the choices that a question has; ``others`` could be settled the same way."""
        known = item.entry.known
        names = LONE if known is None else IN_BANK if known.question_id else IN_FILE
        self._group.setExclusive(False)  # nothing is chosen where somebody has to decide
        for choice, button in self.buttons.items():
            button.setVisible(choice in names)
            button.setText(_(names.get(choice, "")) if choice in names else "")
            button.setShortcut(KEYS[choice])  # setText takes it away
            button.setToolTip(KEYS[choice])
            is_settled = item.choice is not None or not item.is_open
            button.setChecked(is_settled and choice is item.settled)
        self._group.setExclusive(True)
        told = _("另外 {count} 道同样的情况也这样处理").format(count=others)
        self.for_all.setText(told)
        self.for_all.setShortcut("Alt+A")
        self.for_all.setVisible(others > 0 and known is not None and item.choice is not None)

    def _choose_for_all(self) -> None:
        for choice, button in self.buttons.items():
            if button.isChecked():
                self.chosen_for_all.emit(choice)
