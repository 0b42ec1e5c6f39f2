"""A page of crosses and rulers by which one sees how far a printer is off its place."""

from pathlib import Path

from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import Span, Style, break_lines
from dongan_training.printing.page import A4, Align, Pages, Stroke
from dongan_training.texts import _

INSET = 20.0  # millimetres from the paper's edges to the crosses
ARM = 8.0
ACROSS = 180  # where the upper ruler ends
LINE = Stroke(0.2)
TITLE, BODY, TICK = Style(Role.SERIF_BOLD, 18), Style(Role.SERIF, 12), Style(Role.SANS, 7)


def draw_calibration_page(path: Path, printer: str) -> None:
    """Write the page to ``path``; it names the printer it is for."""
    pages = Pages(title=_("打印校准页"), author="", size=A4)
    for x in (INSET, A4.width - INSET):
        for y in (INSET, A4.height - INSET):
            pages.rule(x - ARM, y, x + ARM, y, LINE)
            pages.rule(x, y - ARM, x, y + ARM, LINE)
    _draw_rulers(pages)
    pages.text(A4.width / 2, 70, _("打印校准页"), TITLE, Align.CENTRE)
    told = _(
        "打印机：{printer}\n"
        "1. 用尺量左上角十字的交点到纸左边和纸上边的距离，应当都是 20 毫米。\n"
        "2. 量得的距离比 20 毫米小多少，就在“打印位置”里向右、向下填多少；大了填负数。\n"
        "3. 再印一张校准页核对，直到相差不到 0.5 毫米。\n"
        "4. 打印时请选“实际大小”，不要缩放到纸张大小。"
    ).format(printer=printer or _("默认打印机"))
    y = 84.0
    for paragraph in told.split("\n"):
        for line in break_lines([Span(paragraph, BODY)], 140, hanging=BODY.em):
            pages.line_of(35, y, line, 140)
            y += 7.5
    pages.next_page()
    pages.save(path)


def _draw_rulers(pages: Pages) -> None:
    for mm in range(30, 268):
        length = 5.0 if mm % 10 == 0 else 3.0 if mm % 5 == 0 else 1.6
        pages.rule(INSET, mm, INSET + length, mm, LINE)
        if mm % 10 == 0:
            pages.text(INSET + 6, mm, str(mm), TICK)
        if mm > ACROSS:
            continue
        pages.rule(mm, INSET, mm, INSET + length, LINE)
        if mm % 10 == 0:
            pages.text(mm, INSET + 7, str(mm), TICK, Align.CENTRE)
