"""What came of carrying and merging check-ins, in words for the window and the command line."""

from collections.abc import Mapping

from dongan_training import clock
from dongan_training.attendance.carried_rows import Kind
from dongan_training.attendance.carry_file import CarryFile
from dongan_training.attendance.carrying import Weighed
from dongan_training.attendance.merging_rows import TOLD
from dongan_training.attendance.models import LeaveState
from dongan_training.attendance.refused import SAID_WORDS, WHY_WORDS, Refused, Said
from dongan_training.texts import N_, _

BESIDE_WORDS = {
    Kind.WALK_INS: N_("临时学员 {count} 人"),
    Kind.BADGES: N_("胸牌 {count} 张"),
    Kind.LEAVE: N_("请假 {count} 份"),
    Kind.EVIDENCE: N_("照片 {count} 张"),
    Kind.CHECKS: N_("抽点 {count} 次"),
}
STATE_WORDS = {
    LeaveState.ASKED: N_("待批准"),
    LeaveState.APPROVED: N_("已批准"),
    LeaveState.REFUSED: N_("不准"),
}


def beside_in(file: CarryFile) -> dict[Kind, int]:
    """How much of what users know by name a file holds beside check-ins."""
    return {kind: len(file.rows[kind]) for kind in TOLD if file.rows[kind]}


def told_carried(file: CarryFile, name: str) -> str:
    """What was written into the file ``name``."""
    pattern = _("{people} 人的 {events} 条签到记录，已写入“{file}”。")
    told = pattern.format(people=file.seen, events=len(file.events), file=name)
    return told + _told_beside(beside_in(file))


def told_weighed(weighed: Weighed) -> str:
    """How many are new, known and refused, in one line."""
    counts = {"new": len(weighed.new), "known": weighed.known, "refused": len(weighed.refused)}
    told = _("新的 {new} 条，本机已有 {known} 条。")
    if weighed.refused:
        told = _("新的 {new} 条，本机已有 {known} 条，不能并入 {refused} 条。")
    told = told.format(**counts) + _told_beside(weighed.beside.counts())
    if weighed.settled:
        told += _("有 {count} 条按选择改为另一台的。").format(count=len(weighed.settled))
    return told


def _told_beside(counts: Mapping[Kind, int]) -> str:
    parts = [_(BESIDE_WORDS[kind]).format(count=count) for kind, count in counts.items()]
    return _("另有{what}。").format(what=_("、").join(parts)) if parts else ""


def told_refused(one: Refused) -> str:
    """One refused record on a line of its own; where one of two can stand, with its number."""
    when = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
    told = f"× {one.name}　{one.lesson}　{when}　{told_said(one)}　{_(WHY_WORDS[one.why])}"
    if not one.can_choose:
        return told
    return told + _("：{here}　[{id}]").format(here=told_here(one), id=one.record_id)


def told_said(one: Refused) -> str:
    """What a refused record says; of leave enough to settle which of two is right."""
    return _told(one.said, one.details)


def told_here(one: Refused) -> str:
    """What this desk says instead; "" where it has no record of its own."""
    return _told(one.said, one.here) if one.can_choose else ""


def _told(said: Said, details: Mapping[str, str]) -> str:
    if said is Said.SPOT_CHECK and details:
        return _("抽点：在场") if details["found"] == "yes" else _("抽点：不在场")
    if said is not Said.LEAVE or not details:
        return _(SAID_WORDS[said])
    pattern = _("{kind}：{reason}（{state}）")
    kind, state = details["kind"], STATE_WORDS[LeaveState(details["state"])]
    return pattern.format(kind=_(kind), reason=details["reason"], state=_(state))
