"""One question as found, before anybody decided what it is."""

from dataclasses import dataclass, field
from enum import StrEnum


class Declared(StrEnum):
    """What the file itself calls a question, by head, tag or column."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    CHOICE = "choice"  # 选择题, 不定项: one or several
    TRUE_FALSE = "true_false"
    DISCUSS = "discuss"  # 辨析: true or false only where the key is one
    FILL = "fill"
    SHORT = "short"
    PASSAGE = "passage"  # 材料题: a passage with sub-questions
    FOREIGN = "foreign"  # a type we have not: 匹配, 排序, 连线


CHOICES = (Declared.SINGLE, Declared.MULTIPLE, Declared.CHOICE)
SHOWN = 20  # characters of a line in a warning


class Place(StrEnum):
    """Where the file has the answer of a question."""

    MARKED = "marked"  # behind a mark of its own, or in a cell
    LISTED = "listed"  # among the answers of many questions
    BEFORE = "before"  # before the number
    INSIDE = "inside"  # in the brackets or blanks of the stem
    AMID = "amid"  # in brackets with more of the sentence behind them
    BEHIND = "behind"  # bare, at the end of the stem
    LOOKS = "looks"  # in what is set off
    NOWHERE = "nowhere"


@dataclass(slots=True)
class Raw:
    """All a container knows about one question; empty where it says nothing."""

    line: int
    stem: str
    number: str = ""
    options: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)  # options set off by bold, colour, √
    key: str = ""
    place: Place = Place.MARKED
    declared: Declared | None = None
    told: str = ""  # the words that declared it
    code: str = ""  # the number that stands for a type; what it means the whole table says
    counted: bool = False  # the options are numbered, and so may the key be
    blanks: tuple[tuple[str, ...], ...] = ()  # accepted texts where the file gives them apart
    explanation: str | None = None
    points: float | None = None
    difficulty: str | None = None
    section: str | None = None
    chapter: str | None = None
    citation: str | None = None
    source: str = ""
    passage: str | None = None
    marking: str = ""  # what the file calls the marking points of the answer
    answers_trail: bool = True  # fill-ins beside it have their answers in brackets at the end
    asks: bool = False  # the questions beside it ask without any answer in the file
    writes: bool = False  # and are answered in words: a letter is one too
    order_free: bool = False
    tags: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
