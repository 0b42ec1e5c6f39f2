"""Pictures of marks: the list, and why somebody has them."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.exam.explaining import LineState
from dongan_training.exam.mark_list import ResultState, mark_list
from dongan_training.exam.models import CorrectionKind
from dongan_training.exam.queries import exams
from dongan_training.workspace import Workspace
from ui.exam.essay_sample import essay_exam, essay_overall
from ui.exam.explain_dialog import ExplainDialog
from ui.exam.give_dialog import GiveDialog
from ui.exam.regrade_dialog import RegradeDialog
from ui.exam.weights_dialog import WeightsDialog
from ui.jobs import Jobs
from ui.kit import Desk
from ui.kit.screen import Screen, in_window
from ui.shell.window import MainWindow


def _exam_id(desk: Desk) -> str:
    with desk.workspace.read() as session:
        return exams(session)[-1].id


def _marks(desk: Desk) -> QWidget:
    return in_window(desk, "exam-marks", exam_id=_exam_id(desk))


def _explained(desk: Desk, state: LineState | None = None) -> QWidget:
    with desk.workspace.read() as session:
        rows = mark_list(session, _exam_id(desk)).rows
    marked = [one.attempt_id for one in rows if one.state is ResultState.MARKED]
    dialog = ExplainDialog(desk, marked, len(marked) // 2)
    if state:
        dialog.chips.choose(state)
    return dialog


class _OwnData(MainWindow):
    """A window over a folder of its own, which goes when the window goes."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._workspace = Workspace.open(Path(self._folder.name) / "data")
        self.exam_id = essay_exam(self._workspace, clock.now())
        self.own_desk = Desk(self._workspace, self)
        self.take(self.own_desk)
        self.destroyed.connect(partial(_put_away, self.own_desk.jobs, self._workspace))


def _put_away(jobs: Jobs, workspace: Workspace) -> None:
    jobs.close()
    workspace.close()


def _marking(_desk: Desk, marker: str = "") -> QWidget:
    window = _OwnData()
    window.show_page("exam-marking", exam_id=window.exam_id)
    if marker:
        window.page.marker.setText(marker)
        window.page.take_marker()
    return window


def _regrade(desk: Desk, kind: CorrectionKind) -> QWidget:
    dialog = RegradeDialog(desk, _exam_id(desk))
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    if kind is CorrectionKind.NEW_KEY:
        dialog.answer.setText("B")
        dialog.foresee()
    return dialog


def _lacking(_desk: Desk) -> QWidget:
    """What the start page says while answers wait and daily marks are not given."""
    window = _OwnData()
    with window.own_desk.workspace.begin() as session:
        essay_overall(session, window.own_desk.actor, clock.now())
    window.show_page("today")
    return window


def _class_id(desk: Desk) -> str:
    with desk.workspace.read() as session:
        return exams(session)[0].class_id


def _no_overall(desk: Desk) -> QWidget:
    return in_window(desk, "exam-overall", class_id=_class_id(desk))


def _weights(desk: Desk) -> QWidget:
    return WeightsDialog(desk, _class_id(desk))


def _overall(*, giving: bool = False) -> QWidget:
    window = _OwnData()
    with window.own_desk.workspace.begin() as session:
        class_id = essay_overall(session, window.own_desk.actor, clock.now())
    if giving:
        dialog = GiveDialog(window.own_desk, class_id)
        dialog.destroyed.connect(window.deleteLater)
        return dialog
    window.show_page("exam-overall", class_id=class_id)
    return window


SCREENS = (
    Screen("exam-marks", _marks),
    Screen("exam-marking", _marking),
    Screen("exam-marking-third", partial(_marking, marker="赵老师")),
    Screen("today-marks", _lacking),
    Screen("exam-regrade", partial(_regrade, kind=CorrectionKind.NEW_KEY)),
    Screen("exam-regrade-drop", partial(_regrade, kind=CorrectionKind.DROP)),
    Screen("exam-overall-none", _no_overall),
    Screen("exam-overall-weights", _weights),
    Screen("exam-overall", lambda _desk: _overall()),
    Screen("exam-overall-give", lambda _desk: _overall(giving=True)),
    Screen("exam-explained", _explained),
    Screen("exam-explained-partly", partial(_explained, state=LineState.PARTLY)),
)
