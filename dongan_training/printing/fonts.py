"""The shipped fonts as ReportLab sees them, and which of them can show which character."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from dongan_training import paths
from dongan_training.errors import UserError
from dongan_training.printing.machine_fonts import fangsong
from dongan_training.texts import N_, _, clauses

SHOWN_PLACES = 5
# HanaMin holds a few of them; all are refused alike, or one smile would print and the next not.
EMOJI = range(0x1F000, 0x1FB00)
IDEOGRAPHS = range(0x20000, 0x40000)  # what no font of ours has is beyond the first plane
BEYOND_FIRST_PLANE = re.compile(r"<([0-9A-F]{5,6})>")
# Controls, spaces of odd widths, direction and joining marks, variation selectors.
SHAPELESS = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)

# A TrueType face is read with a moving position, so two threads must not subset it at once.
drawing_lock = RLock()


class Role(StrEnum):
    """What a piece of text is set in; a paper never names a font file."""

    SANS = "NotoSansSC-Regular"
    SANS_BOLD = "NotoSansSC-Bold"
    SERIF = "NotoSerifSC-Regular"
    SERIF_BOLD = "NotoSerifSC-Bold"
    KAI = "LXGWWenKai-Regular"
    FANGSONG = "FangSong"  # the machine's, else Noto Serif: it may not be shipped


# HanaMin covers every Chinese character of GB 18030-2022, but is large: read only when asked.
RARE = ("HanaMinA", "HanaMinB")
BOLD = frozenset({Role.SANS_BOLD, Role.SERIF_BOLD})
CHAINS: dict[Role, tuple[str, ...]] = {
    Role.SANS: (Role.SANS, *RARE),
    Role.SANS_BOLD: (Role.SANS_BOLD, *RARE),
    Role.SERIF: (Role.SERIF, *RARE),
    Role.SERIF_BOLD: (Role.SERIF_BOLD, *RARE),
    Role.KAI: (Role.KAI, Role.SERIF, *RARE),
    Role.FANGSONG: (Role.FANGSONG, Role.SERIF, *RARE),
}


@dataclass(eq=False)
class UnprintableCharacters(UserError):
    """Some text holds a character that no shipped font can show; nothing was printed."""

    places: str
    message = N_("有打印不出来的字符：{places}。")
    advice = N_(
        "没有生成文件。请先改正这些字符：表情符号请删去，自造字请换成正式编码的字，再重新打印。"
    )


class Run(NamedTuple):
    """A stretch of text that one font can show."""

    font: str
    text: str
    is_bold: bool = False  # is meant to be


class Wording(NamedTuple):
    """A text about to be printed, and whom or what it belongs to."""

    owner: str
    text: str


class SearchableFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A TrueType font whose text copies and searches right beyond the first plane.

    ReportLab 5.1 writes 𬱖 into the ToUnicode table as five hex digits; the
    format wants UTF-16, so such a name looked right but was found by no search.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802  ReportLab's name
        """Let ReportLab write the font, then put UTF-16 where it left bare code points."""
        super().addObjects(doc)
        for key, item in doc.idToObject.items():
            if key.startswith("toUnicodeCMap:"):
                item.content = BEYOND_FIRST_PLANE.sub(_utf16, item.content)


def _utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def load(name: str) -> SearchableFont:
    """Register a font with ReportLab on first use; the stand-in for 仿宋 is not a second font."""
    if name == Role.FANGSONG and fangsong() is None:
        return load(Role.SERIF)
    with drawing_lock:
        font = SearchableFont(name, str(_file_of(name)))
        pdfmetrics.registerFont(font)
    return font


def _file_of(name: str) -> Path:
    own = fangsong() if name == Role.FANGSONG else None
    shipped = Role.SERIF if name == Role.FANGSONG else name
    return own or paths.resource("fonts", f"{shipped}.ttf")


@lru_cache(maxsize=50_000)
def font_for(character: str, role: Role) -> str | None:
    """Name the first font of the role's chain that can show ``character``; None if none can."""
    code = ord(character)
    chain = CHAINS[role][:1] if code in EMOJI else CHAINS[role]
    return next((name for name in chain if code in load(name).face.charToGlyph), None)


def clean(text: str) -> str:
    """Drop what has no shape of its own (zero-width marks) and turn line ends into spaces."""
    return SHAPELESS.sub(lambda found: " " if found[0].isspace() else "", text)


@lru_cache(maxsize=4096)
def runs(text: str, role: Role) -> tuple[Run, ...]:
    """Split ``text`` where the font has to change; refuse what no font can show."""
    text = clean(text)
    if all(map(load(role).face.charToGlyph.__contains__, map(ord, text))):
        return (Run(role, text, role in BOLD),)
    found: list[Run] = []
    for character in text:
        font = font_for(character, role)
        if font is None:
            require_printable([Wording(text, text)], role)
        elif found and found[-1].font == font:
            found[-1] = Run(font, found[-1].text + character, role in BOLD)
        else:
            found.append(Run(font, character, role in BOLD))
    return tuple(found)


def lacks_bold(run: Run) -> bool:
    """Tell whether this run should be bold but its font is not: rare characters."""
    return run.is_bold and run.font in RARE


@lru_cache(maxsize=20_000)
def width(text: str, role: Role) -> float:
    """Measure ``text`` over all the fonts it needs, in parts of its size."""
    return sum(float(load(run.font).stringWidth(run.text, 1)) for run in runs(text, role))


def missing_characters(text: str, role: Role = Role.SERIF) -> list[str]:
    """List the characters of ``text`` that cannot be printed, each once, in their order."""
    return [one for one in dict.fromkeys(clean(text)) if font_for(one, role) is None]


def require_printable(wordings: Iterable[Wording], role: Role = Role.SERIF) -> None:
    """Refuse a paper before the first page if a character on it could only become a box."""
    places = [
        _("“{owner}”中的“{character}”（{kind} {code}）").format(
            owner=wording.owner,
            character=character,
            kind=_(_kind(character)),
            code=f"U+{ord(character):04X}",
        )
        for wording in wordings
        for character in missing_characters(wording.text, role)
    ]
    if not places:
        return
    told = clauses(places[:SHOWN_PLACES])
    if len(places) > SHOWN_PLACES:
        told = _("{places}；等共 {count} 处").format(places=told, count=len(places))
    raise UnprintableCharacters(told)


def _kind(character: str) -> str:
    """What it is called; one that cannot be printed cannot be seen in this message either."""
    if ord(character) in EMOJI:
        return N_("表情符号")
    if ord(character) in IDEOGRAPHS:  # Python's tables may be older than the newest of them
        return N_("汉字")
    category = unicodedata.category(character)
    if category == "Co":
        return N_("自造字")
    if category == "Cn":
        return N_("没有编码的字符")
    return N_("外文或符号")
