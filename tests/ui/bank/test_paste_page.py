"""What is pasted is understood while one looks at it, and then goes the way of a file."""

import pytest
from PySide6.QtGui import QGuiApplication

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing import draft_imports
from dongan_training.bank.importing.intake import accept
from ui.bank.import_page import BankImportPage
from ui.bank.paste_page import PastePage
from ui.bank.screens import SAMPLE


@pytest.fixture
def page(qtbot, desk):
    page = PastePage(desk, subject="村务")
    qtbot.addWidget(page)
    page.resize(1170, 700)
    page.show()
    return page


def write(qtbot, page, text):
    with qtbot.waitSignal(page.jobs.idle):
        page.text.setPlainText(text)


def test_questions_appear_beside_the_text_while_it_is_written(qtbot, page):
    write(qtbot, page, SAMPLE)
    assert page.lines.heading.text() == "识别到 9 题"
    write(qtbot, page, SAMPLE.split("二、多选题")[0])
    assert page.lines.heading.text() == "识别到 4 题"
    assert page.go_on.isEnabled()


def test_an_empty_text_has_nothing_to_review(qtbot, page):
    write(qtbot, page, SAMPLE)
    write(qtbot, page, "")
    assert not page.go_on.isEnabled()
    assert page.lines.heading.text() == "还没有文字"


def test_the_clipboard_is_taken_with_one_button(qtbot, page):
    QGuiApplication.clipboard().setText(SAMPLE)
    with qtbot.waitSignal(page.jobs.idle):
        page.paste()
    assert page.text.toPlainText() == SAMPLE


def test_the_review_goes_on_as_a_draft_with_the_name_of_the_bank(qtbot, desk, page):
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    write(qtbot, page, SAMPLE)
    with qtbot.waitSignal(page.jobs.idle):
        page.review()
    with desk.workspace.read() as session:
        (draft,) = draft_imports.open_drafts(session)
    assert (draft.questions, draft.subject_name, draft.file_name) == (9, "村务", "粘贴的文字")
    assert asked == [("bank-import", {"draft": draft.id})]
    assert page.text.toPlainText() == ""


def test_without_a_word_where_to_the_subject_is_that_of_the_latest_question(
    qtbot, desk, page, trainer, now
):
    page.subject = ""
    question = Draft(QuestionType.TRUE_FALSE, "村务公开应当真实。", answer=(True,))
    with desk.workspace.begin() as session:
        told = {"subject_name": "党纪/第一章", "file_name": "题.txt", "by": trainer, "at": now}
        accept(session, drafts=[question], **told)
    write(qtbot, page, SAMPLE)
    with qtbot.waitSignal(page.jobs.idle):
        page.review()
    with desk.workspace.read() as session:
        (draft,) = draft_imports.open_drafts(session)
    assert draft.subject_name == "党纪/第一章"


def test_the_page_of_the_review_opens_the_draft_though_the_job_that_kept_it_is_not_over(
    qtbot, desk, page
):
    shown = []

    def go(key, arguments):
        shown.append(BankImportPage(desk, **arguments))
        qtbot.addWidget(shown[0])
        shown[0].show()

    desk.navigator.asked.connect(go)
    write(qtbot, page, SAMPLE)
    page.review()
    qtbot.waitUntil(lambda: bool(shown) and len(shown[0].items) == 9)
    assert shown[0].lines.heading.text() == "识别到 9 题"
