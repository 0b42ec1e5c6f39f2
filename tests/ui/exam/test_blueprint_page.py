"""The editor of blueprints, by keyboard and by what the user sees."""

import pytest
from PySide6.QtCore import Qt

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.queries import questions
from dongan_training.exam.blueprint import Cell, Kind
from dongan_training.exam.queries import papers
from dongan_training.exam.saved_blueprints import saved_blueprints
from ui.exam.blueprint_page import BlueprintPage
from ui.exam.exam_page import ExamPage
from ui.kit import Leaving
from ui.shell.window import MainWindow


@pytest.fixture
def page(desk, bank, qtbot):
    page = BlueprintPage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def asked(desk):
    keys = []
    desk.navigator.asked.connect(lambda key, arguments: keys.append((key, arguments)))
    return keys


def small(page) -> None:
    """Ask for five of each of the three usual types."""
    for at in range(3):
        page.table.pick(at)
        page.cell.count.setValue(5)
    page.name.setText("季度测试")


def kept(page):
    with page.workspace.read() as session:
        return saved_blueprints(session)


def test_each_cell_is_told_at_once_what_is_missing_and_how_to_mend_it(page):
    assert [one.state.text for one in page.cells.rows] == ["缺 12 道", "缺 7 道", "缺 7 道"]
    assert page.cell.feedback.text() == "缺 12 道：减到 8 题；再导入 12 道。"
    page.cell.count.setValue(8)
    assert page.cells.rows[0].state.text == "够"
    assert page.cell.feedback.text() == "需要 8 道，题库能给 8 道。"
    page.judge_together()
    assert "第 2 大题多选题需要 15 道，题库只有 8 道" in page.verdict.text()
    assert not page.assembling.isEnabled()


def test_cells_that_want_the_same_questions_are_seen_together(page, qtbot):
    small(page)
    page.table.pick(0)
    page.add_cell()
    assert [one.state.text for one in page.cells.rows[:2]] == ["够", "够"]
    qtbot.waitUntil(lambda: "单选题" in page.verdict.text())
    page.remove_cell()
    qtbot.waitUntil(lambda: page.verdict.text() == "题库够用。")


def test_a_blueprint_is_written_saved_found_in_the_list_and_changed(page, desk, qtbot, asked):
    small(page)
    page.rules.kind.setCurrentIndex(1)
    page.rules.rest.setValue(2)
    page.rules.aims.setChecked(True)
    page.cell.chapter.setCurrentText("第一章 总则")
    page.save()
    assert page.notice.text() == "命题细目表“季度测试”已保存。"
    (row,) = kept(page)
    wanted = row.blueprint
    assert (wanted.kind, wanted.rest, wanted.facility) == (Kind.PARALLEL, 2, 0.7)
    assert wanted.sections[2].parts == (Cell(5, chapter="第一章 总则"),)
    listed = ExamPage(desk)
    qtbot.addWidget(listed)
    assert [one.title for one in listed.blueprints.lines.rows] == ["季度测试"]
    listed.blueprints.opening.click()
    assert asked == [("blueprint", {"blueprint_id": row.id})]
    again = BlueprintPage(desk, row.id)
    qtbot.addWidget(again)
    assert again.blueprint() == wanted
    again.name.setText("半年测试")
    again.save()
    assert [one.title for one in kept(page)] == ["半年测试"]


def test_what_is_wrong_is_said_and_nothing_is_kept(page):
    page.save()
    assert "缺少试卷标题" in page.notice.text()
    assert kept(page) == []


def test_the_keyboard_alone_adds_a_section_and_saves(page, qtbot):
    small(page)
    page.activateWindow()
    page.keyboard_first.setFocus()
    qtbot.keyClicks(page.name, "2026")
    page.add_section()
    assert page.cells.rows[-1].type is QuestionType.FILL_BLANK
    qtbot.keyClick(page.cell.type, Qt.Key.Key_Down)
    assert page.cells.rows[-1].type is QuestionType.SHORT_ANSWER
    qtbot.keyClick(page.keeping, Qt.Key.Key_Return)
    assert len(kept(page)[0].blueprint.sections) == 4


