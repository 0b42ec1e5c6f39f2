"""查找重复: two entries side by side; one of them takes the other over."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

import dongan_training.models  # noqa: F401  merging must see every table that names a person
from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people import duplicates
from dongan_training.people.duplicates import SIGNS, Entry, Pair, Sign
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import QuietJob
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    Tag,
    Tone,
)


@dataclass(frozen=True)
class PairRow:
    """Two entries as the list shows them."""

    id: str
    sign: Sign
    first: Entry
    second: Entry


class DuplicatesDialog(ListDialog):
    """What is merged can be parted again at once, or later from the command line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("合并后报名、学时和证书都归保留的那一条，另一条的内容加密留底，可以撤销。")
        super().__init__(_("查找重复"), told, parent)
        self.setMinimumWidth(980)
        self.desk, self._last = desk, ""
        self.pairs = RowsModel(
            Column(_("为什么"), "sign", tag=_sign_tag, width=150),
            Column(_("先登记的"), "first", _entry_text),
            Column(_("后登记的"), "second", _entry_text),
            parent=self,
        )
        self.table = Table(self.pairs, "duplicates")
        self.table.set_empty(EmptyState("circle-check", _("没有重复的人员。")))
        self.keep_first = PrimaryButton(_("合并，保留先登记的"), self.merge_into_first)
        self.keep_second = Button(_("合并，保留后登记的"), self.merge_into_second)
        self.fill(self.table, self.keep_first, self.keep_second)
        for button in (self.keep_first, self.keep_second):
            button.setEnabled(False)
        self.refresh()

    def refresh(self) -> None:
        """Look for duplicates anew; among a hundred thousand people that takes seconds."""
        workspace = self.desk.workspace

        def work(_progress: Progress) -> Sequence[Pair]:
            with workspace.read() as session:
                return duplicates.find_duplicates(session)

        job = QuietJob(_("查找重复"), work)
        job.done.connect(self._show)
        self.desk.jobs.start(job)

    def _show(self, found: Sequence[Pair]) -> None:
        self.pairs.show(
            [
                PairRow(one.first.id + one.second.id, one.sign, one.first, one.second)
                for one in found
            ]
        )
        for button in (self.keep_first, self.keep_second):
            button.setEnabled(bool(found))
        if found and self.table.current() is None:
            self.table.pick(0)

    def merge_into_first(self) -> None:
        """Keep the entry that came first."""
        if pair := self.table.current():
            self._merge(gone=pair.second, kept=pair.first)

    def merge_into_second(self) -> None:
        """Keep the entry that came later."""
        if pair := self.table.current():
            self._merge(gone=pair.first, kept=pair.second)

    def _merge(self, *, gone: Entry, kept: Entry) -> None:
        by, now = self.desk.actor, clock.now()
        try:
            with self.desk.workspace.begin() as session:
                self._last = duplicates.merge_people(
                    session, gone_id=gone.id, kept_id=kept.id, by=by, at=now
                )
        except UserError as error:
            self.explain(error)
            return
        text = _("已合并{name}的两条记录。").format(name=kept.name)
        self.notice.show_text(text, Tone.GOOD, self._undo)
        self.refresh()

    def _undo(self) -> None:
        by, now = self.desk.actor, clock.now()
        try:
            with self.desk.workspace.begin() as session:
                duplicates.undo_merge(session, merge_id=self._last, by=by, at=now)
        except UserError as error:
            self.explain(error)
            return
        self.refresh()


def _entry_text(one: Entry) -> str:
    parts = (one.name, one.unit, one.post, one.born, "" if one.active else _("（已离册）"))
    return " ".join(part for part in parts if part)


def _sign_tag(sign: Sign) -> Tag:
    tone = Tone.QUIET if sign is Sign.SAME_NAME else Tone.ATTENTION
    return Tag(_(SIGNS[sign]), tone)
