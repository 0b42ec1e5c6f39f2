"""Dialogs: ask before something is lost, fill in a form, choose a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.kit.entered import entered
from ui.kit.explaining import Explains
from ui.kit.parts import Button, DangerButton, PrimaryButton, Words, row, stack
from ui.kit.scrolling import (
    ScrollingPart,
    least_height,
    lists_recover,
    lists_yield,
    scrolling_but_last,
)
from ui.kit.states import Banner, Picture
from ui.kit.tab_order import follow_the_eye
from ui.kit.tones import Tone
from ui.memory import window_memory

SCREEN_MARGINS = (24, 56)  # beside a dialog, and for its title bar
PAGES = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


@dataclass(frozen=True)
class Question:
    """What a ConfirmDialog asks: what will be done, what is lost by it, and the verb."""

    title: str
    loss: str
    action: str
    keep: str = ""  # what stays safe, when that needs saying
    by_touch: bool = False  # answered with a finger: the buttons are large


@dataclass(frozen=True)
class FileKind:
    """A kind of file to choose from: its name as in N_(), and its suffixes (".xlsx")."""

    name: str
    suffixes: tuple[str, ...]

    def pattern(self) -> str:
        """Write it as Qt's file dialog wants it."""
        return f"{_(self.name)} ({' '.join('*' + suffix for suffix in self.suffixes)})"


EXCEL = FileKind(N_("Excel 表格"), (".xlsx",))
PDF = FileKind(N_("PDF 文件"), (".pdf",))


class FittedDialog(QDialog):
    """As high as its words need, and never larger than the screen.

    Its layout is a column that ends with the line of buttons. Where the rest has no room (a
    small screen, an enlarged one, English) its lists become lower, and if that is not enough
    it scrolls; the buttons stay in sight.
    """

    _scrolling: ScrollingPart | None = None  # all but the buttons, once there was no room for it

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        follow_the_eye(self)
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down scroll what the field with the keyboard does not, the buttons too."""
        if self._scrolling is not None and event.key() in PAGES:
            self._scrolling.verticalScrollBar().triggerAction(PAGES[event.key()])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return handled

    def fit(self) -> None:
        """Grow until nothing is cut off, or the screen is full."""
        room = self.screen().availableGeometry().size() - QSize(*SCREEN_MARGINS)
        layout = self.layout()
        width = self._width_in(room)
        if self._scrolling is None and least_height(layout, width) > room.height():
            lists_yield(self)
            if least_height(layout, width) > room.height():
                self._let_scroll()
                width = self._width_in(room)
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        height = min(max(self.height(), wanted), room.height())
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
            self._come_into_sight()

    def ask_to_drop(self, loss: str = "") -> None:
        """Ask whether what was typed or marked may be lost, and close after a yes."""
        self.asking = ConfirmDialog(
            Question(
                _("放弃已填写的内容？"),
                loss or _("填写的内容还没有保存，关闭后会丢失。"),
                _("放弃"),
            ),
            self,
        )
        self.asking.cancel.setText(_("继续填写"))
        self.asking.accepted.connect(self._drop)
        self.asking.open()

    def _drop(self) -> None:
        QDialog.reject(self)  # not the subclass's, which asks

    def _width_in(self, room: QSize) -> int:
        needed = max(self.minimumWidth(), self.layout().minimumSize().width())
        return min(max(self.width(), needed), room.width())

    def _let_scroll(self) -> None:
        """Put all but the buttons into a part that scrolls; what had the focus keeps it."""
        focused = self.focusWidget()
        self._scrolling = scrolling_but_last(self.layout())
        lists_recover(self)
        if focused is not None:
            focused.setFocus()

    def _come_into_sight(self) -> None:
        """Where it has grown over the edge of the screen, move it back."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = min(frame.left(), room.right() + 1 - frame.width())
        top = min(frame.top(), room.bottom() + 1 - frame.height())
        if (left, top) != (frame.left(), frame.top()):
            self.move(max(left, room.left()), max(top, room.top()))


