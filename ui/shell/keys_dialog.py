"""F1: which keys do what."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dongan_training.texts import N_, _
from ui.kit.dialogs import FittedDialog
from ui.kit.parts import Button, Words, row

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
    ("Ctrl+S", N_("保存正在编辑的试题")),
    ("Alt+1 … 8", N_("编辑试题时标出正确选项")),
    ("Alt+↑ / ↓", N_("编辑试题时移动选项、要点或小题")),
    ("Alt+V / Alt+T", N_("编辑试题时切换屏幕和纸面，换题型")),
    ("Ctrl+C", N_("复制选中的行，可粘贴到 Excel")),
    ("Alt+1 … 9", N_("列表按第几列排序，再按倒过来")),
    ("Ctrl+A", N_("选中所有行")),
    ("Ctrl+Z", N_("撤销刚才的一步（提示条上有“撤销”时）")),
    ("Esc", N_("清空搜索，关闭对话框")),
)


class KeysDialog(FittedDialog):
    """A list of keys and what they do."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("键盘操作"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        for line, (keys, meaning) in enumerate(KEYS):
            grid.addWidget(Words(keys, "heading"), line, 0)
            grid.addWidget(Words(_(meaning)), line, 1)
        close = Button(_("关闭"), self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(16)
        body.addWidget(Words(_("键盘操作"), "title"))
        body.addLayout(grid)
        body.addWidget(row(None, close))
        close.setFocus()
