"""建议的课程表: which course would be taught when and where, and what did not fit."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.texts import _
from dongan_training.training import slot_proposal
from dongan_training.training.slots import Proposal
from ui.kit import Column, Desk, FormDialog, RowsModel, Table, Tag, Tone, Words

REFUSALS_TOLD = 3


@dataclass(frozen=True)
class Line:
    """A course with its place, both empty where there is none for it."""

    name: str
    lecturer: str
    slot: str
    room: str
    people: int

    @property
    def is_placed(self) -> bool:
        return bool(self.slot)


class ProposalDialog(FormDialog):
    """Nothing is written before the red button is pressed."""

    holds_work = False

    def __init__(
        self, desk: Desk, class_id: str, proposal: Proposal, parent: QWidget | None = None
    ):
        super().__init__(_("建议的课程表"), _("写进课程表"), parent)
        self.setMinimumWidth(860)
        self.desk, self.class_id, self.proposal = desk, class_id, proposal
        self.rows = RowsModel(
            Column("", "is_placed", tag=_tag, width=96),
            Column(_("课程"), "name", bold=True),
            Column(_("授课人"), "lecturer", muted=True, width=100),
            Column(_("时间"), "slot", width=130),
            Column(_("地点"), "room", width=150),
            Column(_("人数"), "people", width=64),
            parent=self,
        )
        self.table = Table(self.rows, "proposal")
        self.table.setMinimumHeight(220)
        self.rows.show(_lines(proposal))
        self.form.addRow(self.table)
        for told in _refusals(proposal):
            self.form.addRow(Words(told, "muted").wrapped())
        self.submit.setEnabled(bool(proposal.placed))
        self.table.setFocus()

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            slot_proposal.accept(
                session,
                class_id=self.class_id,
                proposal=self.proposal,
                by=self.desk.actor,
                at=clock.now(),
            )


def _lines(proposal: Proposal) -> list[Line]:
    placed = [
        Line(
            *(one.wish.name, one.wish.lecturer, one.slot.title, one.room.name),
            people=len(one.wish.people),
        )
        for one in proposal.placed
    ]
    return placed + [
        Line(one.wish.name, one.wish.lecturer, "", "", len(one.wish.people))
        for one in proposal.refused
    ]


def _refusals(proposal: Proposal) -> list[str]:
    told = [
        _("排不下“{name}”：{reason}。").format(name=one.wish.name, reason=one.reason)
        for one in proposal.refused[:REFUSALS_TOLD]
    ]
    return [*told, _(slot_proposal.ADVICE)] if told else []


def _tag(is_placed: bool) -> Tag:
    return Tag(_("排上了"), Tone.GOOD) if is_placed else Tag(_("排不下"), Tone.ATTENTION)
