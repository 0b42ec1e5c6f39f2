"""Lines of a form that grow: posts held, and times on reserve lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from dongan_training.people.careers import PostFacts, PostLine, facts_of, shown_day
from dongan_training.people.reserve import EntryFacts, EntryLine, ListLine
from dongan_training.texts import _
from ui.kit import IconButton, QuietButton, Words, beside, row
from ui.kit.parts import column

LEAST_WORDS = 300  # pixels of the post and its unit, which share them
DAY_WIDTH = 106


class PostField(QWidget):
    """One post: what, where, from when to when."""

    def __init__(self, post: PostLine | None = None):
        super().__init__()
        self.post_id = post.id if post else ""
        facts = facts_of(post) if post else PostFacts("")
        self.post = _field(facts.post, _("职务"))
        self.org = _field(facts.org, _("当时的单位"))
        self.since = _day(facts.since, _("开始，如 2021-03"))
        self.until = _day(facts.until, _("结束，空为在任"))
        self.first = self.post

    def parts(self) -> tuple[QWidget, ...]:
        """What stands on the line."""
        return self.post, self.org, self.since, self.until

    def facts(self) -> tuple[str, PostFacts]:
        """The id of the post, and what is said of it."""
        texts = (one.text().strip() for one in (self.post, self.org, self.since, self.until))
        return self.post_id, PostFacts(*texts)


class EntryField(QWidget):
    """One time on a reserve list; of one that is kept, the list and its beginning stay."""

    def __init__(self, lists: Sequence[ListLine], entry: EntryLine | None = None):
        super().__init__()
        self.entry_id = entry.id if entry else ""
        self.list = QComboBox()
        self.list.setAccessibleName(_("后备名单"))
        for one in lists:
            self.list.addItem(one.name, one.id)
        self.since = _day(shown_day(entry.since) if entry else "", _("列入，空为今天"))
        self.until = _day(shown_day(entry.until) if entry else "", _("移出，空为仍在"))
        self.reason = _field(entry.reason if entry else "", _("原因"))
        if entry:
            self.list.setCurrentIndex(self.list.findData(entry.list_id))
            self.list.setEnabled(False)
            self.since.setReadOnly(True)
        self.first: QWidget = self.list

    def parts(self) -> tuple[QWidget, ...]:
        """What stands on the line."""
        return self.list, self.reason, self.since, self.until

    def facts(self) -> EntryFacts:
        """What is said of this time."""
        texts = (one.text().strip() for one in (self.since, self.until, self.reason))
        return EntryFacts(self.list.currentData(), self.entry_id, *texts)


class Lines(QWidget):
    """Lines one below the other, each with a button that takes it away where it may go."""

    def __init__(
        self, name: str, add: str, make: Callable[[], PostField | EntryField], empty: str = ""
    ):
        super().__init__()
        self.setAccessibleName(name)
        self._make = make
        self.lines: list[PostField | EntryField] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(6)
        self.add = QuietButton(add, self.add_line, icon="plus")
        self.add.setVisible(not empty)
        hint = Words(empty, "small").wrapped()
        hint.setVisible(bool(empty))
        self._body.addWidget(row(self.add, hint, None))

    def put(self, line: PostField | EntryField, *, may_go: bool = True) -> None:
        """Show one more line, above the button."""
        first, second, *days = line.parts()
        if may_go:
            days.append(IconButton("x", _("删除这一行"), lambda: self._take(line)))
        words, times = row(first, second, spacing=6), row(*days, None, spacing=6)
        for place in range(2):
            words.layout().setStretch(place, 1)
        column(line, beside((words, LEAST_WORDS, 1), (times, 0, 0), spacing=6))
        self.lines.append(line)
        self._body.insertWidget(len(self.lines) - 1, line)

    def add_line(self) -> None:
        """Begin a new one; the cursor goes there."""
        line = self._make()
        self.put(line)
        line.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, line: PostField | EntryField) -> None:
        self.lines.remove(line)
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


def _field(text: str, hint: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setAccessibleName(hint)
    field.setCursorPosition(0)
    return field


def _day(text: str, hint: str) -> QLineEdit:
    field = _field(text, hint)
    field.setFixedWidth(DAY_WIDTH)
    field.setToolTip(hint)
    return field
