"""The fonts of the screen: two files at start, the large ones for rare names only when met."""

import re
from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from dongan_training import paths

FAMILIES = ("Noto Sans SC", "HanaMinA", "HanaMinB")
_SCREEN = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_RARE = ("HanaMinA.ttf", "HanaMinB.ttf")
FOLLOWED = "dongan_fonts_follow"  # a property of lines that somebody wrote in
_RARE_SIGN = re.compile("[\u3400-\u4dbf\U00020000-\U0003ffff]")


@cache
def load_screen_fonts() -> None:
    """Give Qt the shipped screen fonts; the machine's own fonts are never relied on."""
    for name in _SCREEN:
        _load(name)


def ready_for(text: str) -> None:
    """Make sure that rare characters in ``text`` can be drawn.

    The two fonts that hold every character of GB 18030 weigh 53 MB, so they are read
    when the first name needs them and not at start. Costs nothing for common names.
    """
    if _RARE_SIGN.search(text):
        _load_rare_fonts()


def ready_while_typing(app: QApplication) -> None:
    """Have them ready in every line that somebody writes in, whichever form it is of."""
    app.focusChanged.connect(_follow)


def _follow(_before: QWidget | None, field: QWidget | None) -> None:
    line = _line(field)
    if line is not None and not line.property(FOLLOWED):
        line.setProperty(FOLLOWED, True)
        line.textChanged.connect(ready_for)
        ready_for(line.text())


@cache
def _load_rare_fonts() -> None:
    for name in _RARE:
        _load(name)
    if line := _line(QApplication.focusWidget()):  # it has laid out a box already
        QApplication.sendEvent(line, QEvent(QEvent.Type.FontChange))


def _line(field: QWidget | None) -> QLineEdit | None:
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    return line if isinstance(line, QLineEdit) else None


def _load(name: str) -> None:
    path = paths.resource("fonts", name)
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)
