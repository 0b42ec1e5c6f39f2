"""选课和排课: the menu of a class, who chose what, and the timetable proposed from it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import _, listed
from dongan_training.training import choices, queries, slot_proposal
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
    flow,
)
from ui.training.proposal_dialog import ProposalDialog


class ChoicesDialog(ListDialog):
    """Chips stand for the electives; what is pressed is chosen for the people marked."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        told = _(
            "选中学员（可多选，Ctrl+A 全选），按下课程，再点“选课”。建议排课会避开授课人和"
            "场地冲突。"
        )
        super().__init__(_("选课和排课"), told, parent)
        self.setMinimumWidth(940)
        self.desk, self.class_id = desk, class_id
        self.chips: dict[str, Chip] = {}
        self.rows = RowsModel(
            Column(_("姓名"), "name", bold=True, width=110),
            Column(_("乡镇"), "township", width=120),
            Column(_("所在党组织"), "org", muted=True),
            Column(_("已选"), "courses", listed),
            parent=self,
        )
        self.table = Table(self.rows, "choices")
        advice = _("请先在“学员”页添加学员或导入名单。")
        self.table.set_empty(EmptyState("users", _("班里还没有学员。"), advice=advice))
        self.load = Button(_("带入全部课程"), self.put_on_menu, icon="library-big")
        self.choose_ = PrimaryButton(_("选课"), self.choose)
        self.propose_ = Button(_("建议排课"), self.propose)
        with desk.workspace.read() as session:
            menu = choices.menu(session, class_id)
        for row in menu:
            if not row.required:
                self._add_chip(row.course_id, row.name)
        if self.chips:
            self._body.addWidget(flow(*self.chips.values()))
        self.fill(self.table, self.choose_, self.propose_, self.load)
        self.refresh()

    def refresh(self) -> None:
        """Read menu and choices anew."""
        with self.desk.workspace.read() as session:
            menu = choices.menu(session, self.class_id)
            self.rows.show(choices.choosers(session, self.class_id))
        for row in menu:
            if row.course_id in self.chips:
                count = f"{row.chosen}/{row.capacity}" if row.capacity else str(row.chosen)
                self.chips[row.course_id].setText(f"{row.name} {count}")
        self.choose_.setEnabled(bool(self.chips))
        self.propose_.setEnabled(bool(menu))

    def put_on_menu(self) -> None:
        """Make all courses the menu of this class, and close; the next time they are chosen."""

        def keep(session: Session) -> None:
            every = {one.id: 0 for one in queries.courses(session)}
            choices.set_menu(session, class_id=self.class_id, capacities=every, **self._who())

        if self._done(keep):
            self.accept()

    def choose(self) -> None:
        """Choose what is pressed for the people marked; nothing pressed takes choices back."""
        people = [one.enrolment_id for one in self.table.selected()]
        courses = [course_id for course_id, chip in self.chips.items() if chip.isChecked()]

        def keep(session: Session) -> None:
            choices.choose(session, enrolment_ids=people, course_ids=courses, **self._who())

        if not people:
            self.notice.show_text(_("请先在表里选中学员。"), Tone.INFO)
        elif self._done(keep):
            text = _("已给 {count} 人选课。").format(count=len(people))
            self.notice.show_text(text, Tone.GOOD)
            self.refresh()

    def propose(self) -> None:
        """Show where courses fit and which do not; write it into the timetable if wished."""
        with self.desk.workspace.read() as session:
            found = slot_proposal.propose(session, self.class_id)
        if not found.placed and not found.refused:
            self.notice.show_text(_("还没有人选课，没有要排的课程。"), Tone.ATTENTION)
            return
        self.proposed = ProposalDialog(self.desk, self.class_id, found, self)
        self.proposed.accepted.connect(self._tell_placed)
        self.proposed.open()

    def _tell_placed(self) -> None:
        count = len(self.proposed.proposal.placed)
        text = _("已排 {count} 门课，写进课程表。").format(count=count)
        self.notice.show_text(text, Tone.GOOD)

    def _add_chip(self, course_id: str, name: str) -> None:
        self.chips[course_id] = Chip(name)

    def _who(self) -> dict[str, object]:
        return {"by": self.desk.actor, "at": clock.now()}

    def _done(self, step: Callable[[Session], None]) -> bool:
        try:
            with self.desk.workspace.begin() as session:
                step(session)
        except UserError as error:
            self.explain(error)
            return False
        return True
