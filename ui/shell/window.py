"""The main window: navigation at the left, header above, the page, long work below.

It is first shown without data, and told by ``take`` when there is some: the user sees the
window at once, and what takes time to load is loaded behind it.
"""

from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dongan_training.texts import _
from ui import icons
from ui.kit.desk import Desk
from ui.kit.dialogs import Leaving, Question
from ui.kit.page import Page
from ui.kit.scrolling import FollowingArea
from ui.kit.states import LoadingState
from ui.kit.tones import Tone
from ui.memory import window_memory
from ui.shell.badges import Badges
from ui.shell.header import Header
from ui.shell.job_strip import JobStrip
from ui.shell.keys_dialog import KeysDialog
from ui.shell.navigation import Navigation
from ui.shell.pages import Entry, Place, entry
from ui.shell.search import SearchList

NARROW_BELOW = 900
TITLE_BAR = 40  # pixels, as the system draws it


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made when first asked for and kept."""

    seen = Signal()  # once, after the window has been painted for the first time

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.navigation = Navigation()
        self.header = Header(self.go_back)
        self.pages = QStackedWidget()
        self.strip = JobStrip()
        self._is_seen = False
        self._made: dict[str, _Made] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        self._full_screen: dict[str, Page] = {}
        self._is_asking = False
        self._build()
        self.navigation.chosen.connect(self.show_page)

    def take(self, desk: Desk) -> None:
        """Fill the window with the data of a desk."""
        self.desk = desk
        self.strip.watch(desk.jobs)
        self.navigation.setEnabled(True)
        self.header.search.setEnabled(True)
        desk.navigator.asked.connect(self._on_asked)
        desk.navigator.back_asked.connect(self.go_back)
        desk.settings_changed.connect(self._show_seat)
        self._show_seat()
        self.search = SearchList(desk, self.header.search)
        self.search.chosen.connect(self._on_asked)
        self.badges = Badges(desk, self.navigation)
        self.show_page("today" if desk.settings.is_set_up else "welcome")

    @property
    def page(self) -> Page:
        """The page that is shown now."""
        return self._made[self._trail[-1][0]].page

    def show_page(self, key: str, **arguments: Any) -> None:
        """Show the page ``key``; other arguments than before make it anew."""
        wanted = entry(key)
        if wanted.place is Place.FULL_SCREEN:
            self._show_full_screen(wanted, arguments)
        elif self._trail[-1:] == [(key, arguments)] or self._may_leave():
            made = self._ready(wanted, arguments)  # if it cannot be made, all is as it was
            self._step(key, arguments)
            self._show(wanted, made)
        else:
            self._light(entry(self._trail[-1][0]))

    def show_keys(self) -> None:
        """Show which keys do what."""
        self.keys = KeysDialog(self.page, self)
        self.keys.open()

    def go_back(self) -> None:
        """Show the page before this one."""
        if len(self._trail) > 1 and self._may_leave():
            self._trail.pop()
            key, arguments = self._trail[-1]
            self._show(entry(key), self._ready(entry(key), arguments))

    def retire(self) -> None:
        """Make room for a new window on the same desk, which goes on working."""
        self.hide()
        self.deleteLater()

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.navigation.set_narrow(narrow)
        self.header.set_narrow(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.seen.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        may_close = self._may_leave() and self._may_close()
        if not (may_close and all(map(self._close_full_screen, tuple(self._full_screen)))):
            event.ignore()
            return
        window_memory().setValue("geometry", self.saveGeometry())
        if self.desk is not None:
            self.desk.jobs.close()
        event.accept()

    def _build(self) -> None:
        self.setWindowTitle(_("东安培训"))
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(640, 380)
        self.pages.setObjectName("pages")
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.pages, 1)
        right.addWidget(self.strip)
        holder = QWidget()
        body = QHBoxLayout(holder)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addLayout(right, 1)
        self.setCentralWidget(holder)
        self.pages.addWidget(LoadingState(_("正在打开数据……")))
        self.header.show_page("", "", can_go_back=False)
        self.navigation.setEnabled(False)
        self.header.search.setEnabled(False)
        QShortcut(QKeySequence.StandardKey.Refresh, self, self._refresh)
        QShortcut(QKeySequence.StandardKey.HelpContents, self, self.show_keys)
        geometry = window_memory().value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self._take_first_size()

    def _take_first_size(self) -> None:
        """As in the pictures where the screen is large enough; else all of the screen."""
        wanted, screen = self.sizeHint(), self.screen().availableGeometry()
        self.resize(wanted)
        if wanted.width() >= screen.width() or wanted.height() + TITLE_BAR >= screen.height():
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _step(self, key: str, arguments: dict[str, Any]) -> None:
        """Note where one goes; an entry of the navigation starts a new trail."""
        if entry(key).place in (Place.MAIN, Place.BOTTOM) and not arguments:
            self._trail.clear()
        if not self._trail or self._trail[-1] != (key, arguments):
            self._trail.append((key, arguments))

    def _ready(self, wanted: Entry, arguments: dict[str, Any]) -> "_Made":
        made = self._made.get(wanted.key)
        if made is None or made.is_dropped or made.arguments != arguments:
            made = self._make(wanted, arguments)
        return made

    def _show(self, wanted: Entry, made: "_Made") -> None:
        here, last = self.focusWidget(), made.page.focusWidget()
        is_steering = here is not None and self.navigation.isAncestorOf(here) and here.hasFocus()
        self.pages.setCurrentWidget(made.frame)  # which reads anew what changed meanwhile
        for part in (self.navigation, self.header):
            part.setVisible(wanted.place is not Place.ALONE)
        self._light(wanted)
        self._name_page()
        if not is_steering:
            made.page.go_on_from(last)

    def _light(self, shown: Entry) -> None:
        self.navigation.light(shown.under or shown.key)

    def _make(self, wanted: Entry, arguments: dict[str, Any]) -> "_Made":
        page = wanted.load()(self.desk, **arguments)
        page.titled.connect(self._name_page)
        page.became.connect(self._on_became)
        made = _Made(page, arguments)
        old = self._made.get(wanted.key)
        self._made[wanted.key] = made
        self.pages.addWidget(made.frame)
        if old is not None:
            self.pages.removeWidget(old.frame)
            old.frame.deleteLater()
        return made

    def _show_full_screen(self, wanted: Entry, arguments: dict[str, Any]) -> None:
        if not self._close_full_screen(wanted.key):
            return
        page = wanted.load()(self.desk, **arguments)
        page.setWindowTitle(_(page.title))
        page.setWindowIcon(icons.app_icon())
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._full_screen[wanted.key] = page
        page.setGeometry(self.screen().geometry())  # not every desktop makes it as large itself
        page.showFullScreen()

    def _close_full_screen(self, key: str) -> bool:
        """Close it; an exam that only a password ends stays, and comes to the front."""
        window = self._full_screen.get(key)
        is_there = window is not None and shiboken6.isValid(window)  # its user may have closed it
        if is_there and not window.close():
            window.activateWindow()
            return False
        self._full_screen.pop(key, None)
        return True

    def _name_page(self) -> None:
        page = self.page
        self.header.show_page(_(page.title), page.subtitle, can_go_back=len(self._trail) > 1)

    def _refresh(self) -> None:
        if self._trail:
            self.page.try_again()

    def _on_asked(self, key: str, arguments: dict[str, Any]) -> None:
        self.show_page(key, **arguments)

    def _show_seat(self) -> None:
        self.header.show_seat(self.desk.settings)

    def _on_became(self, arguments: dict[str, Any]) -> None:
        """Find the page under what it shows now, not under what it was made for."""
        key, _before = self._trail[-1]
        self._made[key].arguments = arguments
        self._trail[-1] = (key, arguments)

    def _may_leave(self) -> bool:
        """Ask what becomes of unsaved work on the page that is shown."""
        what = self.page.unsaved() if self._trail else ""
        if not what:
            return True
        if self._is_asking:  # long work ended meanwhile, and wants to show what it made
            return False
        self._is_asking = True
        answer = self.desk.dialogs.leaving(self, what)
        self._is_asking = False
        if answer is Leaving.SAVE:
            self.page.save()
            return not self.page.unsaved()
        made = self._made[self._trail[-1][0]]
        made.is_dropped = answer is Leaving.DROP
        return made.is_dropped

    def _may_close(self) -> bool:
        job = self.desk.jobs.running if self.desk else None
        if job is None:
            return True
        if not job.can_cancel:
            wait = _("“{title}”还没有完成，请等它完成后再关闭。").format(title=job.title)
            self.page.say(wait, Tone.ATTENTION)
            return False
        question = Question(
            _("“{title}”还没有完成。").format(title=job.title),
            _("现在关闭会停止它，这一次的改动不会保存。"),
            _("停止并关闭"),
            _("此前保存的数据都在。"),
        )
        return self.desk.dialogs.confirm(self, question)


class _Made:
    """A page in its scroll area, and what it was made with."""

    def __init__(self, page: Page, arguments: dict[str, Any]):
        self.page = page
        self.arguments = arguments
        self.is_dropped = False  # what was typed shall be lost: it is made anew when asked for
        self.frame = FollowingArea(page)
