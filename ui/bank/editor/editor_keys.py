"""The keys of the editor, and the keyboard's way through it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dongan_training.bank.editing import Work
from ui.bank.editor.written import WrittenField

if TYPE_CHECKING:
    from ui.bank.editor.editor_page import EditorPage

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
OPTIONS = 8
AROUND = 24  # pixels


class EditorKeys(QObject):
    """Fields would take Ctrl+Z for themselves; in the editor it goes over all of them."""

    def __init__(self, page: "EditorPage"):
        super().__init__(page)
        self._page = page
        keys = {
            QKeySequence(UNDO): self._undo,
            QKeySequence(REDO): self._redo,
            QKeySequence("Ctrl+Shift+Z"): self._redo,
            QKeySequence("Alt+V"): page.preview.turn,
            QKeySequence("Alt+T"): self._to_kinds,
            QKeySequence("Ctrl+PgDown"): partial(page.step_item, 1),
            QKeySequence("Ctrl+PgUp"): partial(page.step_item, -1),
            QKeySequence("Alt+Up"): partial(self._move, -1),
            QKeySequence("Alt+Down"): partial(self._move, 1),
            **{
                QKeySequence(f"Alt+{place + 1}"): partial(page.form.answer.press, place)
                for place in range(OPTIONS)
            },
        }
        for key, slot in keys.items():
            shortcut = QShortcut(key, page, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leaving = dict.fromkeys(page.kinds.values(), self._to_text)
        for chip, slot in {**leaving, page.passage_chip: page.passage_chip.click}.items():
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                shortcut = QShortcut(key, chip, slot)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        # Lines that come, and what is said above them, move the field a moment later.
        self.settling = QTimer(self, singleShot=True, interval=0)
        self.settling.timeout.connect(self._keep_in_sight)
        QApplication.instance().focusChanged.connect(self._follow_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(UNDO) or event.matches(REDO):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _undo(self) -> None:
        self._go_to(self._page.steps.back())

    def _redo(self) -> None:
        self._go_to(self._page.steps.forth())

    def _go_to(self, work: Work | None) -> None:
        """The keyboard goes where the text is other now, and to the stem from a picture."""
        page, here = self._page, QApplication.focusWidget()
        on_picture = any(one.isAncestorOf(here) for one in (page.form.strip, page.passage.strip))
        before = self._texts()
        page.go_to(work)
        other = [one for one, text in self._texts().items() if before.get(one, text) != text]
        if on_picture:
            other.append(page.form.stem)
        if other and not any(one.hasFocus() for one in other):
            other[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts(self) -> dict[QWidget, str]:
        content = self._page.area.widget()
        lines = {one: one.text() for one in content.findChildren(QLineEdit)}
        fields = {one: one.toPlainText() for one in content.findChildren(WrittenField)}
        return {one: text for one, text in {**fields, **lines}.items() if one.isVisible()}

    def _move(self, step: int) -> None:
        if not self._page.form.answer.move(step):
            self._page.move_item(step)

    def _to_text(self) -> None:
        """To the stem of which the type was chosen; a passage that is not written comes first."""
        page = self._page
        lacks_passage = page.passage_chip.isChecked() and not page.passage.text.written
        text = page.passage.text if lacks_passage else page.form.stem
        text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_kinds(self) -> None:
        chip = self._page.kind_group.checkedButton()
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        self._page.steps.pause()
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._page.isAncestorOf(new):
            new.installEventFilter(self)
            self._keep_in_sight()
            self.settling.start()

    def _keep_in_sight(self) -> None:
        """Scroll to the field with the keyboard."""
        area, here = self._page.area, QApplication.focusWidget()
        if here is not None and area.widget().isAncestorOf(here):
            area.ensureWidgetVisible(here, 0, AROUND)
