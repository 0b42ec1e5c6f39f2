"""Money, kinds of classes, rooms, menus and exchanges, in the window."""

import pytest

from dongan_training.training import budget, choices, kinds, menu, planning, queries, venues
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts
from ui.training.budget_dialog import BudgetDialog
from ui.training.class_page import ClassPage
from ui.training.data_dialogs import KindsDialog, VenuesDialog
from ui.training.menu_dialog import MenuDialog
from ui.training.trade_dialog import TradeDialog


@pytest.fixture
def shown(qtbot, desk):
    def shown(kind, *arguments):
        dialog = kind(desk, *arguments)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return shown


def year_of(desk, class_id):
    with desk.workspace.read() as session:
        return queries.class_card(session, class_id).year


def names(desk, class_id):
    with desk.workspace.read() as session:
        return {one.name for one in queries.active_roster(session, class_id)}


def test_the_money_of_a_year_is_kept_and_what_is_left_follows(shown, desk, planned):
    year = year_of(desk, planned.class_id)
    dialog = shown(BudgetDialog, year)
    dialog.funds.setValue(50_000)
    dialog.source.setText("县财政")
    dialog.keep_year.click()
    dialog.given.setValue(20_000)
    dialog.spent.setValue(21_000)
    dialog.note.setText("场租")
    dialog.keep.click()
    assert dialog.sums.text() == "已分到各班 20,000，已用 21,000，全年还剩 29,000。"
    with desk.workspace.read() as session:
        known = budget.year_budget(session, year)
    assert (known.source, known.classes[0].is_overspent) == ("县财政", True)


def test_a_room_is_kept_changed_and_taken_off(shown, desk):
    dialog = shown(VenuesDialog)
    dialog.keep.click()
    assert "没有保存" in dialog.notice.text()
    for seats in (80, 90):
        dialog.name.setText("礼堂")
        dialog.seats.setValue(seats)
        dialog.keep.click()
    assert [(one.name, one.capacity, one.kind) for one in dialog.rows.rows] == [
        ("礼堂", 90, "会议室")
    ]
    dialog.table.pick(0)
    dialog.remove.click()
    with desk.workspace.read() as session:
        assert venues.venues(session) == []


def test_a_kind_of_class_is_added_changed_and_taken_off(shown, desk):
    dialog = shown(KindsDialog)
    dialog.add.click()
    dialog.form.name.setText("新任书记班")
    dialog.form.targets.setText("支部书记、后备干部")
    dialog.form.submit.click()
    assert dialog.rows.rows[-1].targets == ("支部书记", "后备干部")
    dialog.table.pick(len(dialog.rows.rows) - 1)
    dialog.change.click()
    dialog.form.quota.setValue(40)
    dialog.form.submit.click()
    with desk.workspace.read() as session:
        assert kinds.kind_named(session, "新任书记班").quota == 40
    dialog.table.pick(0)
    dialog.remove.click()
    with desk.workspace.read() as session:
        assert "季度培训" not in {one.name for one in kinds.kinds(session)}


def test_an_elective_is_put_on_the_menu_with_a_limit_and_taken_off(shown, desk, planned, now):
    facts = CourseFacts("村级调解", required=False)
    with desk.workspace.begin() as session:
        menu.add_course(session, facts=facts, by=desk.actor, at=now)
    dialog = shown(MenuDialog, planned.class_id)
    for number, row in enumerate(dialog.rows.rows):
        dialog.table.pick(number)
        assert dialog.capacity.isEnabled() is not row.required
        dialog.capacity.setValue(30)
        dialog.offer.click()
    with desk.workspace.read() as session:
        rows = choices.menu(session, planned.class_id)
    assert {row.name: row.capacity for row in rows} == {"纪律处分条例解读": 0, "村级调解": 30}
    dialog.table.pick(0)
    dialog.withdraw.click()
    assert sum(one.offered for one in dialog.rows.rows) == 1


def test_a_place_goes_to_somebody_else_or_is_exchanged(qtbot, shown, desk, planned):
    page = ClassPage(desk, planned.class_id)
    qtbot.addWidget(page)
    who = next(one for one in page.overview.rows if one.name == "唐丽")
    dialog = shown(TradeDialog, page.overview.card, who)
    dialog.search.setText("wf")
    assert [one.name for one in dialog.rows.rows] == ["王芳"]
    dialog.table.pick(0)
    dialog.trade_.click()
    assert names(desk, planned.class_id) == {"陈敏", "欧阳𬱖", "王芳"}


def test_a_place_is_exchanged_with_another_class(qtbot, shown, desk, planned, now):
    from dongan_training.training.enrolment import enrol_people

    year = year_of(desk, planned.class_id)
    with desk.workspace.begin() as session:
        who = {"by": desk.actor, "at": now}
        other = planning.add_class(session, year=year, facts=ClassFacts("另一个班", 4), **who)
        ids = [planned.people["邓建国"]]
        enrol_people(session, class_id=other, person_ids=ids, **who)
    page = ClassPage(desk, planned.class_id)
    qtbot.addWidget(page)
    leaving = next(one for one in page.overview.rows if one.name == "唐丽")
    dialog = shown(TradeDialog, page.overview.card, leaving)
    dialog.where.setCurrentIndex(1)
    dialog.table.pick(0)
    dialog.trade_.click()
    assert names(desk, other) == {"唐丽"}
    assert "邓建国" in names(desk, planned.class_id)
