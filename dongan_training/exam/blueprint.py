"""The blueprint of a paper (命题细目表): how many of which type, from where, worth what."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from dongan_training.bank.drafts import QuestionType
from dongan_training.texts import N_, _

FILTERS = ("subject", "chapter", "difficulty", "citation")


class Kind(StrEnum):
    """What the forms of one paper have in common."""

    SAME = "same"  # the same questions in another order
    PARALLEL = "parallel"  # other questions, equally hard


KIND_WORDS = {Kind.SAME: N_("题目相同、次序不同"), Kind.PARALLEL: N_("题目不同、难度相等")}


def kind_name(kind: Kind) -> str:
    """Say what the forms of a paper have in common."""
    return _(KIND_WORDS[kind])


@dataclass(frozen=True)
class Cell:
    """One cell of the table: how many questions, and from where.

    An empty filter takes any. ``citation`` is written as people write it: a regulation, or
    places in it (《中国共产党纪律处分条例》第49条至第76条).
    """

    count: int
    subject: str = ""  # this subject or one below it
    chapter: str = ""
    difficulty: str = ""
    citation: str = ""

    @property
    def filters(self) -> tuple[str, ...]:
        """What narrows the choice, for those who must tell."""
        named = (self.subject, self.chapter, self.citation, self.difficulty)
        return tuple(one for one in named if one)

    def without(self, name: str) -> "Cell":
        """Drop one of the filters."""
        kept = {one: "" if one == name else getattr(self, one) for one in FILTERS}
        return Cell(self.count, **kept)


@dataclass(frozen=True)
class Section:
    """One part of a paper (大题): questions of one type that are worth the same.

    Without ``cells`` it is one cell itself; with them, its own filters hold for each cell
    that does not name another.
    """

    type: QuestionType
    count: int
    points: float
    subject: str = ""
    chapter: str = ""
    difficulty: str = ""
    citation: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def parts(self) -> tuple[Cell, ...]:
        """The cells, with what they inherit."""
        own = Cell(self.count, self.subject, self.chapter, self.difficulty, self.citation)
        return tuple(_inheriting(one, own) for one in self.cells) or (own,)


def _inheriting(cell: Cell, section: Cell) -> Cell:
    inherited = {name: getattr(section, name) for name in FILTERS if not getattr(cell, name)}
    return replace(cell, **inherited)


@dataclass(frozen=True)
class Blueprint:
    """What a paper shall be made of, and what its forms may have in common.

    ``fixed`` and ``excluded`` are questions by id; ``enemies`` are groups of questions of
    which at most one stands on a form. ``exposure`` is on how many parallel forms a question
    may stand (fixed ones stand on all). Questions of the last ``rest`` papers stay away.
    ``facility`` is the mean share of right answers aimed at, 0–1.
    """

    title: str
    sections: tuple[Section, ...]
    kind: Kind = Kind.SAME
    exposure: int = 1
    fixed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    enemies: tuple[tuple[str, ...], ...] = ()
    rest: int = 0
    least_used_first: bool = False
    facility: float | None = None

    @property
    def count(self) -> int:
        """How many questions each form will have."""
        return sum(section.count for section in self.sections)

    @property
    def full_marks(self) -> float:
        """What a faultless paper earns."""
        return round(sum(section.count * section.points for section in self.sections), 2)

    def to_data(self) -> dict[str, Any]:
        """Write it as JSON, without what is not asked for; ``read_blueprint`` undoes it."""
        told = {name: value for name, value in asdict(self).items() if value != _USUAL.get(name)}
        told["sections"] = [_section_data(one) for one in self.sections]
        return told


_USUAL = asdict(Blueprint("", ()))


def _section_data(section: Section) -> dict[str, Any]:
    told = {**asdict(section), "type": section.type.value}
    told["cells"] = [
        {name: value for name, value in asdict(one).items() if value} for one in section.cells
    ]
    return {name: value for name, value in told.items() if value or name in _ALWAYS}


_ALWAYS = frozenset({"type", "count", "points", "subject", "chapter", "difficulty"})
