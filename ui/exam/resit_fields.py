"""Whether an exam is a resit (补考): of which exam, for whom, and what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training.exam.queries import ExamRow
from dongan_training.exam.resits import Resit, ResitCounts, ResitFor, count_name, for_name
from dongan_training.texts import _
from ui.kit.parts import column


class ResitFields(QWidget):
    """The second and third field are there for a resit; ``chosen`` carries the exam or None."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._exams: dict[str, ExamRow] = {}
        self.first, self.for_whom, self.counts = QComboBox(), QComboBox(), QComboBox()
        for whom in ResitFor:
            self.for_whom.addItem(_("给{people}").format(people=for_name(whom)), whom.value)
        for counts in ResitCounts:
            self.counts.addItem(count_name(counts), counts.value)
        for field, name in (
            (self.first, _("补考")),
            (self.for_whom, _("谁可以补考")),
            (self.counts, _("补考成绩怎样算")),
        ):
            field.setAccessibleName(name)
        column(self, self.first, self.for_whom, self.counts)
        self.first.currentIndexChanged.connect(self._follow)
        self.show_exams(())

    @property
    def resit(self) -> Resit | None:
        """What is chosen; None for an exam of its own."""
        if not self.first.currentData():
            return None
        return Resit(
            self.first.currentData(),
            ResitFor(self.for_whom.currentData()),
            ResitCounts(self.counts.currentData()),
        )

    def show_exams(self, exams: Sequence[ExamRow]) -> None:
        """Offer the exams of another class."""
        self._exams = {one.id: one for one in exams}
        self.first.blockSignals(True)
        self.first.clear()
        self.first.addItem(_("不是补考"), "")
        for one in exams:
            self.first.addItem(_("“{title}”的补考").format(title=one.title), one.id)
        self.first.blockSignals(False)
        self._follow()

    def choose(self, exam_id: str) -> None:
        """Choose the exam that is repeated."""
        self.first.setCurrentIndex(max(self.first.findData(exam_id), 0))

    def _follow(self) -> None:
        exam = self._exams.get(self.first.currentData())
        for field in (self.for_whom, self.counts):
            field.setVisible(exam is not None)
        self.chosen.emit(exam)
