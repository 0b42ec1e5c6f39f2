"""Options that come, go and change places under the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dongan_training.bank.cautions import Field
from dongan_training.bank.drafts import Draft, QuestionType
from tests.ui.bank.editor.conftest import press, read, said, type_in

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
SEVERAL = Draft(
    QuestionType.MULTIPLE_CHOICE,
    "下列情形中，应当从重处分的有（　）。",
    options=("主动投案", "强迫他人违纪", "拒不退赔"),
    answer=("B", "C"),
)
POINTS = Draft(QuestionType.SHORT_ANSWER, "简述村务公开的内容。", answer=("财务、选举。",))


def lines(page):
    return page.form.answer.options.lines


def test_a_multiple_choice_is_begun_by_choosing_its_type_and_warns_of_one_key_and_equal_options(
    qtbot, shown, workspace, subject
):
    page = shown(subject_id=subject)
    press(KEY.Key_T, ALT)
    press(KEY.Key_Right)
    assert page.form.answer.kind is QuestionType.MULTIPLE_CHOICE
    assert page.unsaved() == "" and said(qtbot, page, Field.STEM) == ""  # nobody's mistake yet
    press(KEY.Key_Return)
    assert page.form.stem.hasFocus()
    type_in("应当从重处分的有（　）。")
    lines(page)[0].text.setFocus()
    for text in ("强迫他人违纪", "强迫他人违纪", "拒不退赔"):
        type_in(text)
        press(KEY.Key_Return)
    type_in("以上都对")
    press(KEY.Key_2, ALT)
    assert "只有一个" in said(qtbot, page, Field.ANSWER)
    assert "A 和 B 相同" in said(qtbot, page, Field.OPTIONS)
    assert "不会打乱次序" in said(qtbot, page, Field.OPTIONS)
    press(KEY.Key_3, ALT)
    press(KEY.Key_S, CTRL)
    (item,) = read(workspace, page.question_id).items
    assert (item.draft.type, item.draft.answer) == (QuestionType.MULTIPLE_CHOICE, ("B", "C"))


def test_an_option_taken_back_leaves_the_keyboard_in_the_form(qtbot, shown, stored):
    (question,) = stored(SEVERAL)
    page = shown(question_id=question)
    lines(page)[2].text.setFocus()
    press(KEY.Key_Return)
    type_in("以上都对")
    assert lines(page)[3].text.hasFocus()
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert len(lines(page)) == 3 and lines(page)[2].text.hasFocus()
    press(KEY.Key_Y, CTRL)
    press(KEY.Key_Y, CTRL)
    assert page.form.answer.options.texts()[3] == "以上都对"


def test_a_new_option_stays_in_sight_when_something_is_said_above_it(qtbot, shown, stored):
    stored(SEVERAL)
    page = shown()
    page.resize(640, 420)
    page.kinds[QuestionType.MULTIPLE_CHOICE].click()
    page.form.stem.setFocus()
    type_in(SEVERAL.stem)
    lines(page)[0].text.setFocus()
    for text in SEVERAL.options:
        type_in(text)
        press(KEY.Key_Return)
    assert said(qtbot, page, Field.STEM) != ""  # the bank has it already
    QApplication.processEvents()
    assert not QApplication.focusWidget().visibleRegion().isEmpty()
    field, area = QApplication.focusWidget(), page.area
    bottom = field.mapTo(area.viewport(), field.rect().bottomLeft()).y()
    assert field is lines(page)[3].text and bottom < area.viewport().height()


def test_what_is_taken_back_is_gone_to(qtbot, shown, stored):
    (question,) = stored(SEVERAL)
    page = shown(question_id=question)
    page.resize(640, 420)
    page.form.tags.lineEdit().insert("必考")
    page.form.stem.setFocus()
    press(KEY.Key_Z, CTRL)
    assert page.form.tags.currentText() == "" and page.form.tags.hasFocus()
    assert not page.form.tags.visibleRegion().isEmpty()
    lines(page)[1].text.setFocus()
    press(KEY.Key_Y, CTRL)
    assert page.form.tags.currentText() == "必考" and page.form.tags.hasFocus()


def test_an_option_moves_with_its_key_and_back_again(qtbot, shown, stored, workspace):
    (question,) = stored(SEVERAL)
    page = shown(question_id=question)
    lines(page)[2].text.setFocus()
    press(KEY.Key_Up, ALT)
    press(KEY.Key_Up, ALT)
    press(KEY.Key_Up, ALT)  # it is the first already
    assert page.form.answer.options.texts() == ("拒不退赔", "主动投案", "强迫他人违纪")
    assert page.form.answer.answer() == ("A", "C")
    assert [line.letter.text() for line in lines(page)] == ["A", "B", "C"]
    assert lines(page)[0].text is QApplication.focusWidget()
    press(KEY.Key_Down, ALT)
    press(KEY.Key_S, CTRL)
    (item,) = read(workspace, question).items
    assert item.draft.options == ("主动投案", "拒不退赔", "强迫他人违纪")
    assert item.draft.answer == ("B", "C")


def test_a_marking_point_moves_and_the_last_one_hands_the_keyboard_on(qtbot, shown, stored):
    (question,) = stored(POINTS)
    page = shown(question_id=question)
    marking = page.form.answer.marking
    for text in ("财务", "选举"):
        marking.more.click()
        type_in(text)
    press(KEY.Key_Up, ALT)
    assert [one.text for one in marking.points()] == ["选举", "财务"]
    for _line in range(2):
        marking.lines[0].text.setFocus()
        QApplication.focusWidget().clear()
        press(KEY.Key_Backspace)
    assert marking.points() == () and marking.more.hasFocus()
