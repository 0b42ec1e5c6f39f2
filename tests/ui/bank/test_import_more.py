"""Beside the list of a review: pictures, passages, more facts, several files, blank forms."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPixmap

from dongan_training.bank import exporting, filtering, queries
from dongan_training.bank.drafts import Draft, Picture, QuestionType
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.reviewing import Choice
from ui.bank.bank_page import BankPage
from ui.bank.blank_forms import BlankFormButton
from ui.bank.import_page import BankImportPage


def state(page):
    return page._faces.currentWidget()


def pick(page, number):
    line = next(n for n, row in enumerate(page.lines.rows.rows) if row.number == number)
    page.lines.table.pick(line)
    return page.lines.table


def drop(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def png(width, height):
    drawn, buffer = QPixmap(width, height), QBuffer()
    drawn.fill(Qt.GlobalColor.red)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_file_can_be_dropped_on_the_page(qtbot, page, file):
    with qtbot.waitSignal(page.jobs.idle):
        drop(page, file)
    assert page.lines.heading.text() == "识别到 9 题"


def test_several_dropped_files_are_reviewed_one_after_the_other(qtbot, desk, page, tmp_path, file):
    second, bad = tmp_path / "第二份.txt", tmp_path / "坏.xlsx"
    second.write_text("1、村务公开的内容应当真实。（ √ ）\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 cut off")
    with qtbot.waitSignal(desk.jobs.idle):
        drop(page, bad, file, second)
    following = state(page).buttons[-1]
    assert following.text() == "下一个文件"
    with qtbot.waitSignal(desk.jobs.idle):
        following.click()
    assert page.subtitle.startswith("测试题.txt（第 2 个，共 3 个文件）")
    with qtbot.waitSignal(desk.jobs.idle):
        page.put_off()
    assert page.lines.heading.text() == "识别到 1 题"
    asked = []
    desk.navigator.asked.connect(lambda key, _told: asked.append(key))
    page.put_off()
    assert asked == ["bank"]


def test_files_dropped_during_a_review_wait_behind_it(qtbot, desk, review, tmp_path):
    qtbot.keyClicks(pick(review, "3"), "b")
    drop(review, tmp_path / "后来.txt", tmp_path)
    assert review.lines.heading.text() == "识别到 9 题" and review.queue.waits == 1
    assert "排在后面" in review.notice._words.text()


def test_the_counts_of_the_heads_stand_beside_those_found(review, tmp_path, read):
    assert review.subtitle.endswith("标题写明 5 题，读到 4 题")
    path = tmp_path / "相符.txt"
    path.write_text("一、判断题（共1题）\n1、村务公开应当真实。（ √ ）\n", encoding="utf-8")
    read(review, path)
    assert review.subtitle.endswith("标题写明 1 题，相符")


def test_explanation_chapter_difficulty_and_tags_are_written_and_stored(qtbot, desk, review):
    pick(review, "1")
    details = review.panel.details
    details.explanation.setPlainText("见条例。")
    qtbot.keyClicks(details.chapter, "3")
    details.difficulty.setEditText("难")
    qtbot.keyClicks(details.tags, "a,b")
    with qtbot.waitSignal(desk.jobs.idle):
        review.import_ready()
    with review.workspace.read() as session:
        (draft,) = [
            one
            for one in queries.numbered_drafts(session, filtering.find_ids(session, Filter()))
            if "工作纪律" in one.stem
        ]
    assert (draft.explanation, draft.chapter, draft.difficulty) == ("见条例。", "3", "难")
    assert draft.tags == ("a", "b")


def test_passage_and_pictures_stand_beside_the_question(page, tmp_path, read):
    shown = Draft(
        QuestionType.TRUE_FALSE,
        "图中的数字是 1。〔图1〕〔图2〕",
        answer=(True,),
        passage="阅读下面的材料。",
        pictures=(Picture("image/png", png(900, 300)), Picture("image/png", png(20, 20))),
    )
    plain = Draft(QuestionType.TRUE_FALSE, "没有图的题。", answer=(True,))
    path = tmp_path / "图.xlsx"
    exporting.export([shown, plain], path, "xlsx")
    read(page, path)
    pick(page, "1")
    parts = page.panel.parts
    assert parts.isVisible() and parts.passage.text() == "阅读下面的材料。"
    assert len(parts.pictures) == 2
    pick(page, "2")
    assert not parts.isVisible()


def test_a_conflict_stands_side_by_side_with_its_options(review):
    pick(review, "4")
    other = review.panel.other
    assert other.isVisible() and "B 一年" in other.there.options.text()
    assert (other.there.key.text(), other.here.key.text()) == ("答案：B 一年", "答案：C 二年")


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_blank_forms_are_handed_out_where_files_are_taken_in(desk, page, tmp_path, suffix):
    desk.dialogs.path = tmp_path / f"模板{suffix}"
    button = next(one for one in state(page).buttons if isinstance(one, BlankFormButton))
    name = {".xlsx": "Excel", ".docx": "Word"}[suffix]
    next(one for one in button.menu().actions() if name in one.text()).trigger()
    assert desk.dialogs.path.read_bytes()[:2] == b"PK"


def test_tab_leads_from_the_answer_through_all_that_can_be_settled(qtbot, review):
    table = pick(review, "1")
    review.activateWindow()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel = review.panel
    qtbot.waitUntil(next(iter(panel.answer.buttons.values())).isVisible)
    wanted = [*panel.answer.buttons.values(), panel.citation, *panel.wording.fields]
    wanted += [panel.details.explanation, panel.details.chapter]
    for field in wanted:
        here = review.focusWidget()
        assert here is field
        qtbot.keyClick(here, Qt.Key.Key_Tab)


def test_esc_leads_from_every_field_back_to_the_list(qtbot, review):
    table = pick(review, "3")
    for field in (review.panel.citation, review.panel.details.explanation):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert table.hasFocus()


def test_after_a_decision_by_key_the_list_goes_on(qtbot, review):
    table = pick(review, "4")
    review.panel.decision.buttons[Choice.SKIP].click()
    assert review.focusWidget() is table


def test_the_same_file_chosen_again_is_another_wish(qtbot, desk, file):
    bank, asked = BankPage(desk), []
    qtbot.addWidget(bank)
    desk.navigator.asked.connect(lambda _key, told: asked.append(told))
    bank.take_files([file])
    bank.take_files([file])
    assert asked[0]["files"] == asked[1]["files"] and asked[0] != asked[1]


def test_after_a_bad_file_another_can_be_chosen(qtbot, desk, page, tmp_path, file, read):
    read(page, tmp_path / "没有.txt")
    desk.dialogs.path = file
    with qtbot.waitSignal(page.jobs.idle):
        page.choose()
    assert page.lines.heading.text() == "识别到 9 题"


def test_a_page_opened_for_a_file_reads_it_when_it_is_seen(qtbot, desk, file):
    page = BankImportPage(desk, files=(str(file),), subject="村务")
    qtbot.addWidget(page)
    with qtbot.waitSignal(desk.jobs.idle):
        page.show()
    assert page.subject.currentText() == "村务"
