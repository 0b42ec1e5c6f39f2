"""What other programs lay on the clipboard comes into the field with its looks and pictures."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from dongan_training.bank.importing import draft_imports
from dongan_training.progress import Silent
from tests.bank.formats.test_pasted import OFFICE, word
from ui.bank.paste_page import PastePage

RED = "color:red;"
CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key


@pytest.fixture
def page(qtbot, desk):
    page = PastePage(desk, subject="村务")
    qtbot.addWidget(page)
    page.resize(1170, 700)
    page.show()
    page.text.setFocus()
    page._timer.setInterval(0)
    return page


def lay(*, text="", markup="", image=None, urls=()):
    """Lay on the clipboard what another program copied."""
    mime = QMimeData()
    if text:
        mime.setText(text)
    if markup:
        mime.setHtml(OFFICE.format(markup))
    if image is not None:
        mime.setImageData(image)
    if urls:
        mime.setUrls(list(urls))
    QGuiApplication.clipboard().setMimeData(mime)


def image():
    made = QImage(40, 20, QImage.Format.Format_RGB32)
    made.fill(QColor("#1f4e8c"))
    return made


def keys(page):
    drafts = page.text.written().read(Silent()).drafts
    assert page.lines.heading.text() == f"识别到 {len(drafts)} 题"
    return [(one.stem, one.answer) for one in drafts]


QUESTION = (word("😀村务公开几次？", "1."), word("一年", "A."), word("一季度", "B.", RED))


def test_a_red_option_of_word_is_red_in_the_field_and_the_right_one(qtbot, page):
    lay(text="1.\t村务公开几次？", markup="".join(QUESTION), image=image())
    with qtbot.waitSignal(page.jobs.idle):
        QTest.keyClick(page.text, KEY.Key_V, CTRL)
    assert page.text.toPlainText().split("\n")[0].split() == ["1.", "😀村务公开几次？"]
    assert keys(page) == [("😀村务公开几次？", ("B",))]
    with qtbot.waitSignal(page.jobs.idle):
        page.text.moveCursor(page.text.textCursor().MoveOperation.Start)
        page.text.insertPlainText("1. 😀乡镇几个？（A）\nA. 一\nB. 二\n")
    assert keys(page)[-1] == ("😀村务公开几次？", ("B",))


def test_what_is_pasted_twice_is_taken_back_in_one_step_each(qtbot, page):
    lay(markup="".join(QUESTION))
    QTest.keyClick(page.text, KEY.Key_V, CTRL)
    once = page.text.toPlainText()
    QTest.keyClick(page.text, KEY.Key_V, CTRL)
    QTest.keyClick(page.text, KEY.Key_Z, CTRL)
    assert page.text.toPlainText() == once
    with qtbot.waitSignal(page.jobs.idle):
        page.text.textChanged.emit()


def test_what_is_copied_in_the_field_comes_back_as_it_was(qtbot, page):
    lay(markup="".join((*QUESTION, "<p></p>", *QUESTION)))
    QTest.keyClick(page.text, KEY.Key_V, CTRL)
    once, looks = page.text.toPlainText(), page.text.written().lines
    page.text.selectAll()
    page.text.copy()
    with qtbot.waitSignal(page.jobs.idle):
        QTest.keyClick(page.text, KEY.Key_V, CTRL)
    assert "\n\n" in once and page.text.toPlainText() == once
    assert page.text.written().lines == looks


def test_a_picture_pasted_into_a_question_goes_with_it_into_the_draft(qtbot, desk, page):
    lay(markup="".join((word("图中是什么？", "1."), word("A.甲 B.乙"), word("答案：A"))))
    QTest.keyClick(page.text, KEY.Key_V, CTRL)
    page.text.moveCursor(page.text.textCursor().MoveOperation.Start)
    page.text.moveCursor(page.text.textCursor().MoveOperation.EndOfLine)
    lay(image=image())
    with qtbot.waitSignal(page.jobs.idle):
        QTest.keyClick(page.text, KEY.Key_V, CTRL)
    assert keys(page) == [("图中是什么？〔图1〕", ("A",))]
    with qtbot.waitSignal(page.jobs.idle):
        page.review()
    with desk.workspace.read() as session:
        (draft,) = draft_imports.open_drafts(session)
        (item,) = draft_imports.resume(session, draft.id).items
    assert [one.media_type for one in item.entry.draft.pictures] == ["image/png"]


def test_what_did_not_come_along_is_told(qtbot, page):
    lay(markup=word("图中是什么？<img src='file:///C:/a/b.png'>", "1."))
    with qtbot.waitSignal(page.jobs.idle):
        page.paste()
    assert page.told.text().startswith("有 1 张图片没有随文字过来")
    lay(text="file:///tmp/题库.docx", urls=[QUrl.fromLocalFile("/tmp/题库.docx")])
    page.paste()
    assert page.told.text() == "剪贴板里是文件，请用“导入题目”打开它。"
    lay(image=QImage())
    page.paste()
    assert "打不开" in page.told.text()


def test_the_cells_of_a_sheet_come_as_the_table_that_they_are(qtbot, page):
    rows = (("题干", "选项A", "选项B", "答案"), ("任期是（ ）。", "三年", "五年", "B"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lay(text="\n".join(map("\t".join, rows)), markup=f"<table>{cells}</table>", image=image())
    with qtbot.waitSignal(page.jobs.idle):
        page.paste()
    assert keys(page) == [("任期是（ ）。", ("B",))]
    assert page.text.toPlainText().startswith("题干\t选项A")
