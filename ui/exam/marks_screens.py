"""Pictures of marks: the list, and why somebody has them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training.exam.explaining import LineState
from dongan_training.exam.mark_list import MarkState, mark_list
from dongan_training.exam.queries import exams
from ui.exam.explain_dialog import ExplainDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _exam_id(desk: Desk) -> str:
    with desk.workspace.read() as session:
        return exams(session)[0].id


def _marks(desk: Desk) -> QWidget:
    return in_window(desk, "exam-marks", exam_id=_exam_id(desk))


def _explained(desk: Desk, state: LineState | None = None) -> QWidget:
    with desk.workspace.read() as session:
        rows = mark_list(session, _exam_id(desk)).rows
    marked = [one.attempt_id for one in rows if one.state is MarkState.MARKED]
    dialog = ExplainDialog(desk, marked, len(marked) // 2)
    if state:
        dialog.chips.choose(state)
    return dialog


SCREENS = (
    Screen("exam-marks", _marks),
    Screen("exam-explained", _explained),
    Screen("exam-explained-partly", partial(_explained, state=LineState.PARTLY)),
)
