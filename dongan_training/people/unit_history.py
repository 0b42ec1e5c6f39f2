"""What happened to an organisation, in words; and which organisation somebody means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.people.finding import CHOICES_TOLD
from dongan_training.people.history import HistoryLine
from dongan_training.people.models import OrgUnit, UnitEvent
from dongan_training.people.organisations import Tree
from dongan_training.people.tree import UnitAct, UnitFacts
from dongan_training.texts import N_, _, listed


@dataclass(eq=False)
class UnitUnknown(UserError):
    text: str
    message = N_("没有叫“{text}”的党组织。")
    advice = N_("没有改动。请用 people units 查看名称。")


@dataclass(eq=False)
class UnitAmbiguous(UserError):
    text: str
    choices: str
    message = N_("有多个党组织叫“{text}”：{choices}。")
    advice = N_("没有改动。请连上级一起写，例如“横塘镇/机关支部”。")


def unit_history(session: Session, unit_id: str) -> list[HistoryLine]:
    """What happened to an organisation, the latest first."""
    events = session.scalars(
        select(UnitEvent).where(UnitEvent.unit_id == unit_id).order_by(UnitEvent.id.desc())
    )
    return [HistoryLine(one.id, one.at, one.actor, one.act, *_told(one)) for one in events]


def find_unit(session: Session, text: str) -> str:
    """Give the id of the organisation meant by an id, a name, or names parted by ``/``."""
    tree = Tree.load(session)
    if text in tree.units:
        return text
    wanted = tuple(part.strip() for part in text.split("/") if part.strip())
    found = [
        unit_id for unit_id in tree.units if _ends_so(tree.path_of(unit_id), wanted) and wanted
    ]
    if not found:
        raise UnitUnknown(text)
    if len(found) > 1:
        choices = listed(["/".join(tree.path_of(one)[1:]) for one in found[:CHOICES_TOLD]])
        raise UnitAmbiguous(text, choices)
    return found[0]


def unit_facts(session: Session, unit_id: str) -> UnitFacts:
    """What is said about an organisation now, for whoever wants to change a part of it."""
    unit = session.get_one(OrgUnit, unit_id)
    return UnitFacts(unit.name, unit.kind, unit.place)


def _ends_so(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """横塘镇/机关支部 ends the path, with nothing or something between its parts."""
    if not wanted or not path or path[-1] != wanted[-1]:
        return False
    rest = iter(path[:-1])
    return all(part in rest for part in wanted[:-1])


def _told(event: UnitEvent) -> tuple[str, str, str]:
    """What was done; and what was changed, as it was and became."""
    details: Mapping[str, Any] = event.details
    if event.act == UnitAct.ADDED:
        return _("建立“{name}”").format(**details), "", ""
    if event.act == UnitAct.MOVED:
        return _("移动"), details["from"], details["to"]
    if event.act == UnitAct.MERGED:
        return _("并入“{path}”").format(**details), "", ""
    if event.act == UnitAct.REMOVED:
        return _("删除下级“{name}”").format(**details), "", ""
    before, after = details["before"], details["after"]
    if before["name"] != after["name"]:
        return _("改名"), before["name"], after["name"]
    return _("修改类别或所在地"), _facts(before), _facts(after)


def _facts(said: Mapping[str, str]) -> str:
    return listed(one for one in (said["kind"], said["place"]) if one)
