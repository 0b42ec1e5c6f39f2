"""人员: everybody on the roll, by organisation, by search and by what narrows it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from dongan_training import clock
from dongan_training.people import queries
from dongan_training.people.models import OrgUnit, Person, ReserveEntry, ReserveList
from dongan_training.people.order import chosen_order
from dongan_training.people.person_undo import Snapshot, take_back, take_back_added
from dongan_training.people.queries import PeopleList, PersonRow
from dongan_training.people.searching import Wanted, choices
from dongan_training.texts import N_, _, listed
from ui.kit import (
    Button,
    Card,
    Column,
    Desk,
    EmptyState,
    FileKind,
    LazyRows,
    Page,
    PrimaryButton,
    SearchField,
    Table,
    TableCard,
    Words,
    beside,
    flow,
    row,
    spread_name,
)
from ui.kit.dropping import TakesFile
from ui.kit.lazy_rows import WINDOW
from ui.people.bulk import BulkButton
from ui.people.departures import Departures
from ui.people.export_menu import ExportMenu
from ui.people.filters import PeopleFilters
from ui.people.person_dialog import PersonDialog
from ui.people.roll_menu import RollMenu
from ui.people.unit_menu import UnitMenu
from ui.people.unit_tree import UnitTree
from ui.people.wording import gender_text

TREE_WIDTH, TABLE_WIDTH = 262, 480  # pixels; with less for both they stand in two lines
PAUSE = 60  # milliseconds without a key before searching


class PeoplePage(TakesFile, Page):
    """Only the people in sight are read, however many there are."""

    title = N_("人员")
    shows = frozenset({Person, OrgUnit, ReserveList, ReserveEntry})

    def __init__(self, desk: Desk, person_id: str | None = None):
        super().__init__(desk)
        self.setAcceptDrops(True)
        self.dialog: PersonDialog | None = None
        self._sorted_by, self._from_end = "", False
        self._before: Snapshot | None = None  # what the form saved last, as it was; None if added
        self._after: Snapshot | None = None
        with self.workspace.read() as session:
            self.filters = PeopleFilters(chosen_order(session))
        self.units, self.tree = UnitTree(), Card()
        self.search = SearchField(_("姓名、拼音首字母、单位、职务"))
        self.count = Words("", "muted")
        self.people = LazyRows(*_columns(), parent=self)
        self.table = Table(self.people, "people")
        self.move, self.bulk = Departures(self), BulkButton(self)
        self.unit_menu = UnitMenu(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self.refresh()
        if person_id is not None:
            self._point_at(person_id)

    @property
    def wanted(self) -> Wanted:
        """Whom the table lists, in which order."""
        return self.filters.narrow(
            Wanted(
                text=self.search.text(),
                unit_id=self.units.unit_id,
                sorted_by=self._sorted_by,
                from_end=self._from_end,
            )
        )

    def refresh(self) -> None:
        with self.workspace.read() as session:
            counts = queries.people_counts(session)
            units = queries.units(session)
            offered = choices(session)
        self.units.show_units(units)
        for part in (self.tree, self.filters):
            part.setVisible(bool(units))
        self.filters.offer(offered)
        self.filters.on_roll.setText(_("在册 {count}").format(count=counts.active))
        self.filters.gone.setText(_("已离册 {count}").format(count=counts.gone))
        self.show_people()

    def show_people(self) -> None:
        """List who fits the organisation, the filters and the search."""
        self._pause.stop()
        wanted = self.wanted
        with self.workspace.read() as session:
            self._list = PeopleList(session, wanted)
        self._choose_empty_state(is_narrowed=wanted.is_narrowed())
        self.people.look(self._list.total, self._read, self._list.total)
        self._follow_selection()

    def choose_file(self) -> None:
        """Let the user choose a roll, and show what it would do."""
        tables = FileKind(_("名册"), (".xlsx", ".xls", ".et", ".csv", ".ods"))
        path = self.desk.dialogs.open_file(self, _("导入名册"), tables)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Open the review of a roll."""
        self.navigator.go("people-import", path=path, chosen_at=clock.now())

    def add(self) -> None:
        """Put somebody on the roll by hand."""
        self._open(PersonDialog(self.desk, None, self))

    def open_person(self, row: PersonRow) -> None:
        """Show one person, to read and to change."""
        self._open(PersonDialog(self.desk, row.id, self))

    def _open_current(self) -> None:
        if line := self.table.current():
            self.open_person(line)

    def marked_ids(self) -> Sequence[str]:
        """The marked people, from top to bottom, also those never seen."""
        numbers = self.table.selected_numbers()
        if len(numbers) <= WINDOW:
            return [one.id for one in self.table.selected()]
        with self.workspace.read() as session:
            ids = self._list.ids(session)
        return [ids[number] for number in numbers]

    def _build(self) -> None:
        self.search.setMinimumWidth(280)
        self.export = ExportMenu(self)
        self.more = RollMenu(self)
        import_ = Button(_("导入名册"), self.choose_file, icon="upload", shortcut="Ctrl+I")
        add = PrimaryButton(_("添加人员"), self.add, icon="user-plus", shortcut="Ctrl+N")
        acts = (self.more, self.export, self.bulk, self.move, import_, add)
        tools = (self.search, self.count, None, *acts)
        self.body.addWidget(flow(*tools, spacing=10))
        self.body.addWidget(self.filters)
        self.tree.body.setContentsMargins(6, 8, 6, 8)
        self.tree.body.addWidget(row(Words(_("党组织"), "small"), None, self.unit_menu))
        self.tree.body.addWidget(self.units)
        right = TableCard(self.table)
        self.body.addWidget(beside((self.tree, TREE_WIDTH, 0), (right, TABLE_WIDTH, 1)), 1)
        self._build_empty_states()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.show_people)
        self.search.searched.connect(self._wait)
        self.search.returnPressed.connect(self._go_to_table)
        self.search.going_down.connect(self._go_to_table)
        self.filters.changed.connect(self.show_people)
        self.filters.reordered.connect(self._forget_titles)
        self.people.ordered.connect(self._order)
        self.units.chosen.connect(self.show_people)
        self.table.opened.connect(self.open_person)
        self.table.selectionModel().selectionChanged.connect(self._follow_selection)
        self._build_row_menu()
        for key, slot in (("Delete", self.move.click), ("Ctrl+E", self.export.export)):
            place = self.table if key == "Delete" else self
            shortcut = QShortcut(QKeySequence(key), place, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_row_menu(self) -> None:
        """What can be done with the marked people, at the right mouse button and the menu key."""
        self._move_marked = QAction(self.table)
        for action, told, slot in (
            (QAction(self.table), _("打开"), self._open_current),
            (QAction(self.table), _("批量修改…"), self.bulk.ask),
            (self._move_marked, "", self.move.move_marked),
            (QAction(self.table), _("变动记录…"), self.more.show_history),
        ):
            action.setText(told)
            action.triggered.connect(slot)
            self.table.addAction(action)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _build_empty_states(self) -> None:
        import_ = PrimaryButton(_("导入名册"), self.choose_file, icon="upload")
        add = Button(_("逐个添加"), self.add, icon="user-plus")
        advice = _("从 Excel 名册导入，党组织会一并建立；导入前可以逐行核对。")
        place = self.table.viewport()  # holds also the one that is not shown
        self._nobody = EmptyState(
            "users", _("还没有人员。"), import_, add, advice=advice, parent=place
        )
        advice = _("换一个词，清除条件，或者在左边选最上面的一级。")
        self._no_match = EmptyState("search", _("没有符合条件的人。"), advice=advice, parent=place)

    def _choose_empty_state(self, *, is_narrowed: bool) -> None:
        for state in (self._nobody, self._no_match):
            state.hide()
        self.table.set_empty(self._no_match if is_narrowed else self._nobody)

    def _read(self, start: int, count: int) -> Sequence[PersonRow]:
        with self.workspace.read() as session:
            return self._list.rows(session, start, count)

    def _order(self, column: int, descending: bool) -> None:
        self._sorted_by = self.people.columns[column].field if column >= 0 else ""
        self._from_end = descending and column >= 0
        self.show_people()

    def _forget_titles(self) -> None:
        """Another order was chosen above: no title of the table orders any more."""
        if self._sorted_by:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        else:
            self.show_people()

    def _follow_selection(self) -> None:
        marked, count = len(self.table.selected_numbers()), len(self.people.rows)
        told = _("共 {count} 人，已选 {marked} 人") if marked > 1 else _("共 {count} 人")
        self.count.setText(told.format(count=count, marked=marked))
        self.move.follow(marked)
        self.bulk.setEnabled(marked > 0)
        self._move_marked.setText(self.move.text())

    def _wait(self) -> None:
        self._pause.start()

    def _go_to_table(self) -> None:
        if self._pause.isActive():
            self.show_people()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.people.rows:
            self.table.pick(0)

    def _point_at(self, person_id: str) -> None:
        """Show one person alone, as somebody coming from the search of the window wants."""
        with self.workspace.read() as session:
            card = queries.person_card(session, person_id)
        (self.filters.on_roll if card.active else self.filters.gone).setChecked(True)
        self.search.setText(card.name)
        self.show_people()
        with self.workspace.read() as session:
            ids = self._list.ids(session)
        if person_id in ids:
            self.table.pick(ids.index(person_id))
        self.keyboard_first = self.table

    def _open(self, dialog: PersonDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._say_saved)
        dialog.open()

    def _say_saved(self) -> None:
        if self.dialog is not None:
            self._before, self._after = self.dialog.before, self.dialog.after
            name = self.dialog.name.text().strip()
            self.say(_("已保存{name}。").format(name=name), undo=self._take_back)

    def _take_back(self) -> None:
        """Undo what the form did last."""
        by, now, before, after = self.desk.actor, clock.now(), self._before, self._after
        assert after is not None, "the form was saved"
        with self.explaining():
            with self.workspace.begin() as session:
                if before is None:
                    take_back_added(session, person_id=after.person_id, by=by, at=now)
                else:
                    take_back(session, before=before, after=after, by=by, at=now)
            self.say(_("已撤销。"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("姓名"), "name", spread_name, bold=True, width=110),
        Column(_("性别"), "gender", gender_text, muted=True, width=64),
        Column(_("乡镇"), "township", width=110),
        Column(_("所在党组织"), "unit"),
        Column(_("职务"), "post", muted=True, width=120),
        Column(_("政治面貌"), "status", muted=True, width=120),
        Column(_("类别"), "categories", listed, muted=True, width=150),
    )
