"""修改安排: another paper, time, pass mark or rule, as long as nobody has begun."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.exam.queries import ExamRow
from dongan_training.exam.rearranging import change_exam, offer_of
from dongan_training.texts import N_
from ui.exam.open_exam_dialog import OpenExamDialog, choose
from ui.kit import Desk


class ChangeExamDialog(OpenExamDialog):
    """The form of a new exam with what was arranged; class and resit stay as they are."""

    heading = N_("修改安排")

    def __init__(self, desk: Desk, row: ExamRow, parent: QWidget | None = None):
        super().__init__(desk, paper_id=row.paper_id, class_id=row.class_id, parent=parent)
        self.exam_id = row.id
        with desk.workspace.read() as session:
            self._before = offer_of(session, row.id)
        self.training_class.setEnabled(False)
        self.form.setRowVisible(self.resit, False)
        before, marking = self._before, self._before.marking
        self.name.setText(before.title)
        self.minutes.setValue(before.minutes)
        self.mark.setValue(before.pass_mark)
        choose(self.rule, marking.multiple_choice)
        self.each.setValue(marking.option_points)
        self.numerals.setChecked(marking.numerals)
        choose(self.markers, before.markers)
        self.tolerance.setValue(before.tolerance)
        self.room.setText(before.room)

    def save(self) -> None:
        """Arrange it otherwise; what stands in no field stays."""
        offer = replace(self.offer(), resit=None, starts_at=self._before.starts_at)
        with self.desk.workspace.begin() as session:
            change_exam(
                session,
                exam_id=self.exam_id,
                offer=offer,
                by=self.desk.actor,
                at=clock.now(),
            )
