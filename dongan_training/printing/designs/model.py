"""What a design consists of: texts, frames, fills, pictures and codes, each in a box."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import INK
from dongan_training.printing.page import Align, Box
from dongan_training.printing.purpose import Purpose

FIELD = re.compile(r"\{(\w+)\}")
GROUP = "group"  # instead of a colour: that of the person's group


class Setting(StrEnum):
    """How a text fills its box."""

    LINE = "line"  # one line that shrinks, then wraps
    PARAGRAPH = "paragraph"  # from the top, justified, its first line two characters in
    SPREAD = "spread"  # one line, its characters evenly over the width


@dataclass(frozen=True)
class _Item:
    """``when`` names a field: where that is empty, the item is left out."""

    box: Box
    when: str = ""

    def fields(self) -> set[str]:
        """The fields whose values this item shows or depends on."""
        return {self.when} - {""}


@dataclass(frozen=True)
class TextItem(_Item):
    """Words with ``{fields}``; sizes in points, ``leading`` in parts of the size.

    A text that is a name alone is spread or wrapped as names are. The field ``emphasis``
    is set in bold where it first comes.
    """

    kind: ClassVar[str] = "text"

    text: str = ""
    role: Role = Role.SERIF
    size: float = 12
    smallest: float = 7
    colour: str = INK
    align: Align = Align.LEFT
    setting: Setting = Setting.LINE
    leading: float = 1.3
    emphasis: str = ""

    def fields(self) -> set[str]:
        """The fields in the words, and what decides whether they are shown."""
        coloured = {"group_colour"} if self.colour == GROUP else set()
        return super().fields() | set(FIELD.findall(self.text)) | coloured


@dataclass(frozen=True)
class FrameItem(_Item):
    """The outline of its box."""

    kind: ClassVar[str] = "frame"

    thickness: float = 0.3
    colour: str = INK

    def fields(self) -> set[str]:
        """Its colour may follow the group."""
        return super().fields() | ({"group_colour"} if self.colour == GROUP else set())


@dataclass(frozen=True)
class FillItem(_Item):
    """Its box in one colour; ``rounded`` makes its ends half circles."""

    kind: ClassVar[str] = "fill"

    colour: str = INK
    rounded: bool = False

    def fields(self) -> set[str]:
        """Its colour may follow the group."""
        return super().fields() | ({"group_colour"} if self.colour == GROUP else set())


@dataclass(frozen=True)
class PictureItem(_Item):
    """A picture of the design by its name, or ``{photo}``; kept in shape, centred in its box."""

    kind: ClassVar[str] = "picture"

    picture: str = ""

    def fields(self) -> set[str]:
        """The photo is a field; a picture of the design is not."""
        return super().fields() | set(FIELD.findall(self.picture))


@dataclass(frozen=True)
class CodeItem(_Item):
    """The QR code of the field ``code``, as large as its box; the white around it is inside."""

    kind: ClassVar[str] = "code"

    def fields(self) -> set[str]:
        """A code always depends on whom it is for."""
        return super().fields() | {"code"}


Item = TextItem | FrameItem | FillItem | PictureItem | CodeItem
KINDS: dict[str, type[Item]] = {
    kind.kind: kind for kind in (TextItem, FrameItem, FillItem, PictureItem, CodeItem)
}


@dataclass(frozen=True)
class Design:
    """One design; items later in the list lie over the earlier ones."""

    name: str
    purpose: Purpose
    width: float  # millimetres
    height: float
    items: tuple[Item, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)
