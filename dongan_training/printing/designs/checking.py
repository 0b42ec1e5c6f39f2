"""What is wrong with a design, found before it is printed: by its places, and person by person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dongan_training.printing.designs.drawing import (
    BOLD,
    Values,
    filled,
    paragraph,
    room_of,
)
from dongan_training.printing.designs.model import (
    FIELD,
    CodeItem,
    Design,
    FillItem,
    Item,
    PictureItem,
    Setting,
    TextItem,
)
from dongan_training.printing.fonts import UnprintableCharacters, Wording, require_printable
from dongan_training.printing.layout import Style, fit, fit_name
from dongan_training.printing.page import Box
from dongan_training.printing.picture import UnprintablePicture, printed_picture
from dongan_training.printing.qr import qr_code
from dongan_training.texts import _, clauses

SLACK = 0.3  # millimetres that nobody sees
SMALLEST_CODE = 18.0  # millimetres; below, an office printer and a webcam do not meet
SMALLEST_MODULE = 0.28  # millimetres of one square of a code: two dots of a scan at 200 dpi
COARSE = 150  # dots an inch
SHOWN = 4


@dataclass(frozen=True)
class Flaw:
    """One thing wrong; ``item`` counts from 0, None where it is about all of them.

    ``owner`` is the person whose text brings it out, empty where everybody's does.
    """

    item: int | None
    text: str
    owner: str = ""


def flaws(design: Design, people: Sequence[Values], known: Iterable[str]) -> list[Flaw]:
    """Find everything: outside the page, overlapping, unknown fields, coarse or missing
    pictures, codes too small, and texts too long for somebody.

    ``known`` names the fields there are for this purpose.
    """
    fields = set(known)
    found = [flaw for at, item in enumerate(design.items) for flaw in _of_item(design, at, item)]
    found += [flaw for at, item in enumerate(design.items) for flaw in _unknown(at, item, fields)]
    found += _overlaps(design)
    for values in people:
        found += _of_person(design, values)
    return found


def people_flaws(design: Design, people: Sequence[Values]) -> list[Flaw]:
    """Find what comes out badly for these people: texts too long, characters without a font,
    photos missing or coarse, codes too dense.
    """
    found: list[Flaw] = []
    for values in people:
        found += _of_person(design, values)
        found += _of_photo(design, values)
        found += _of_code(design, values)
    return found


def told_flaws(found: Sequence[Flaw]) -> str:
    """Say whose papers come out badly, and what helps; empty where all are well."""
    if not found:
        return ""
    advice = _("可以照印；要改好，请改短这些文字或补上照片，也可以在“版式”页把那一格放大、字调小。")
    return _("有 {count} 处印出来不好：{places}。{advice}").format(
        count=len(_once(found)), places=told_places(found), advice=advice
    )


def told_places(found: Sequence[Flaw]) -> str:
    """Name the first few places, with whose they are."""
    some = [
        _("{owner}：{text}").format(owner=one.owner, text=one.text) if one.owner else one.text
        for one in _once(found)
    ]
    shown = clauses(some[:SHOWN])
    if len(some) > SHOWN:
        shown = _("{places}；等共 {count} 处").format(places=shown, count=len(some))
    return shown


def _once(found: Sequence[Flaw]) -> list[Flaw]:
    """Each text of each person once, in whatever items it is."""
    return list(dict.fromkeys(Flaw(None, one.text, one.owner) for one in found))


def _of_photo(design: Design, values: Values) -> Iterator[Flaw]:
    owner = values.texts.get("name", "")
    for at, item in enumerate(design.items):
        named = FIELD.fullmatch(item.picture) if isinstance(item, PictureItem) else None
        if named is None:
            continue
        photo = values.pictures.get(named[1])
        if photo is None:
            yield Flaw(at, _("没有照片"), owner)
        elif (dpi := photo.filling(item.box.width, item.box.height).dpi) < COARSE:
            yield Flaw(at, _("照片每英寸只有 {dpi:.0f} 点，印出来会模糊").format(dpi=dpi), owner)


def _of_code(design: Design, values: Values) -> Iterator[Flaw]:
    text = values.texts.get("code", "")
    for at, item in enumerate(design.items):
        if isinstance(item, CodeItem) and text:
            module = min(item.box.width, item.box.height) / qr_code(text).side
            if module < SMALLEST_MODULE:
                told = _("内容多，二维码太密，可能扫不出来")
                yield Flaw(at, told, values.texts.get("name", ""))


def _of_item(design: Design, at: int, item: Item) -> Iterator[Flaw]:
    box = item.box
    inside = (
        box.x >= -SLACK
        and box.y >= -SLACK
        and box.x + box.width <= design.width + SLACK
        and box.y + box.height <= design.height + SLACK
    )
    if not inside:
        yield Flaw(at, _("伸出了纸边"))
    if isinstance(item, CodeItem) and min(box.width, box.height) < SMALLEST_CODE:
        yield Flaw(at, _("二维码小于 {size:g} 毫米，可能扫不出来").format(size=SMALLEST_CODE))
    if isinstance(item, PictureItem):
        yield from _of_picture(design, at, item)


def _of_picture(design: Design, at: int, item: PictureItem) -> Iterator[Flaw]:
    if FIELD.search(item.picture):
        return
    data = design.pictures.get(item.picture)
    if data is None:
        yield Flaw(at, _("没有名叫“{name}”的图片").format(name=item.picture))
        return
    try:
        shown = printed_picture(data, item.picture).filling(item.box.width, item.box.height)
    except UnprintablePicture as error:
        yield Flaw(at, error.told())
        return
    if shown.dpi < COARSE:
        told = _("图片每英寸只有 {dpi:.0f} 点，印出来会模糊")
        yield Flaw(at, told.format(dpi=shown.dpi))


def _unknown(at: int, item: Item, known: set[str]) -> Iterator[Flaw]:
    asked = item.fields() | ({item.emphasis} - {""} if isinstance(item, TextItem) else set())
    for name in sorted(asked - known):
        yield Flaw(at, _("没有叫“{name}”的内容").format(name=name))


def _overlaps(design: Design) -> Iterator[Flaw]:
    """Texts and codes must not lie over each other; fills and pictures may only lie below them.

    A picture covers what it lies over even where it is transparent: it is printed on white.
    """
    for (first, one), (second, other) in combinations(enumerate(design.items), 2):
        if not isinstance(one, TextItem | CodeItem):
            continue
        if not _overlap(one.box, other.box) or _exclude(one, other):
            continue
        if isinstance(other, TextItem | CodeItem):
            yield Flaw(second, _("与第 {number} 项重叠").format(number=first + 1))
        elif isinstance(other, FillItem | PictureItem):
            told = _("盖住了第 {number} 项，请把它移到下层")
            yield Flaw(second, told.format(number=first + 1))


def _exclude(one: Item, other: Item) -> bool:
    """What is shown only with a field lies where the page is otherwise empty: left to the maker."""
    return bool(one.when or other.when)


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > SLACK and down > SLACK


def _of_person(design: Design, values: Values) -> Iterator[Flaw]:
    owner = values.texts.get("name", "")
    for at, item in enumerate(design.items):
        if not isinstance(item, TextItem) or (item.when and not values.texts.get(item.when)):
            continue
        text = filled(item.text, values.texts)
        try:
            require_printable([Wording(owner, text)], item.role)
            fits = _fits(item, text, values.texts.get(item.emphasis, ""))
        except UnprintableCharacters as error:
            yield Flaw(at, error.told(), owner)
            continue
        if not fits:
            yield Flaw(at, _("“{text}”放不下").format(text=text[:30]), owner)


def _fits(item: TextItem, text: str, emphasised: str) -> bool:
    if not text:
        return True
    if item.setting is Setting.PARAGRAPH:
        return paragraph(item, text, emphasised)[2]
    style = Style(BOLD.get(item.role, item.role) if emphasised else item.role, item.size)
    setter = fit_name if item.text == "{name}" else fit
    fitted = setter(text, style, room_of(item))
    height = (len(fitted.lines) - 1) * fitted.leading + fitted.style.em
    widest = max(fitted.style.width(line) for line in fitted.lines)
    cut = setter is fit and fitted.lines[-1].endswith("…") and not text.endswith("…")
    overhang = fitted.style.em / 2  # a mark at a line's end may reach over
    return not cut and widest <= item.box.width + overhang and height <= item.box.height + 1
