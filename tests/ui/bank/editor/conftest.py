"""The editor as a clerk has it before him, and his keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from dongan_training.bank.editing import Work, WorkItem, open_work, save_work
from dongan_training.bank.subjects import add_subject
from ui.bank.editor.editor_page import EditorPage


@pytest.fixture
def subject(workspace, trainer, now):
    with workspace.begin() as session:
        return add_subject(session, name="纪律", parent_id=None, by=trainer, at=now)


@pytest.fixture
def shown(qtbot, desk, subject):
    def shown(**arguments):
        page = EditorPage(desk, **arguments)
        qtbot.addWidget(page)
        page.resize(1170, 700)
        page.show()
        with qtbot.waitActive(page):
            page.activateWindow()
        page.first_field().setFocus()
        QApplication.processEvents()
        return page

    return shown


@pytest.fixture
def stored(workspace, trainer, now, subject):
    def stored(*drafts, passage=None):
        with workspace.begin() as session:
            work = Work(subject, tuple(map(WorkItem, drafts)), passage)
            return save_work(session, work=work, before=None, by=trainer, at=now).question_ids

    return stored


def type_in(text):
    """Keys for the widget that has the keyboard; Chinese comes as an input method sends it."""
    field = QApplication.focusWidget()
    if hasattr(field, "insertPlainText"):
        field.insertPlainText(text)
    else:
        field.insert(text)
        field.textEdited.emit(field.text())


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QTest.qWait(1)
    while any(one.isDown() for one in QApplication.activeWindow().findChildren(QAbstractButton)):
        QTest.qWait(10)  # a button's key holds it down for a moment, and only then it acts


def said(qtbot, page, field):
    qtbot.waitUntil(lambda: not page._pause.isActive())
    return page.form.cautions[field].text


def read(workspace, question_id):
    with workspace.read() as session:
        return open_work(session, question_id)
