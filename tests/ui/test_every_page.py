"""What holds for every page of the navigation, whoever wrote it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dongan_training.people.models import Person
from dongan_training.training.planning import ClassFacts, add_class
from tests.conftest import NOW
from ui import theme
from ui.kit import Desk
from ui.shell.pages import PAGES, Place
from ui.shell.window import MainWindow

FIELDS = (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
# Of the pages inside others: of a year, a class or a person they are told which one.
INSIDE = (
    *("regulations", "replace-edition", "citation-review", "bank-check"),
    *("bank-import", "bank-paste"),
    *("calendar", "courses", "activities", "shortfall"),
    *("class", "closing", "person-year"),
)
SHOWN = [one.key for one in PAGES if one.place in (Place.MAIN, Place.BOTTOM, Place.ALONE)]
SHOWN += INSIDE
# What Qt puts inside its own fields: a line edit in a spin box, the list of a combo box.
INNER = (QAbstractSpinBox, QComboBox, QAbstractItemView)


def arguments(window: MainWindow, key: str) -> dict[str, object]:
    """What a page is opened with."""
    if key in ("class", "closing"):
        return {"class_id": a_class(window.desk)}
    if key == "person-year":
        return {"person_id": somebody(window.desk), "year": 2026}
    return {"year": 2026} if key == "shortfall" else {}


def a_class(desk: Desk) -> str:
    with desk.workspace.begin() as session:
        facts = ClassFacts("第四季度基层党务工作者培训班", 4)
        return add_class(session, year=2026, facts=facts, by=desk.actor, at=NOW)


def somebody(desk: Desk) -> str:
    with desk.workspace.begin() as session:
        person = Person(name="欧阳𬱖")
        session.add(person)
        session.flush()
        return person.id


def nameless(holder: QWidget) -> list[str]:
    """The controls that a screen reader could not name."""
    found = []
    for control in holder.findChildren(QWidget):
        if isinstance(control, QHeaderView) or _is_inner(control):
            continue
        is_button = isinstance(control, QAbstractButton)
        if not is_button and not isinstance(control, FIELDS):
            continue
        named = control.accessibleName() or (is_button and control.text())
        if not named:
            found.append(f"{type(control).__name__} {control.objectName()}")
    return found


def _is_inner(control: QWidget) -> bool:
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, (*INNER, QLineEdit)):
            return True
        above = above.parentWidget()
    return False


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    desk.save_settings(replace(desk.settings, township="白牙市镇"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    window.resize(1366, 768)
    window.show()
    return window


@pytest.mark.parametrize("key", SHOWN)
def test_an_empty_folder_breaks_no_page_and_every_control_has_a_name(
    window: MainWindow, key: str
) -> None:
    window.show_page(key, **arguments(window, key))
    assert window.page.title
    assert nameless(window) == []


@pytest.mark.parametrize("key", SHOWN)
def test_a_page_fits_a_screen_enlarged_to_twice_its_size(window: MainWindow, key: str) -> None:
    window.show_page(key, **arguments(window, key))
    window.resize(683, 384)
    QApplication.processEvents()
    assert window.width() == 683 and window.height() == 384


@pytest.mark.parametrize("key", SHOWN)
def test_the_tab_key_comes_round(qtbot: QtBot, window: MainWindow, key: str) -> None:
    from PySide6.QtCore import Qt

    qtbot.waitActive(window)
    window.show_page(key, **arguments(window, key))
    window.page.setFocus()
    seen = []
    for _step in range(200):
        here = window.focusWidget()
        if here in seen:
            break
        seen.append(here)
        qtbot.keyClick(here or window, Qt.Key.Key_Tab)
    else:
        pytest.fail("the focus never came back")
    assert any(window.page.isAncestorOf(one) for one in seen if one)


@pytest.mark.parametrize("worn", theme.THEMES)
def test_every_page_can_be_drawn_in_every_theme(
    qapp: QApplication, window: MainWindow, worn: theme.ThemeName
) -> None:
    theme.wear(qapp, worn)
    for key in SHOWN:
        window.show_page(key, **arguments(window, key))
        assert not window.grab().isNull()
    theme.wear(qapp, "light")
