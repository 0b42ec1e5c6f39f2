"""What came of carrying and merging check-ins, in words for the window and the command line."""

from dongan_training import clock
from dongan_training.attendance.carrying import WHY_WORDS, Refused, Weighed
from dongan_training.attendance.models import Direction
from dongan_training.texts import N_, _

WAY_WORDS = {
    Direction.IN: N_("签到"),
    Direction.OUT: N_("签退"),
    Direction.TAKEN_BACK: N_("撤销签到"),
}


def told_weighed(weighed: Weighed) -> str:
    """How many are new, known and refused, in one line."""
    counts = {"new": len(weighed.new), "known": weighed.known, "refused": len(weighed.refused)}
    if not weighed.refused:
        return _("新的 {new} 条，本机已有 {known} 条。").format(**counts)
    return _("新的 {new} 条，本机已有 {known} 条，不能并入 {refused} 条。").format(**counts)


def told_refused(one: Refused) -> str:
    """One refused event on a line of its own."""
    when = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
    way, why = _(WAY_WORDS[one.direction]), _(WHY_WORDS[one.why])
    return f"× {one.name}　{one.lesson}　{when}　{way}　{why}"
