"""What narrows and orders the roll: one line of small lists, and a button that clears them."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from dongan_training.people.order import Order
from dongan_training.people.searching import OTHER_POSTS, Choices, Wanted
from dongan_training.texts import N_, _
from ui.kit import Button, Chip
from ui.kit.flow import FlowLayout

ORDERS: dict[Order, str] = {
    Order.STROKES: N_("按姓氏笔画"),
    Order.PINYIN: N_("按拼音"),
    Order.UNIT: N_("按组织顺序"),
    Order.POST: N_("按职务"),
}
ON_ROLL, GONE = 0, 1


class PeopleFilters(QWidget):
    """Holds all of a Wanted but its words and its organisation; ``changed`` when it is another."""

    changed = Signal()
    reordered = Signal()

    def __init__(self, order: Order):
        super().__init__()
        self.on_roll, self.gone = Chip(""), Chip("")
        self.category = _list(_("类别"))
        self.post = _list(_("职务"))
        self.status = _list(_("政治面貌"))
        self.reserve = _list(_("后备名单"))
        self.id_number = _list(_("证件号"))
        self.order = _list(_("排列顺序"))
        self.clear_ = Button(_("清除条件"), self.clear, icon="x")
        for one, told in ORDERS.items():
            self.order.addItem(_(told), one)
        self.order.setCurrentIndex(self.order.findData(order))
        _offer(self.id_number, _("不论证件号"), [(True, _("证件号待核对"))], False)
        self._build()

    @property
    def narrowing(self) -> tuple[QComboBox, ...]:
        """The lists that leave people out."""
        return self.category, self.post, self.status, self.reserve, self.id_number

    def narrow(self, wanted: Wanted) -> Wanted:
        """Give ``wanted`` with all that is set here."""
        return replace(
            wanted,
            active=not self.gone.isChecked(),
            category=self.category.currentData(),
            post=self.post.currentData(),
            status=self.status.currentData(),
            reserve_id=self.reserve.currentData(),
            id_unknown=self.id_number.currentData(),
            sorted_by=wanted.sorted_by or str(self.order.currentData()),
        )

    def offer(self, choices: Choices) -> None:
        """Offer what occurs on the roll; what was chosen stays, as long as it occurs."""
        _offer(self.category, _("不论类别"), [(one, one) for one in choices.categories])
        posts = [(one, _("其他职务") if one == OTHER_POSTS else one) for one in choices.posts]
        _offer(self.post, _("不论职务"), posts)
        _offer(self.status, _("不论政治面貌"), [(one, one) for one in choices.statuses])
        _offer(self.reserve, _("不论后备"), [(one.id, one.name) for one in choices.lists])
        self._follow()

    def clear(self) -> None:
        """Leave nobody out."""
        for one in self.narrowing:
            one.setCurrentIndex(0)
        self._tell()

    def _build(self) -> None:
        self.chips = QButtonGroup(self)
        for number, chip in ((ON_ROLL, self.on_roll), (GONE, self.gone)):
            self.chips.addButton(chip, number)
        self.on_roll.setChecked(True)
        line = FlowLayout(8)
        self.setLayout(line)
        for part in (self.on_roll, self.gone, *self.narrowing, self.clear_, None, self.order):
            line.add(part)
        self.chips.idClicked.connect(self._tell)
        for field in self.narrowing:
            field.activated.connect(self._tell)
        self.order.activated.connect(self.reordered)
        self._follow()

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.clear_.setVisible(any(one.currentIndex() > 0 for one in self.narrowing))
        self.reserve.setVisible(self.reserve.count() > 1)


def _list(name: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field


def _offer(
    field: QComboBox,
    everything: str,
    choices: Iterable[tuple[str | bool, str]],
    nothing: str | bool = "",
) -> None:
    chosen = field.currentData()
    field.clear()
    field.addItem(everything, nothing)
    for value, told in choices:
        field.addItem(told, value)
    field.setCurrentIndex(max(field.findData(chosen), 0))
