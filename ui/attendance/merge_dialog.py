"""并入签到记录: what a file of another desk would bring, and what cannot be taken in."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dongan_training.attendance.carry_words import told_here, told_said, told_weighed
from dongan_training.attendance.carrying import Weighed
from dongan_training.attendance.refused import WHY_WORDS, Refused, Why
from dongan_training.attendance.settling import Choice
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    EmptyState,
    ListDialog,
    PrimaryButton,
    QuietButton,
    RowsModel,
    Table,
    Tag,
    Tone,
    short_moment,
)

WIDTH = 1080
REASON_WIDTH = 272


@dataclass(frozen=True)
class _Line:
    """One record that cannot be taken in, as the list shows it."""

    id: str
    name: str
    why: Why
    said: str
    here: str  # what this desk says instead; "" where there is nothing to choose
    lesson: str
    at: datetime
    choice: Choice | None = None

    @classmethod
    def of(cls, one: Refused) -> "_Line":
        said, here = told_said(one), told_here(one)
        return cls(one.record_id, one.name, one.why, said, here, one.lesson, one.at)


class MergeDialog(ListDialog):
    """Where two records differ, somebody may say which stands; merging does it.

    The button to merge stands there only if there is something to do.
    """

    wanted = Signal(object)  # Choice by record id

    def __init__(self, file_name: str, weighed: Weighed, parent: QWidget | None = None):
        told = _(
            "“{file}”：{told}已有的签到不会改动，也不会重复计；两台不一致的，可以选以哪一台为准；"
            "其余不能并入的，请按需要在本机登记。"
        )
        told = told.format(file=file_name, told=told_weighed(weighed))
        super().__init__(_("并入签到记录"), told, parent)
        self.resize(WIDTH, self.height())
        self.rows = RowsModel(
            Column(_("姓名"), "name", bold=True, width=88),
            Column(_("以哪台为准"), "choice", tag=_stands, width=96),
            Column(_("不能并入的原因"), "why", _why, width=REASON_WIDTH),
            Column(_("另一台的记录"), "said"),
            Column(_("本机的记录"), "here", width=184),
            Column(_("场次"), "lesson", width=104),
            Column(_("时间"), "at", short_moment, muted=True, width=104),
            parent=self,
        )
        table = self.table = Table(self.rows, "merge")
        advice = _("文件里的每一条都可以并入，或者本机已经有了。")
        table.set_empty(EmptyState("circle-check", _("没有不能并入的记录。"), advice=advice))
        self._brings = weighed.brings
        self.here = Button(_("以本机为准"), partial(self._choose, Choice.HERE))
        self.other = Button(_("以另一台为准"), partial(self._choose, Choice.OTHER))
        self.undecided = QuietButton(_("先不定"), partial(self._choose, None))
        self.merge = PrimaryButton(_("并入记录"), self._merge)
        table.picked.connect(self._offer)
        in_order = sorted(weighed.refused, key=lambda one: not one.can_choose)
        self.rows.show([_Line.of(one) for one in in_order])
        choices = (self.here, self.other, self.undecided)
        self.fill(
            table, *(choices if any(one.can_choose for one in weighed.refused) else ()), self.merge
        )
        self._offer()

    def choices(self) -> dict[str, Choice]:
        """What has been chosen so far."""
        return {one.id: one.choice for one in self.rows.rows if one.choice is not None}

    def _choose(self, choice: Choice | None) -> None:
        current = self.table.current()
        if current is not None and current.here:
            lines = [
                replace(one, choice=choice) if one.id == current.id else one
                for one in self.rows.rows
            ]
            self.rows.show(lines)
        self._offer()

    def _offer(self) -> None:
        current = self.table.current()
        for button in (self.here, self.other, self.undecided):
            button.setEnabled(current is not None and bool(current.here))
        self.merge.setVisible(self._brings or bool(self.choices()))

    def _merge(self) -> None:
        self.wanted.emit(self.choices())
        self.accept()


def _why(why: Why) -> str:
    return _(WHY_WORDS[why])


def _stands(choice: Choice | None) -> Tag | None:
    if choice is None:
        return None
    return Tag(_("本机") if choice is Choice.HERE else _("另一台"), Tone.INFO)
