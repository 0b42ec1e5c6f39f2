"""Choose people from the roll for a class."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from dongan_training.texts import _, listed
from dongan_training.training import planning, queries
from dongan_training.training.queries import Candidate, ClassCard
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    row,
    spread_name,
)
from ui.training.enrol_dialog import EnrolDialog


@dataclass(frozen=True)
class Choice:
    """A candidate and whether they are ticked."""

    id: str
    mark: str  # enrolled, chosen or nothing
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    categories: str


MARKS = {"enrolled": Tone.QUIET, "chosen": Tone.GOOD}


class ChoiceTable(Table):
    """A table whose rows are ticked by a click, Space or Enter."""

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.current() is not None:
            self.toggled.emit(self.current())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.toggled.emit(self.rows.rows[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


class AddPeopleDialog(EnrolDialog):
    """The roll, searched by name, initials or organisation; ticked people get a place."""

    def __init__(self, desk: Desk, card: ClassCard, parent: QWidget | None = None):
        super().__init__(desk, card, _("添加学员"), parent)
        self.chosen: dict[str, None] = {}
        with desk.workspace.read() as session:
            found = queries.candidates(session, card.id)
            targets = planning.class_facts(session, card.id).targets
        self.candidates = sorted(found, key=_is_enrolled)  # who can be added stands first
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("单位"))
        self.target = QComboBox()
        self.target.setAccessibleName(_("类别"))
        self._offer_categories(targets)
        self.only_chosen = Chip("", Tone.GOOD)
        self.all = Button(_("全选列出的人"), self.choose_all)
        self.people = RowsModel(
            Column("", "mark", tag=_mark_tag, width=84),
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("所在党组织"), "org"),
            Column(_("职务"), "post", muted=True, width=120),
            Column(_("类别"), "categories", muted=True, width=150),
            find=("pinyin", "township"),
            parent=self,
        )
        self.table = ChoiceTable(self.people, "add-people")
        self.count = Words("", "muted")
        self._build()
        self._show()

    def choose_all(self) -> None:
        """Tick everybody who is listed now and has no place yet."""
        self.chosen.update({one.id: None for one in self.people.rows if one.mark != "enrolled"})
        self._show()

    def toggle(self, choice: Choice) -> None:
        """Tick somebody, or take the tick away."""
        if choice.id in self.chosen:
            del self.chosen[choice.id]
        elif choice.mark != "enrolled":
            self.chosen[choice.id] = None
        self._show()

    def filter(self) -> None:
        """List who fits the search, the unit, the category and the chip."""
        unit, only_chosen = self.unit.currentData(), self.only_chosen.isChecked()
        wanted = self.target.currentData()
        of_wanted = {one.id for one in self.candidates if wanted.intersection(one.categories)}

        def fits(one: Choice) -> bool:
            return (
                (not unit or unit in (one.org, one.township))
                and (not wanted or one.id in of_wanted)
                and (not only_chosen or one.id in self.chosen)
            )

        self.people.filter(self.search.text(), fits if unit or wanted or only_chosen else None)

    def entered(self) -> tuple[str, ...]:
        return tuple(self.chosen)

    def wanted(self) -> Sequence[str]:
        return list(self.chosen)

    def _offer_categories(self, targets: Sequence[str]) -> None:
        """All whom the class is for first, then these and the other categories one by one."""
        self.target.addItem(_("全部类别"), frozenset())
        if targets:
            self.target.addItem(_("培训对象"), frozenset(targets))
            self.target.setItemData(1, listed(targets), Qt.ItemDataRole.ToolTipRole)
        others = sorted({name for one in self.candidates for name in one.categories})
        for name in dict.fromkeys((*targets, *others)):
            self.target.addItem(name, frozenset((name,)))

    def _build(self) -> None:
        self.resize(920, 620)
        self.search.setMinimumWidth(240)
        self.unit.addItem(_("全部单位"), "")
        for name in _units(self.candidates):
            self.unit.addItem(name, name)
        tools = (self.search, self.unit, self.target, self.only_chosen, None, self.all)
        advice = _("请先到“人员”页导入花名册或添加人员。")
        self.table.set_empty(EmptyState("users", _("花名册里还没有在册人员。"), advice=advice))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.form.addRow(TableCard(self.table, *tools))
        self.table.setMinimumHeight(380)
        self.form.addRow(row(self.count, None))
        self.search.searched.connect(self.filter)
        self.search.returnPressed.connect(self._go_to_table)
        self.unit.currentIndexChanged.connect(self.filter)
        self.target.currentIndexChanged.connect(self.filter)
        self.only_chosen.toggled.connect(self.filter)
        self.table.toggled.connect(self.toggle)
        self.submit.setDefault(False)  # Enter ticks people here
        self.search.setFocus()

    def _go_to_table(self) -> None:
        self.table.setFocus()
        if self.people.rows:
            self.table.pick(0)

    def _show(self) -> None:
        self.people.show([_choice(one, self.chosen) for one in self.candidates])
        self.only_chosen.setText(_("已选 {count}").format(count=len(self.chosen)))
        self.submit.setText(_("添加 {count} 人").format(count=len(self.chosen)))
        self.submit.setEnabled(bool(self.chosen))
        self.count.setText(self._room())
        over = self._left() is not None and len(self.chosen) > (self._left() or 0)
        self.count.set_look("bad" if over else "muted")

    def _left(self) -> int | None:
        return self.card.quota - self.card.enrolled if self.card.quota else None

    def _room(self) -> str:
        left = self._left()
        if left is None:
            return _("现有学员 {enrolled} 人，不限名额。").format(enrolled=self.card.enrolled)
        return _("现有学员 {enrolled} 人，名额 {quota}，还可添加 {left} 人。").format(
            enrolled=self.card.enrolled, quota=self.card.quota, left=max(left, 0)
        )


def _choice(one: Candidate, chosen: Collection[str]) -> Choice:
    mark = "enrolled" if one.enrolled else "chosen" if one.id in chosen else ""
    return Choice(
        one.id,
        mark,
        one.name,
        one.pinyin,
        one.org,
        one.township,
        one.post,
        listed(one.categories),
    )


def _is_enrolled(one: Candidate) -> bool:
    return one.enrolled


def _units(candidates: list[Candidate]) -> list[str]:
    """Townships first, then the organisations in them, each once."""
    upper = dict.fromkeys(one.township for one in candidates if one.township)
    lower = dict.fromkeys(one.org for one in candidates if one.org and one.org not in upper)
    return [*upper, *lower]


def _mark_tag(mark: str) -> Tag | None:
    words = {"enrolled": _("已在班"), "chosen": _("√ 已选")}
    return Tag(words[mark], MARKS[mark]) if mark else None
