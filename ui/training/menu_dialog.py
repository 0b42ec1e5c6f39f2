"""课程菜单 of one class: which courses it offers, and how many people each takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QSpinBox, QWidget
from sqlalchemy.orm import Session

from dongan_training.texts import _
from dongan_training.training import choices, queries
from dongan_training.training.planning import LARGEST_QUOTA
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    Table,
    Tag,
    Tone,
    Words,
)
from ui.training.class_list_dialog import ClassListDialog


@dataclass(frozen=True)
class MenuLine:
    """A course, and whether this class offers it."""

    id: str
    name: str
    required: bool
    lecturer: str
    offered: bool
    capacity: int
    chosen: int

    @property
    def limit(self) -> int | None:
        """The most people, 0 where the room says; None for a course that is not offered."""
        return self.capacity if self.offered else None


class MenuDialog(ClassListDialog):
    """Courses are put on the menu or taken off it, several at once."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        told = _("必修课全班都上；选修课由学员或乡镇从中选，不写上限的以场地座位为准。")
        super().__init__(desk, class_id, _("本班课程菜单"), told, parent)
        self.setMinimumWidth(860)
        self.rows = RowsModel(
            Column(_("菜单"), "offered", tag=_offered, width=96),
            Column(_("课程"), "name", bold=True),
            Column(_("类型"), "required", _kind, width=80),
            Column(_("授课人"), "lecturer", muted=True, width=120),
            Column(_("上限"), "limit", _or_room, width=140),
            Column(_("已选"), "chosen", width=72),
            parent=self,
        )
        self.table = Table(self.rows, "class-menu")
        advice = _("先在“培训”页的“课程菜单”里添加课程。")
        self.table.set_empty(EmptyState("library-big", _("还没有课程。"), advice=advice))
        self.offer = PrimaryButton(_("放进菜单"), self.put_on)
        self.withdraw = Button(_("拿出菜单"), self.take_off)
        self.capacity = QSpinBox(maximum=LARGEST_QUOTA, specialValueText=_("以场地为准"))
        self.capacity.setAccessibleName(_("人数上限"))
        self.fill(
            *(self.table, self.offer, Words(_("人数上限")), self.capacity),
            self.withdraw,
        )
        self.tools = (self.offer, self.withdraw, self.capacity)
        self.table.picked.connect(self._show)
        self.table.opened.connect(self.put_on)
        self.refresh()

    def found(self, session: Session) -> list[MenuLine]:
        on_menu = {one.course_id: one for one in choices.menu(session, self.class_id)}
        lines = []
        for course in queries.courses(session):
            row = on_menu.get(course.id)
            told = (row is not None, row.capacity if row else 0, row.chosen if row else 0)
            lines.append(MenuLine(course.id, course.name, course.required, course.lecturer, *told))
        return lines

    def put_on(self) -> None:
        """Offer the courses marked, each elective with the most people of the field."""
        most = self.capacity.value()
        marked = {one.id: 0 if one.required else most for one in self.table.selected()}
        self._keep(self._now() | marked)

    def take_off(self) -> None:
        """Offer the courses marked no longer."""
        marked = {one.id for one in self.table.selected()}
        self._keep({one: most for one, most in self._now().items() if one not in marked})

    def _now(self) -> dict[str, int]:
        return {one.id: one.capacity for one in self.rows.rows if one.offered}

    def _keep(self, capacities: Mapping[str, int]) -> None:
        with self.explaining():
            self.write(choices.set_menu, capacities=capacities)
            self.report(_("本班菜单有 {count} 门课。").format(count=len(capacities)))

    def _show(self, row: MenuLine | None) -> None:
        if row is not None:
            self.capacity.setValue(row.capacity)
            self.capacity.setEnabled(not row.required)


def _offered(is_so: bool) -> Tag | None:
    return Tag(_("在菜单里"), Tone.GOOD) if is_so else None


def _kind(required: bool) -> str:
    return _("必修") if required else _("选修")


def _or_room(limit: int | None) -> str:
    if limit is None:
        return ""
    return str(limit) if limit else _("以场地为准")
