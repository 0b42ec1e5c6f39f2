"""Automatic numbers: the text Word shows before a paragraph but does not keep in it."""

from dataclasses import dataclass
from typing import Any

from dongan_training.bank.formats.word_tags import PARAGRAPH_PROPERTIES as PROPERTIES
from dongan_training.bank.formats.word_tags import PARAGRAPH_STYLE, VAL, W

LEVEL, NUMBER_ID, ILVL = W + "lvl", W + "numId", W + "ilvl"
NUMBER_PROPERTIES = W + "numPr"
DIGITS = "〇一二三四五六七八九"
HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    suffix: str = " "


class Numbering:
    """Counts like Word: lists that share an abstract definition go on counting together."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.levels: dict[tuple[str, int], Level] = {}  # by abstract list
        self.lists: dict[str, str] = {}  # number id → abstract list
        self.restarts: dict[tuple[str, int], int] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, int]] = set()
        self.by_style: dict[str, tuple[str, int]] = {}
        self.heading_styles: set[str] = set()
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Any) -> tuple[str, str]:
        """The number of this paragraph, with what parts it from the text; and its style."""
        first = paragraph[0] if len(paragraph) else None
        if first is None or first.tag != PROPERTIES:  # the schema puts them first
            return "", ""
        style, own = "", None
        for one in first:
            if one.tag == PARAGRAPH_STYLE:
                style = one.get(VAL, "")
            elif one.tag == NUMBER_PROPERTIES:
                own = one
        where = self.by_style.get(style) if own is None else self._where(own, style)
        return (self.count(*where) if where else ""), style

    def _where(self, own: Any, style: str) -> tuple[str, int] | None:
        inherited = self.by_style.get(style)
        identity, level = own.find(NUMBER_ID), own.find(ILVL)
        depth = _number(level.get(VAL) if level is not None else None, 0)
        if identity is None:
            return (inherited[0], depth) if inherited else None
        return (identity.get(VAL, "0"), depth) if identity.get(VAL) != "0" else None

    def count(self, identity: str, depth: int) -> str:
        """The next number of a list at a depth, with what parts it from the text."""
        abstract = self.lists.get(identity)
        level = self.levels.get((abstract or "", depth))
        if abstract is None or level is None:
            return ""
        if level.kind == "bullet":
            return "• "
        place = (abstract, depth)
        restart = self.restarts.get((identity, depth))
        if restart is not None and (identity, depth) not in self.begun:
            self.counts[place] = restart - 1
        self.begun.add((identity, depth))
        self.counts[place] = self.counts.get(place, level.start - 1) + 1
        for other in [key for key in self.counts if key[0] == abstract and key[1] > depth]:
            del self.counts[other]
        text = self._render(abstract, level)
        return text if text.endswith(("、", "）")) else text + level.suffix

    def _render(self, abstract: str, level: Level) -> str:
        text = level.pattern
        for depth in range(9):
            mark = f"%{depth + 1}"
            if mark in text:
                one = self.levels.get((abstract, depth), level)
                value = self.counts.get((abstract, depth), one.start)
                text = text.replace(mark, rendered(value, one.kind))
        return text

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iterchildren(W + "abstractNum"):
            identity = abstract.get(W + "abstractNumId", "")
            for level in abstract.iterchildren(LEVEL):
                self.levels[identity, _number(level.get(ILVL), 0)] = _level(level)
        for one in numbering.iterchildren(W + "num"):
            identity = one.get(NUMBER_ID, "")
            target = one.find(W + "abstractNumId")
            self.lists[identity] = target.get(VAL, "") if target is not None else ""
            for override in one.iterchildren(W + "lvlOverride"):
                start = override.find(W + "startOverride")
                if start is not None:
                    depth = _number(override.get(ILVL), 0)
                    self.restarts[identity, depth] = _number(start.get(VAL), 1)

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iterchildren(W + "style"):
            if style.get(W + "type") != "paragraph":
                continue
            identity = style.get(W + "styleId", "")
            name = style.find(W + "name")
            if name is not None and name.get(VAL, "").lower().startswith(
                ("heading", "title", "标题")
            ):
                self.heading_styles.add(identity)
            found = style.find(f"{PROPERTIES}/{NUMBER_PROPERTIES}/{NUMBER_ID}")
            if found is not None:
                level = style.find(f"{PROPERTIES}/{NUMBER_PROPERTIES}/{ILVL}")
                depth = _number(level.get(VAL) if level is not None else None, 0)
                self.by_style[identity] = (found.get(VAL, ""), depth)


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(W + name)
        return str(found.get(VAL, default)) if found is not None else default

    suffix = {"nothing": "", "space": " "}.get(value("suff", "tab"), " ")
    return Level(
        _number(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", ""), suffix
    )


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def rendered(value: int, kind: str) -> str:
    """A count in the manner Word calls ``kind``."""
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(65 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(value) if kind == "upperRoman" else _roman(value).lower()
    if kind.startswith(
        ("chinese", "japaneseCounting", "taiwanese", "ideographDigital", "koreanDigital")
    ):
        return _chinese(value)
    if kind == "ideographTraditional":
        return HEAVENLY[(value - 1) % 10]
    if kind == "ideographZodiac":
        return EARTHLY[(value - 1) % 12]
    if kind.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x245F + value)
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


def _chinese(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    front = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return front + (DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    text = ""
    for size, sign in ROMAN:
        while value >= size and len(text) < 30:
            text += sign
            value -= size
    return text
