"""What is done to the subject with the cursor: one menu, also at the right mouse button."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.bank import subjects
from dongan_training.bank.subjects import Place
from dongan_training.exam import subject_names
from dongan_training.texts import _
from ui.bank.subject_dialogs import SubjectNameDialog, SubjectTargetDialog
from ui.kit import FormDialog, IconButton

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ui.bank.bank_page import BankPage

Act = Callable[["Session"], Callable[["Session"], object]]  # does a step, gives its way back


class SubjectMenu(IconButton):
    """Each step is stored at once and can be undone."""

    def __init__(self, page: "BankPage"):
        super().__init__("ellipsis", _("整理题库目录"), self._open)
        self._page, self._tree = page, page.subjects
        self.dialog: FormDialog | None = None
        self._renewed: dict[str, str] = {}  # subjects made anew by an undo: their ids now
        self.menu_ = QMenu(self)
        self.menu_.addAction(_("新建题库…") + "\tIns", self.add)
        self.of_one = [
            self.menu_.addAction(_("改名…") + "\tF2", self.rename),
            self.menu_.addAction(_("移到…"), self.move_elsewhere),
            self.menu_.addAction(_("并入…"), self.merge),
            self.menu_.addAction(_("删除空题库") + "\tDel", self.remove),
        ]
        self._tree.menu_asked.connect(self._open_at)
        self._tree.adding.connect(self.add)
        self._tree.renaming.connect(self.rename)
        self._tree.removing.connect(self.remove)
        self._tree.moving.connect(self.move_to)

    def add(self) -> None:
        """Ask for the name of a new subject, below the one with the cursor."""
        upper = self._place()
        hint = _("放在“{name}”下面。").format(name=upper.path) if upper else _("放在最上一级。")

        def save(name: str) -> None:
            def act(session: "Session") -> Callable[["Session"], object]:
                by = self._by()
                made = subjects.add_subject(
                    session, name=name, parent_id=upper.id if upper else None, **by
                )
                return lambda back: subjects.remove_subject(
                    back, subject_id=self._now(made), **self._by()
                )

            self._do(act, _("已新建“{name}”。").format(name=name))

        self._show(SubjectNameDialog(_("新建题库"), "", hint, save, self._page))

    def rename(self) -> None:
        """Ask for another name."""
        if place := self._place():

            def save(name: str) -> None:
                self._rename(place, name)

            self._show(SubjectNameDialog(_("改名"), place.name, "", save, self._page))

    def move_elsewhere(self) -> None:
        """Ask under which subject this one is to stand."""
        if place := self._place():

            def save(target: str | None) -> None:
                self.move_to(place.id, target)

            others = self._others(place)
            self._show(SubjectTargetDialog(_("移到…"), _("移动"), others, save, self._page))

    def merge(self) -> None:
        """Ask for the subject that takes this one over."""
        if place := self._place():

            def save(target: str | None) -> None:
                if target is not None:
                    self._merge(place, target)

            others = self._others(place)
            dialog = SubjectTargetDialog(_("并入…"), _("合并"), others, save, self._page)
            dialog.leave_out_top()
            self._show(dialog)

    def move_to(self, subject_id: str, parent_id: str | None) -> None:
        """Move at once, as a drop says; a failure is told on the page."""
        place = next(one for one in self._page.places if one.id == subject_id)

        def act(session: "Session") -> Callable[["Session"], object]:
            subjects.move_subject(session, subject_id=subject_id, parent_id=parent_id, **self._by())
            return lambda back: subjects.move_subject(
                back,
                subject_id=self._now(subject_id),
                parent_id=place.parent_id and self._now(place.parent_id),
                **self._by(),
            )

        if self.dialog is not None and self.dialog.isVisible():
            self._do(act, _("已移动“{name}”。").format(name=place.name))
            return
        with self._page.explaining():
            self._do(act, _("已移动“{name}”。").format(name=place.name))

    def remove(self) -> None:
        """Remove a subject that holds nothing."""
        if place := self._place():

            def act(session: "Session") -> Callable[["Session"], object]:
                subjects.remove_subject(session, subject_id=place.id, **self._by())
                return lambda back: self._renew(
                    place.id,
                    subjects.add_subject(
                        back,
                        name=place.name,
                        parent_id=place.parent_id and self._now(place.parent_id),
                        **self._by(),
                    ),
                )

            with self._page.explaining():
                self._do(act, _("已删除“{name}”。").format(name=place.name))

    def _rename(self, place: Place, name: str) -> None:
        def act(session: "Session") -> Callable[["Session"], object]:
            by = self._by()
            done = subject_names.rename_subject(session, subject_id=place.id, name=name, **by)
            return lambda back: subject_names.rename_back(
                back, replace(done, subject_id=self._now(place.id)), **self._by()
            )

        self._do(act, _("已改名为“{name}”。").format(name=name))

    def _merge(self, place: Place, target: str) -> None:
        def act(session: "Session") -> Callable[["Session"], object]:
            merged = subject_names.merge_subject(
                session, subject_id=place.id, into_id=target, **self._by()
            )
            return lambda back: self._renew(
                place.id, subject_names.part_again(back, merged, **self._by())
            )

        self._do(act, _("已把“{name}”并入另一个题库。").format(name=place.name))

    def _do(self, act: Act, told: str) -> None:
        """Take a step; raises what it raises, and then nothing has changed."""
        page = self._page
        with page.workspace.begin() as session:
            way_back = act(session)

        def undo() -> None:
            with page.explaining():
                with page.workspace.begin() as session:
                    way_back(session)
                page.steps.said_back(_("已撤销。"))

        page.steps.done(told, undo)

    def _renew(self, before: str, now: str) -> None:
        """An undo gives a removed subject another id; older steps still name the one before."""
        self._renewed[before] = now

    def _now(self, subject_id: str) -> str:
        while subject_id in self._renewed:
            subject_id = self._renewed[subject_id]
        return subject_id

    def _by(self) -> dict:
        return {"by": self._page.desk.actor, "at": clock.now()}

    def _place(self) -> Place | None:
        chosen = self._tree.subject_id
        return next((one for one in self._page.places if one.id == chosen), None)

    def _others(self, place: Place) -> list[Place]:
        inside = subjects.below(self._page.places, place.id)
        return [one for one in self._page.places if one.id not in inside]

    def _show(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _open(self) -> None:
        self._open_at(self.mapToGlobal(QPoint(0, self.height())))

    def _open_at(self, place: QPoint) -> None:
        for action in self.of_one:
            action.setEnabled(self._place() is not None)
        self.menu_.popup(place)
