"""Measures of exam papers: the sheet, its columns, and the sizes of its type."""

from dataclasses import dataclass
from functools import cached_property

from dongan_training.exam.printed.choice import FormatName, Printing
from dongan_training.exam.printed.punctuation import AS_WRITTEN, Punctuation
from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import Style
from dongan_training.printing.page import Size

LARGE = 1.4  # 小四 becomes 三号, the size of print for weak eyes
GREY = "#444444"


@dataclass(frozen=True)
class PaperFormat:
    """A sheet in millimetres: where its columns begin, and what lies in the sealed margin."""

    size: Size
    lefts: tuple[float, ...]  # of the columns
    width: float  # of one column
    top: float
    bottom: float
    foot_y: float
    seal_x: float
    fields_x: float

    @property
    def room(self) -> float:
        """Millimetres a column holds."""
        return self.bottom - self.top


FORMATS: dict[FormatName, PaperFormat] = {
    FormatName.A4: PaperFormat(Size(210, 297), (30,), 160, 20, 276, 284.5, 22.5, 13),
    FormatName.A3: PaperFormat(Size(420, 297), (32, 225), 177, 20, 276, 284.5, 23.5, 13),
    FormatName.K16: PaperFormat(Size(184, 260), (28,), 140, 17, 241, 249, 20.5, 11.5),
    FormatName.K8: PaperFormat(Size(368, 260), (30, 198), 154, 17, 241, 249, 22, 12),
}


@dataclass(frozen=True)
class PaperLook:
    """How one printing looks."""

    format: PaperFormat
    factor: float = 1
    punctuation: Punctuation = AS_WRITTEN

    @cached_property
    def heading(self) -> Style:
        """The head of a section."""
        return Style(Role.SERIF_BOLD, 12 * self.factor)

    @cached_property
    def body(self) -> Style:
        """Stems and options."""
        return Style(Role.SERIF, 12 * self.factor)

    @cached_property
    def note(self) -> Style:
        """What tells how to answer."""
        return Style(Role.KAI, 11 * self.factor)

    @cached_property
    def notice(self) -> Style:
        """What candidates must know before they begin."""
        return Style(Role.KAI, 10 * self.factor)

    @property
    def line(self) -> float:
        """Millimetres from line to line."""
        return 6.8 * self.factor


def look_of(printing: Printing, punctuation: Punctuation) -> PaperLook:
    """Give the measures of a printing."""
    return PaperLook(FORMATS[printing.format], LARGE if printing.large else 1, punctuation)
