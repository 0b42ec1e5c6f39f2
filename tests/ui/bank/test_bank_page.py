"""The bank is looked through, changed by versions, exported, and an import taken back."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dongan_training import clock
from dongan_training.accounts.models import AuditEntry
from dongan_training.bank import queries
from dongan_training.bank.drafts import Draft, QuestionType, Reading
from dongan_training.bank.exporting import FORMS
from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.draft_imports import Review, keep
from dongan_training.bank.importing.intake import accept, preview
from dongan_training.bank.importing.reviewing import items_of
from dongan_training.bank.models import Question, QuestionStatus
from ui.bank.bank_page import BankPage
from ui.bank.editor.editor_page import EditorPage
from ui.bank.imports_dialog import ImportsDialog
from ui.bank.question_card import OptionLine
from ui.bank.wording import cited_place
from ui.shell.keys_dialog import keys_of

CITED = "《中国共产党纪律处分条例》（2023年修订）第十三条"
LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长不得超过（ ）。",
    options=("一年", "二年", "三年", "五年"),
    answer=("B",),
    citation=CITED,
    difficulty="易",
)
FILL = Draft(QuestionType.FILL_BLANK, "开除党籍处分期满____年内", answer=(("五", "5"),))
OPEN = Draft(QuestionType.SHORT_ANSWER, "简述警告处分的影响。", answer=("一年内不得提升职务。",))
TRUE = Draft(QuestionType.TRUE_FALSE, "村务公开可以只公开结果。", answer=(False,))


@pytest.fixture
def store(workspace, trainer):
    def store(subject, *drafts):
        with workspace.begin() as session:
            return accept(
                session,
                drafts=drafts,
                subject_name=subject,
                file_name="测试题.docx",
                by=trainer,
                at=clock.now(),
            )

    return store


@pytest.fixture
def page(qtbot, desk, store):
    store("纪律", LIMIT, FILL, OPEN)
    store("村务", TRUE)
    page = BankPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 700)
    page.show()
    return page


def stems(page):
    return [line.stem for line in page.questions.rows]


def changed(qtbot, page, number) -> EditorPage:
    """The editor that the window would show for a row."""
    asked = []
    page.navigator.asked.connect(lambda *what: asked.append(what))
    page.table.pick(number)
    page.change_current()
    ((key, arguments),) = asked
    assert key == "bank-edit"
    editor = EditorPage(page.desk, **arguments)
    qtbot.addWidget(editor)
    return editor


def test_a_review_that_waits_is_gone_on_with_from_the_bank(qtbot, page, trainer):
    with page.workspace.begin() as session:
        items = items_of(preview(session, Reading(drafts=[FILL])))
        review = Review("草稿.txt", "txt", "草稿", items, [])
        kept = keep(session, review, by=trainer, at=clock.now())
    asked = []
    page.navigator.asked.connect(lambda *what: asked.append(what))
    qtbot.waitUntil(page.more.unfinished.isVisible)
    assert page.more.unfinished.text() == "1 份导入等待核对"
    page.more.unfinished.click()
    page.more.drafts.choose_current()
    assert asked == [("bank-import", {"draft": kept})]


def test_an_empty_bank_says_what_to_do(qtbot, desk):
    page = BankPage(desk)
    qtbot.addWidget(page)
    page.show()
    empty = page.table._empty
    assert empty.isVisible() and empty.text.text() == "题库里还没有题目。"
    asked = []
    desk.dialogs.path = None
    desk.navigator.asked.connect(lambda *what: asked.append(what))
    empty.buttons[0].click()
    assert desk.dialogs.asked == ["选择题库文件"] and asked == []


def pick_subject(page, name):
    page.subjects.choose(next(one.id for one in page.places if one.name == name))


def test_figures_follow_the_subject(page):
    assert page.filters.everything.text() == "全部 4"
    pick_subject(page, "纪律")
    assert (page.filters.everything.text(), len(stems(page))) == ("全部 3", 3)
    assert page.filters.kinds[QuestionType.TRUE_FALSE].text() == "判断 0"
    assert page.subtitle == "共 3 题"


def test_search_and_type_narrow_the_list(qtbot, page):
    page.search.insert("期")
    qtbot.waitUntil(lambda: len(stems(page)) == 2)
    page.filters.kinds[QuestionType.FILL_BLANK].click()
    assert stems(page) == [FILL.stem]
    page.search.setText("没有这样的话")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert stems(page) == [] and page.table._no_match.isVisible()


def test_the_card_shows_the_right_option(page):
    page.table.pick(0)
    lines = page.card.area.widget().findChildren(OptionLine)
    assert [line.accessibleName() for line in lines] == [
        "A 一年",
        "B 二年，正确答案",
        "C 三年",
        "D 五年",
    ]


def test_the_card_leads_to_the_history_of_its_question_over_exams(qtbot, page, desk):
    asked = []
    desk.navigator.asked.connect(lambda *what: asked.append(what))
    page.table.pick(1)
    page.card.uses.click()
    assert asked == [("question-history", {"question_id": page.questions.rows[1].id})]


def test_changing_the_key_makes_a_version_and_a_line_in_the_log(qtbot, page, workspace):
    editor = changed(qtbot, page, 0)
    editor.form.answer.options.lines[2].letter.click()
    editor.save()
    assert page.questions.rows[0].key == "C"
    with workspace.read() as session:
        acts = session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.number)).all()
        history = queries.versions(session, page.questions.rows[0].id)
    assert acts[-1] == "key.change"
    assert [one.number for one in history] == [2, 1]
    assert "第 2 版" in page.card.edition.text()


def test_a_retired_question_opens_in_the_editor_too(qtbot, page, workspace):
    line = page.questions.rows[0]
    with workspace.begin() as session:
        session.get(Question, line.id).status = QuestionStatus.RETIRED
    page.filters.set_wanted(replace(page.filters.wanted, status=None))
    editor = changed(qtbot, page, 0)
    assert editor.question_id == line.id
    assert editor.filing.status.currentText() == "停用"


def test_a_question_without_a_key_is_refused_in_the_editor(qtbot, page):
    editor = changed(qtbot, page, 0)
    editor.form.answer.options.lines[1].letter.click()
    editor.form.answer.options.lines[1].letter.setChecked(False)
    editor.save()
    assert editor.notice.text().startswith("还没有正确答案。")
    assert page.questions.rows[0].key == "B"


def test_another_type_drops_the_key_that_means_nothing_any_more(qtbot, page):
    editor = changed(qtbot, page, 1)
    editor.kinds[QuestionType.TRUE_FALSE].click()
    editor.save()
    assert editor.notice.text().startswith("还没有正确答案。")
    editor.kinds[QuestionType.FILL_BLANK].click()  # a wrong type costs nothing
    assert editor.work.items[0].draft.answer == (("五", "5"),)


def test_options_can_be_added_and_taken_out(qtbot, page):
    editor = changed(qtbot, page, 0)
    options = editor.form.answer.options
    options.more.click()
    options.lines[4].text.setPlainText("终身")
    options.lines[0].remove.click()
    draft = editor.work.items[0].draft
    assert draft.options == ("二年", "三年", "五年", "终身")
    assert draft.answer == ("A",)


def test_a_fresh_import_offers_the_way_back(qtbot, page, store):
    store("纪律", Draft(QuestionType.TRUE_FALSE, "受到警告处分的党员没有选举权。", answer=(False,)))
    assert page.notice.text() == "已从“测试题.docx”导入 1 题。"
    QTest.keyClick(page.notice._way_back, Qt.Key.Key_Return)
    assert page.notice.text() == "导入已撤销：1 题不再使用。"
    assert len(stems(page)) == 4


def test_past_imports_are_undone_after_asking(qtbot, desk, page):
    dialog = ImportsDialog(desk, page)
    dialog.table.pick(0)
    desk.dialogs.confirms = False
    dialog.undo.click()
    assert len(stems(page)) == 4
    desk.dialogs.confirms = True
    dialog.undo.click()
    assert dialog.imports.rows[0].undone and not dialog.undo.isEnabled()
    assert TRUE.stem not in stems(page)


def test_the_questions_of_an_import_are_listed_from_its_record(qtbot, desk, page):
    page.more.show_imports()
    dialog = page.more.imports
    qtbot.waitUntil(dialog.isActiveWindow)
    taken = dialog.table.current()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert page.filters.wanted.brought_by == taken and not dialog.isVisible()
    assert page.subtitle == f"共 {taken.questions} 题"


def test_what_the_list_shows_is_exported_or_what_is_marked_there(qtbot, desk, page, tmp_path):
    def written() -> list[str]:
        with qtbot.waitSignal(desk.jobs.idle):
            page.export.export_as(next(form for form in FORMS if form.name == "json"))
        said = json.loads(desk.dialogs.path.read_text(encoding="utf-8"))
        return [one["stem"] for one in said["questions"]]

    desk.dialogs.path = tmp_path / "题库.json"
    page.filters.set_wanted(Filter(kind=QuestionType.TRUE_FALSE))
    assert written() == stems(page) == [TRUE.stem]
    page.filters.clear()
    page.table.pick(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.export.menu().aboutToShow.emit()
    assert page.export.what.text() == "导出所选的 2 题："
    assert written() == stems(page)[:2]
    page.search.setText("没有这样的题")
    page.look()
    assert not page.export.isEnabled()


def test_a_subject_is_exported_in_the_form_chosen(qtbot, desk, page, tmp_path):
    pick_subject(page, "村务")
    desk.dialogs.path = tmp_path / "村务.json"
    with qtbot.waitSignal(desk.jobs.idle):
        page.export.export_as(next(form for form in FORMS if form.name == "json"))
    written = json.loads(desk.dialogs.path.read_text(encoding="utf-8"))
    assert [one["stem"] for one in written["questions"]] == [TRUE.stem]
    assert page.notice.text() == "已把 1 题写入“村务.json”。"


def test_the_page_opens_on_the_question_that_was_searched_for(qtbot, desk, page):
    wanted = page.questions.rows[2].id
    other = BankPage(desk, question_id=wanted)
    qtbot.addWidget(other)
    assert other.table.current().id == wanted


def test_the_list_tells_articles_apart():
    assert cited_place(CITED) == "第十三条"
    assert cited_place("教材第三章") == "教材第三章"
    assert cited_place(None) == ""


def test_f1_tells_the_keys_of_the_page(page):
    keys = keys_of(page)
    assert (keys["Ctrl+I"], keys["Ctrl+L"], keys["Del"]) == ("导入题目", "更多条件…", "停用")
    assert (keys["Ctrl+B"], keys["Ctrl+E"]) == ("修改所选…", "修改")
    assert keys["Ctrl+Shift+B"] == "批量修改记录…"
