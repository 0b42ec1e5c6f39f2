"""One person's year on one page: what was attended, what it earned, what is still lacking."""

from pathlib import Path

from dongan_training import clock
from dongan_training.attendance.hours import HoursLine
from dongan_training.attendance.papers import STATUS_NAMES
from dongan_training.printing.listing import Listing, draw_listing
from dongan_training.printing.page import Align
from dongan_training.printing.table import Column
from dongan_training.reports.ledger import LedgerEntry
from dongan_training.texts import _, listed


def write_person_year(entry: LedgerEntry, path: Path, *, year: int, organiser: str) -> int:
    """Draw the page to ``path``; gives how many pages it took, one for all but the busiest."""
    return draw_listing(path, person_year(entry, year=year, organiser=organiser))


def person_year(entry: LedgerEntry, *, year: int, organiser: str) -> Listing:
    """What the page says."""
    whose = [entry.name, entry.township + entry.org, entry.post, listed(entry.categories)]
    return Listing(
        title=_("{year}年度个人学时清单").format(year=year),
        author=organiser,
        facts=("　".join(word for word in whose if word), standing_words(entry)),
        columns=(
            Column(_("日期"), 24),
            Column(_("来源"), 85, Align.LEFT),
            Column(_("考勤"), 15),
            Column(_("说明"), 37, Align.LEFT),
            Column(_("学时"), 13),
        ),
        rows=tuple(_row(line) for line in sorted(entry.lines, key=lambda one: one.starts_at)),
        foot=organiser,
    )


def standing_words(entry: LedgerEntry) -> str:
    """How many hours of how many, in one line."""
    told = [_("已修 {hours:g} 学时").format(hours=entry.earned)]
    if entry.carried:
        told.append(_("上年结转 {hours:g} 学时").format(hours=entry.carried))
    if entry.quota:
        told.append(_("应修 {hours:g} 学时").format(hours=entry.quota))
        short = _("还差 {hours:g} 学时").format(hours=entry.missing)
        told.append(_("已达标") if entry.is_enough else short)
    return "　".join(told)


def _row(line: HoursLine) -> tuple[str, ...]:
    return (
        f"{clock.local(line.starts_at):%Y-%m-%d}",
        line.source,
        _(STATUS_NAMES[line.status]),
        line.explanation,
        f"{line.earned:g}",
    )
