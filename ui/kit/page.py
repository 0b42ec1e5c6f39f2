"""The frame of every page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from dongan_training.errors import UserError
from dongan_training.texts import _
from ui.kit.desk import Desk
from ui.kit.explaining import Explains
from ui.kit.parts import Slot
from ui.kit.search_field import SearchField
from ui.kit.states import Banner, ErrorState, State
from ui.kit.tab_order import follow_the_eye
from ui.kit.tones import Tone

FOCUS_BY_TAB = Qt.FocusPolicy.TabFocus


class _Faces(QStackedLayout):
    """As high as what is shown; what is hidden behind a state needs no room."""

    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown.hasHeightForWidth() else 0

    def minimumSize(self) -> QSize:
        return self.currentWidget().minimumSizeHint()


class Page(Explains, QWidget):
    """One screen. Subclasses set ``shows``, fill ``body`` and write ``refresh``.

    The shell reads ``title`` and ``subtitle`` (and listens to ``titled``). A page that is
    covered by another one notes a change and reads anew when it is seen again.

    A page with a save button names in ``unsaved`` what would be lost and writes ``save``:
    before the page is left or the window closed, the shell asks. A page whose new record
    was saved tells with ``became`` the arguments under which it is found from now on.
    """

    title = ""
    subtitle = ""
    shows: frozenset[type] = frozenset()
    patience = 0  # milliseconds in which changes are gathered before reading anew
    own_keys: Sequence[tuple[str, str]] = ()  # which do what, besides those of buttons and menus
    titled = Signal()
    became = Signal(object)  # the arguments, as the navigator takes them

    def __init__(self, desk: Desk):
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.workspace = desk.workspace
        self.jobs = desk.jobs
        self.navigator = desk.navigator
        self.notice = Banner()
        self.keyboard_first: QWidget | None = None  # if not the search
        self._is_covered = False
        self._is_stale = False
        self._state: State | None = None
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(16)
        self.body.addWidget(self.notice)
        self._faces = _Faces(self)
        self._faces.addWidget(self._content)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._refresh_now)
        desk.changed.connect(self._on_changed)
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_to_search)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        follow_the_eye(self)  # fields come and go
        return super().focusNextPrevChild(is_next)

    def refresh(self) -> None:
        """Read anew what the page shows; a page that shows nothing stored keeps this."""

    def unsaved(self) -> str:
        """Name what was typed and is not saved (命题细目表“季度测试”); "" when all is kept."""
        return ""

    def save(self) -> None:
        """Save what ``unsaved`` names; when it cannot be saved, say why and keep naming it."""

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes when the page is opened: its search, else its first control."""
        if self.keyboard_first is not None:
            return self.keyboard_first
        return self._search_field() or next(self._at_hand(), None)

    def go_on_from(self, last: QWidget | None) -> None:
        """Put the keyboard where it was last, if that can still be seen; else where it begins."""
        is_there = last is not None and shiboken6.isValid(last)
        can_be_used = is_there and last.isVisibleTo(self) and last.isEnabled()
        (last if can_be_used else self.first_field() or self).setFocus()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the words in the header of the window."""
        self.title, self.subtitle = title, subtitle
        self.titled.emit()

    def say(self, text: str, tone: Tone = Tone.GOOD, undo: Slot | None = None) -> None:
        """Tell the user what was done; only after the transaction has ended."""
        self.notice.show_text(text, tone, undo)

    def say_saved(self, path: Path) -> None:
        """Tell the user which file was written."""
        self.say(_("已保存到“{path}”。").format(path=path))

    def show_content(self) -> None:
        """Show what was put into ``body``; the keyboard goes there from what stood in its place."""
        here, state = self.window().focusWidget(), self._state
        was_there = state is not None and (here is self or state.isAncestorOf(here))
        self._leave_state()
        if was_there:
            (self.first_field() or self).setFocus()

    def _leave_state(self) -> None:
        self._faces.setCurrentWidget(self._content)
        if self._state:
            self._state.deleteLater()
            self._state = None

    def show_state(self, state: State) -> None:
        """Show ``state`` (empty, loading, error) in place of the body."""
        self._leave_state()
        self._state = state
        self._faces.addWidget(state)
        self._faces.setCurrentWidget(state)

    def show_error(self, error: Exception) -> None:
        """Show why the page cannot be read, with a button to try again; a bug flies on."""
        if not isinstance(error, UserError):
            raise error
        self.show_state(ErrorState(error, self.try_again))

    def try_again(self) -> None:
        """Read the page anew after a failure."""
        self.show_content()
        self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_covered = False
        if self._is_stale:
            self._refresh_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_covered = True

    def _at_hand(self) -> Iterator[QWidget]:
        for one in self.findChildren(QWidget):
            if one.isVisibleTo(self) and one.isEnabled() and one.focusPolicy() & FOCUS_BY_TAB:
                yield one

    def _search_field(self) -> SearchField | None:
        return next((one for one in self._at_hand() if isinstance(one, SearchField)), None)

    def _go_to_search(self) -> None:
        if search := self._search_field():
            search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            search.selectAll()

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if not self.shows & kinds:
            return
        if self._is_covered:
            self._is_stale = True
        elif self.patience:
            # Behind another window there is no hurry: a busy door desk may be in front.
            self._timer.start(self.patience * (1 if self.isActiveWindow() else 10))
        else:
            self._refresh_now()

    def _refresh_now(self) -> None:
        self._is_stale = False
        try:
            self.refresh()
        except UserError as error:
            self.show_error(error)
