"""Pictures of blueprints and papers, and of how an exam is analysed."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.queries import questions
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.copying_hints import copying_hints
from dongan_training.exam.queries import exams, paper_view, papers
from dongan_training.exam.question_history import question_history
from dongan_training.exam.saved_blueprints import (
    change_blueprint,
    keep_blueprint,
    saved_blueprints,
)
from dongan_training.exam.signing_off import copy_paper
from dongan_training.exam.swapping import substitutes_for
from dongan_training.texts import _
from ui.exam.analysis_tables import FORMS, HINTS
from ui.exam.item_dialog import ItemDialog
from ui.exam.question_picker import QuestionPicker
from ui.exam.signing_dialogs import ApproveDialog
from ui.exam.swap_dialog import SwapDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window

TRIAL = "第四季度党纪学习教育测试（试组）"
REGULATION = "《中国共产党纪律处分条例》"
BLUEPRINT = Blueprint(
    "第四季度党纪学习教育测试",
    (
        Section(
            QuestionType.SINGLE_CHOICE,
            22,
            2,
            cells=(Cell(12), Cell(6, citation=REGULATION), Cell(4, difficulty="难")),
        ),
        Section(QuestionType.MULTIPLE_CHOICE, 13, 2),
        Section(QuestionType.TRUE_FALSE, 15, 2),
    ),
    least_used_first=True,
    rest=1,
)


def _kept(desk: Desk) -> str:
    """Keep the blueprint, with questions named in it, unless another picture did."""
    with desk.workspace.begin() as session:
        rows = saved_blueprints(session)
        if rows:
            return rows[0].id
        first, second, third, fourth = (one.id for one in questions(session)[:4])
        named = replace(BLUEPRINT, fixed=(first,), excluded=(second,), enemies=((third, fourth),))
        by = desk.actor
        kept = keep_blueprint(session, blueprint=named, forms=2, by=by, at=clock.now())
        other = replace(BLUEPRINT, title="半年集中培训结业测试", kind=Kind.PARALLEL)
        later = keep_blueprint(session, blueprint=other, forms=3, by=by, at=clock.now())
        change_blueprint(
            session, blueprint_id=later, blueprint=other, forms=4, by=by, at=clock.now()
        )
        return kept


def _list(desk: Desk) -> QWidget:
    _kept(desk)
    window = in_window(desk, "exam")
    window.page.tabs.setCurrentWidget(window.page.blueprints)
    return window


def _page(desk: Desk, *, named: bool = False) -> QWidget:
    window = in_window(desk, "blueprint", blueprint_id=_kept(desk))
    window.page.judge_together()
    window.page.chips.button(int(named)).click()
    return window


def _new(desk: Desk) -> QWidget:
    window = in_window(desk, "blueprint")
    window.page.judge_together()
    return window


def _too_few(desk: Desk) -> QWidget:
    window = in_window(desk, "blueprint", blueprint_id=_kept(desk))
    page = window.page
    page.table.pick(2)
    page.cell.count.setValue(80)
    page.judge_together()
    return window


def _picker(desk: Desk) -> QWidget:
    return QuestionPicker(desk, _("必选的题"))


def _compared(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[-1]
    return in_window(desk, "compare-papers", paper_id=paper.id)


def _approving(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[-1]
    return ApproveDialog(desk, paper.id)


def _results(desk: Desk, table: int) -> QWidget:
    with desk.workspace.read() as session:
        exam = exams(session)[-1]
    window = in_window(desk, "exam-results", exam_id=exam.id)
    if table == HINTS:
        with desk.workspace.read() as session:
            window.page.show_hints(copying_hints(session, exam.id))
        window.page.tables.chips.button(HINTS).setChecked(True)
        window.page.tables.pile.setCurrentIndex(HINTS)
    else:
        window.page.tables.chips.button(table).click()
    return window


def _item(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        found = analyse_exam(session, exams(session)[-1].id)
    return ItemDialog(next(one for one in found.items if one.remarks or one.number > 1))


def _swapping(desk: Desk) -> QWidget:
    with desk.workspace.begin() as session:
        paper_id = copy_paper(
            session, paper_id=papers(session)[-1].id, by=desk.actor, at=clock.now(), title=TRIAL
        )
        session.flush()
        item_id = paper_view(session, paper_id).lines[0].item_id
        choice = substitutes_for(session, item_id=item_id)
    dialog = SwapDialog(desk, item_id)
    dialog.show_choice(choice)
    return dialog


def _question_history(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        found = analyse_exam(session, exams(session)[-1].id)
        question_id = next(one.question_id for one in found.items if one.discrimination)
        history = question_history(session, question_id)
    window = in_window(desk, "question-history", question_id=question_id)
    window.page.show_found(history)
    return window


SCREENS = (
    Screen("exam-blueprints", _list),
    Screen("exam-blueprint", _page),
    Screen("exam-blueprint-new", _new),
    Screen("exam-blueprint-too-few", _too_few),
    Screen("exam-blueprint-named", partial(_page, named=True)),
    Screen("exam-question-picker", _picker),
    Screen("exam-compare-papers", _compared),
    Screen("exam-approve", _approving),
    Screen("exam-swap", _swapping),
    Screen("exam-results-forms", partial(_results, table=FORMS)),
    Screen("exam-results-hints", partial(_results, table=HINTS)),
    Screen("exam-results-item", _item),
    Screen("exam-question-history", _question_history),
)
