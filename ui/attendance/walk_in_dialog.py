"""临时学员: a name and a unit as told, and in; who it was is settled later."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training import clock
from dongan_training.attendance.answers import Door, answer_of
from dongan_training.attendance.models import Method
from dongan_training.attendance.walk_ins import Newcomer, let_in, suggestions
from dongan_training.errors import UserError
from dongan_training.texts import _
from ui.attendance.gun import Gun, let_pass
from ui.attendance.signals import told_answer
from ui.kit import Desk, FormDialog, Tone

PAUSE = 200  # milliseconds without a key before the roll is asked


class WalkInDialog(FormDialog):
    """``answered`` comes after the commit; ``scanned`` for each badge scanned meanwhile."""

    answered = Signal(object)
    scanned = Signal(object)

    def __init__(self, desk: Desk, lesson_id: str, name: str = "", parent: QWidget | None = None):
        super().__init__(_("临时学员"), _("登记并签到"), parent)
        self._desk = desk
        self._lesson_id = lesson_id
        self.name = self.line(_("姓名"), name)
        self.known = QComboBox()
        self.row(_("花名册"), self.known, _("花名册里有同名的人时请选一下；不能确定就按新人登记。"))
        self.said = self.line(_("自报单位"), hint=_("例如“芦洪市镇樟木村”，以后据此核对。"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look_up)
        self.name.textChanged.connect(self._wait)
        self._look_up()
        (self.said if name else self.name).setFocus()
        self._gun = Gun(self)
        self._gun.scanned.connect(self._on_gun)

    def save(self) -> None:
        newcomer = Newcomer(self.name.text(), self.said.text(), self.known.currentData())
        with self._desk.workspace.begin() as session:
            arrival = let_in(
                session,
                lesson_id=self._lesson_id,
                newcomer=newcomer,
                by=self._desk.actor,
                at=clock.now(),
            )
        self.answered.emit(answer_of(arrival))

    def _on_gun(self, code: str) -> None:
        """The next one is in a hurry: in, and the form stays as it was."""
        try:
            answer = let_pass(self._desk, Door(self._lesson_id, Method.SCANNER), code)
        except UserError as error:
            self.notice.show_text(str(error), Tone.BAD)
            return
        self.notice.show_text(*told_answer(answer))
        self.scanned.emit(answer)

    def _wait(self) -> None:
        self._pause.start(PAUSE)

    def _look_up(self) -> None:
        with self._desk.workspace.read() as session:
            found = suggestions(session, self.name.text())
        self.known.clear()
        self.known.addItem(_("按新人登记"), None)
        for one in found:
            words = "　".join(part for part in (one.name, one.told_unit, one.post) if part)
            self.known.addItem(words, one.person_id)
        self.known.setEnabled(bool(found))
