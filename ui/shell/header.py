"""The line at the top: where one is, the search for everything, who works here."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from dongan_training.texts import _
from ui.kit.parts import IconButton, Slot, Words
from ui.kit.search_field import SearchField

if TYPE_CHECKING:
    from dongan_training.settings import Settings


class Header(QFrame):
    """Title and subtitle of the page shown, the search field, the name of the seat."""

    def __init__(self, back: Slot):
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(56)
        self.back = IconButton("arrow-left", _("返回"), back, shortcut="Alt+Left")
        self.title = Words().yielding()
        self.title.setObjectName("page-title")
        self.subtitle = Words(look="small").cut()
        self.search = SearchField(_("搜索人员、题目、培训班    Ctrl+K"))
        self.search.setFixedWidth(280)
        self.seat = Words(look="small")
        body = QHBoxLayout(self)
        body.setContentsMargins(24, 0, 24, 0)
        body.setSpacing(16)
        body.addWidget(self.back)
        body.addWidget(self.title)
        body.addWidget(self.subtitle, 1)
        body.addStretch(0)
        body.addWidget(self.search)
        body.addWidget(self.seat)
        QShortcut(QKeySequence("Ctrl+K"), self, self._focus_search)

    def show_page(self, title: str, subtitle: str, *, can_go_back: bool) -> None:
        """Name the page that is shown now."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.back.setVisible(can_go_back)

    def show_seat(self, settings: "Settings") -> None:
        """Name the township and who works here."""
        parts = (settings.township, settings.trainer or _("培训员"))
        self.seat.setText(" · ".join(part for part in parts if part))

    def set_narrow(self, narrow: bool) -> None:
        """On a small screen the seat gives way to title and search."""
        self.seat.setVisible(not narrow)
        self.search.setFixedWidth(200 if narrow else 280)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
