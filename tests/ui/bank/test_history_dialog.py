"""The versions of a question are looked at, compared, and one of them is restored."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dongan_training.bank.changing import change_question
from dongan_training.bank.difficulty import Measure, record_measures
from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.editing import Work, WorkItem, save_work
from dongan_training.bank.history import history
from dongan_training.bank.question_view import question_views
from dongan_training.bank.subjects import add_subject
from dongan_training.bank.versioning import newest
from dongan_training.exam.models import Paper, PaperItem
from tests.bank.questions import png
from ui.bank.history_dialog import HistoryDialog
from ui.bank.question_card import QuestionCard
from ui.kit import Words

LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年"),
    answer=("B",),
    difficulty="易",
)


@pytest.fixture
def question(workspace, trainer, now):
    with workspace.begin() as session:
        subject = add_subject(session, name="纪律", parent_id=None, by=trainer, at=now)
        work = Work(subject, (WorkItem(LIMIT),), passage="某村……")
        (made,) = save_work(session, work=work, before=None, by=trainer, at=now).question_ids
        version = newest(session, [made])[made]
        paper = Paper(title="季度测试", blueprint={}, seed=1, made_at=now, full_marks=1)
        session.add(paper)
        session.flush()
        session.add(PaperItem(paper_id=paper.id, position=1, version_id=version.id, points=1))
        change_question(
            session,
            question_id=made,
            draft=replace(LIMIT, passage="某村……", stem="留党察看处分的期限最长（ ）。"),
            by=trainer,
            at=now,
            reason="说法更准",
        )
        return made


@pytest.fixture
def dialog(qtbot, desk, question):
    dialog = HistoryDialog(desk, question)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_each_version_says_what_it_changed_and_who_uses_it(dialog):
    rows = [(one.number, one.reason, one.papers) for one in dialog.lines.rows]
    assert rows == [(2, "说法更准", 0), (1, "新建", 1)]
    assert not dialog.restore.isEnabled()  # it says that already
    looks = {}
    block = dialog.text.document().begin()
    while block.isValid():
        for fragment in block:
            font = fragment.fragment().charFormat().font()
            looks[fragment.fragment().text()] = (font.strikeOut(), font.underline())
        block = block.next()
    assert looks["的"] == (False, True) and looks["不得超过"] == (True, False)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.uses.text() == "用于试卷“季度测试”"
    assert dialog.told.text() == "第 1 版：最早的内容"


def test_a_version_is_restored_by_its_key_and_the_way_back_is_offered(
    qtbot, dialog, workspace, question
):
    dialog.table.pick(1)
    dialog.put_back()
    assert "已恢复第 1 版" in dialog.notice.text()
    assert dialog.lines.rows[0].reason == "恢复第 1 版"
    dialog.notice._way_back.click()
    with workspace.read() as session:
        rows = history(session, question)
    assert [one.number for one in rows] == [4, 3, 2, 1]
    assert rows[0].draft == rows[2].draft and dialog.notice.text() == "已撤销。"


def test_the_card_tells_all_that_is_known(qtbot, workspace, question, trainer, now):
    with workspace.begin() as session:
        record_measures(session, {question: Measure(0.72, 0.31, 25)})
        essay = Draft(
            QuestionType.SHORT_ANSWER,
            "看图简述。〔图1〕",
            answer=("一年。",),
            pictures=(png(1),),
            marking=(MarkingPoint("期限", 2),),
            tags=("必考", "新"),
            points=2,
        )
        subject = add_subject(session, name="村务", parent_id=None, by=trainer, at=now)
        work = Work(subject, (WorkItem(essay),))
        (other,) = save_work(session, work=work, before=None, by=trainer, at=now).question_ids
        first, second = question_views(session, [question, other])
    card = QuestionCard()
    qtbot.addWidget(card)
    card.show_view(first)
    told = [one.text() for one in card.area.widget().findChildren(Words)]
    assert "某村……" in told and "声明：易　实测：25 人次，得分率 72%　区分度 0.31" in told
    asked = []
    card.past_asked.connect(asked.append)
    card.edition.click()
    assert asked == [question] and card.edition.text() == "第 2 版"
    card.show_view(second)
    names = [one.accessibleName() for one in card.area.widget().children() if one.isWidgetType()]
    assert "图 1" in names and "1. 期限（2 分）" in names
