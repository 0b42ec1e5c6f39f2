"""What came of carrying and merging check-ins, in words for the window and the command line."""

from dongan_training import clock
from dongan_training.attendance.carried_rows import Kind
from dongan_training.attendance.carrying import Weighed
from dongan_training.attendance.refused import SAID_WORDS, WHY_WORDS, Refused
from dongan_training.texts import N_, _

BESIDE_WORDS = {
    Kind.WALK_INS: N_("临时学员 {count} 人"),
    Kind.BADGES: N_("胸牌 {count} 张"),
    Kind.LEAVE: N_("请假 {count} 份"),
    Kind.EVIDENCE: N_("照片 {count} 张"),
    Kind.CHECKS: N_("抽点 {count} 次"),
}


def told_weighed(weighed: Weighed) -> str:
    """How many are new, known and refused, in one line."""
    counts = {"new": len(weighed.new), "known": weighed.known, "refused": len(weighed.refused)}
    told = _("新的 {new} 条，本机已有 {known} 条。")
    if weighed.refused:
        told = _("新的 {new} 条，本机已有 {known} 条，不能并入 {refused} 条。")
    return told.format(**counts) + _told_beside(weighed)


def _told_beside(weighed: Weighed) -> str:
    counts = weighed.beside.counts().items()
    parts = [_(BESIDE_WORDS[kind]).format(count=count) for kind, count in counts]
    return _("另有{what}。").format(what=_("、").join(parts)) if parts else ""


def told_refused(one: Refused) -> str:
    """One refused record on a line of its own."""
    when = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
    said, why = _(SAID_WORDS[one.said]), _(WHY_WORDS[one.why])
    return f"× {one.name}　{one.lesson}　{when}　{said}　{why}"
