"""Drawing a design: what is alike for everybody is worked out once, the rest person by person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from dongan_training.printing.designs.model import (
    FIELD,
    GROUP,
    CodeItem,
    Design,
    FillItem,
    FrameItem,
    Item,
    PictureItem,
    Setting,
    TextItem,
)
from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import (
    STEP,
    Line,
    Room,
    Span,
    Style,
    break_lines,
    fit,
    fit_name,
    is_spread,
)
from dongan_training.printing.page import Align, Box, Pages, Size, Stroke
from dongan_training.printing.picture import PrintedPicture, printed_picture

BOLD = {Role.SANS: Role.SANS_BOLD, Role.SERIF: Role.SERIF_BOLD}
NAME = "{name}"
ONE_LINE = 0.6  # of the size: a name shrinks to here before it wraps, other texts to ONE_LINE_TEXT
ONE_LINE_TEXT = 0.8

Draw = Callable[[Pages, "Values"], None]


@dataclass(frozen=True)
class Values:
    """What the fields hold for one person; a photo is among the pictures."""

    texts: Mapping[str, str]
    pictures: Mapping[str, PrintedPicture] = field(default_factory=dict)

    def colour(self, colour: str) -> str:
        """Give the colour itself, or that of the group."""
        return self.texts.get("group_colour", "#000000") if colour == GROUP else colour


NOBODY = Values({})


class DesignPrinter:
    """A design made ready for many people."""

    def __init__(self, design: Design):
        self.design = design
        known = {name: printed_picture(data, name) for name, data in design.pictures.items()}
        first = next(
            (at for at, item in enumerate(design.items) if item.fields()), len(design.items)
        )
        # Only what lies below the first changing item may be shared, or it would cover it.
        self._fixed = [_drawer(item, known) for item in design.items[:first]]
        self._changing = [(item.when, _drawer(item, known)) for item in design.items[first:]]

    def draw(self, pages: Pages, values: Values, x: float = 0, y: float = 0) -> None:
        """Draw it for one person with its top left corner at ``x``, ``y``."""
        with pages.moved(x, y):
            pages.background(f"design {id(self)}", self._draw_fixed)
            for when, draw in self._changing:
                if not when or values.texts.get(when) or when in values.pictures:
                    draw(pages, values)

    def _draw_fixed(self, pages: Pages) -> None:
        for draw in self._fixed:
            draw(pages, NOBODY)


def sample_pages(design: Design, people: Sequence[Values]) -> bytes:
    """A PDF with a page for each of these people, to look at while a design is made.

    Raises UnprintableCharacters or UnprintablePicture.
    """
    pages = Pages(title=design.name, author="", size=Size(design.width, design.height))
    printer = DesignPrinter(design)
    for values in people:
        printer.draw(pages, values)
        pages.next_page()
    return pages.finished()


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of fields; a field that there is not becomes empty."""
    return FIELD.sub(lambda found: values.get(found[1], ""), text)


def paragraph(item: TextItem, text: str, emphasised: str) -> tuple[Style, list[Line], bool]:
    """Break a paragraph in the largest size that fits its box; tells whether it does."""
    size = item.size
    while True:
        style = Style(item.role, size, item.colour)
        lines = break_lines(_spans(text, emphasised, style), item.box.width, indent=2 * style.em)
        height = (len(lines) - 1) * style.em * item.leading + style.em
        if height <= item.box.height or size - STEP < item.smallest:
            return style, lines, height <= item.box.height
        size -= STEP


def room_of(item: TextItem) -> Room:
    """The room a line has to shrink and wrap in."""
    until = item.size * (ONE_LINE if item.text == NAME else ONE_LINE_TEXT)
    return Room(item.box.width, item.box.height, item.smallest, until, item.leading)


def _drawer(item: Item, pictures: Mapping[str, PrintedPicture]) -> Draw:
    match item:
        case TextItem():
            return partial(_SETTINGS[item.setting], item=item)
        case FrameItem():
            return partial(_draw_frame, item=item)
        case FillItem():
            return partial(_draw_fill, item=item)
        case PictureItem():
            return partial(_draw_picture, item=item, pictures=pictures)
        case CodeItem():
            return partial(_draw_code, item=item)


def _style(item: TextItem, values: Values) -> Style:
    return Style(item.role, item.size, values.colour(item.colour))


def _draw_words(pages: Pages, values: Values, *, item: TextItem) -> None:
    text = filled(item.text, values.texts)
    if not text:
        return
    is_name = item.text == NAME
    fitted = (fit_name if is_name else fit)(text, _style(item, values), room_of(item))
    put = pages.fitted_name if is_name else pages.fitted
    put(_anchor(item.box, item.align), item.box.y + item.box.height / 2, fitted, item.align)


def _draw_paragraph(pages: Pages, values: Values, *, item: TextItem) -> None:
    emphasised = values.texts.get(item.emphasis, "")
    style, lines, _fits = paragraph(item, filled(item.text, values.texts), emphasised)
    leading = style.em * item.leading
    for number, line in enumerate(lines):
        y = item.box.y + style.em / 2 + number * leading
        pages.line_of(item.box.x, y, line, item.box.width)


def _draw_spread(pages: Pages, values: Values, *, item: TextItem) -> None:
    text = filled(item.text, values.texts)
    style = _style(item, values)
    pitch = (item.box.width - style.em) / max(len(text) - 1, 1)
    middle = (item.box.x + item.box.width / 2, item.box.y + item.box.height / 2)
    if len(text) < 2 or pitch < style.em:  # no room to spread: it is set like any line
        _draw_words(pages, values, item=item)
        return
    pages.spaced(*middle, text, style, pitch)


def _draw_frame(pages: Pages, values: Values, *, item: FrameItem) -> None:
    pages.frame(item.box, Stroke(item.thickness, values.colour(item.colour)))


def _draw_fill(pages: Pages, values: Values, *, item: FillItem) -> None:
    put = pages.pill if item.rounded else pages.fill
    put(item.box, values.colour(item.colour))


def _draw_picture(
    pages: Pages, values: Values, *, item: PictureItem, pictures: Mapping[str, PrintedPicture]
) -> None:
    named = FIELD.fullmatch(item.picture)
    picture = values.pictures.get(named[1]) if named else pictures.get(item.picture)
    if picture is None:
        return
    shown = picture.filling(item.box.width, item.box.height)
    left = item.box.x + (item.box.width - shown.width) / 2
    pages.picture(left, item.box.y + (item.box.height - shown.height) / 2, shown)


def _draw_code(pages: Pages, values: Values, *, item: CodeItem) -> None:
    side = min(item.box.width, item.box.height)
    pages.qr(item.box.x, item.box.y, side, values.texts.get("code", ""))


def _anchor(box: Box, align: Align) -> float:
    shares = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
    return box.x + box.width * shares[align]


def _spans(text: str, emphasised: str, style: Style) -> list[Span]:
    if not emphasised or emphasised not in text:
        return [Span(text, style)]
    before, name, after = text.partition(emphasised)
    bold = Style(BOLD.get(style.role, style.role), style.size, style.colour)
    # A spread name needs a gap behind it too, or it runs into the next word.
    gap = "\u3000" if is_spread(name) else " "
    spans = [Span(before, style), Span(name, bold, is_name=True), Span(gap + after.lstrip(), style)]
    return [span for span in spans if span.text]


_SETTINGS = {
    Setting.LINE: _draw_words,
    Setting.PARAGRAPH: _draw_paragraph,
    Setting.SPREAD: _draw_spread,
}
