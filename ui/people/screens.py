"""Pictures of the people pages, on the data of the demo."""

from functools import partial

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from dongan_training import clock, paths
from dongan_training.people import careers, queries, reserve, roll, tree
from dongan_training.people.bulk import BulkChange, change_people
from dongan_training.people.bulk_steps import find_step, take_step_back
from dongan_training.people.careers import PostFacts
from dongan_training.people.models import Person
from dongan_training.people.person_history import person_history
from dongan_training.people.photos import Picture, cut_photo, keep_photo, photo_of
from dongan_training.people.roster import RosterReport
from dongan_training.people.searching import Wanted
from dongan_training.people.tree import UnitFacts
from dongan_training.people.unit_history import unit_history
from dongan_training.texts import _
from ui.kit import Desk, LoadingState
from ui.kit.screen import Screen, in_window
from ui.people.bulk import BulkDialog
from ui.people.duplicates_dialog import DuplicatesDialog
from ui.people.history_dialog import HistoryDialog
from ui.people.import_page import RosterImportPage
from ui.people.imports_dialog import ImportsDialog
from ui.people.people_page import PeoplePage
from ui.people.person_dialog import PersonDialog
from ui.people.reserve_dialog import ReserveDialog
from ui.people.steps_dialog import StepsDialog
from ui.people.unit_dialogs import UnitDialog, UnitTargetDialog
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
    _give_more(desk, someone.id)
    return PersonDialog(desk, someone.id)


def _give_more(desk: Desk, person_id: str) -> None:
    """A post before, a time on a reserve list, days, and a photo that shows nobody."""
    by, now = desk.actor, clock.now()
    with desk.workspace.begin() as session:
        if photo_of(session, person_id):
            return
        facts = PostFacts("村委会委员", "横塘镇横塘村", "2017-03", "2021-01")
        careers.add_post(session, person_id=person_id, facts=facts, by=by, at=now)
        days = {"joined": "2009-07-01", "full_member": "2010-07-01", "post_since": "2021-01"}
        roll.change_person(session, person_id=person_id, typed=days, by=by, at=now)
        name = "村党组织书记后备力量"
        known = {one.name: one.id for one in reserve.reserve_lists(session)}
        kept = known.get(name) or reserve.keep_list(session, name=name, level="村级", by=by, at=now)
        reserve.put_on_list(
            session, list_id=kept, person_id=person_id, since="2025-03", by=by, at=now
        )
        content = cut_photo(Picture("", Image.new("RGB", (500, 700), "#7d8fa6")))
        keep_photo(session, person_id=person_id, content=content, by=by, at=now)


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
    return HistoryDialog(unit.name, told)


def _duplicates(desk: Desk) -> QWidget:
    with desk.workspace.begin() as session:
        unit = queries.units(session)[2]
        for name, post in (("欧阳春梅", "委员"), ("上官昌盛", "党员")):
            session.add(Person(name=name, post=post, org_unit_id=unit.id))
    dialog = DuplicatesDialog(desk)
    while desk.jobs.running:
        QApplication.processEvents()
    return dialog


def _imports(desk: Desk) -> QWidget:
    return ImportsDialog(desk)


def _steps(desk: Desk) -> QWidget:
    with desk.workspace.begin() as session:
        ids = [one.id for one in queries.find_people(session, Wanted("oyw")).people]
        for change in (BulkChange(add_category="宣讲员"), BulkChange(status="群众")):
            change_people(session, person_ids=ids, change=change, by=desk.actor, at=clock.now())
        take_step_back(session, step_id=find_step(session), by=desk.actor, at=clock.now())
    return StepsDialog(desk)


def _next_year(desk: Desk) -> QWidget:
    """A roll that misses somebody, with the panel that asks."""
    window, page = _import(desk)
    for number, one in enumerate(page.rows.rows):
        if one.gone is not None:
            page.table.pick(number)
            break
    return window


def _person_history(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        someone = queries.find_people(session, Wanted("oyw")).people[0]
    _give_more(desk, someone.id)
    with desk.workspace.read() as session:
        return HistoryDialog(someone.name, person_history(session, someone.id))


def _reserve_lists(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        someone = queries.find_people(session, Wanted("oyw")).people[0]
    _give_more(desk, someone.id)
    return ReserveDialog(desk)


def _bulk(desk: Desk) -> QWidget:
    return BulkDialog(desk, 17)


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
    Screen("dialog-people-steps", _steps),
    Screen("dialog-unit-change", _unit_dialog),
    Screen("dialog-unit-merge", _merge_units),
    Screen("dialog-unit-history", _unit_history),
    Screen("dialog-person-add", _add),
    Screen("dialog-person-history", _person_history),
    Screen("dialog-reserve-lists", _reserve_lists),
    Screen("dialog-people-bulk", _bulk),
    Screen("dialog-person-change", _change),
)
