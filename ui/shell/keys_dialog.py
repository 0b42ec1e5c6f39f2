"""F1: which keys do what."""

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from dongan_training.texts import N_, _
from ui.kit.flow import beside
from ui.kit.page import Page
from ui.kit.parts import Button, Words, row
from ui.kit.work_dialog import WorkDialog

NATIVE = QKeySequence.SequenceFormat.NativeText
HALF, WIDE = 330, 860  # pixels

KEYS = (
    ("Ctrl+1 … 9", N_("打开左边的第几个页面")),
    ("Ctrl+K", N_("搜索人员、题目、培训班")),
    ("Ctrl+F", N_("在这个页面里搜索")),
    ("Alt+←", N_("返回上一个页面")),
    ("F5", N_("重新读取这个页面")),
    ("Tab / Shift+Tab", N_("到下一个或上一个控件")),
    ("↑ ↓", N_("在列表和左边的页面之间移动")),
    ("Enter", N_("打开选中的一行，按下当前的按钮")),
    ("Ctrl+Enter", N_("完成对话框里的填写")),
    ("Ctrl+C", N_("复制选中的行，可粘贴到 Excel")),
    ("Alt+1 … 9", N_("列表按第几列排序，再按倒过来")),
    ("Ctrl+A", N_("选中所有行")),
    ("Ctrl+Z", N_("撤销刚才的一步（提示条上有“撤销”时）")),
    ("Esc", N_("清空搜索，关闭对话框")),
)


class KeysDialog(WorkDialog):
    """The keys of the page that is shown, beside those that do the same everywhere."""

    def __init__(self, page: Page | None = None, parent: QWidget | None = None):
        super().__init__(_("键盘操作"), parent)
        own = {} if page is None else keys_of(page)
        halves = [(_("各个页面"), {keys: _(meaning) for keys, meaning in KEYS})]
        if page is not None and own:
            halves.insert(0, (_(page.title), own))
        if len(halves) > 1:
            self.setMinimumWidth(WIDE)
        cards = [(_listed(title, keys), HALF, 1) for title, keys in halves]
        close = Button(_("关闭"), self.accept)
        self._body.addWidget(beside(*cards, spacing=32))
        self._body.addWidget(row(None, close))
        close.setFocus()


def keys_of(page: Page) -> dict[str, str]:
    """What keys do on a page: its own, and those of the buttons and menus in sight."""
    told = {keys: _(meaning) for keys, meaning in page.own_keys}
    for button in page.findChildren(QPushButton):
        if button.isVisibleTo(page):
            name = button.accessibleName() or button.text()
            told.setdefault(button.shortcut().toString(NATIVE), name)
            for action in button.menu().actions() if button.menu() else ():
                name, _tab, keys = action.text().partition("\t")
                told.setdefault(keys or action.shortcut().toString(NATIVE), name)
    return {keys: name for keys, name in told.items() if keys and name}


def _listed(title: str, keys: Mapping[str, str]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(10)
    grid.addWidget(Words(title, "muted"), 0, 0, 1, 2)
    for line, (key, meaning) in enumerate(keys.items(), start=1):
        grid.addWidget(Words(key, "heading"), line, 0)
        grid.addWidget(Words(meaning), line, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(keys) + 1, 1)
    return holder
