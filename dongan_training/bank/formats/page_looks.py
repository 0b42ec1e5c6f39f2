"""What a page says of the looks of its words: by tags, and by the styles that programs write."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dongan_training.bank.formats.word_numbering import rendered
from dongan_training.bank.formats.word_runs import is_dark
from dongan_training.bank.formats.word_special import SYMBOLS

TAGS = {"b": "bold", "strong": "bold", "u": "underline", "ins": "underline", "mark": "highlight"}
RAISED = {"sup": "superscript", "sub": "subscript"}
BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))
PLAIN = frozenset(
    ("", "auto", "none", "inherit", "initial", "transparent", "windowtext", "currentcolor")
)
DARK_OR_BRIGHT = {"black": "000000", "white": "ffffff"}
RGB = re.compile(r"rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)(?:[,/ ]+([\d.]+)%?)?\)")
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
NEARLY_WHITE = 0xF0
SMALLEST_PICTURE = 24  # pixels
LISTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    **{"none": "", "decimal": "decimal", "lower-roman": "lowerRoman", "upper-roman": "upperRoman"},
    **{"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter"},
    **{"upper-alpha": "upperLetter", "upper-latin": "upperLetter"},
}
LABELLED = re.compile(
    r"[(（【\[第]?\s*(?:\d{1,4}\s*(?:[、)）】\]题]|[.．](?!\d))|[A-Ha-h]\s*[.、．:：)）])"
    r"|[一二三四五六七八九十]+\s*[、.．]"
)
MOST_ENTRIES = 20  # of a list that are looked at
LOW = re.compile(r"\d{1,4}")
DRAWN = re.compile(r"(?:font-family|mso-symbol-font-family):\s*[\"']?(?:wingdings|symbol)")


def looks_of(element: Any) -> Iterator[str]:
    """The kinds of emphasis an element adds to its words."""
    style = _style_of(element)
    if kind := TAGS.get(element.tag):
        yield kind
    if style.get("font-weight") in BOLD:
        yield "bold"
    if "underline" in style.get("text-decoration", style.get("text-decoration-line", "")):
        yield "underline"
    if (colour := _colour(style.get("color") or element.get("color"))) and not is_dark(colour):
        yield "colour"
    ground = style.get("background-color") or style.get("background") or style.get("mso-highlight")
    if (colour := _colour(ground)) and min(bytes.fromhex(colour)) < NEARLY_WHITE:
        yield "highlight"
    if kind := RAISED.get(element.tag):
        yield kind


def _style_of(element: Any) -> dict[str, str]:
    parts = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): value.strip().removesuffix("!important") for name, _, value in parts}


def _colour(said: str | None) -> str:
    """Six digits; empty where nothing is seen of it."""
    said = (said or "").strip().lower()
    if found := RGB.search(said):
        parts = [min(int(part), 255) for part in found.groups()[:3]]
        return "" if found[4] and not float(found[4]) else bytes(parts).hex()
    if found := HEX.search(said):
        return found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    word = said.split()[0] if said.split() else ""
    return "" if word in PLAIN else DARK_OR_BRIGHT.get(word, "ff0000")  # a colour by its name


def is_picture(element: Any) -> bool:
    """Whether an image is more than an icon."""
    sizes = [element.get(name, "").removesuffix("px") for name in ("width", "height")]
    return bool(element.get("src")) and not any(
        size.isdecimal() and int(size) < SMALLEST_PICTURE for size in sizes
    )


class Lists:
    """Counts the entries of lists, which show numbers or letters that stand in no words."""

    def __init__(self) -> None:
        self._kinds: dict[Any, str] = {}
        self._next: dict[Any, int] = {}

    def label(self, entry: Any) -> str:
        """What its list shows before an entry."""
        parent = entry.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        if parent not in self._kinds:
            self._kinds[parent] = _kind_of(parent)
            first = parent.get("start", "1")
            self._next[parent] = int(first) if LOW.fullmatch(first) else 1
        own, kind = entry.get("value", ""), self._kinds[parent]
        number = int(own) if LOW.fullmatch(own) else self._next[parent]
        self._next[parent] = number + 1
        return f"{rendered(number, kind)}. " if kind else ""


def _kind_of(parent: Any) -> str:
    """How a list counts; empty where most of its entries have numbers in their words."""
    style = _style_of(parent)
    kind = LISTS.get(parent.get("type", "1"), "decimal")
    kind = STYLES.get(style.get("list-style-type", style.get("list-style", "")), kind)
    entries = list(islice(parent.iterchildren("li"), MOST_ENTRIES))
    labelled = sum(LABELLED.match(_beginning(one)) is not None for one in entries)
    return "" if labelled * 2 > len(entries) else kind


def _beginning(entry: Any) -> str:
    return "".join(islice(entry.itertext(), 5)).lstrip()


def text_of(element: Any) -> str:
    """The words an element begins with; signs of the fonts that draw ticks are ticks."""
    text = element.text or ""
    style = element.get("style", "").lower()
    if not DRAWN.search(style):
        return text
    is_bullet = any("mso-list:ignore" in one.get("style", "").lower() for one in _around(element))
    return "".join(
        SYMBOLS.get(f"F0{ord(sign):02X}", "" if is_bullet else sign) if sign.strip() else sign
        for sign in text
    )


def _around(element: Any) -> Iterator[Any]:
    yield element
    yield from islice(element.iterancestors(), 3)
