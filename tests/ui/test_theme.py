"""The colours: readable in every theme."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from dongan_training import texts
from ui import icons, theme


def luminance(code: str) -> float:
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("words", "behind"), theme.TEXT_PAIRS)
def test_words_can_be_read_on_what_lies_behind_them(
    name: theme.ThemeName, words: str, behind: str
) -> None:
    tokens = theme.TOKENS[name]
    wanted = 7 if name == "contrast" else 4.5
    assert contrast(getattr(tokens, words), getattr(tokens, behind)) >= wanted


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_ring_around_the_focus_stands_out(name: theme.ThemeName) -> None:
    tokens = theme.TOKENS[name]
    assert contrast(tokens.focus, tokens.card) >= 3
    assert contrast(tokens.focus, tokens.ground) >= 3


def test_a_button_held_down_shows_the_ring_too(qtbot: QtBot) -> None:
    button = QPushButton("错误", checkable=True, checked=True)
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitActive(button):
        button.activateWindow()
    button.clearFocus()
    before = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != before


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_style_sheet_names_only_colours_of_the_theme(name: theme.ThemeName) -> None:
    assert "$" not in theme.style_sheet(theme.TOKENS[name])


def test_icons_follow_a_change_of_theme(qapp: QApplication) -> None:
    icon = icons.icon("check", "text")
    light = icon.pixmap(24, 24).toImage()
    theme.wear(qapp, "dark")
    dark = icon.pixmap(24, 24).toImage()
    theme.wear(qapp, "light")
    assert light != dark


def test_an_unknown_wish_follows_the_system(qapp: QApplication) -> None:
    assert theme.resolve("auto") in ("light", "dark")
    assert theme.resolve("contrast") == "contrast"


def test_quotation_marks_in_english_are_no_wider_than_letters(qapp: QApplication) -> None:
    try:
        widths = {}
        for language in (*texts.LANGUAGES, "zh"):  # and back again
            texts.use_language(language)
            theme.wear(qapp, "light")
            widths[language] = QFontMetrics(theme.font()).horizontalAdvance("“")
        assert widths == {"zh": theme.BASE_SIZE, "en": theme.BASE_SIZE / 2}
    finally:
        texts.use_language("zh")
        theme.wear(qapp, "light")


def test_a_long_text_that_cannot_be_changed_looks_like_a_short_one(qtbot: QtBot) -> None:
    shown = set()
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        field.setEnabled(False)
        field.resize(120, 60)
        shown.add(field.grab().toImage().pixelColor(60, 30).name())
    assert shown == {theme.color("quiet_tint").name()}
