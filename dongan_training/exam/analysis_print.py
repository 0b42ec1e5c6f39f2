"""The analysis of an exam on paper: charts first, then every question."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.exam.analysing import ExamAnalysis, GroupResult
from dongan_training.exam.analysis import Band, verdict_words
from dongan_training.exam.analysis_words import fairness_words, reliability_words, summary_lines
from dongan_training.exam.item_results import ItemResult
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, break_text, fit
from dongan_training.printing.page import A4, Align, Box, Pages, Stroke
from dongan_training.printing.table import Column, Row, Table, TableLook
from dongan_training.texts import _

LEFT, RIGHT, BOTTOM = 18.0, 192.0, 272.0
WIDTH = RIGHT - LEFT
TITLE_Y, FACTS_Y, FACT_LINE, FOOT_Y = 22.0, 32.0, 6.0, 283.0
CHART_HEIGHT, CHART_WIDTH, BETWEEN = 62.0, 96.0, 8.0
MOST_GROUPS = 9  # bars beside the columns; all of them are in the Excel file
AGAIN_TOP = 22.0

TITLE = Style(Role.SERIF_BOLD, 18)
HEADING = Style(Role.SERIF_BOLD, 11.5)
FACT = Style(Role.SERIF, 10.5)
SMALL = Style(Role.SERIF, 9)
FOOT = Style(Role.SERIF, 9, "#555555")
FULL, FAILED, EMPTY = "#B3261E", "#C9CDD2", "#ECEDEF"
GROUND = Stroke(0.25, "#7A828C")
LOOK = TableLook(Style(Role.SERIF_BOLD, 9.5), Style(Role.SERIF, 9.5), 7.5, 7.0)


def draw_analysis(path: Path, found: ExamAnalysis, *, author: str, at: datetime) -> int:
    """Write the analysis to ``path`` and give how many pages it has."""
    title = _("{title}成绩分析").format(title=found.exam.title)
    facts = [line for fact in _facts(found) for line in break_text(fact, FACT, WIDTH)]
    require_printable([Wording(text[:20], text) for text in _texts(found, title, author)])
    table = Table(_columns(), LOOK)
    top = FACTS_Y + FACT_LINE * len(facts) + 2
    shares = _shares(table, [table.row(_cells(one)) for one in found.items], top)
    pages = Pages(title=title, author=author)
    for number, rows in enumerate(shares, start=1):
        if number == 1:
            pages.fitted(
                A4.width / 2, TITLE_Y, fit(title, TITLE, Room(WIDTH, 16, 12, 14)), Align.CENTRE
            )
            for line, fact in enumerate(facts):
                pages.text(LEFT, FACTS_Y + FACT_LINE * line, fact, FACT)
            _draw_charts(pages, found, top)
        if rows:
            table.draw(pages, LEFT, top + CHART_HEIGHT + 14 if number == 1 else AGAIN_TOP, rows)
        _draw_foot(pages, at, number, len(shares))
        pages.next_page()
    pages.save(path)
    return len(shares)


def _shares(table: Table, rows: Sequence[Row], top: float) -> list[list[Row]]:
    """The rows beside the charts on the first page, and those of each further page."""
    room = BOTTOM - top - CHART_HEIGHT - 14
    first: list[Row] = []
    left = room - table.look.head_height
    for row in rows:
        if row.height > left:
            break
        first.append(row)
        left -= row.height
    rest = rows[len(first) :]
    return [first, *(table.pages(rest, BOTTOM - AGAIN_TOP) if rest else [])]


def _facts(found: ExamAnalysis) -> list[str]:
    told = ["　".join(f"{name} {value}" for name, value in summary_lines(found))]
    if words := reliability_words(found.summary.reliability):
        told.append(_("信度：{words}。").format(words=words))
    for one in found.forms if len(found.forms) > 1 else ():
        told.append(
            _("{form} 卷：{taken} 人，平均 {mean}，{told}。").format(
                form=one.group.name,
                taken=one.group.taken,
                mean=f"{one.group.mean:.1f}",
                told=fairness_words(one.fairness),
            )
        )
    return told


def _texts(found: ExamAnalysis, title: str, author: str) -> list[str]:
    names = [one.name for one in found.townships]
    stems = [one.stem + one.key for one in found.items]
    return [title, author, *names, *stems]


def _draw_charts(pages: Pages, found: ExamAnalysis, top: float) -> None:
    pages.text(LEFT, top + 2, _("分数分布"), HEADING)
    share = found.exam.pass_mark / found.exam.full_marks
    _draw_columns(
        pages, found.distribution, Box(LEFT, top + 6, CHART_WIDTH, CHART_HEIGHT - 6), share
    )
    x = LEFT + CHART_WIDTH + BETWEEN
    pages.text(x, top + 2, _("各乡镇合格率"), HEADING)
    _draw_bars(pages, found.townships[:MOST_GROUPS], Box(x, top + 7, RIGHT - x, CHART_HEIGHT))
    pages.text(LEFT, top + CHART_HEIGHT + 9, _("试题质量"), HEADING)


def _draw_columns(pages: Pages, bands: Sequence[Band], box: Box, pass_share: float) -> None:
    most = max((band.count for band in bands), default=0) or 1
    width = box.width / len(bands)
    room = box.height - 12
    ground = box.y + box.height - 6
    for place, band in enumerate(bands):
        height = room * band.count / most
        middle = box.x + width * (place + 0.5)
        colour = FAILED if band.high < pass_share * 100 else FULL
        if band.count:
            pages.fill(Box(middle - width * 0.36, ground - height, width * 0.72, height), colour)
        pages.text(middle, ground - height - 2.4, str(band.count), SMALL, Align.CENTRE)
        name = _("60以下") if band.low == 0 else f"{band.low}–{band.high}"
        pages.text(middle, ground + 3.2, name, SMALL, Align.CENTRE)
    pages.rule(box.x, ground, box.x + box.width, ground, GROUND)


def _draw_bars(pages: Pages, groups: Sequence[GroupResult], box: Box) -> None:
    name_width, rate_width = 22.0, 10.0
    room = box.width - name_width - rate_width
    for place, one in enumerate(groups):
        y = box.y + 6.4 * place + 3
        name = fit(one.name or _("未填单位"), SMALL, Room(name_width - 1, 5, 6, 6))
        pages.fitted(box.x, y, name)
        pages.fill(Box(box.x + name_width, y - 1.6, room, 3.2), EMPTY)
        if one.pass_rate:
            pages.fill(Box(box.x + name_width, y - 1.6, room * one.pass_rate, 3.2), FULL)
        pages.text(box.x + box.width, y, f"{one.pass_rate:.0%}", SMALL, Align.RIGHT)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("卷"), 9),
        Column(_("题号"), 11),
        Column(_("题干"), 79, Align.LEFT),
        Column(_("答案"), 17),
        Column(_("难度"), 13),
        Column(_("区分度"), 14),
        Column(_("未答"), 11),
        Column(_("评价"), 20),
    )


def _cells(one: ItemResult) -> tuple[str, ...]:
    stem = one.stem if len(one.stem) <= 60 else f"{one.stem[:59]}…"
    key = one.key if len(one.key) <= 8 else f"{one.key[:7]}…"
    facility = "–" if one.facility is None else f"{one.facility:.2f}"
    index = "–" if one.discrimination is None else f"{one.discrimination:.2f}".replace("-", "−")
    words = verdict_words(one.verdict)
    return (one.form, str(one.number), stem, key, facility, index, str(one.omitted), words)


def _draw_foot(pages: Pages, at: datetime, number: int, count: int) -> None:
    moment = f"{clock.local(at):%Y-%m-%d %H:%M}"
    pages.text(LEFT, FOOT_Y, _("截至 {moment}").format(moment=moment), FOOT)
    page = _("第 {page} 页　共 {count} 页").format(page=number, count=count)
    pages.text(RIGHT, FOOT_Y, page, FOOT, Align.RIGHT)
