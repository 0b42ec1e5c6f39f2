"""核对临时学员: who were the people that stood at the door without being on the list."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.attendance.walk_ins import WalkInRow, keep_as_new, match, walk_ins
from dongan_training.people.queries import PersonRow, find_people
from dongan_training.people.searching import Wanted
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    Tag,
    Tone,
    Words,
    WorkDialog,
    moment_text,
    row,
    spread_name,
)

MOST_SHOWN = 50


class WalkInsDialog(WorkDialog):
    """Above those who came, below the people of the roll who may be meant."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        super().__init__(_("核对临时学员"), parent)
        self._desk = desk
        self._class_id = class_id
        self.resize(820, 600)
        self.rows = RowsModel(
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("自报单位"), "said"),
            Column(_("场次"), "lesson", width=90),
            Column(_("时间"), "at", moment_text, muted=True, width=170),
            Column(_("核对"), "is_matched", tag=_state, width=90),
            parent=self,
        )
        self.table = Table(self.rows, "walk-ins")
        self.table.set_empty(EmptyState("user-plus", _("这个班没有临时学员。")))
        self.search = SearchField(_("在花名册里找：姓名、拼音首字母、单位"))
        self.people = RowsModel(
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("乡镇"), "township", width=120),
            Column(_("所在党组织"), "unit"),
            Column(_("职务"), "post", muted=True, width=130),
            parent=self,
        )
        self.candidates = Table(self.people, "walk-in-candidates")
        self.candidates.set_empty(EmptyState("search", _("花名册里没有符合条件的人。")))
        self.same = PrimaryButton(_("就是这个人"), self.match, icon="user-check")
        self.new = Button(_("确是新人"), self.keep_as_new, icon="user-plus")
        self._lay_out()
        self.table.picked.connect(self._show)
        self.search.searched.connect(self._find)
        self.search.going_down.connect(self.candidates.setFocus)
        self._read()

    def match(self) -> None:
        """Say that the walk-in is the person marked below."""
        shown, person = self.table.current(), self.candidates.current()
        if shown is None or person is None:
            return
        with self.explaining():
            with self._desk.workspace.begin() as session:
                match(
                    session,
                    walk_in_id=shown.id,
                    person_id=person.id,
                    by=self._desk.actor,
                    at=clock.now(),
                )
            self._tell(_("{name}的签到已归到{unit}名下。"), shown, person)

    def keep_as_new(self) -> None:
        """Leave the person made at the door on the roll."""
        shown = self.table.current()
        if shown is None:
            return
        with self.explaining():
            with self._desk.workspace.begin() as session:
                keep_as_new(session, walk_in_id=shown.id, by=self._desk.actor, at=clock.now())
            self._tell(_("{name}作为新人留在花名册里；请在“人员”页补全单位。"), shown)

    def _tell(self, words: str, shown: WalkInRow, person: PersonRow | None = None) -> None:
        unit = f"{person.unit}{person.name}" if person else ""
        self.notice.show_text(words.format(name=shown.name, unit=unit), Tone.GOOD)
        self._read()

    def _read(self) -> None:
        with self._desk.workspace.read() as session:
            self.rows.show(walk_ins(session, class_id=self._class_id))
        self.table.pick(0)
        if not self.rows.rowCount():
            self._show(None)

    def _show(self, shown: WalkInRow | None) -> None:
        is_open = shown is not None and not shown.is_matched
        self.search.setEnabled(is_open)
        self.new.setEnabled(is_open)
        self.search.setText(shown.name if shown and is_open else "")
        self._find(self.search.text())

    def _find(self, text: str) -> None:
        shown = self.table.current()
        people: list[PersonRow] = []
        if shown is not None and not shown.is_matched and text.strip():
            with self._desk.workspace.read() as session:
                found = find_people(session, Wanted(text=text, limit=MOST_SHOWN))
            people = [one for one in found.people if one.id != shown.person_id]
        self.people.show([self._with_unit(one) for one in people])
        self.candidates.pick(0)
        self.same.setEnabled(bool(people))

    def _with_unit(self, person: PersonRow) -> PersonRow:
        """Somebody let in at another door has no unit but the one they told."""
        said = [one.said for one in self.rows.rows if one.person_id == person.id and one.said]
        if person.unit or not said:
            return person
        return replace(person, unit=_("（自报）{unit}").format(unit=said[0]))

    def _lay_out(self) -> None:
        hint = Words(_("核对以后，签到和学时都归到本人名下；原来的记录不会删除。"), "muted")
        self._body.insertWidget(1, hint.wrapped())
        self._body.addWidget(self.table, 1)
        self._body.addWidget(self.search)
        self._body.addWidget(self.candidates, 1)
        self._body.addWidget(row(self.same, self.new, None, Button(_("关闭"), self.accept)))


def _state(is_matched: bool) -> Tag:
    return Tag(_("已核对"), Tone.GOOD) if is_matched else Tag(_("待核对"), Tone.ATTENTION)
