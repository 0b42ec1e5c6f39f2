"""How values read on screen: dates, times, names."""

import re
from datetime import date, datetime

from dongan_training import clock
from dongan_training.texts import N_, _, language

WEEKDAYS = (
    N_("星期一"),
    N_("星期二"),
    N_("星期三"),
    N_("星期四"),
    N_("星期五"),
    N_("星期六"),
    N_("星期日"),
)

WORD_JOINER, NO_BREAK, WIDE = "\u2060", "\u00a0", "\u3000"
GAP = re.compile(r"[（(][ \u3000]+[)）]")


def hour_and_minute(moment: datetime) -> str:
    """Show the time of day, in the zone of this machine."""
    return f"{clock.local(moment):%H:%M}"


def short_moment(moment: datetime) -> str:
    """Show day and time of this year, in the zone of this machine, in the least room."""
    return f"{clock.local(moment):%m-%d %H:%M}"


def moment_text(moment: datetime) -> str:
    """Show day and time, in the zone of this machine."""
    local = clock.local(moment)
    return f"{day(local.date())} {local:%H:%M}"


def day(when: date) -> str:
    """Show a date as people write it."""
    if language() == "en":
        return f"{when:%Y-%m-%d}"
    return _("{year}年{month}月{day}日").format(year=when.year, month=when.month, day=when.day)


def day_and_weekday(when: date) -> str:
    """Show a date of this year with its weekday: 11月23日 星期一."""
    weekday = _(WEEKDAYS[when.weekday()])
    return _("{month}月{day}日 {weekday}").format(month=when.month, day=when.day, weekday=weekday)


def unbroken(text: str) -> str:
    """Keep a figure with its name on one line: between Chinese characters Qt breaks anywhere."""
    return WORD_JOINER.join(text.replace(" ", NO_BREAK))


def gap_kept(stem: str) -> str:
    """Keep （ ） on one line: the gap to be filled is no place to break."""
    return GAP.sub(lambda found: found[0].replace(WIDE, 2 * NO_BREAK).replace(" ", NO_BREAK), stem)


def spread_name(name: str) -> str:
    """Spread a name of two characters over three, as rosters do: 陈　敏."""
    is_chinese = len(name) == 2 and not name.isascii()
    return "\u3000".join(name) if is_chinese else name
