import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.marking_desk import answers_to_mark
from dongan_training.exam.models import AnswerMark, Attempt
from ui.exam.marking_page import MarkingPage
from ui.exam.marks_page import MarksPage
from ui.kit import Leaving


@pytest.fixture
def page(qtbot, desk, essay_exam, essays):
    page = MarkingPage(desk, essay_exam.exam_id)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def keys(qtbot, page):
    """Type points into the fields, each ended by Enter."""

    def type_points(*points):
        for place, one in enumerate(points):
            field = page.card.points.fields[place]
            field.selectAll()
            qtbot.keyClicks(field, str(one))
            qtbot.keyClick(field, Qt.Key.Key_Return)

    return type_points


def type_chinese(field, text):
    """Type as an input method does; Qt's keyClicks aborts on what is not Latin-1."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def marks(desk):
    with desk.workspace.read() as session:
        found = session.scalars(select(AnswerMark).order_by(AnswerMark.id))
        return [(one.marker, one.points, one.comment) for one in found]


def test_points_are_typed_and_enter_shows_the_next_answer(page, keys, desk):
    first = page.answer
    keys(4, 2.5)
    assert marks(desk) == [(desk.actor.name, 6.5, "")]
    assert page.answer.attempt_id != first.attempt_id
    assert "待我阅 1" in page.progress.text()
    keys(0, 0)
    assert page.notice.text() == "没有等您阅的答案了。"


def test_nobody_is_named_and_the_model_answer_and_its_points_are_there(page):
    shown = " ".join(
        (page.card.text.text(), page.card.place.text(), page.model.text(), page.stem.text())
    )
    assert not any(name in shown for name in ("陈敏", "欧阳𬱖", "唐建国"))
    assert page.model.text() == "范文"
    assert [one.maximum() for one in page.card.points.fields] == [4, 6]
    assert "第三人定分" in page.rule.text()


def test_another_marker_may_be_typed_and_gets_a_pile_of_their_own(page, qtbot, desk, keys):
    page.marker.setFocus()
    page.marker.selectAll()
    type_chinese(page.marker, "王老师")
    qtbot.keyClick(page.marker, Qt.Key.Key_Return)
    page.marker.clearFocus()
    assert page.marker.text() == "王老师"
    assert "待我阅 2" in page.progress.text()
    keys(1, 1)
    assert [one[0] for one in marks(desk)] == ["王老师"]


def test_what_another_marker_saves_leaves_alone_what_is_typed(page, qtbot, desk, now):
    field = page.card.points.fields[0]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "3")
    with desk.workspace.begin() as session:
        pile = answers_to_mark(
            session, exam_id=page.exam_id, item_id=page.answer.item_id, marker="乙"
        )
        for one in pile:
            given = GivenPoints("乙", (1, 1))
            where = {"attempt_id": one.attempt_id, "item_id": one.item_id}
            mark_answer(session, **where, given=given, by=desk.actor, at=now)
    qtbot.waitUntil(lambda: "阅完 0 / 2" in page.progress.text())
    assert page.card.points.fields[0] is field
    assert page.card.points.points == (3, 0)


def test_two_who_differ_leave_the_decision_to_a_third(page, qtbot, desk, keys, essays):
    for marker, points in (("甲", (4, 6)), ("乙", (0, 0))):
        page.marker.setText(marker)
        page.take_marker()
        while page.answer.text != "抓早抓小，防微杜渐。":
            page.step(1 if page.answer.place == 1 else -1)
        keys(*points)
    page.marker.setText("丙")
    page.take_marker()
    while not page.answer.others:
        page.step(1 if page.answer.place == 1 else -1)
    assert page.card.others.text() == "两位阅卷人给了 10、0 分，相差过大，由您定分。"
    assert page.card.state.tag().text == "待我定分"
    keys(2, 3)
    with desk.workspace.read() as session:
        assert session.get_one(Attempt, essays["陈敏"]).score == 7


def test_a_comment_is_saved_and_shown_again(page, qtbot, desk):
    page.card.points.give_all()
    type_chinese(page.card.points.comment, "论述充分")
    first = page.answer
    qtbot.keyClick(page.card.points.comment, Qt.Key.Key_Return)
    page.step(first.place - page.answer.place)
    assert page.card.points.points == (4, 6)
    assert page.card.points.comment.text() == "论述充分"
    assert page.card.state.tag().text == "等另一人"


def test_without_a_marker_name_nothing_is_saved(page, qtbot, desk, keys):
    page.marker.setText("  ")
    page.take_marker()
    keys(1, 1)
    assert marks(desk)[0][0] == desk.actor.name


def test_an_exam_without_short_answers_says_so(qtbot, desk, hall):
    page = MarkingPage(desk, hall.exam_id)
    qtbot.addWidget(page)
    assert page.answer is None
    assert not page.card.isVisible()


def test_the_list_of_marks_leads_to_marking_where_people_mark(qtbot, desk, essay_exam, essays):
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    page = MarksPage(desk, essay_exam.exam_id)
    qtbot.addWidget(page)
    page.show()
    assert page.figures["waiting"].value.text() == "2"
    page.marking.click()
    assert asked == [("exam-marking", {"exam_id": essay_exam.exam_id})]


def test_points_that_are_typed_and_not_saved_are_asked_about(page, desk, keys):
    first = page.answer
    page.card.points.fields[0].setValue(3)
    assert page.unsaved() == "第 1 份答案的打分"
    page.step(1)
    page.marker.setText("王老师")
    page.take_marker()
    assert page.answer is first and page.marker.text() == desk.actor.name
    assert desk.dialogs.asked == ["第 1 份答案的打分"] * 2
    desk.dialogs.leaves = Leaving.SAVE
    page.step(1)
    assert page.answer.place == 2 and marks(desk) == [(desk.actor.name, 3, "")]
    assert page.unsaved() == ""
    page.card.points.comment.setText("不完整")
    desk.dialogs.leaves = Leaving.DROP
    page.step(-1)
    assert (page.answer.place, page.unsaved()) == (1, "")
    assert len(marks(desk)) == 1


def test_the_shell_saves_the_points_before_the_page_is_left(page):
    page.card.points.fields[0].setValue(3)
    page.save()
    assert page.unsaved() == ""
