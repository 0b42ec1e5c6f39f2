"""The check of the bank as a page: by kind, each finding leads to its questions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from dongan_training import clock
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.intake import accept
from ui.bank.check_page import CheckPage
from ui.bank.editor.editor_page import EditorPage

OPTIONS = ("一年", "二年", "三年", "五年")
RULES = "《中国共产党纪律处分条例》（{}年修订）第{}条"


def single(stem, key="B", citation=None, options=OPTIONS):
    return Draft(QuestionType.SINGLE_CHOICE, stem, options, (key,), citation=citation)


DRAFTS = (
    single("留党察看最长几年"),
    single("留党察看最长几年", "C"),
    single("党员受到警告处分的影响期是多久", citation=RULES.format(2018, "十")),
    single("下列行为违反廉洁纪律的是哪一项", citation=RULES.format(2023, "一百七十")),
)


@pytest.fixture
def page(qtbot, desk, workspace, trainer):
    with workspace.begin() as session:
        at = clock.now()
        accept(session, drafts=DRAFTS, subject_name="纪律", file_name="a.txt", by=trainer, at=at)
    page = CheckPage(desk)
    qtbot.addWidget(page)
    page.resize(1182, 712)
    with qtbot.waitSignal(desk.jobs.idle, timeout=10_000):
        page.show()
    return page


def kinds(page):
    return sorted({one.kind for one in page.lines.rows})


def test_findings_stand_by_kind_and_lead_to_their_questions(qtbot, desk, page):
    assert kinds(page) == ["article_out_of_range", "contradiction", "retired_edition"]
    assert page.told.text() == "4 题，3 处要看"
    page.chips["contradiction"].click()
    assert [one.kind for one in page.lines.rows] == ["contradiction"]
    assert all(card.isVisible() for card in page.cards.cards)
    page.chips["contradiction"].click()
    page.chips["retired_edition"].click()
    assert not page.cards.cards[1].isVisible() and "2023" in page.cards.message.text()
    asked = []
    desk.navigator.asked.connect(lambda key, told: asked.append((key, told)))
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked[0][0] == "bank"


def test_a_question_is_mended_and_the_bank_checked_anew(qtbot, desk, page):
    page.chips["retired_edition"].click()
    asked = []
    desk.navigator.asked.connect(lambda *what: asked.append(what))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    ((key, told),) = asked
    assert key == "bank-edit"
    editor = EditorPage(desk, **told, citation=RULES.format(2023, "十"))
    qtbot.addWidget(editor)
    editor.save()
    assert page.stale.isVisible()
    with qtbot.waitSignal(desk.jobs.idle, timeout=10_000):
        page.try_again()
    assert kinds(page) == ["article_out_of_range", "contradiction"]
    assert not page.stale.isVisible()


def test_findings_are_written_as_a_sheet(qtbot, desk, page, tmp_path):
    desk.dialogs.path = tmp_path / "检查.xlsx"
    with qtbot.waitSignal(desk.jobs.idle, timeout=10_000):
        page.export()
    rows = CalamineWorkbook.from_path(str(desk.dialogs.path)).get_sheet_by_index(0).to_python()
    assert rows[2][:3] == ["序号", "种类", "说明"] and len(rows) == 3 + 4
    assert "已写入“检查.xlsx”。" in page.notice._words.text()


def test_keys_that_lean_to_one_letter_lead_to_all_questions_of_the_type(
    qtbot, desk, page, workspace, trainer
):
    drafts = [single(f"第{n}号规定的期限是多久", "A", None, (f"{n}年", "二年")) for n in range(30)]
    with workspace.begin() as session:
        at = clock.now()
        accept(session, drafts=drafts, subject_name="偏", file_name="b.txt", by=trainer, at=at)
    with qtbot.waitSignal(desk.jobs.idle, timeout=10_000):
        page.try_again()
    page.chips["skewed_keys"].click()
    asked = []
    desk.navigator.asked.connect(lambda key, told: asked.append((key, told)))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == [("bank", {"wanted": Filter(kind=QuestionType.SINGLE_CHOICE)})]


def test_a_check_that_was_stopped_says_so(qtbot, desk, page):
    page.checked = None
    page._on_cancelled()
    assert "检查已停止" in page._state.text.text()
