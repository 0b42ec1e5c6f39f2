"""异常提示: what looks like a stand-in or cannot be, for somebody to look into."""

from PySide6.QtWidgets import QWidget

from dongan_training.attendance.sign_queries import SIGN_NAMES, class_signs
from dongan_training.attendance.signs import SignKind
from dongan_training.texts import _
from ui.kit import (
    Column,
    Desk,
    EmptyState,
    ListDialog,
    RowsModel,
    Table,
    Tag,
    Tone,
    short_moment,
)

MERE_MACHINES = (SignKind.CLOCK_SET_BACK,)


class SignsDialog(ListDialog):
    """All lessons of one class."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        told = _("只供核对，不影响考勤；核实以后请在签到页更正。")
        super().__init__(_("异常提示"), told, parent)
        self.rows = RowsModel(
            Column(_("时间"), "at", short_moment, muted=True, width=104),
            Column(_("场次"), "lesson", width=72),
            Column(_("提示"), "kind", tag=_kind, width=160),
            Column(_("学员"), "names", bold=True, width=104),
            Column(_("说明"), "sentence"),
            parent=self,
        )
        self.table = Table(self.rows, "signs")
        advice = _("这里列出疑似代签和不可能的签到，只供核对，不影响考勤。")
        self.table.set_empty(EmptyState("circle-check", _("没有异常。"), advice=advice))
        self.fill(self.table)
        self.resize(980, 560)
        with desk.workspace.read() as session:
            self.rows.show(class_signs(session, class_id=class_id))


def _kind(kind: SignKind) -> Tag:
    tone = Tone.QUIET if kind in MERE_MACHINES else Tone.ATTENTION
    return Tag(_(SIGN_NAMES[kind]), tone)