def test_assembling_goes_to_the_paper(page, desk, qtbot, asked):
    small(page)
    qtbot.waitUntil(page.assembling.isEnabled)
    page.assemble()
    qtbot.waitUntil(lambda: bool(asked))
    with desk.workspace.read() as session:
        (paper,) = papers(session)
    assert asked == [("paper", {"paper_id": paper.id, "remarks": ()})]
    assert (paper.title, paper.questions, paper.forms) == ("季度测试", 15, ("A", "B"))


def test_a_bank_that_shrank_meanwhile_is_explained(page, qtbot):
    small(page)
    page.table.pick(0)
    page.cell.chapter.setCurrentText("没有这一章")
    page.assemble()
    qtbot.waitUntil(lambda: "题库里的题不够" in page.notice.text())
    assert "没有这一章" in page.notice.text()


def test_questions_are_fixed_excluded_and_set_apart_by_choosing_them(page, desk, qtbot):
    small(page)
    with desk.workspace.read() as session:
        judged = (one for one in questions(session) if one.type is QuestionType.TRUE_FALSE)
        stems = {one.id: one.stem for one in judged}
    named = page.named
    for choose, rows in ((named.fix, (0,)), (named.exclude, (1,)), (named.part, (2, 3))):
        choose.click()
        picker = named.picker
        picker.search.setText("判断")
        qtbot.waitUntil(lambda p=picker: p.found.rowCount() == 8)
        picker.table.pick(rows[0])
        if len(rows) > 1:
            assert not picker.take.isEnabled()
            picker.table.selectAll()
        picker.take.click()
    wanted = page.blueprint()
    assert len(wanted.fixed) == len(wanted.excluded) == 1
    assert set(wanted.enemies[0]) == set(stems)
    assert [one.tag.text for one in named.lines.rows[:3]] == ["必选", "排除", "互斥 1"]
    qtbot.waitUntil(lambda: "判断题" in page.verdict.text())  # one of eight enemies, not five
    named.table.pick(2)
    named.table.selectAll()
    named.drop.click()
    assert (page.blueprint().fixed, page.blueprint().enemies) == ((), ())


def test_the_list_copies_and_removes(page, desk, qtbot):
    small(page)
    page.save()
    listed = ExamPage(desk)
    qtbot.addWidget(listed)
    listed.blueprints.copying.click()
    qtbot.waitUntil(lambda: listed.blueprints.lines.rowCount() == 2)
    listed.blueprints.table.pick(0)
    listed.blueprints.dropping.click()
    assert len(kept(page)) == 1


def test_leaving_asks_only_while_something_is_unsaved_and_the_new_one_keeps_its_place(
    desk, bank, qtbot
):
    desk.dialogs.leaves = Leaving.SAVE
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    desk.navigator.go("exam")
    desk.navigator.go("blueprint")
    page = window.page
    desk.navigator.back()  # nothing was typed
    assert desk.dialogs.asked == []
    desk.navigator.go("blueprint")
    page.cell.count.setValue(8)
    page.name.setText("季度测试")
    desk.navigator.back()
    assert desk.dialogs.asked == ["命题细目表“季度测试”"]
    (row,) = kept(page)
    desk.navigator.go("blueprint", blueprint_id=row.id)
    assert window.page is page and page.unsaved() == ""
    page.rules.forms.setValue(4)
    page.name.setText("")
    assert page.unsaved() == "这份命题细目表"
    desk.navigator.go("exam")  # without a title it cannot be saved
    assert window.page is page and "缺少试卷标题" in page.notice.text()
    desk.dialogs.leaves = Leaving.DROP
    desk.navigator.go("blueprint")
    assert window.page is not page and window.page.name.text() == ""
    assert [one.forms for one in kept(page)] == [2]
