"""人员: everybody on the roll, by organisation and by search."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QWidget

from dongan_training import clock
from dongan_training.people import queries, roll
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.queries import PersonRow
from dongan_training.people.searching import Wanted
from dongan_training.texts import N_, _, listed
from ui.kit import (
    Button,
    Card,
    Chip,
    Column,
    Desk,
    EmptyState,
    FileKind,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    beside,
    row,
    spread_name,
)
from ui.people.person_dialog import PersonDialog
from ui.people.roll_menu import RollMenu
from ui.people.unit_menu import UnitMenu
from ui.people.unit_tree import UnitTree
from ui.people.wording import gender_text

MOST_ROWS = 2000  # more are found by searching, not by scrolling
TREE_WIDTH, TABLE_WIDTH = 262, 480  # pixels; with less for both they stand in two lines
PAUSE = 150  # milliseconds without a key before searching
ON_ROLL, GONE = 0, 1


class PeoplePage(Page):
    """A tree of organisations, a search over everything, and one table of people."""

    title = N_("人员")
    shows = frozenset({Person, OrgUnit})

    def __init__(self, desk: Desk, person_id: str | None = None, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.dialog: PersonDialog | None = None
        self._moved: Sequence[str] = ()  # whom the last step took off the roll, or put back
        self.units, self.tree = UnitTree(), Card()
        self.search = SearchField(_("姓名、拼音首字母、单位、职务"))
        self.on_roll, self.gone = Chip(""), Chip("")
        self.move = Button("", self.move_selected)
        self.people = RowsModel(
            Column(_("姓名"), "name", spread_name, sort=_by_pinyin, bold=True, width=110),
            Column(_("性别"), "gender", gender_text, muted=True, width=64),
            Column(_("乡镇"), "township", width=110),
            Column(_("所在党组织"), "unit"),
            Column(_("职务"), "post", muted=True, width=120),
            Column(_("政治面貌"), "status", muted=True, width=120),
            Column(_("类别"), "categories", listed, muted=True, width=150),
            parent=self,
        )
        self.table = Table(self.people, "people")
        self.remark = Words("", "small")
        self.unit_menu = UnitMenu(self)
        self._build()
        self.refresh()
        if person_id is not None:
            self._point_at(person_id)

    def refresh(self) -> None:
        with self.workspace.read() as session:
            counts = queries.people_counts(session)
            units = queries.units(session)
        self.units.show_units(units)
        self.tree.setVisible(bool(units))
        self.on_roll.setText(_("在册 {count}").format(count=counts.active))
        self.gone.setText(_("已离册 {count}").format(count=counts.gone))
        self.show_people()

    def show_people(self) -> None:
        """List who fits the unit, the chip and the search."""
        wanted = Wanted(
            text=self.search.text(),
            unit_id=self.units.unit_id,
            active=not self.gone.isChecked(),
            limit=MOST_ROWS,
        )
        with self.workspace.read() as session:
            found = queries.find_people(session, wanted)
        self._choose_empty_state(wanted)
        self.people.show(found.people)
        self._remark(found)
        self._follow_selection()

    def choose_file(self) -> None:
        """Let the user choose a roll, and show what it would do."""
        tables = FileKind(_("名册"), (".xlsx", ".xls", ".et", ".csv", ".ods"))
        path = self.desk.dialogs.open_file(self, _("导入名册"), tables)
        if path is not None:
            self.navigator.go("people-import", path=path, chosen_at=clock.now())

    def add(self) -> None:
        """Put somebody on the roll by hand."""
        self._open(PersonDialog(self.desk, None, self))

    def open_person(self, row: PersonRow) -> None:
        """Show one person, to read and to change."""
        self._open(PersonDialog(self.desk, row.id, self))

    def move_selected(self) -> None:
        """Take the marked people off the roll, or put them back; either can be undone."""
        rows = self.table.selected()
        if not rows:
            return
        self._moved = [row.id for row in rows]
        if self.gone.isChecked():
            self._put_back()
            self.say(_("已恢复 {count} 人在册。").format(count=len(rows)), undo=self._take_off)
        else:
            self._take_off()
            text = _("已让 {count} 人离册，他们的培训记录都保留。").format(count=len(rows))
            self.say(text, undo=self._put_back)

    def _take_off(self) -> None:
        with self.workspace.begin() as session:
            for person_id in self._moved:
                roll.leave_roll(session, person_id=person_id, by=self.desk.actor, at=clock.now())

    def _put_back(self) -> None:
        with self.workspace.begin() as session:
            for person_id in self._moved:
                roll.return_to_roll(
                    session, person_id=person_id, by=self.desk.actor, at=clock.now()
                )

    def _build(self) -> None:
        self.search.setMinimumWidth(230)
        chips = QButtonGroup(self)
        for number, chip in ((ON_ROLL, self.on_roll), (GONE, self.gone)):
            chips.addButton(chip, number)
        self.on_roll.setChecked(True)
        import_ = Button(_("导入名册"), self.choose_file, icon="upload", shortcut="Ctrl+I")
        add = PrimaryButton(_("添加人员"), self.add, icon="user-plus", shortcut="Ctrl+N")
        self.more = RollMenu(self)
        tools = (self.search, self.on_roll, self.gone, None, self.more, self.move, import_, add)
        self.tree.body.setContentsMargins(6, 8, 6, 8)
        self.tree.body.addWidget(row(Words(_("党组织"), "small"), None, self.unit_menu))
        self.tree.body.addWidget(self.units)
        self.body.addWidget(
            beside((self.tree, TREE_WIDTH, 0), (TableCard(self.table, *tools), TABLE_WIDTH, 1)), 1
        )
        self.body.addWidget(self.remark)
        self._build_empty_states()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.show_people)
        self.search.searched.connect(self._wait)
        self.search.returnPressed.connect(self._go_to_table)
        chips.idClicked.connect(self.show_people)
        self.units.chosen.connect(self.show_people)
        self.table.opened.connect(self.open_person)
        self.table.selectionModel().selectionChanged.connect(self._follow_selection)

    def _build_empty_states(self) -> None:
        import_ = PrimaryButton(_("导入名册"), self.choose_file, icon="upload")
        add = Button(_("逐个添加"), self.add, icon="user-plus")
        advice = _("从 Excel 名册导入，党组织会一并建立；导入前可以逐行核对。")
        place = self.table.viewport()  # holds also the one that is not shown
        self._nobody = EmptyState(
            "users", _("还没有人员。"), import_, add, advice=advice, parent=place
        )
        advice = _("换一个词，或者在左边选“全部”。")
        self._no_match = EmptyState("search", _("没有符合条件的人。"), advice=advice, parent=place)

    def _choose_empty_state(self, wanted: Wanted) -> None:
        is_narrowed = bool(wanted.text.strip() or wanted.unit_id or not wanted.active)
        for state in (self._nobody, self._no_match):
            state.hide()
        self.table.set_empty(self._no_match if is_narrowed else self._nobody)

    def _remark(self, found: queries.PeopleFound) -> None:
        more = found.total > len(found.people)
        text = _("共 {total} 人，只列出前 {shown} 人。请输入姓名或选择党组织来缩小范围。")
        self.remark.setText(text.format(total=found.total, shown=len(found.people)))
        self.remark.setVisible(more)

    def _follow_selection(self) -> None:
        self.move.setText(_("恢复在册") if self.gone.isChecked() else _("离册"))
        self.move.setEnabled(bool(self.table.selected()))

    def _wait(self) -> None:
        self._pause.start(PAUSE)

    def _go_to_table(self) -> None:
        self.show_people()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.people.rows:
            self.table.pick(0)

    def _point_at(self, person_id: str) -> None:
        """Show one person alone, as somebody coming from the search of the window wants."""
        with self.workspace.read() as session:
            card = queries.person_card(session, person_id)
        (self.on_roll if card.active else self.gone).setChecked(True)
        self.search.setText(card.name)
        self.show_people()
        for number, one in enumerate(self.people.rows):
            if one.id == person_id:
                self.table.pick(number)
        self.keyboard_first = self.table

    def _open(self, dialog: PersonDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._say_saved)
        dialog.open()

    def _say_saved(self) -> None:
        if self.dialog is not None:
            self.say(_("已保存{name}。").format(name=self.dialog.name.text().strip()))


def _by_pinyin(row: PersonRow) -> str:
    return row.pinyin
