from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from dongan_training.bank.drafts import Picture
from dongan_training.bank.models import Passage, QuestionVersion
from dongan_training.bank.pictures import store_pictures
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.models import PaperItem
from ui.exam.question_panel import QuestionPanel
from ui.exam.question_parts import WIDEST, PassagePart, PicturePart
from ui.kit import gap_kept


def png(width, height):
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    QImage(width, height, QImage.Format.Format_RGB32).save(data, "PNG")
    return data.data().data()


@pytest.fixture
def question(workspace, start):
    """The first question of somebody's paper, with a passage and a picture too wide to fit."""
    attempt_id = start()
    with workspace.begin() as session:
        shown = sitting_view(session, attempt_id).questions[0]
        version = session.get_one(
            QuestionVersion, session.get_one(PaperItem, shown.item_id).version_id
        )
        passage = Passage(text="某村党支部书记李某……")
        session.add(passage)
        session.flush()
        version.passage_id = passage.id
        session.flush()
        store_pictures(session, {version.id: [Picture("image/png", png(1120, 200))]})
    with workspace.read() as session:
        return sitting_view(session, attempt_id).questions[0]


def test_passage_and_pictures_stand_around_the_question(qtbot, question):
    panel = QuestionPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show_question(question, 10, ())
    passage, picture = panel.around
    assert isinstance(passage, PassagePart)
    assert passage.text.text() == "某村党支部书记李某……"
    assert isinstance(picture, PicturePart)
    assert picture.accessibleName() == "图 1"
    assert picture.heightForWidth(900) == 100 + 24
    panel.set_zoom(2.0)
    assert picture.heightForWidth(2 * WIDEST) == 200 + 24
    assert picture.grab().width() > 0


def test_a_picture_that_cannot_be_drawn_says_so(qtbot, question):
    panel = QuestionPanel()
    qtbot.addWidget(panel)
    panel.show_question(replace(question, pictures=(b"nothing",)), 10, ())
    assert "不能显示" in panel.around[-1]._words
    assert panel.around[-1].grab().width() > 0


def test_the_gap_to_be_filled_is_no_place_to_break_a_line():
    assert gap_kept("应当（ ）处分， 或者 ( ) 。") == "应当（\u00a0）处分， 或者 (\u00a0) 。"
    assert gap_kept("给予（\u3000）处分。") == "给予（\u00a0\u00a0）处分。"  # typed full-width
