"""The notice of a class, asked for in the window."""

from dataclasses import replace
from datetime import timedelta

import docx
import pytest

from dongan_training import clock
from dongan_training.training import planning, queries
from dongan_training.training.planning import ClassFacts
from ui.training.notice_dialog import NoticeDialog
from ui.training.training_page import TrainingPage


@pytest.fixture
def dialog(qtbot, desk, trainer, now):
    with desk.workspace.begin() as session:
        facts = ClassFacts("第四季度培训班", 4, organizer="县委组织部")
        class_id = planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)
        card = queries.class_card(session, class_id)
    page = TrainingPage(desk)
    qtbot.addWidget(page)
    page.show()
    dialog = NoticeDialog(page, card)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_was_typed_goes_into_the_word_file(dialog, desk, tmp_path):
    desk.dialogs.path = tmp_path / "通知.docx"
    dialog.contact.setText("唐老师 4211000")
    dialog.has_deadline.setChecked(True)
    dialog.word.click()
    text = "\n".join(one.text for one in docx.Document(desk.dialogs.path).paragraphs)
    assert "联系人：唐老师 4211000" in text and "日前确定参训人员" in text
    assert dialog.notice.text() == "已存为“通知.docx”。"


def test_nothing_is_written_when_the_user_thinks_better_of_it(dialog, desk):
    desk.dialogs.path = None
    dialog.word.click()
    assert not dialog.notice.isVisible()


def test_the_reply_is_never_proposed_for_a_day_that_is_over(dialog, monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    near = replace(dialog._card, starts_at=now + timedelta(days=2))
    again = NoticeDialog(dialog._page, near)
    assert again.deadline.date().toPython() == clock.local(now).date()
    far = NoticeDialog(dialog._page, replace(near, starts_at=now + timedelta(days=20)))
    assert far.deadline.date().toPython() == clock.local(now + timedelta(days=15)).date()


def test_what_a_notice_said_stands_in_the_form_again(dialog, desk, tmp_path):
    desk.dialogs.path = tmp_path / "通知.docx"
    dialog.contact.setText("唐老师 4211000")
    dialog.addressee.setText("各乡镇党委：")
    dialog.word.click()
    again = NoticeDialog(dialog._page, dialog._card)
    assert (again.addressee.text(), again.contact.text()) == ("各乡镇党委：", "唐老师 4211000")
    assert again.signed_on.date() == dialog.signed_on.date()


def test_the_form_stays_open_below_its_preview(qtbot, dialog):
    dialog.submit.click()
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.isVisible())
    assert dialog.isVisible()
    dialog.shown.close()
    assert dialog.isVisible()
