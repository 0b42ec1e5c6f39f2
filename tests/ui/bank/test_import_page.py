"""A file is looked at before anything is stored; what a person settles counts at once."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from dongan_training.bank import queries
from dongan_training.bank.importing import draft_imports
from dongan_training.bank.importing.reviewing import Choice
from dongan_training.bank.models import BankImport, Question
from ui.bank.drafts_dialog import DraftsDialog
from ui.bank.import_page import BankImportPage
from ui.bank.original import marks
from ui.bank.review_list import OPEN
from ui.kit import State


def stored(page):
    with page.workspace.read() as session:
        return queries.questions(session)


def state(page) -> State:
    return page._faces.currentWidget()


def press(qtbot, widget, *keys):
    for key in keys:
        if isinstance(key, str):
            for sign in key:  # QTest itself knows no Chinese keyboard
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(widget, event)
        else:
            qtbot.keyClick(widget, key)


def pick(page, number):
    line = next(n for n, row in enumerate(page.lines.rows.rows) if row.number == number)
    page.lines.table.pick(line)
    return page.lines.table


def test_reading_stores_nothing_and_shows_what_needs_a_person_first(review):
    numbers = [row.number for row in review.lines.rows.rows]
    assert numbers[0] == "3" and set(numbers[:4]) == {"3", "6", "2", "4"}
    assert review.lines.heading.text() == "识别到 9 题"
    assert review.store.text() == "导入 5 题"
    assert stored(review) == []


def test_every_piece_of_the_file_that_is_no_question_is_listed(review):
    notes = [row for row in review.lines.rows.rows if row.note]
    assert any("写明 5 道，读到 4 道" in row.note.message for row in notes)
    review.lines.table.pick(review.lines.rows.rows.index(notes[-1]))
    assert notes[-1].note.text in review.panel.original.toPlainText()
    assert not review.panel.settling.isVisible()


def test_a_missing_key_typed_in_the_list_makes_the_question_ready(qtbot, review):
    table = pick(review, "3")
    assert "3、留党察看处分期限最长不得超过" in review.panel.original.toPlainText()
    press(qtbot, table, "b")
    row = table.current()
    assert (row.key, row.hint) == ("B", None)
    assert review.store.text() == "导入 6 题"


def test_the_gap_without_an_answer_is_marked_in_the_original(review):
    draft = pick(review, "3").current().item.entry.draft
    (span,) = marks(draft, review.lines.table.current().item.entry.problems)
    assert draft.source[slice(*span)].replace(" ", "") in ("（）", "()")


def test_true_and_false_are_answered_with_the_keys_of_the_alphabet_or_the_signs(qtbot, review):
    table = pick(review, "8")
    for typed, key in (("a", "√"), ("b", "×"), ("√", "√"), ("x", "×"), ("v", "√")):
        press(qtbot, table, typed)
        assert table.current().key == key


def test_a_multiple_choice_takes_several_letters_and_gives_them_back(qtbot, review):
    table = pick(review, "5")
    press(qtbot, table, "e", "a")
    assert table.current().key == "BCD"


def test_the_blanks_of_a_fill_in_are_typed(qtbot, review):
    pick(review, "9")
    field = review.panel.answer.text
    field.selectAll()
    press(qtbot, field, "五/5|两")
    assert review.items[8].entry.draft.answer == (("五", "5"), ("两",))


def test_both_sides_of_a_conflict_stand_side_by_side_and_one_is_chosen(qtbot, review):
    table = pick(review, "4")
    other = review.panel.other
    assert other.isVisible()
    assert other.here.stem.height() >= other.here.stem.heightForWidth(other.here.stem.width())
    assert (other.there.key.text(), other.here.key.text()) == ("答案：B 一年", "答案：C 二年")
    press(qtbot, table, " ")
    assert review.store.text() == "导入 6 题"
    press(qtbot, table, " ")
    assert review.store.text() == "导入 5 题"


def test_a_question_of_the_bank_is_renewed_and_all_others_like_it(qtbot, page, file, read):
    read(page, file)
    with qtbot.waitSignal(page.jobs.idle):
        page.import_ready()
    read(page, file)
    assert not page.store.isEnabled()
    pick(page, "1")
    decision = page.panel.decision
    assert decision.buttons[Choice.REPLACE].text() == "替换题库中的"
    qtbot.mouseClick(decision.buttons[Choice.REPLACE], Qt.MouseButton.LeftButton)
    assert page.lines.table.current().hint.text == "替换题库中的"
    assert "另外 4 道" in decision.for_all.text()
    qtbot.mouseClick(decision.for_all, Qt.MouseButton.LeftButton)
    assert page.store.text() == "导入 5 题"
    with qtbot.waitSignal(page.jobs.idle):
        page.import_ready()
    assert len(stored(page)) == 5


def test_a_key_that_is_missing_is_asked_for_above_the_comparison(qtbot, page, file, read, tmp_path):
    read(page, file)
    with qtbot.waitSignal(page.jobs.idle):
        page.import_ready()
    again = tmp_path / "再来.txt"
    said = "1、违反工作纪律的行为是（  ）。\nA.滥用职权  B.按时到会  C.公开村务  D.如实上报\n"
    again.write_text(f"一、单选题\n{said}", encoding="utf-8")
    read(page, again)
    item = page.items[0]
    assert item.entry.known is not None and not item.entry.draft.answer
    assert page.panel.answered.y() < page.panel.other.y()
    press(qtbot, page.lines.table, "a")
    assert page.lines.rows.rows[0].hint.text == "题库中已有"


def test_another_question_is_seen_from_its_top(qtbot, review):
    pick(review, "3")
    bar = review.panel.scrolled.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    press(qtbot, review.lines.table, "b")
    assert bar.value() > 0  # the same question stays where one reads it
    review.go_to_next_open()
    assert bar.value() == 0


def test_what_is_said_of_the_file_stands_behind_all_that_needs_a_person(qtbot, desk, review):
    pick(review, "4")
    qtbot.mouseClick(review.panel.decision.buttons[Choice.KEEP], Qt.MouseButton.LeftButton)
    review.put_off()
    (draft,) = drafts(review)
    other = BankImportPage(desk, draft=draft.id)
    qtbot.addWidget(other)
    with qtbot.waitSignal(desk.jobs.idle):
        other.show()
    rows = other.lines.rows.rows
    open_ = [n for n, row in enumerate(rows) if row.item is not None and row.item.is_open]
    assert max(open_) < min(n for n, row in enumerate(rows) if row.note)


def test_options_points_and_stem_are_put_right_where_they_stand(qtbot, review):
    pick(review, "6")
    form = review.panel.wording
    press(qtbot, form.points, "2.5")
    form.options.setPlainText("收受礼金\n违规吃喝\n及时上报")
    form.stem.setPlainText("下列违反廉洁纪律的有（ ）。")
    assert set(review.panel.answer.buttons) == {"A", "B", "C"}
    press(qtbot, review.lines.table, "a", "b")
    draft = review.items[5].entry.draft
    assert (draft.points, draft.options[1], draft.answer) == (2.5, "违规吃喝", ("A", "B"))
    assert review.lines.table.current().stem == "下列违反廉洁纪律的有（ ）。"
    assert review.store.text() == "导入 6 题"


def test_another_type_asks_for_another_kind_of_answer(qtbot, review):
    pick(review, "3")
    kinds = review.panel.kind
    kinds.setCurrentIndex(kinds.findText("判断题"))
    kinds.activated.emit(kinds.currentIndex())
    assert set(review.panel.answer.buttons) == {"√", "×"}
    qtbot.mouseClick(review.panel.answer.buttons["×"], Qt.MouseButton.LeftButton)
    assert pick(review, "3").current().key == "×"


def test_f8_goes_from_problem_to_problem_until_none_is_left(qtbot, review):
    review.lines.table.pick(len(review.lines.rows.rows) - 1)
    review.go_to_next_open()
    assert review.lines.table.current().number == "3"
    for item in review.items:
        if item.is_open:
            pick(review, item.entry.draft.number)
            qtbot.mouseClick(review.panel.decision.buttons[Choice.SKIP], Qt.MouseButton.LeftButton)
    review.go_to_next_open()
    assert review.notice.text() == "没有需要处理的题目了。"


def test_a_pill_shows_only_its_questions_and_all_again(review):
    review.lines.choose(OPEN)
    assert {row.number for row in review.lines.rows.rows} == {"3", "6", "2", "4"}
    review.lines.choose(OPEN)
    assert len(review.lines.rows.rows) >= 9


def test_the_source_is_written_down_with_the_question(qtbot, review):
    pick(review, "1")
    press(qtbot, review.panel.citation, "第十条")
    with qtbot.waitSignal(review.jobs.idle):
        review.import_ready()
    assert "第十条" in {row.citation for row in stored(review)}


def test_a_source_out_of_force_or_without_such_an_article_is_told_where_it_is_typed(review):
    table = pick(review, "1")
    citation, fault = review.panel.citation, review.panel.fault
    assert not fault.isVisible()
    citation.setText("《中国共产党纪律处分条例》第一百九十九条")
    assert fault.isVisible() and "158 条" in fault.text()
    assert table.current().hint.text == "依据请核对"
    citation.setText("条例122条")
    assert "没有认出" in fault.text()
    citation.setText("《中国共产党纪律处分条例》（2018年修订）第十条")
    assert "取代" in fault.text()
    citation.setText("《中国共产党纪律处分条例》第一百二十二条第一款第（五）项")
    assert not fault.isVisible() and table.current().hint is None


def test_import_with_the_keyboard_alone(qtbot, desk, review):
    gone = []
    desk.navigator.asked.connect(lambda key, _arguments: gone.append(key))
    table = review.lines.table
    press(qtbot, table, "b", Qt.Key.Key_Down, Qt.Key.Key_Down, " ")
    review.subject.setCurrentText("纪律学习")
    with qtbot.waitSignal(review.jobs.idle):
        press(qtbot, review.store, Qt.Key.Key_Return)
    assert len(stored(review)) == 7
    assert gone == []
    assert "已导入 7 题。还有 2 题需要处理" in review.notice.text()
    assert [item.is_open for item in review.items] == [True, True]
    assert (review.store.text(), review.store.isEnabled()) == ("导入 0 题", False)
    assert table.currentIndex().row() == 0 and table.selected_numbers() == [0]
    assert review.focusWidget() is table  # the keyboard goes on where it was
    for item in list(review.items):
        pick(review, item.entry.draft.number)
        press(qtbot, table, "a")
    with review.workspace.read() as session:
        assert [one.name for one in queries.subjects(session)] == ["纪律学习"]
        assert session.scalar(sa.select(BankImport.file_name)) == "测试题.txt"


def drafts(page):
    with page.workspace.read() as session:
        return draft_imports.open_drafts(session)


def test_decisions_survive_leaving_the_page_and_are_gone_on_with(qtbot, desk, review):
    press(qtbot, pick(review, "3"), "b")
    review.put_off()
    (draft,) = drafts(review)
    other = BankImportPage(desk, draft=draft.id)
    qtbot.addWidget(other)
    with qtbot.waitSignal(desk.jobs.idle):
        other.show()
    assert pick(other, "3").current().key == "B"
    assert other.store.text() == "导入 6 题"


def test_closing_the_window_writes_down_what_was_decided_last(qtbot, review):
    press(qtbot, pick(review, "3"), "b")
    review.hide()
    with review.workspace.read() as session:
        kept = draft_imports.resume(session, review.draft)
    assert kept.items[2].entry.draft.answer == ("B",)


def test_a_file_that_was_only_looked_at_leaves_no_draft(review):
    assert len(drafts(review)) == 1
    review.put_off()
    assert drafts(review) == []
    assert state(review).text.text().startswith("选择题库文件")


def test_a_file_left_by_another_page_waits_only_if_something_was_decided(qtbot, review):
    review.hide()
    assert drafts(review) == []
    review.show()  # who comes back goes on where he was
    assert [row.questions for row in drafts(review)] == [9]
    press(qtbot, pick(review, "3"), "b")
    review.hide()
    assert len(drafts(review)) == 1


def test_where_the_questions_are_to_go_is_a_decision_too(qtbot, desk, review):
    review.subject.setCurrentText("党纪")
    review.hide()
    assert [row.subject_name for row in drafts(review)] == ["党纪"]
    other = BankImportPage(desk, draft=drafts(review)[0].id)
    qtbot.addWidget(other)
    with qtbot.waitSignal(desk.jobs.idle):
        other.show()
    assert other.subject.currentText() == "党纪"


def test_another_file_does_not_push_out_what_was_put_right(qtbot, review, file, read):
    press(qtbot, pick(review, "3"), "b")
    read(review, file)
    assert len(drafts(review)) == 2


def test_giving_up_asks_where_work_would_be_lost(qtbot, desk, review):
    press(qtbot, pick(review, "3"), "b")
    desk.dialogs.confirms = False
    review.discard()
    assert (review.store.text(), len(drafts(review))) == ("导入 6 题", 1)
    desk.dialogs.confirms = True
    review.discard()
    assert drafts(review) == []


def test_drafts_are_listed_given_up_and_gone_on_with(qtbot, desk, review):
    press(qtbot, pick(review, "3"), "b")
    review.put_off()
    dialog = DraftsDialog(desk)
    qtbot.addWidget(dialog)
    assert [(row.file_name, row.questions) for row in dialog.drafts.rows] == [("测试题.txt", 9)]
    dialog.choose_current()
    assert dialog.chosen is not None and dialog.chosen.id == drafts(review)[0].id
    dialog.discard_current()
    assert drafts(review) == [] and not dialog.go_on.isEnabled()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.docx", b"", "是空的"),
        ("坏.xlsx", b"PK\x03\x04 cut", "已损坏"),
        ("照片.docx", b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        ("没题.txt", None, "找不到文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_with_what_to_do(
    page, tmp_path, name, content, told, read
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    read(page, path)
    shown = state(page)
    assert told in shown.text.text()
    assert shown.advice.text()
    assert [button.text() for button in shown.findChildren(QPushButton)] == [
        "选择另一个文件",
        "重试",
    ]
    with page.workspace.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Question)) == 0


def test_ten_thousand_questions_stay_fluid(qtbot, page, tmp_path):
    path = tmp_path / "大题库.csv"
    lines = ["题干,选项A,选项B,答案"]
    lines += [
        f"第{n}号文件第{n % 97}条的第{n * 7919 % 10007}项规定了（）,一年,二年,A"
        for n in range(10_000)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with qtbot.waitSignal(page.jobs.idle, timeout=60_000):
        page.take_file(path)
    assert page.lines.heading.text() == "识别到 10000 题"
    page.lines.table.pick(9_000)
    press(qtbot, page.lines.table, "b")
    assert page.lines.table.current().key == "B"


def test_nothing_understood_is_said_in_a_sentence(page, tmp_path: Path, read):
    path = tmp_path / "讲稿.json"
    path.write_text("[]", encoding="utf-8")
    read(page, path)
    assert stored(page) == []
    assert isinstance(state(page), State) or page.lines.rows.rows
