"""F4 in a review: the original is put right and read again, and taken back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from dongan_training.bank.importing import draft_imports


def reread(qtbot, page):
    """Press F4 in the list; gives the dialog that opens."""
    page.lines.table.setFocus()
    QTest.keyClick(page.lines.table, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: page.dialog is not None)
    return page.dialog


def rows(page):
    return [(row.number, row.key) for row in page.lines.rows.rows]


def test_a_missing_key_and_a_second_question_are_typed_into_the_original(qtbot, review):
    page = review
    before = rows(page)
    dialog = reread(qtbot, page)
    assert "留党察看" in dialog.text
    dialog.written.moveCursor(QTextCursor.MoveOperation.End)
    dialog.written.insertPlainText("\n答案：B\n10、补上的题（ √ ）。")
    dialog.take.click()
    assert "识别为 2 题" in page.notice.text() and page.lines.heading.text() == "识别到 10 题"
    assert page.items[2].entry.draft.answer == ("B",)
    assert page.items[3].entry.draft.answer == (True,) and page.items[3].is_ready
    assert page.lines.table.current().id == 2
    with page.workspace.read() as session:
        assert len(draft_imports.resume(session, page.draft).items) == 10
    page.steps.undo()
    assert rows(page) == before and page.lines.heading.text() == "识别到 9 题"


def test_what_is_no_question_yet_cannot_take_a_place_and_leaving_changes_nothing(qtbot, review):
    page = review
    before = rows(page)
    dialog = reread(qtbot, page)
    dialog.more.click()
    assert len(dialog.taken.pieces) == 2
    dialog.written.setPlainText("")
    dialog.accept()
    assert dialog.isVisible() and not dialog.take.isEnabled()
    dialog.reject()
    assert rows(page) == before


def test_what_a_question_put_right_resembles_is_told_at_once(qtbot, review):
    dialog = reread(qtbot, review)
    text = "留党察看处分的期限最长不得超过几年才是对的（ ）。\nA．一年\nB．二年\n答案：B"
    dialog.written.setPlainText(f"1．{text}\n2．请问{text}")
    dialog.take.click()
    second = review.items[3]
    assert second.entry.known is None
    qtbot.waitUntil(lambda: review.items[3].entry.known is not None)
    assert review.items[3].entry.known.place == 2
    review.steps.undo()
    assert review.lines.heading.text() == "识别到 9 题"
