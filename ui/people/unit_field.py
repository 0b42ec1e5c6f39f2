"""A field for one organisation: chosen from a list, or narrowed by a part of its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.people.queries import UnitRow
from dongan_training.texts import N_, _
from ui.kit.offering_field import OfferingField


@dataclass(eq=False)
class TargetMissing(UserError):
    message = N_("没有选党组织，或者没有叫这个名称的。")
    advice = N_("没有改动。请从列表里选一个；输入名称的一部分可以筛选。")


class UnitField(OfferingField):
    """Each organisation with those above it. It begins empty: Enter alone chooses nothing."""

    def __init__(self, units: Sequence[UnitRow], but: str = ""):
        super().__init__()
        for unit_id, path in _paths(units):
            if unit_id != but:
                self.addItem(path, unit_id)
        self.setCurrentIndex(-1)
        self.lineEdit().setPlaceholderText(_("选一个，或输入名称的一部分"))

    def choose(self, unit_id: str) -> None:
        """Put an organisation into the field."""
        self.setCurrentIndex(self.findData(unit_id))

    def chosen(self) -> str:
        """What the field says now, not what it said before somebody typed."""
        index = self.findText(self.currentText().strip())
        if index < 0:
            raise TargetMissing
        return str(self.itemData(index))


def _paths(units: Sequence[UnitRow]) -> Iterator[tuple[str, str]]:
    """Id and name of each, with those above it: many townships have a 机关支部."""
    names: dict[str | None, str] = {}
    for one in units:
        upper = names.get(one.parent_id, "") if one.depth > 1 else ""
        names[one.id] = f"{upper} / {one.name}" if upper else one.name
        yield one.id, names[one.id]