class ConfirmDialog(FittedDialog):
    """Asks once before a step that cannot be undone, and says what will be lost."""

    def __init__(self, question: Question, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(420)
        self.title = Words(question.title, "heading").wrapped()
        self.loss = Words(question.loss).wrapped()
        self.keep = Words(question.keep, "muted").wrapped()
        self.keep.setVisible(bool(question.keep))
        self.cancel = Button(_("取消"), self.reject)
        self.confirm = DangerButton(question.action, self.accept)
        if question.by_touch:
            self.cancel.large()
            self.confirm.large()
        words = stack(self.title, self.loss, self.keep)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Picture("triangle-alert", 32, "attention"), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(words, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 24, 24, 20)
        body.setSpacing(20)
        body.addLayout(top)
        body.addWidget(row(None, self.cancel, self.confirm))
        self.cancel.setFocus()


class Leaving(Enum):
    """What becomes of unsaved work, by the user's word."""

    SAVE = "save"
    DROP = "drop"
    STAY = "stay"


class UnsavedDialog(FittedDialog):
    """Asks before unsaved work is left: Enter saves it, Escape goes back to it."""

    def __init__(self, what: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.answer = Leaving.STAY
        title = _("{what}还没有保存。").format(what=what)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.title = Words(title, "heading").wrapped()
        self.loss = Words(_("不保存就离开，这次的改动会丢失。")).wrapped()
        self.stay = Button(_("取消"), self.reject)
        self.drop = DangerButton(_("不保存"), self._drop, shortcut="Ctrl+D")
        self.keep = PrimaryButton(_("保存"), self._keep, shortcut="Ctrl+S")
        self.keep.setDefault(True)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Picture("triangle-alert", 32, "attention"), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(stack(self.title, self.loss), 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 24, 24, 20)
        body.setSpacing(20)
        body.addLayout(top)
        body.addWidget(row(self.stay, None, self.drop, self.keep))
        self.keep.setFocus()

    def _keep(self) -> None:
        self.answer = Leaving.SAVE
        self.accept()

    def _drop(self) -> None:
        self.answer = Leaving.DROP
        self.accept()


def form_in(holder: QWidget) -> QFormLayout:
    """Fields below each other, with their labels to the left."""
    form = QFormLayout(holder)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def add_row(form: QFormLayout, label: str, field: QWidget, hint: str = "") -> None:
    """Add a labelled field; ``hint`` stands below it in small words."""
    words = Words(label)
    words.setFixedHeight(37)
    words.setBuddy(field)
    field.setAccessibleName(label)
    if hint:
        field.setAccessibleDescription(hint)
        form.addRow(words, stack(field, Words(hint, "small").wrapped(), spacing=4))
    else:
        form.addRow(words, field)


class FormDialog(Explains, FittedDialog):
    """A form with a red button. A subclass adds rows and writes ``save``.

    ``save`` runs when the button is pressed; a UserError in it is shown in the dialog,
    which then stays open with everything typed in. Show it with ``open()``, and listen
    to ``accepted`` (a bound method). Esc and 取消 ask first where something was typed.
    """

    holds_work = True  # False: it only says how something is printed or listed
    stays_open = False  # True: what the button opens comes back to the form

    def __init__(self, title: str, action: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.notice = Banner()
        self._content = QWidget()
        self._first: tuple[object, ...] | None = None  # what stood in it when it was shown
        self.form = form_in(self._content)
        self.cancel = Button(_("取消"), self.reject)
        self.submit = PrimaryButton(action or _("保存"), self._submit)
        self.submit.setDefault(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit.click)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(16)
        body.addWidget(Words(title, "title"))
        body.addWidget(self.notice)
        body.addWidget(self._content, 1)
        body.addWidget(row(None, self.cancel, self.submit))

    def row(self, label: str, field: QWidget, hint: str = "") -> None:
        """Add a labelled field; ``hint`` stands below it in small words."""
        add_row(self.form, label, field, hint)
        if self.form.rowCount() == 1:
            field.setFocus()

    def line(self, label: str, text: str = "", hint: str = "") -> QLineEdit:
        """Add a field for one line of text."""
        field = QLineEdit(text)
        self.row(label, field, hint)
        return field

    def save(self) -> None:
        """Do what the form is for; subclasses write it."""

    def entered(self) -> tuple[object, ...]:
        """What would be lost if the form were closed, as it stands now."""
        return entered(self._content)

    def reject(self) -> None:
        """Close without saving; ask first if anything differs from what was shown."""
        if self.holds_work and self._first not in (None, self.entered()):
            self.ask_to_drop()
        else:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        if self._first is None:
            self._first = self.entered()
        super().showEvent(event)

    def _submit(self) -> None:
        try:
            self.save()
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
        else:
            if self.stays_open:
                self._first = self.entered()
            else:
                self.accept()


class Dialogs:
    """The questions a page puts to the user and waits for; tests put another one on the desk."""

    def confirm(self, parent: QWidget, question: Question) -> bool:
        """Ask before something is lost."""
        return ConfirmDialog(question, parent).exec() == QDialog.DialogCode.Accepted

    def leaving(self, parent: QWidget, what: str) -> Leaving:
        """Ask what becomes of unsaved work; ``what`` names it."""
        dialog = UnsavedDialog(what, parent)
        dialog.exec()
        return dialog.answer

    def open_file(self, parent: QWidget, title: str, *kinds: FileKind) -> Path | None:
        """Let the user choose a file that exists; None if they think better of it."""
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, _last_folder(), _patterns(kinds))
        return _remembered(chosen)

    def save_file(
        self, parent: QWidget, title: str, suggestion: str, *kinds: FileKind
    ) -> Path | None:
        """Let the user choose where to write; asks before a file there is replaced."""
        start = str(Path(_last_folder()) / suggestion)
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, _patterns(kinds))
        path = _remembered(chosen)
        if path and kinds and not path.suffix:
            path = path.with_suffix(kinds[0].suffixes[0])
        return path

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Let the user choose a folder."""
        return _remembered(QFileDialog.getExistingDirectory(parent, title, _last_folder()))


def _patterns(kinds: Sequence[FileKind]) -> str:
    return ";;".join([*(kind.pattern() for kind in kinds), _("所有文件") + " (*)"])


def _last_folder() -> str:
    return str(window_memory().value("last-folder", str(Path.home())))


def _remembered(chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    window_memory().setValue("last-folder", str(path if path.is_dir() else path.parent))
    return path
