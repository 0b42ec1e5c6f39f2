"""What came of carrying and merging check-ins, in words for the window and the command line."""

from dongan_training import clock
from dongan_training.attendance.carrying import WHY_WORDS, Refused, Weighed, Why
from dongan_training.attendance.models import Direction
from dongan_training.texts import _, clauses, listed


def told_weighed(weighed: Weighed) -> str:
    """How many are new, known and refused, in one line."""
    pattern = _("新的 {new} 条，本机已有 {known} 条，不能并入 {refused} 条。")
    return pattern.format(new=len(weighed.new), known=weighed.known, refused=len(weighed.refused))


def told_reasons(weighed: Weighed) -> str:
    """Why some are refused, and whose they are; "" where none is."""
    names: dict[Why, dict[str, None]] = {}
    for one in weighed.refused:
        names.setdefault(one.why, {})[one.name] = None
    pattern = _("{why}：{names}")
    return clauses(
        pattern.format(why=_(WHY_WORDS[why]), names=listed(who)) for why, who in names.items()
    )


def told_refused(one: Refused) -> str:
    """One refused event on a line of its own."""
    ways = {Direction.IN: _("签到"), Direction.OUT: _("签退"), Direction.TAKEN_BACK: _("撤销签到")}
    when = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
    return f"× {one.name}　{one.lesson}　{when}　{ways[one.direction]}　{_(WHY_WORDS[one.why])}"
