"""Pictures of the people pages, on the data of the demo."""

from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from dongan_training import clock, paths
from dongan_training.people import queries, tree
from dongan_training.people.models import Person
from dongan_training.people.roster import RosterReport
from dongan_training.people.searching import Wanted
from dongan_training.people.tree import UnitFacts
from dongan_training.people.unit_history import unit_history
from dongan_training.texts import _
from ui.kit import Desk, LoadingState
from ui.kit.screen import Screen, in_window
from ui.people.duplicates_dialog import DuplicatesDialog
from ui.people.import_page import RosterImportPage
from ui.people.imports_dialog import ImportsDialog
from ui.people.people_page import PeoplePage
from ui.people.person_dialog import PersonDialog
from ui.people.unit_dialogs import UnitDialog, UnitHistoryDialog, UnitTargetDialog
from ui.shell.window import MainWindow

FAULTY = paths.resource("samples", "人员名册-有错.xlsx")


def _found(desk: Desk) -> QWidget:
    window = in_window(desk, "people")
    page = window.page
    assert isinstance(page, PeoplePage)
    page.search.setText("oy")
    page.show_people()
    page.table.pick(0)
    return window


def _nobody(desk: Desk) -> QWidget:
    page = PeoplePage(desk)
    page.people.look(0, page._read, 0)
    page.tree.hide()
    page.filters.hide()
    page.resize(1366, 768)
    return page


def _import(desk: Desk) -> tuple[MainWindow, RosterImportPage]:
    """The review of the faulty roll, once it has been read."""
    window = in_window(desk, "people-import", path=FAULTY, chosen_at=clock.now())
    page = window.page
    assert isinstance(page, RosterImportPage)
    while desk.jobs.running:
        QApplication.processEvents()
    return window, page


def _problem(desk: Desk) -> QWidget:
    return _import(desk)[0]


def _question(desk: Desk) -> QWidget:
    window, page = _import(desk)
    page.table.pick(9)
    return window


def _reading(desk: Desk) -> QWidget:
    window, page = _import(desk)
    page.show_state(LoadingState(_("正在核对名册……")))
    return window


def _imported(desk: Desk) -> QWidget:
    window, page = _import(desk)
    page.show_report(RosterReport(("1", "2", "3", "4"), ("5",), 0, 1, 9, 1))
    return window


def _add(desk: Desk) -> QWidget:
    return PersonDialog(desk, None)


def _change(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        someone = queries.find_people(session, Wanted("oyw")).people[0]
    return PersonDialog(desk, someone.id)


def _unit_dialog(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        unit = queries.units(session)[2]
    facts = UnitFacts(unit.name, unit.kind)
    return UnitDialog(desk, facts, unit_id=unit.id, upper="")


def _merge_units(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        units = queries.units(session)
    return UnitTargetDialog(desk, units[2], units, merging=True)


def _unit_history(desk: Desk) -> QWidget:
    by, now = desk.actor, clock.now()
    with desk.workspace.begin() as session:
        unit = queries.units(session)[2]
        for name in ("第一党支部", unit.name):
            facts = UnitFacts(name, unit.kind)
            tree.change_unit(session, unit_id=unit.id, facts=facts, by=by, at=now)
        told = unit_history(session, unit.id)
    return UnitHistoryDialog(unit.name, told)


def _duplicates(desk: Desk) -> QWidget:
    with desk.workspace.begin() as session:
        unit = queries.units(session)[2]
        for name, post in (("欧阳春梅", "委员"), ("上官昌盛", "党员")):
            session.add(Person(name=name, post=post, org_unit_id=unit.id))
    return DuplicatesDialog(desk)


def _imports(desk: Desk) -> QWidget:
    return ImportsDialog(desk)


def _next_year(desk: Desk) -> QWidget:
    """A roll that misses somebody, with the panel that asks."""
    window, page = _import(desk)
    for number, one in enumerate(page.rows.rows):
        if one.gone is not None:
            page.table.pick(number)
            break
    return window


SCREENS = (
    Screen("people", partial(in_window, key="people")),
    Screen("people-found", _found),
    Screen("people-empty", _nobody),
    Screen("people-import-reading", _reading),
    Screen("people-import-problem", _problem),
    Screen("people-import-question", _question),
    Screen("people-import-done", _imported),
    Screen("people-import-gone", _next_year),
    Screen("dialog-duplicates", _duplicates),
    Screen("dialog-imports", _imports),
    Screen("dialog-unit-change", _unit_dialog),
    Screen("dialog-unit-merge", _merge_units),
    Screen("dialog-unit-history", _unit_history),
    Screen("dialog-person-add", _add),
    Screen("dialog-person-change", _change),
)
