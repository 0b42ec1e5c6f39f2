"""Colours, fonts and measures of the whole window, from one table of tokens.

Widgets that paint themselves ask ``color("muted")`` each time they paint, so a change
of theme reaches them without a word. Everything else is dressed by the style sheet
that ``style_sheet`` makes from the same tokens.
"""

from dataclasses import dataclass, fields
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from dongan_training import paths, texts
from ui import fonts

ThemeName = Literal["light", "dark", "contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme; every text pair in it keeps a contrast of 4.5:1 (tested)."""

    ground: str
    card: str
    line: str
    edge: str  # border of controls
    hover: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_tint: str
    accent_text: str  # red words on card, ground and accent_tint
    on_accent: str
    good: str
    good_tint: str
    good_edge: str  # border of what is done: seen only where contrast is asked for
    attention: str
    attention_tint: str
    bad: str
    bad_tint: str
    info: str
    info_tint: str
    quiet: str
    quiet_tint: str
    focus: str


LIGHT = Tokens(
    ground="#F5F6F8",
    card="#FFFFFF",
    line="#E3E6EA",
    edge="#C9CED6",
    hover="#F3F4F6",
    text="#1F2328",
    muted="#646C76",  # the pictures' #7A828C reaches only 3.6:1 on the ground
    accent="#B3261E",
    accent_hover="#8E1B14",
    accent_tint="#FBEAE8",
    accent_text="#8E1B14",
    on_accent="#FFFFFF",
    good="#1B6B36",
    good_tint="#E4F3E8",
    good_edge="#E4F3E8",
    attention="#8A5A00",
    attention_tint="#FFF2D6",
    bad="#A3201A",
    bad_tint="#FBE3E1",
    info="#1F4E8C",
    info_tint="#E5EEF9",
    quiet="#5F6771",
    quiet_tint="#ECEEF1",
    focus="#1F4E8C",
)

DARK = Tokens(
    ground="#16181C",
    card="#1F2227",
    line="#31363E",
    edge="#4A515B",
    hover="#282C33",
    text="#E8EAED",
    muted="#A3ABB5",
    accent="#BF3329",
    accent_hover="#A3251C",
    accent_tint="#3B2120",
    accent_text="#FF9C92",
    on_accent="#FFFFFF",
    good="#8CD9A4",
    good_tint="#1A3323",
    good_edge="#1A3323",
    attention="#F0C36A",
    attention_tint="#3A2E12",
    bad="#FFA39B",
    bad_tint="#40201E",
    info="#9CC3F5",
    info_tint="#1B2C45",
    quiet="#A3ABB5",
    quiet_tint="#2C3037",
    focus="#9CC3F5",
)

CONTRAST = Tokens(
    ground="#FFFFFF",
    card="#FFFFFF",
    line="#5A5A5A",
    edge="#000000",
    hover="#F0F0F0",
    text="#000000",
    muted="#2B2B2B",
    accent="#8A0F08",
    accent_hover="#5C0803",
    accent_tint="#FFEDEB",
    accent_text="#7A0B05",
    on_accent="#FFFFFF",
    good="#0B4A20",
    good_tint="#E6F6EA",
    good_edge="#0B4A20",
    attention="#5A3A00",
    attention_tint="#FFF4DC",
    bad="#7A0B05",
    bad_tint="#FFE9E7",
    info="#0B2F63",
    info_tint="#E8F1FC",
    quiet="#2B2B2B",
    quiet_tint="#F0F0F0",
    focus="#0B2F63",
)

TOKENS: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

# (words, behind them) wherever the window puts one on the other.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "ground"),
    ("text", "card"),
    ("text", "hover"),
    ("text", "accent_tint"),
    ("text", "attention_tint"),
    ("text", "bad_tint"),
    ("muted", "ground"),
    ("muted", "card"),
    ("muted", "hover"),
    ("accent_text", "card"),
    ("accent_text", "ground"),
    ("accent_text", "accent_tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("good", "good_tint"),
    ("good", "card"),
    ("attention", "attention_tint"),
    ("attention", "card"),
    ("bad", "bad_tint"),
    ("bad", "card"),
    ("info", "info_tint"),
    ("info", "card"),
    ("quiet", "quiet_tint"),
)

BASE_SIZE = 14
HALF_WIDTHS = QFont.Tag("halt")  # OpenType: punctuation without the empty half of its square
_name: ThemeName = "light"


def name() -> ThemeName:
    """Tell which theme is worn now."""
    return _name


def tokens() -> Tokens:
    """Give the colours of the theme worn now."""
    return TOKENS[_name]


def color(token: str) -> QColor:
    """Give one colour of the theme worn now, by the name of its token."""
    return _made(getattr(tokens(), token))


@cache
def _made(code: str) -> QColor:
    return QColor(code)  # a table paints some thousand cells a second; nobody changes a colour


def soft(token: str) -> QColor:
    """Give a tint thinned out over the card, for whole rows that hold pills of that tint."""
    tint, card = color(token), color("card")
    mixed = [(a + b) // 2 for a, b in zip(tint.getRgb(), card.getRgb(), strict=True)]
    return QColor(*mixed)


@cache
def font(size: int = BASE_SIZE, *, bold: bool = False) -> QFont:
    """Give the screen font at ``size`` pixels (before the scale of the screen); not to change."""
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def resolve(wish: str) -> ThemeName:
    """Turn a setting (light, dark, contrast, auto) into a theme; auto follows the system."""
    if wish in THEMES:
        return wish  # type: ignore[return-value]  # the test above narrows it
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def wear(app: QApplication, wish: str = "auto") -> None:
    """Dress the whole program in the theme wished for; may be called again at any time."""
    global _name
    _name = resolve(wish)
    fonts.load_screen_fonts()
    app.setStyle("Fusion")
    base = QFont()  # as the one worn before
    base.setFamilies(list(fonts.FAMILIES))
    base.setPixelSize(BASE_SIZE)
    base.clearFeatures()
    if texts.language() == "en":
        base.setFeature(HALF_WIDTHS, 1)  # else “ and ” stand as broad as a Chinese sign
    app.setFont(base)
    font.cache_clear()
    app.setPalette(_palette(tokens()))
    app.setStyleSheet(style_sheet(tokens()))


def style_sheet(worn: Tokens) -> str:
    """Write the style sheet of one theme."""
    words = {field.name: getattr(worn, field.name) for field in fields(worn)}
    words["icons"] = paths.resource("icons").as_posix()
    return Template(paths.resource("theme.qss").read_text(encoding="utf-8")).substitute(words)


def _palette(worn: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: worn.ground,
        QPalette.ColorRole.Base: worn.card,
        QPalette.ColorRole.AlternateBase: worn.hover,
        QPalette.ColorRole.Button: worn.card,
        QPalette.ColorRole.WindowText: worn.text,
        QPalette.ColorRole.Text: worn.text,
        QPalette.ColorRole.ButtonText: worn.text,
        QPalette.ColorRole.PlaceholderText: worn.muted,
        QPalette.ColorRole.Highlight: worn.accent,
        QPalette.ColorRole.HighlightedText: worn.on_accent,
        QPalette.ColorRole.Link: worn.info,
        QPalette.ColorRole.ToolTipBase: worn.card,
        QPalette.ColorRole.ToolTipText: worn.text,
        QPalette.ColorRole.Mid: worn.line,
        QPalette.ColorRole.Dark: worn.edge,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(worn.muted))
    return palette
