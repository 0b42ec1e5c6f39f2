"""并入签到记录: what a file of another desk would bring, and what cannot be taken in."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dongan_training.attendance.carry_words import told_said, told_weighed
from dongan_training.attendance.carrying import Weighed
from dongan_training.attendance.refused import WHY_WORDS, Refused, Why
from dongan_training.texts import _
from ui.kit import (
    Column,
    EmptyState,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    short_moment,
)

WIDTH = 900
REASON_WIDTH = 272


@dataclass(frozen=True)
class _Line:
    """One record that cannot be taken in, as the list shows it."""

    name: str
    why: Why
    said: str
    lesson: str
    at: datetime

    @classmethod
    def of(cls, one: Refused) -> "_Line":
        return cls(one.name, one.why, told_said(one), one.lesson, one.at)


class MergeDialog(ListDialog):
    """The button to merge stands there only if there is something new."""

    wanted = Signal()

    def __init__(self, file_name: str, weighed: Weighed, parent: QWidget | None = None):
        told = _(
            "“{file}”：{told}已有的签到不会改动，也不会重复计；不能并入的，请按需要在本机登记。"
        )
        told = told.format(file=file_name, told=told_weighed(weighed))
        super().__init__(_("并入签到记录"), told, parent)
        self.resize(WIDTH, self.height())
        self.rows = RowsModel(
            Column(_("姓名"), "name", bold=True, width=110),
            Column(_("不能并入的原因"), "why", _why, width=REASON_WIDTH),
            Column(_("场次"), "lesson", width=104),
            Column(_("另一台的记录"), "said"),
            Column(_("时间"), "at", short_moment, muted=True, width=104),
            parent=self,
        )
        table = Table(self.rows, "merge")
        advice = _("文件里的每一条都可以并入，或者本机已经有了。")
        table.set_empty(EmptyState("circle-check", _("没有不能并入的记录。"), advice=advice))
        self.rows.show([_Line.of(one) for one in weighed.refused])
        self.merge = PrimaryButton(_("并入记录"), self._merge)
        self.merge.setVisible(weighed.brings)
        self.fill(table, self.merge)

    def _merge(self) -> None:
        self.wanted.emit()
        self.accept()


def _why(why: Why) -> str:
    return _(WHY_WORDS[why])
