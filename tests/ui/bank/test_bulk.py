"""Marked questions change together, and the tree is arranged; all of it is taken back by Ctrl+Z."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter

from dongan_training import clock
from dongan_training.bank import queries, subjects
from dongan_training.bank.bulk.changes import SetFact
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Discrimination, Filter
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import QuestionStatus
from ui.bank.bank_page import BankPage
from ui.bank.filter_words import conditions
from ui.bank.more_filters import MoreFilters
from ui.kit import EmptyState

CITED = "《中国共产党纪律处分条例》（2018年修订）第十三条"
BELOW = QCompleter.CompletionMode.PopupCompletion  # not within, behind the piece that was typed
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, desk, workspace, trainer):
    drafts = [
        Draft(QuestionType.TRUE_FALSE, f"{n:03} 号题目。", answer=(True,), citation=CITED)
        for n in range(250)
    ]
    with workspace.begin() as session:
        for name, some in (("党纪", drafts[:200]), ("村务", drafts[200:])):
            accept(
                session, drafts=some, subject_name=name, file_name="a", by=trainer, at=clock.now()
            )
    page = BankPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 700)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.notice.clear()
    return page


def done(qtbot, page, act):
    with qtbot.waitSignal(page.jobs.idle):
        act()


def ready(qtbot, dialog):
    """The form that ``dialog`` gives, once the keyboard is in it."""
    qtbot.waitUntil(lambda: dialog() is not None and dialog().isActiveWindow())
    return dialog()


def names(page):
    return [one.path for one in page.places]


def test_all_questions_are_marked_and_changed_by_keys_alone(qtbot, page):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert page.subtitle == "共 250 题，已选 250 题"
    QTest.keyClick(page.table, Qt.Key.Key_B, CTRL)
    form = ready(qtbot, lambda: page.bulk.dialog)
    form.chapter.setText("第一章")
    form.add.setEditText("必考，新")
    form.points.setText("2")
    form.regulation.setEditText("中国共产党纪律处分条例")
    form.edition.setValue(2023)
    done(qtbot, page, lambda: QTest.keyClick(form.chapter, Qt.Key.Key_Return, CTRL))
    assert page.notice.text() == "已改 250 题。"
    with page.workspace.read() as session:
        said = queries.current_drafts(session, page.marked_ids()[:1] or [page.questions.row(0).id])
        history = queries.versions(session, page.questions.row(0).id)
    assert (said[0].chapter, said[0].tags, said[0].points) == ("第一章", ("必考", "新"), 2)
    assert "2023年" in said[0].citation
    assert [one.number for one in history] == [2, 1]
    done(qtbot, page, lambda: QTest.keyClick(page.notice._way_back, Qt.Key.Key_Return))
    assert page.notice.text() == "已撤销。"
    with page.workspace.read() as session:
        (said,) = queries.current_drafts(session, [page.questions.row(0).id])
    assert (said.chapter, said.tags, said.citation) == (None, (), CITED)


def test_retired_questions_leave_the_list_and_come_back_by_ctrl_z(qtbot, page):
    page.table.setFocus()
    page.table.pick(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    done(qtbot, page, lambda: QTest.keyClick(page.table, Qt.Key.Key_Delete))
    assert page.subtitle.startswith("共 248 题")
    assert page.notice.text() == "已停用 2 题，不再用于练习和组卷。"
    page.filters.status.setCurrentIndex(page.filters.status.findData(QuestionStatus.RETIRED))
    page.filters.status.activated.emit(0)
    assert len(page.questions.rows) == 2
    page.filters.clear()
    page.notice.clear()
    page.table.setFocus()
    done(qtbot, page, lambda: QTest.keyClick(page.table, Qt.Key.Key_Z, CTRL))
    assert page.subtitle.startswith("共 250 题")


def test_a_piece_of_a_title_stays_as_typed_and_where_nothing_fits_all_is_a_key_away(qtbot, page):
    QTest.keyClick(page, Qt.Key.Key_L, CTRL)
    form = ready(qtbot, lambda: page.filters.dialog)
    form.regulation.setEditText("处分条例")
    assert form.regulation.completer().completionMode() is BELOW
    form.article.setValue(14)  # all rest on article 13
    QTest.keyClick(form.article, Qt.Key.Key_Return, CTRL)
    assert page.subtitle == "共 0 题"
    shown = page.table.findChildren(EmptyState)
    (nothing,) = (one for one in shown if one.isVisibleTo(page))
    assert nothing.text.text() == "没有符合条件的题目。"
    (everything,) = nothing.buttons
    QTest.keyClick(everything, Qt.Key.Key_Space)
    assert page.subtitle == "共 250 题"
    assert page.filters.status.currentText() == "不论状态"


def test_ctrl_f_leads_from_the_list_to_the_search(qtbot, page):
    page.search.setText("号题")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    assert page.search.selectedText() == "号题"


def test_a_far_row_is_read_when_it_is_looked_at_and_columns_order(qtbot, page):
    assert len(page.questions._windows) == 1
    page.table.pick(249)
    assert page.table.current().stem == "249 号题目。"
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert page.questions.row(0).stem == "249 号题目。"


def test_subjects_are_arranged_by_keys_and_every_step_is_undone(qtbot, page):
    page.subjects.setFocus()
    page.subjects.choose(next(one.id for one in page.places if one.name == "党纪"))
    QTest.keyClick(page.subjects, Qt.Key.Key_Insert)
    form = page.subject_menu.dialog
    form.name.setText("第一章")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert names(page) == ["党纪", "党纪/第一章", "村务"]
    QTest.keyClick(page.subjects, Qt.Key.Key_F2)
    page.subject_menu.dialog.name.setText("村务")
    QTest.keyClick(page.subject_menu.dialog.name, Qt.Key.Key_Return)
    assert "已经有题库" in page.subject_menu.dialog.notice.text()
    page.subject_menu.dialog.name.setText("纪律")
    QTest.keyClick(page.subject_menu.dialog.name, Qt.Key.Key_Return)
    QTest.keyClick(page.subjects, Qt.Key.Key_Delete)
    assert "不能删除" in page.notice.text()
    page.subject_menu.merge()
    form = ready(qtbot, lambda: page.subject_menu.dialog)
    form.target.setCurrentText("村务")
    QTest.keyClick(form.target, Qt.Key.Key_Return, CTRL)
    assert names(page) == ["村务", "村务/第一章"]
    chapter = next(one.id for one in page.places if one.name == "第一章")
    page.subject_menu.move_to(chapter, None)
    assert "第一章" in names(page)
    for _step in range(4):
        page.steps.undo()
    assert names(page) == ["党纪", "村务"]
    with page.workspace.read() as session:
        assert {one.name: one.total for one in queries.subjects(session)} == {
            "党纪": 200,
            "村务": 50,
        }


def test_a_condition_is_a_chip_that_goes_away_again(qtbot, page):
    QTest.keyClick(page.search, Qt.Key.Key_L, CTRL)
    form = ready(qtbot, lambda: page.filters.dialog)
    form.edition.setValue(2023)
    QTest.keyClick(form.edition, Qt.Key.Key_Return, CTRL)
    assert len(page.questions.rows) == 0 and page.table._no_match.isVisible()
    chips = page.filters.set_.findChildren(type(page.filters.more))
    assert [chip.text() for chip in chips] == ["2023 年版", "清除条件"]
    chips[0].click()
    assert len(page.questions.rows) == 250 and not page.filters.set_.isVisible()


def test_all_conditions_of_the_form_stand_as_chips_and_come_back_into_it(qtbot, page):
    QTest.keyClick(page.search, Qt.Key.Key_L, CTRL)
    form = ready(qtbot, lambda: page.filters.dialog)
    form.source.setEditText("a")
    form.article.setValue(14)
    form.last_article.setValue(12)  # typed the other way round
    form.hand.setEditText("李")
    for name, downs in (("cited", 1), ("explained", 2), ("pointed", 2), ("measured", 2)):
        form.answers[name].setFocus()
        for _step in range(downs):
            QTest.keyClick(form.answers[name], Qt.Key.Key_Down)
    QTest.keyClick(form.answers["cited"], Qt.Key.Key_Return, CTRL)
    assert page.subtitle == "共 250 题"
    chips = page.filters.set_.findChildren(type(page.filters.more))
    assert [chip.text() for chip in chips] == [
        "导入自：a",
        "经手人：李",
        "第 12 至 14 条",
        "写了依据",
        "没有解析",
        "没有写分值",
        "难度没有实测过",
        "清除条件",
    ]
    page.filters.ask()
    again = ready(qtbot, lambda: page.filters.dialog)
    assert (again.article.value(), again.last_article.value()) == (12, 14)
    assert (again.source.currentText(), again.hand.currentText()) == ("a", "李")
    again.reject()
    chips[3].click()
    assert page.filters.wanted.cited is None and page.filters.wanted.explained is False


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Filter(least_points=2), "2 分以上"),
        (Filter(most_points=1.5), "1.5 分以下"),
        (Filter(least_points=1, most_points=3), "1 至 3 分"),
        (Filter(least_points=2, most_points=2), "2 分"),
        (Filter(discrimination=Discrimination.NEGATIVE), "区分度为负"),
    ],
)
def test_points_and_discrimination_are_set_in_the_form_and_told_by_one_chip(
    qtbot, desk, wanted, told
):
    form = MoreFilters(desk, wanted)
    qtbot.addWidget(form)
    form.save()
    assert form.wanted == wanted
    assert list(conditions(form.wanted)) == [(told, Filter())]


def test_what_was_changed_stays_marked_for_a_second_change_and_after_undo(qtbot, page):
    page.table.setFocus()
    page.table.mark([3, 4, 5, 120, 240])  # beyond the rows that were read
    done(qtbot, page, page.bulk.make_drafts)
    assert page.subtitle == "共 245 题"  # they left the list, and nothing else is marked
    page.steps.undo()
    qtbot.waitUntil(lambda: page.subtitle == "共 250 题，已选 5 题")
    assert page.table.selected_numbers() == [3, 4, 5, 120, 240]
    assert page.table.currentIndex().row() == 3
    assert page.card.question_id == page.questions.row(3).id
    page.filters.set_wanted(replace(page.filters.wanted, status=None))
    page.table.mark([3, 4, 5, 120, 240])
    done(qtbot, page, page.bulk.retire)
    assert page.table.selected_numbers() == [3, 4, 5, 120, 240]
    done(qtbot, page, page.bulk.put_to_use)
    assert page.notice.text() == "5 题改为在用。"


def test_an_old_change_is_taken_back_from_its_list_with_reasons_for_what_stays(qtbot, page):
    ids = page.questions.row(0).id, page.questions.row(1).id
    page.table.mark([0, 1])
    done(qtbot, page, lambda: page.bulk.change([SetFact("chapter", "第一章")]))
    page.table.mark([1])
    done(qtbot, page, lambda: page.bulk.change([SetFact("chapter", "第二章")]))
    page.more.show_changes()
    dialog = page.more.changes
    qtbot.waitUntil(dialog.isActiveWindow)
    assert [(one.told, one.questions) for one in dialog.steps.rows] == [
        ("章节 第二章", 1),
        ("章节 第一章", 2),
    ]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    dialog.undo.setFocus()
    done(qtbot, page, lambda: QTest.keyClick(dialog.undo, Qt.Key.Key_Space))
    assert dialog.notice.text() == "1 题后来又改过，撤销时保持现状，原因见下表。"
    ((stem, why),) = [(one.stem, one.why) for one in dialog.kept.rows]
    assert stem == "001 号题目。" and "现在是第 3 版" in why
    assert dialog.kept_table.isVisible() and dialog.undo.text() == "恢复其余 1 题"
    assert dialog.undo.hasFocus()  # the same key once more means it
    done(qtbot, page, lambda: QTest.keyClick(dialog.undo, Qt.Key.Key_Space))
    assert dialog.notice.text().startswith("1 题恢复为修改前的内容。")
    assert [one.taken_back for one in dialog.steps.rows] == [False, True]
    with page.workspace.read() as session:
        said = [one.chapter for one in queries.current_drafts(session, ids)]
    assert said == [None, "第二章"]


def test_what_undo_cannot_bring_back_is_told(qtbot, page, workspace, trainer):
    page.subjects.choose(next(one.id for one in page.places if one.name == "党纪"))
    page.subject_menu._rename(page.places[0], "纪律")
    with workspace.begin() as session:
        subjects.add_subject(session, name="党纪", parent_id=None, by=trainer, at=clock.now())
    page.steps.undo()
    assert "已经有题库" in page.notice.text()
