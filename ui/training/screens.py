"""Pictures of the training pages, on the data of the demo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.training import queries, slot_proposal
from dongan_training.training.budget import ClassFunds, set_class_funds, set_year_funds
from dongan_training.training.kinds import SHIPPED
from dongan_training.training.venues import VenueFacts, keep_venue
from ui.kit import Desk
from ui.kit.screen import Screen, in_window
from ui.training.add_people_dialog import AddPeopleDialog
from ui.training.budget_dialog import BudgetDialog
from ui.training.choices_dialog import ChoicesDialog
from ui.training.class_dialog import ChangeClassDialog, NewClassDialog
from ui.training.courses_page import CourseDialog
from ui.training.data_dialogs import KindDialog, KindsDialog, VenuesDialog
from ui.training.lesson_dialog import LessonDialog
from ui.training.menu_dialog import MenuDialog
from ui.training.place_dialogs import WithdrawDialog
from ui.training.places_dialog import PlacesDialog, WaitingDialog
from ui.training.print_badges_dialog import PrintBadgesDialog
from ui.training.print_sheet_dialog import PrintSheetDialog
from ui.training.proposal_dialog import ProposalDialog
from ui.training.trade_dialog import TradeDialog
from ui.training.training_page import TrainingPage


def _card(desk: Desk) -> queries.ClassCard:
    """The class that is over: the demo's own."""
    with desk.workspace.read() as session:
        return [one for one in queries.classes(session) if one.needs_exam][-1]


def _class(desk: Desk, tab: str) -> QWidget:
    return in_window(desk, "class", class_id=_card(desk).id, tab=tab)


def _new_class(desk: Desk) -> QWidget:
    dialog = NewClassDialog(desk, 2026, 4)
    dialog.add_line()
    return dialog


def _change_class(desk: Desk) -> QWidget:
    return ChangeClassDialog(desk, _card(desk))


def _lesson(desk: Desk) -> QWidget:
    return LessonDialog(desk, _card(desk))


def _courses_to_choose(desk: Desk) -> QWidget:
    picker = LessonDialog(desk, _card(desk)).courses
    picker.choose()
    return picker.dialog


def _add_people(desk: Desk) -> QWidget:
    dialog = AddPeopleDialog(desk, _card(desk))
    for choice in [one for one in dialog.people.rows if not one.mark][:2]:
        dialog.toggle(choice)
    return dialog


def _withdraw(desk: Desk) -> QWidget:
    window = in_window(desk, "class", class_id=_card(desk).id)
    return WithdrawDialog(desk, window.page.overview.rows[:2], window)


def _print(desk: Desk, *, badges: bool) -> QWidget:
    page = TrainingPage(desk)
    page.deleteLater()  # only its dialog is seen
    card = _card(desk)
    with desk.workspace.read() as session:
        lessons = queries.lessons(session, card.id)
    dialog = PrintBadgesDialog(page, card) if badges else PrintSheetDialog(page, lessons)
    dialog.setParent(None)
    return dialog


def _course(desk: Desk) -> QWidget:
    return CourseDialog(desk, None)


def _no_class(desk: Desk) -> QWidget:
    page = TrainingPage(desk)
    page.classes.show(())
    page.resize(1366, 768)
    return page


def _calendar(desk: Desk, *, is_week: bool) -> QWidget:
    window = in_window(desk, "calendar")
    if is_week:
        window.page.views.button(1).click()
    return window


def _notice(desk: Desk) -> QWidget:
    from ui.training.notice_dialog import NoticeDialog  # loads fonts

    with desk.workspace.read() as session:
        card = queries.classes(session)[0]
    return NoticeDialog(in_window(desk, "training").page, card)


def _of_first(make: Callable[[Desk, str], QWidget], desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        return make(desk, queries.classes(session)[0].id)


def _places(desk: Desk) -> QWidget:
    dialog = _of_first(PlacesDialog, desk)
    assert isinstance(dialog, PlacesDialog)
    dialog.share_out()
    return dialog


def _choices(desk: Desk) -> QWidget:
    def make(desk: Desk, class_id: str) -> QWidget:
        ChoicesDialog(desk, class_id).put_on_menu()
        return ChoicesDialog(desk, class_id)

    return _of_first(make, desk)


def _proposal(desk: Desk) -> QWidget:
    def make(desk: Desk, class_id: str) -> QWidget:
        ChoicesDialog(desk, class_id).put_on_menu()
        with desk.workspace.read() as session:
            proposal = slot_proposal.propose(session, class_id)
        return ProposalDialog(desk, class_id, proposal)

    return _of_first(make, desk)


def _plan_dialog(desk: Desk, kind: type[VenuesDialog] | type[KindsDialog]) -> QWidget:
    with desk.workspace.begin() as session:
        for facts in (
            VenueFacts("镇政府三楼会议室", 90, "会议室"),
            VenueFacts("县委党校报告厅", 220, "报告厅"),
        ):
            keep_venue(session, facts=facts, by=desk.actor, at=clock.now())
    return kind(desk)


def _budget(desk: Desk) -> QWidget:
    who = {"by": desk.actor, "at": clock.now()}
    with desk.workspace.begin() as session:
        set_year_funds(session, year=2026, funds=120_000, source="县财政", **who)
        costs = (ClassFunds(30_000, 31_200, "场租、资料"), ClassFunds(28_000, 9_800, "师资"))
        for card, funds in zip(queries.classes(session), costs, strict=False):
            set_class_funds(session, class_id=card.id, funds=funds, **who)
    return BudgetDialog(desk, 2026)


def _kind(desk: Desk) -> QWidget:
    return KindDialog(desk, SHIPPED[0])


def _trade(desk: Desk) -> QWidget:
    window = in_window(desk, "class", class_id=_card(desk).id)
    return TradeDialog(desk, _card(desk), window.page.overview.rows[0])


SCREENS = (
    Screen("dialog-venues", partial(_plan_dialog, kind=VenuesDialog)),
    Screen("dialog-kinds", partial(_plan_dialog, kind=KindsDialog)),
    Screen("dialog-kind", _kind),
    Screen("dialog-budget", _budget),
    Screen("dialog-menu", partial(_of_first, MenuDialog)),
    Screen("dialog-trade", _trade),
    Screen("dialog-places", _places),
    Screen("dialog-waiting", partial(_of_first, WaitingDialog)),
    Screen("dialog-choices", _choices),
    Screen("dialog-proposal", _proposal),
    Screen("dialog-notice", _notice),
    Screen("training", partial(in_window, key="training")),
    Screen("training-empty", _no_class),
    Screen("class", partial(_class, tab="people")),
    Screen("class-summary", partial(_class, tab="summary")),
    Screen("class-timetable", partial(_class, tab="timetable")),
    Screen("class-attendance", partial(_class, tab="attendance")),
    Screen("class-exam", partial(_class, tab="exam")),
    Screen("class-certificates", partial(_class, tab="certificates")),
    Screen("calendar-month", partial(_calendar, is_week=False)),
    Screen("calendar-week", partial(_calendar, is_week=True)),
    Screen("courses", partial(in_window, key="courses")),
    Screen("dialog-class-new", _new_class),
    Screen("dialog-class-change", _change_class),
    Screen("dialog-lesson", _lesson),
    Screen("dialog-courses", _courses_to_choose),
    Screen("dialog-add-people", _add_people),
    Screen("dialog-withdraw", _withdraw),
    Screen("dialog-course", _course),
    Screen("class-print-badges", partial(_print, badges=True)),
    Screen("class-print-sheet", partial(_print, badges=False)),
)
