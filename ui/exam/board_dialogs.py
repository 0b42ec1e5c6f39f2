"""What an invigilator does to one person or the room, and the reason it goes down with."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.exam.board import BoardRow
from dongan_training.exam.invigilating import (
    MOST_MINUTES,
    Grant,
    annul_attempt,
    end_attempt,
    grant_minutes,
)
from dongan_training.exam.models import EventKind
from dongan_training.exam.record_words import duration_words
from dongan_training.exam.reopening import Reopening, reopen_attempt
from dongan_training.exam.seating import Move, Seat, move_person
from dongan_training.texts import _
from ui.kit import Desk, FormDialog, Tone, Words

USUAL_MINUTES = 5


class GrantDialog(FormDialog):
    """Minutes for one person or the room; for lost time they are proposed."""

    def __init__(
        self,
        desk: Desk,
        attempt_ids: Sequence[str],
        row: BoardRow | None = None,
        parent: QWidget | None = None,
    ):
        title = _("给{name}加时").format(name=row.name) if row else _("全场加时")
        super().__init__(title, _("加时"), parent)
        self.desk = desk
        self.attempt_ids = attempt_ids
        lost = row.seconds_off if row else 0
        proposed = min(-(-round(lost) // 60), MOST_MINUTES) or USUAL_MINUTES
        self.minutes = QSpinBox(minimum=1, maximum=MOST_MINUTES, value=proposed)
        self.minutes.setSuffix(_(" 分钟"))
        told = _("正在考试的 {count} 人都加。").format(count=len(attempt_ids)) if not row else ""
        self.row(_("时间"), self.minutes, told)
        self.reason = self.line(_("原因"), hint=_("记入考场记录，例如“停电”。"))
        self.lost = QCheckBox(_("补回停机、断电失去的时间"))
        self.lost.setChecked(bool(lost and row and not row.credited))
        hint = _("停机的时间没有计时；这里补的是受影响的时间。")
        if lost:
            hint = _("这台电脑停了 {time}，没有计时。").format(time=duration_words(lost))
        self.row(_("性质"), self.lost, hint)

    @classmethod
    def for_row(cls, desk: Desk, row: BoardRow, parent: QWidget) -> "GrantDialog":
        """Make it for one person."""
        return cls(desk, [row.attempt_id], row, parent)

    def save(self) -> None:
        """Give the minutes."""
        kind = EventKind.CREDITED if self.lost.isChecked() else EventKind.EXTENDED
        grant = Grant(self.minutes.value(), self.reason.text(), kind)
        with self.desk.workspace.begin() as session:
            grant_minutes(
                session,
                attempt_ids=self.attempt_ids,
                grant=grant,
                by=self.desk.actor,
                at=clock.now(),
            )


class MoveDialog(FormDialog):
    """Another seat for one person."""

    def __init__(self, desk: Desk, exam_id: str, row: BoardRow, parent: QWidget | None = None):
        super().__init__(_("给{name}换座").format(name=row.name), _("换座"), parent)
        self.desk, self.exam_id, self.person = desk, exam_id, row
        self.seat = self.line(_("新座位"), hint=_("排-座，例如 3-2。已经开考的，卷别不变。"))
        self.reason = self.line(_("原因"), hint=_("记入考场记录，例如“电脑故障”。"))

    def save(self) -> None:
        """Move the person."""
        with self.desk.workspace.begin() as session:
            move_person(
                session,
                exam_id=self.exam_id,
                move=Move(self.person.id, Seat.read(self.seat.text()), self.reason.text()),
                by=self.desk.actor,
                at=clock.now(),
            )


class EndDialog(FormDialog):
    """Collects somebody's answers as they stand."""

    def __init__(self, desk: Desk, row: BoardRow, parent: QWidget | None = None):
        super().__init__(_("收{name}的卷").format(name=row.name), _("收卷"), parent)
        self.desk, self.person = desk, row
        told = _("已答 {answered} 题，共 {questions} 题。按已保存的答案交卷，本人不能再答。")
        words = told.format(answered=row.answered, questions=row.questions)
        self.form.addRow(Words(words).wrapped())
        self.reason = self.line(_("原因"), hint=_("记入考场记录。"))
        self.reason.setFocus()

    def save(self) -> None:
        """Hand in for the person."""
        with self.desk.workspace.begin() as session:
            end_attempt(
                session,
                attempt_id=self.person.attempt_id,
                reason=self.reason.text(),
                by=self.desk.actor,
                at=clock.now(),
            )


class ReopenAttemptDialog(FormDialog):
    """Lets somebody go on with what was handed in; a time that is used up needs minutes."""

    def __init__(self, desk: Desk, row: BoardRow, parent: QWidget | None = None):
        super().__init__(_("重开{name}的答卷").format(name=row.name), _("重开"), parent)
        self.desk, self.person = desk, row
        told = _("已答 {answered} 题，共 {questions} 题，用时 {used}。答案、题序和用时都不变，")
        told += _("交卷后的时间不计；原回执码作废，本人重新登录接着答。")
        used = duration_words(row.seconds_used)
        words = told.format(answered=row.answered, questions=row.questions, used=used)
        self.form.addRow(Words(words).wrapped())
        is_used_up = row.state == "timed_out"
        proposed = USUAL_MINUTES if is_used_up else 0
        self.minutes = QSpinBox(minimum=0, maximum=MOST_MINUTES, value=proposed)
        self.minutes.setSuffix(_(" 分钟"))
        hint = _("0 为不加时，用剩下的时间。")
        if is_used_up:
            hint = _("时间已经用完，要接着答须加时。")
        self.row(_("加时"), self.minutes, hint)
        self.reason = self.line(_("原因"), hint=_("记入考场记录和操作日志，例如“误按交卷”。"))
        self.reason.setFocus()

    def save(self) -> None:
        """Open the attempt again."""
        with self.desk.workspace.begin() as session:
            reopen_attempt(
                session,
                attempt_id=self.person.attempt_id,
                reopening=Reopening(self.reason.text(), self.minutes.value()),
                by=self.desk.actor,
                at=clock.now(),
            )


class AnnulDialog(FormDialog):
    """Declares somebody's attempt void."""

    def __init__(self, desk: Desk, row: BoardRow, parent: QWidget | None = None):
        super().__init__(_("作废{name}的答卷").format(name=row.name), _("作废答卷"), parent)
        self.desk, self.person = desk, row
        self.notice.show_text(_("答案保留，成绩不算，不能恢复。正在答题的先收卷。"), Tone.ATTENTION)
        self.reason = self.line(_("原因"), hint=_("记入考场记录和成绩册，例如“替考”。"))

    def save(self) -> None:
        """Annul the attempt."""
        with self.desk.workspace.begin() as session:
            annul_attempt(
                session,
                attempt_id=self.person.attempt_id,
                reason=self.reason.text(),
                by=self.desk.actor,
                at=clock.now(),
            )
