"""The text of one Word paragraph, with the formatting that may mark a right option."""

from typing import Any

from dongan_training.bank.recognising.pieces import Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH, TABLE, ROW, CELL = W + "p", W + "tbl", W + "tr", W + "tc"
ALT_CHUNK, TEXT_BOX, FALLBACK = W + "altChunk", W + "txbxContent", MC + "Fallback"
ALTERNATE = MC + "AlternateContent"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RUN, RUN_PROPERTIES, PARAGRAPH_PROPERTIES = W + "r", W + "rPr", W + "pPr"
TEXT, TAB, BREAK, RETURN, SYMBOL = W + "t", W + "tab", W + "br", W + "cr", W + "sym"
HYPHEN = W + "noBreakHyphen"
GONE = frozenset(
    (W + "del", W + "moveFrom", W + "rt", PARAGRAPH_PROPERTIES, W + "fldSimpleData", FALLBACK)
)
PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
VAL = W + "val"
OFF = ("0", "false", "off", "none")
SYMBOLS = {
    "F0FC": "√",
    "F050": "√",
    "F052": "√",
    "F0FE": "√",
    "F0D6": "√",
    "F0FB": "×",
    "F04F": "×",
    "F051": "×",
    "F0FD": "×",
    "F053": "×",
    "221A": "√",
    "2713": "√",
    "2714": "√",
    "00D7": "×",
    "2717": "×",
}
KINDS = {
    W + "b": "bold",
    W + "u": "underline",
    W + "color": "colour",
    W + "highlight": "highlight",
    W + "shd": "highlight",
}

Found = tuple[str, list[Mark], int, list[Any]]


class Runs:
    """Reads paragraphs; knows the character styles of the document."""

    def __init__(self, styles: Any) -> None:
        self.styles: dict[str, tuple[str, ...]] = {}
        for style in styles.iterchildren(W + "style") if styles is not None else ():
            if style.get(W + "type") == "character":
                properties = style.find(RUN_PROPERTIES)
                kinds = self._kinds(properties) if properties is not None else ()
                self.styles[style.get(W + "styleId", "")] = tuple(kinds)

    def read(self, paragraph: Any) -> Found:
        """Text, formatting, number of pictures, and text boxes still to be read."""
        texts: list[str] = []
        marks: list[Mark] = []
        state = [0, 0]  # length so far, pictures
        boxes: list[Any] = []
        self._walk(paragraph, texts, marks, state, boxes)
        return "".join(texts), marks, state[1], boxes

    def _walk(
        self, parent: Any, texts: list[str], marks: list[Mark], state: list[int], boxes: list[Any]
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, texts, marks, state, boxes)
            elif tag == MATH_TEXT:
                texts.append(child.text or "")
                state[0] += len(texts[-1])
            elif tag not in GONE and len(child):
                self._walk(child, texts, marks, state, boxes)

    def _run(
        self, run: Any, texts: list[str], marks: list[Mark], state: list[int], boxes: list[Any]
    ) -> None:
        start = state[0]
        kinds: tuple[str, ...] = ()
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text or ""
            elif tag == RUN_PROPERTIES:
                kinds = self._kinds(child)
                continue
            elif tag in PICTURES or tag == ALTERNATE:
                _picture(child, state, boxes)
                continue
            else:
                text = _special(child, tag)
            texts.append(text)
            state[0] += len(text)
        if not kinds or state[0] == start:
            return
        written = "".join(texts)[start:] if "underline" in kinds else ""
        if written and len(written) > 1 and not written.strip():
            _redraw(texts, state, start, len(written))
            return
        marks += [Mark(start, state[0], kind) for kind in kinds]

    def _kinds(self, properties: Any) -> tuple[str, ...]:
        found: list[str] = []
        for one in properties:
            kind = KINDS.get(one.tag)
            if kind is None:
                if one.tag == W + "rStyle":
                    found += self.styles.get(one.get(VAL, ""), ())
                continue
            value = one.get(VAL, "")
            if kind == "colour":
                if value.upper() not in ("AUTO", "") and not _dark(value):
                    found.append(kind)
            elif one.tag == W + "shd":
                if one.get(W + "fill", "auto").upper() not in ("AUTO", "FFFFFF"):
                    found.append(kind)
            elif value not in OFF:
                found.append(kind)
        return tuple(found)


def _dark(colour: str) -> bool:
    """Black and near black are no emphasis."""
    try:
        parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    except ValueError:
        return True
    return max(parts) < 0x60 and max(parts) - min(parts) < 0x20


def _special(child: Any, tag: str) -> str:
    if tag == TAB:
        return "\t"
    if tag == BREAK:
        return "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
    if tag == RETURN:
        return "\n"
    if tag == HYPHEN:
        return "-"
    if tag == SYMBOL:
        return SYMBOLS.get(child.get(W + "char", "").upper(), "")
    if tag == W + "ruby":
        return "".join(
            text.text or "" for base in child.iter(W + "rubyBase") for text in base.iter(TEXT)
        )
    return ""


def _picture(child: Any, state: list[int], boxes: list[Any]) -> None:
    """Count pictures, and put text boxes aside; a fallback repeats what stands before it."""
    for one in child.iter(TEXT_BOX, BLIP, IMAGE_DATA):
        repeated = child.tag == ALTERNATE and any(up.tag == FALLBACK for up in one.iterancestors())
        if repeated and child.find(MC + "Choice") is not None:
            continue
        if one.tag != TEXT_BOX:
            state[1] += 1
        elif not any(
            up.tag == TEXT_BOX and child in up.iterancestors() for up in one.iterancestors()
        ):
            boxes.append(one)


def _redraw(texts: list[str], state: list[int], start: int, width: int) -> None:
    """Underlined spaces are a blank to be filled in."""
    written = "".join(texts)
    texts[:] = [written[:start] + "_" * max(4, width)]
    state[0] = len(texts[0])
