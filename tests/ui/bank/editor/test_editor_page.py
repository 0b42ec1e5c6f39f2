"""The editor, driven as a clerk drives it: by keys, looking at what stands beside the fields."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from dongan_training.bank import queries
from dongan_training.bank.cautions import Field
from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.history import history
from tests.ui.bank.editor.conftest import press, read, said, type_in
from ui.bank.editor.preview import PAPER

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
CHOICE = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    points=2,
)
TRUE = Draft(QuestionType.TRUE_FALSE, "村务公开可以只公开结果。", answer=(False,))


def test_a_question_is_written_by_keys_alone_and_the_next_one_follows(
    qtbot, shown, workspace, subject
):
    page = shown(subject_id=subject)
    assert page.unsaved() == "" and page.form.cautions[Field.STEM].text == ""
    type_in("留党察看最长（ ）。")
    press(KEY.Key_Tab)  # past the button for pictures
    while QApplication.focusWidget() is not page.form.answer.options.lines[0].text:
        press(KEY.Key_Tab)
    for text in ("一年", "二年", "三年", "五年"):
        type_in(text)
        press(KEY.Key_Return)
    assert page.form.answer.options.texts() == ("一年", "二年", "三年", "五年")
    assert "还没有正确答案" in said(qtbot, page, Field.ANSWER)
    press(KEY.Key_2, ALT)
    assert said(qtbot, page, Field.ANSWER) == ""
    # The station keeps the blank of a bracket on one line by a blank that does not break.
    assert page.preview.panel.stem.text().replace("\xa0", " ") == "留党察看最长（ ）。"
    assert [one.text() for one in page.preview.panel.options] == ["一年", "二年", "三年", "五年"]
    press(KEY.Key_Return, CTRL)
    assert page.notice.text() == "已保存 1 题。"
    assert (page.unsaved(), page.form.stem.toPlainText(), page.question_id) == ("", "", "")
    assert page.form.stem.hasFocus()
    with workspace.read() as session:
        (row,) = queries.questions(session)
    assert (row.stem, row.answer, row.subject_id) == ("留党察看最长（ ）。", ["B"], subject)


def test_ctrl_z_goes_over_all_fields_and_ctrl_y_back(qtbot, shown, stored):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    type_in("（改）")
    page.form.points.setFocus()
    page.form.points.selectAll()
    type_in("5")
    press(KEY.Key_3, ALT)
    assert page.work.items[0].draft.answer == ("C",)
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert page.work.items[0].draft == CHOICE and page.unsaved() == ""
    press(KEY.Key_Z, CTRL | SHIFT)
    assert page.form.stem.toPlainText().endswith("（改）")
    assert page.unsaved().startswith("试题“留党察看")


def test_saving_makes_a_version_with_its_reason_and_tells_the_shell(
    qtbot, shown, stored, workspace
):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    became = []
    page.became.connect(became.append)
    type_in("（改）")
    page.filing.reason.setText("说法更准")
    press(KEY.Key_S, CTRL)
    assert "新版本" in page.notice.text() and became == [{"question_id": question}]
    with workspace.read() as session:
        rows = history(session, question)
    assert [(one.number, one.reason) for one in rows] == [(2, "说法更准"), (1, "新建")]
    press(KEY.Key_S, CTRL)
    assert page.notice.text() == "没有改动，不用保存。"


def test_what_cannot_be_saved_says_why_and_stays(qtbot, shown, stored, workspace):
    (question,) = stored(TRUE)
    page = shown(question_id=question)
    page.form.stem.setPlainText("")
    page.save()
    assert "题干是空的" in page.notice.text() and page.unsaved() == "这道试题"
    assert read(workspace, question).items[0].draft == TRUE


def test_saving_in_vain_leads_to_what_is_missing(qtbot, shown, subject):
    page = shown(subject_id=subject)
    press(KEY.Key_S, CTRL)
    assert page.form.stem.hasFocus()
    type_in("留党察看最长（ ）。")
    options = page.form.answer.options
    for text in ("一年", "二年"):
        press(KEY.Key_S, CTRL)
        type_in(text)
    press(KEY.Key_S, CTRL)
    assert options.texts() == ("一年", "二年") and options.lines[0].letter.hasFocus()
    answer = page.form.answer
    for kind, field in (
        (QuestionType.TRUE_FALSE, lambda: answer.right),
        (QuestionType.FILL_BLANK, lambda: answer.blanks.lines[0].fields[0]),
    ):
        page.kinds[kind].click()
        press(KEY.Key_S, CTRL)
        assert field().hasFocus(), kind
    page.passage_chip.click()
    press(KEY.Key_S, CTRL)
    assert page.passage.text.hasFocus()


def test_a_passage_that_was_only_chosen_is_nobodys_mistake(qtbot, shown, subject):
    page = shown(subject_id=subject)
    page.passage_chip.click()
    assert said(qtbot, page, Field.STEM) == "" and page.unsaved() == ""
    type_in("某村换届选举。")
    assert "题干是空的" in said(qtbot, page, Field.STEM) and page.unsaved()


def test_enter_leads_from_the_type_of_a_question_below_a_passage_to_its_stem(shown, subject):
    page = shown(subject_id=subject)
    page.passage_chip.click()
    for text, field in (("", page.passage.text), ("某村换届选举。", page.form.stem)):
        page.passage.text.setPlainText(text)
        press(KEY.Key_T, ALT)
        press(KEY.Key_Return)
        assert field.hasFocus()


def test_cautions_stand_beside_their_fields_and_do_not_block(qtbot, shown, stored):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    lines = page.form.answer.options.lines
    lines[2].text.setPlainText("二年")
    lines[3].text.setPlainText("以上都对")
    page.form.citation.setText("《中国共产党纪律处分条例》第九百条")
    told = said(qtbot, page, Field.OPTIONS)
    assert "选项 B 和 C 相同" in told and "不会打乱次序" in told
    assert "条例" in said(qtbot, page, Field.CITATION)
    page.save()
    assert "新版本" in page.notice.text()


def test_blanks_follow_the_stem_and_take_alternatives_by_enter(qtbot, shown, workspace, subject):
    page = shown(subject_id=subject)
    press(KEY.Key_T, ALT)
    for _step in range(3):
        press(KEY.Key_Right)
    assert page.form.answer.kind is QuestionType.FILL_BLANK
    page.form.stem.setFocus()
    type_in("期满")
    press(KEY.Key_U, CTRL)
    type_in("年内，")
    press(KEY.Key_U, CTRL)
    blanks = page.form.answer.blanks
    assert (len(blanks.lines), page.form.stem.toPlainText()) == (2, "期满____年内，____")
    blanks.lines[0].fields[0].setFocus()
    type_in("五")
    press(KEY.Key_Return)
    type_in("5/五")  # a slash is only a sign here
    blanks.lines[1].fields[0].setFocus()
    type_in("二")
    blanks.is_free.click()
    assert len(page.preview.panel.fields) == 2
    press(KEY.Key_S, CTRL)
    draft = read(workspace, page.question_id).items[0].draft
    assert (draft.answer, draft.order_free) == ((("五", "5/五"), ("二",)), True)
    press(KEY.Key_Z, CTRL)  # saving is no step: nothing to take back
    assert page.unsaved() == ""


def test_marking_points_are_added_by_enter(qtbot, shown, stored, workspace):
    essay = Draft(QuestionType.SHORT_ANSWER, "简述影响。", answer=("一年内不得提升。",), points=3)
    (question,) = stored(essay)
    page = shown(question_id=question)
    page.form.answer.marking.more.click()
    type_in("影响期")
    press(KEY.Key_Return)
    type_in("2")
    press(KEY.Key_Return)
    type_in("提升")
    assert "要点合计" not in said(qtbot, page, Field.MARKING)
    press(KEY.Key_Return)
    type_in("2")
    assert "要点合计 4 分，这道题是 3 分" in said(qtbot, page, Field.MARKING)
    press(KEY.Key_S, CTRL)
    draft = read(workspace, question).items[0].draft
    assert draft.marking == (MarkingPoint("影响期", 2), MarkingPoint("提升", 2))


def picture():
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_pictures_are_pasted_dropped_chosen_and_removed(qtbot, desk, shown, stored, tmp_path):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    QApplication.clipboard().setImage(picture())
    page.form.answer.options.lines[0].text.setFocus()
    press(KEY.Key_End)
    press(KEY.Key_V, CTRL)
    path = tmp_path / "图.png"
    picture().save(str(path))
    desk.dialogs.path = path
    page.form.stem.setFocus()
    press(KEY.Key_End)
    press(KEY.Key_I, CTRL | SHIFT)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    page.form.explanation.insertFromMimeData(dropped)
    page.save()
    draft = page.work.items[0].draft
    assert draft.stem == CHOICE.stem + "〔图1〕" and draft.options[0] == "一年〔图2〕"
    assert draft.explanation == "〔图3〕" and len(draft.pictures) == 3
    page.form.strip.buttons[1].click()
    page.save()
    draft = page.work.items[0].draft
    assert (draft.stem, draft.options[0]) == (CHOICE.stem, "一年〔图1〕")
    path.write_text("kein Bild")
    page.choose_picture()
    assert "不是能显示的图片" in page.notice.text()


def test_a_model_answer_takes_pictures_too(qtbot, shown, stored, workspace):
    (question,) = stored(Draft(QuestionType.SHORT_ANSWER, "画出流程。", answer=("见图：",)))
    page = shown(question_id=question)
    QApplication.clipboard().setImage(picture())
    page.form.answer.model.setFocus()
    press(KEY.Key_End)
    press(KEY.Key_V, CTRL)
    page.save()
    (item,) = read(workspace, question).items
    assert item.draft.answer == ("见图：〔图1〕",) and len(item.draft.pictures) == 1
    assert list(page.form.strip.buttons) == [1]


def test_a_passage_gains_and_loses_questions(qtbot, shown, stored, workspace):
    first, second = stored(CHOICE, TRUE, passage="某村党支部……")
    page = shown(question_id=second)
    assert [one.text() for one in page.passage.chips] == ["小题 1", "小题 2"]
    assert page.form.stem.toPlainText() == TRUE.stem
    press(KEY.Key_PageUp, CTRL)
    assert page.form.stem.toPlainText() == CHOICE.stem
    page.passage.more.click()
    type_in("新的小题。")
    page._look()
    assert page.passage.chips[2].text() == "小题 3 ！"
    page.kinds[QuestionType.TRUE_FALSE].click()
    press(KEY.Key_1, ALT)
    page.passage_chip.click()  # it has several questions
    assert "几道小题" in page.notice.text() and page.passage_chip.isChecked()
    page.save()
    work = read(workspace, first)
    assert [one.draft.stem for one in work.items] == [CHOICE.stem, TRUE.stem, "新的小题。"]
    page._choose_item(1)
    page.passage.fewer.click()
    page.save()
    assert len(read(workspace, first).items) == 2


def test_questions_of_a_passage_change_places_by_keys_and_buttons(qtbot, shown, stored, workspace):
    first, second = stored(CHOICE, TRUE, passage="某村党支部……")
    page = shown(question_id=second)
    assert page.passage.earlier.isEnabled() and not page.passage.later.isEnabled()
    press(KEY.Key_Up, ALT)
    stems = [one.draft.stem for one in page.work.items]
    assert stems == [TRUE.stem, CHOICE.stem] and page.form.stem.toPlainText() == TRUE.stem
    press(KEY.Key_Up, ALT)  # it is the first already
    assert [one.draft.stem for one in page.work.items] == stems
    press(KEY.Key_Z, CTRL)
    assert not page.unsaved()
    assert page.form.stem.toPlainText() == TRUE.stem  # the one that moved, where it stands now
    page._choose_item(0)
    page.passage.later.click()
    page.save()
    assert [one.question_id for one in read(workspace, first).items] == [second, first]


def test_a_passage_takes_pictures_where_the_cursor_stands(qtbot, desk, shown, stored, tmp_path):
    first, _second = stored(CHOICE, TRUE, passage="某村党支部……")
    page = shown(question_id=first)
    path = tmp_path / "图.png"
    picture().save(str(path))
    desk.dialogs.path = path
    page.passage.text.setFocus()
    press(KEY.Key_End, CTRL)
    press(KEY.Key_I, CTRL | SHIFT)
    page.form.stem.setFocus()
    press(KEY.Key_End)
    press(KEY.Key_I, CTRL | SHIFT)
    assert [one.passage for one in page.work.drafts] == ["某村党支部……〔图1〕"] * 2
    assert page.work.drafts[0].stem == CHOICE.stem + "〔图2〕"
    assert [one.number for one in page.preview.panel.around[1:]] == [1, 2]
    page.save()
    assert not page.unsaved() and len(page.work.pictures) == 1
    page.passage.strip.buttons[1].click()
    assert page.work.pictures == () and page.work.drafts[0].stem == CHOICE.stem + "〔图1〕"


def test_a_new_name_makes_a_subject(qtbot, shown, workspace):
    page = shown()
    page.filing.subject.setCurrentText("")
    type_in("村务公开可以只公开结果。")
    page.kinds[QuestionType.TRUE_FALSE].click()
    press(KEY.Key_2, ALT)
    page.save()
    assert "哪个题库" in page.notice.text() and page.filing.subject.hasFocus()
    page.filing.subject.setCurrentText("村务")
    page.save()
    assert page.notice.text() == "已保存 1 题。"
    with workspace.read() as session:
        assert [one.name for one in queries.subjects(session)] == ["村务", "纪律"]


def test_the_paper_is_drawn_by_the_printer_of_papers(qtbot, shown, stored):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    with qtbot.waitSignal(page.jobs.idle):
        press(KEY.Key_V, ALT)
    assert page.preview.tabs.currentIndex() == PAPER
    assert page.preview.paper.sheet is not None
    assert page.preview.paper.sheet.width() > 200


def test_the_register_completes_a_citation(qtbot, shown, subject):
    page = shown(subject_id=subject)
    page.form.citation._offer("纪律处分条例")  # typing would open the list: no window offscreen
    offers = page.form.citation._offers
    assert offers.item(0).text().startswith("《中国共产党纪律处分条例》（2023")
    page.form.citation.setText("纪律处分条例第十三条")  # nobody would find it by its article
    assert "没有认出" in said(qtbot, page, Field.CITATION)
    page.form.citation.setText("《中国共产党纪律处分条例》第十三条")
    assert said(qtbot, page, Field.CITATION) == ""
    assert "章" in page.form.chapter.lineEdit().placeholderText()
