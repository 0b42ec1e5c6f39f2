"""What happened to somebody on the roll, in words: from the log, the imports and the merges."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dongan_training.accounts.models import AuditEntry
from dongan_training.people.careers import shown_day
from dongan_training.people.columns import from_text, unpacked
from dongan_training.people.facts import LABELS
from dongan_training.people.history import HistoryLine
from dongan_training.people.identity import masked_id_number, masked_phone
from dongan_training.people.models import (
    Gender,
    PersonChange,
    PersonMerge,
    ReserveList,
    RosterChange,
    RosterImport,
)
from dongan_training.people.roll import GENDER_WORDS
from dongan_training.people.units import unit_names
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
    "reserve.add": N_("列入“{name}”"),
    "reserve.end": N_("移出“{name}”"),
    "reserve.reopen": N_("恢复在后备名单上"),
}
# Acts that change columns: alone, and with the name of one.
CHANGING: Mapping[str, tuple[str, str]] = {
    "people.change": (N_("修改"), N_("修改{field}")),
    "people.take_back": (N_("撤销修改"), N_("撤销修改{field}")),
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


def person_history(session: Session, person_id: str) -> list[HistoryLine]:
    """What happened to somebody, the latest first, and to the entries merged into theirs."""
    merges = session.scalars(select(PersonMerge).where(PersonMerge.person_id == person_id)).all()
    ids = [person_id, *(one.gone_id for one in merges)]
    events = [*_logged(session, ids), *_imported(session, ids)]
    for one in merges:
        told = _("并入另一条“{name}”的记录").format(name=one.gone_name)
        events.append(HistoryLine(one.id, one.at, one.actor, "people.merge", told))
    return sorted(events, key=lambda one: one.at, reverse=True)


def _logged(session: Session, ids: Sequence[str]) -> Iterable[HistoryLine]:
    entries = session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject.in_(ids),
            or_(AuditEntry.act.startswith("people."), AuditEntry.act.startswith("reserve.")),
        )
    )
    kept = select(PersonChange).where(PersonChange.person_id.in_(ids))
    changes = {one.id: one for one in session.scalars(kept)}
    lists = {id_: name for id_, name in session.execute(select(ReserveList.id, ReserveList.name))}
    for entry in entries:
        if entry.act in CHANGING:
            change = changes.get(entry.details.get("change", ""))
            yield from _changed(session, entry, change)
        elif entry.act in ACTS:
            name = lists.get(entry.details.get("list", ""), "")
            yield _line(entry, _(ACTS[entry.act]).format(name=name))


def _changed(
    session: Session, entry: AuditEntry, change: PersonChange | None
) -> Iterable[HistoryLine]:
    """One event for each column; only the names of them where an older program kept no values."""
    alone, of_field = CHANGING[entry.act]
    if change is not None:
        for name, before, after in _differences(session, change.before, change.after):
            yield _line(entry, _(of_field).format(field=name), before, after)
        return
    fields = {FIELDS[one] for one in entry.details.get("fields", ()) if one in FIELDS}
    told = _(alone)
    if fields:
        names = listed(_(label) for name, label in LABELS.items() if name in fields)
        told = _("{what}：{fields}").format(what=told, fields=names)
    yield _line(entry, told)


def _line(entry: AuditEntry, text: str, before: str = "", after: str = "") -> HistoryLine:
    return HistoryLine(entry.id, entry.at, entry.actor, entry.act, text, before, after)


def _imported(session: Session, ids: Sequence[str]) -> Iterable[HistoryLine]:
    found = session.execute(
        select(RosterImport, RosterChange)
        .join(RosterChange, RosterChange.import_id == RosterImport.id)
        .where(RosterChange.person_id.in_(ids))
    )
    for one, change in found:
        told = _("由名册“{file}”更新") if change.before else _("由名册“{file}”添加")
        same = (change.id, one.at, one.actor, "people.import")
        yield HistoryLine(*same, told.format(file=one.file_name))
        of_field = _("名册更新{field}")
        for name, before, after in _differences(session, change.before, change.after):
            yield HistoryLine(*same, of_field.format(field=name), before, after)
        if one.undone_at:
            told = _("撤销名册“{file}”的导入").format(file=one.file_name)
            yield HistoryLine(change.id, one.undone_at, one.actor, "people.undo_import", told)


def _differences(
    session: Session, before: str | None, after: str | None
) -> Iterable[tuple[str, str, str]]:
    """Label, value before and after of each column that packed texts tell apart."""
    if before is None or after is None:
        return
    old, new = unpacked(from_text(before)), unpacked(from_text(after))
    for column, value in old.items():
        if column in FIELDS and value != new[column]:
            was, became = (_shown(session, column, one) for one in (value, new[column]))
            yield _(LABELS[FIELDS[column]]), was, became


def _shown(session: Session, column: str, value: Any) -> str:
    """As the form shows it, numbers masked."""
    if column == "org_unit_id":
        return unit_names(session, value).full or _("（已删除）") if value else ""
    if column == "active":
        return _("是") if value else _("否")
    if isinstance(value, Gender):
        return _(GENDER_WORDS[value])
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, list):
        return listed(value)
    mask = {"id_number": masked_id_number, "phone": masked_phone}.get(column, str)
    return mask(value or "")
