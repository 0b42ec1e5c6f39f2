"""今日 tells what waits in the question bank, and leads there."""

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from dongan_training import clock
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing import draft_imports
from dongan_training.bank.importing.draft_imports import Review
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.regulations import replacing
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.reports.bank_waiting import BankWaiting, bank_waiting
from ui.kit import Desk
from ui.today.bank_card import BankCard
from ui.today.today_page import TodayPage

RULES = "中国共产党纪律处分条例"


@pytest.fixture
def waiting(desk: Desk, now: datetime) -> BankWaiting:
    """One question on an article that was replaced, and one file under review."""
    question = Draft(
        QuestionType.TRUE_FALSE,
        "党员应当遵守纪律。",
        answer=(True,),
        citation=f"《{RULES}》（2023年修订）第六十条",
    )
    old, new = EditionName(RULES, 2023), EditionName(RULES, 2025)
    edition = Edition(new, in_force=date(2025, 7, 1), articles=158)
    by = desk.actor
    with desk.workspace.begin() as session:
        accept(session, drafts=[question], subject_name="党纪", file_name="a", by=by, at=now)
        plan = replacing.plan_replacement(session, old=old, new=edition, changes="60 删；其余不变")
        replacing.replace_edition(session, plan=plan, by=by, at=clock.now())
        review = Review("题.docx", "docx", "党纪", [], [])
        draft_imports.keep(session, review, by=by, at=now, draft_id="first")
        return bank_waiting(session)


def test_what_waits_is_told_with_a_button_that_leads_there(
    qtbot: QtBot, desk: Desk, waiting: BankWaiting
) -> None:
    asked: list[tuple[str, dict]] = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    card = BankCard(desk.navigator)
    qtbot.addWidget(card)
    card.show_waiting(waiting)
    assert [one.text() for one in card.buttons] == ["1 题待复核", "1 份导入等待核对"]
    for button in card.buttons:
        button.click()
    assert asked == [("citation-review", {}), ("bank-import", {"draft": "first"})]
    card.show_waiting(BankWaiting(0, ("b", "a")))
    (imports,) = card.buttons
    assert imports.text() == "2 份导入等待核对"
    imports.click()
    assert asked[-1] == ("bank-import", {})
    card.show_waiting(BankWaiting(0, ()))
    assert card.isHidden()


def test_without_a_class_what_waits_is_told_too(
    qtbot: QtBot, desk: Desk, waiting: BankWaiting
) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    assert page._state is not None
    told = [one.text() for one in page._state.buttons]
    assert told[-2:] == ["1 题待复核", "1 份导入等待核对"]
