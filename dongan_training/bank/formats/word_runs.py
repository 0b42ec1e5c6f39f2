"""The text of one Word paragraph, with the formatting that may mark a right option."""

from collections.abc import Callable
from typing import Any

from dongan_training.bank.formats.word_special import MATH, formula, special
from dongan_training.bank.formats.word_tags import (
    ALTERNATE,
    BLIP,
    EMBED,
    FALLBACK,
    IMAGE_DATA,
    MC,
    PARAGRAPH_PROPERTIES,
    R_ID,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOX,
    VAL,
    W,
)
from dongan_training.bank.recognising.pieces import Mark

GONE = frozenset(
    (W + "del", W + "moveFrom", W + "rt", PARAGRAPH_PROPERTIES, W + "fldSimpleData", FALLBACK)
)
PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))
OFF = ("0", "false", "off", "none")
KINDS = {
    W + "b": "bold",
    W + "u": "underline",
    W + "color": "colour",
    W + "highlight": "highlight",
    W + "shd": "highlight",
}
STYLE, RAISED = W + "rStyle", W + "vertAlign"
SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
RAISES = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}

Kinds = tuple[str, ...]
Show = Callable[[str], str]  # the id of a picture → the character that stands for it


class Runs:
    """Reads paragraphs; knows the styles of the document."""

    def __init__(self, styles: Any, show: Show) -> None:
        self.show = show
        self.styles: dict[str, Kinds] = {}
        self.paragraph_styles: dict[str, Kinds] = {}
        for style in styles.iterchildren(W + "style") if styles is not None else ():
            self._style(style)

    def read(self, paragraph: Any) -> tuple[str, list[Mark], list[Any]]:
        """Text, formatting, and text boxes still to be read."""
        found = _Paragraph(self)
        found.walk(paragraph)
        return "".join(found.texts), found.marks, found.boxes

    def kinds_of(self, properties: Any) -> Kinds:
        """The kinds of emphasis that run properties ask for."""
        found: list[str] = []
        for one in properties:
            kind = KINDS.get(one.tag)
            if kind is None:
                if one.tag == STYLE:
                    found += self.styles.get(one.get(VAL, ""), ())
                elif one.tag == RAISED:
                    found.append(one.get(VAL, ""))
                continue
            value = one.get(VAL, "")
            if kind == "colour":
                if value.upper() not in ("AUTO", "") and not is_dark(value):
                    found.append(kind)
            elif one.tag == W + "shd":
                if one.get(W + "fill", "auto").upper() not in ("AUTO", "FFFFFF"):
                    found.append(kind)
            elif value not in OFF:
                found.append(kind)
        return tuple(found)

    def _style(self, style: Any) -> None:
        properties = style.find(RUN_PROPERTIES)
        kinds = self.kinds_of(properties) if properties is not None else ()
        identity = style.get(W + "styleId", "")
        parent = style.find(W + "basedOn")
        base = parent.get(VAL, "") if parent is not None else ""
        if style.get(W + "type") == "character":
            self.styles[identity] = (*kinds, *self.styles.get(base, ()))
        elif style.get(W + "type") == "paragraph":
            inherited = self.paragraph_styles.get(base, ())
            if found := (*kinds, *inherited):
                self.paragraph_styles[identity] = found


class _Paragraph:
    """One paragraph on its way through the runs."""

    __slots__ = ("boxes", "length", "marks", "runs", "texts")

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.boxes: list[Any] = []

    def walk(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in GONE:
                continue
            elif tag == MATH:
                self._add(formula(child))
            elif len(child):
                self.walk(child)

    def _add(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    def _run(self, run: Any) -> None:
        start = self.length
        properties = None
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._add(child.text or "")
            elif tag == RUN_PROPERTIES:
                properties = child
            elif tag in PICTURES or tag == ALTERNATE:
                self._picture(child)
            else:
                self._add(special(child, tag))
        if properties is not None and len(properties) and self.length > start:
            self._format(start, self.runs.kinds_of(properties))

    def _format(self, start: int, kinds: Kinds) -> None:
        for kind in kinds:
            if kind in RAISES:
                written = "".join(self.texts)
                self.texts = [written[:start] + written[start:].translate(RAISES[kind])]
            elif kind == "underline" and self._is_drawn_blank(start):
                return
            else:
                self.marks.append(Mark(start, self.length, kind))

    def _is_drawn_blank(self, start: int) -> bool:
        """Underlined spaces are a blank to be filled in: they become underscores."""
        written = "".join(self.texts)
        drawn = written[start:]
        if len(drawn) < 2 or drawn.strip():
            return False
        self.texts = [written[:start] + "_" * max(4, len(drawn))]
        self.length = len(self.texts[0])
        return True

    def _picture(self, child: Any) -> None:
        """Take pictures, and put text boxes aside; a fallback repeats what stands before it."""
        for one in child.iter(TEXT_BOX, BLIP, IMAGE_DATA):
            repeated = child.tag == ALTERNATE and any(
                up.tag == FALLBACK for up in one.iterancestors()
            )
            if repeated and child.find(MC + "Choice") is not None:
                continue
            if one.tag != TEXT_BOX:
                self._add(self.runs.show(one.get(EMBED) or one.get(R_ID) or ""))
            elif not any(
                up.tag == TEXT_BOX and child in up.iterancestors() for up in one.iterancestors()
            ):
                self.boxes.append(one)


def is_dark(colour: str) -> bool:
    """Black and near black are no emphasis."""
    try:
        parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    except ValueError:
        return True
    return max(parts) < 0x60 and max(parts) - min(parts) < 0x20
