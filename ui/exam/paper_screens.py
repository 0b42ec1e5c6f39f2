"""Pictures of blueprints: the list, one that can be filled, one that cannot, named questions."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.queries import questions
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.queries import papers
from dongan_training.exam.saved_blueprints import (
    change_blueprint,
    keep_blueprint,
    saved_blueprints,
)
from ui.exam.question_picker import QuestionPicker
from ui.exam.signing_dialogs import ApproveDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window

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
    return QuestionPicker(desk, "必选的题")


def _compared(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[-1]
    return in_window(desk, "compare-papers", paper_id=paper.id)


def _approving(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[-1]
    return ApproveDialog(desk, paper.id)


SCREENS = (
    Screen("exam-blueprints", _list),
    Screen("exam-blueprint", _page),
    Screen("exam-blueprint-new", _new),
    Screen("exam-blueprint-too-few", _too_few),
    Screen("exam-blueprint-named", partial(_page, named=True)),
    Screen("exam-question-picker", _picker),
    Screen("exam-compare-papers", _compared),
    Screen("exam-approve", _approving),
)
