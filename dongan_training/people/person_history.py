"""What happened to somebody on the roll, in words: from the log, the imports and the merges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dongan_training.accounts.models import AuditEntry
from dongan_training.people.facts import LABELS
from dongan_training.people.models import PersonMerge, ReserveList, RosterChange, RosterImport
from dongan_training.texts import N_, _, listed

ACTS: Mapping[str, str] = {
    "people.add": N_("添加"),
    "people.leave": N_("离册"),
    "people.return": N_("恢复在册"),
    "people.show_in_full": N_("查看完整证件号和电话"),
    "people.photo": N_("存入照片"),
    "people.photo_remove": N_("删除照片"),
    "people.post_add": N_("添加任职"),
    "people.post_change": N_("修改任职"),
    "people.post_remove": N_("删除任职"),
    "people.undo_merge": N_("拆开合并过的记录"),
    "people.take_back": N_("撤销修改"),
    "reserve.reopen": N_("恢复在后备名单上"),
}
# The columns of a person under the names of the form; what is not here is not told.
FIELDS: Mapping[str, str] = {
    **{name: name for name in LABELS},
    "born_on": "born",
    "political_status": "status",
    "joined_on": "joined",
    "full_member_on": "full_member",
    "transferred_on": "transferred",
    "org_unit_id": "unit",
}


@dataclass(frozen=True)
class PersonEvent:
    """One step in somebody's history."""

    at: datetime
    actor: str
    text: str


def person_history(session: Session, person_id: str) -> list[PersonEvent]:
    """What happened to somebody, the latest first; merging is told with the name given up."""
    logged = session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject == person_id,
            or_(AuditEntry.act.startswith("people."), AuditEntry.act.startswith("reserve.")),
        )
    )
    lists = {id_: name for id_, name in session.execute(select(ReserveList.id, ReserveList.name))}
    found = [PersonEvent(one.at, one.actor, _told(one, lists)) for one in logged]
    events = [one for one in found if one.text]
    events += _imported(session, person_id)
    events += _merged(session, person_id)
    return sorted(events, key=lambda one: one.at, reverse=True)


def _told(entry: AuditEntry, lists: Mapping[str, str]) -> str:
    details: Mapping[str, Any] = entry.details
    special: Mapping[str, Callable[[], str]] = {
        "people.change": lambda: _changed(details),
        "reserve.add": lambda: _("列入“{name}”").format(name=lists.get(details["list"], "")),
        "reserve.end": lambda: _("移出“{name}”").format(name=lists.get(details["list"], "")),
    }
    if entry.act in special:
        return special[entry.act]()
    return _(ACTS[entry.act]) if entry.act in ACTS else ""


def _changed(details: Mapping[str, Any]) -> str:
    changed = {FIELDS[one] for one in details.get("fields", ()) if one in FIELDS}
    names = (name for name in LABELS if name in changed)
    return _("修改：{fields}").format(fields=listed(_(LABELS[one]) for one in names))


def _imported(session: Session, person_id: str) -> list[PersonEvent]:
    found = session.execute(
        select(RosterImport, RosterChange.before)
        .join(RosterChange, RosterChange.import_id == RosterImport.id)
        .where(RosterChange.person_id == person_id)
    )
    events = []
    for one, before in found:
        told = _("由名册“{file}”更新") if before else _("由名册“{file}”添加")
        events.append(PersonEvent(one.at, one.actor, told.format(file=one.file_name)))
        if one.undone_at:
            told = _("撤销名册“{file}”的导入").format(file=one.file_name)
            events.append(PersonEvent(one.undone_at, one.actor, told))
    return events


def _merged(session: Session, person_id: str) -> list[PersonEvent]:
    found = session.scalars(select(PersonMerge).where(PersonMerge.person_id == person_id))
    told = _("并入另一条“{name}”的记录")
    return [PersonEvent(one.at, one.actor, told.format(name=one.gone_name)) for one in found]
