"""The roll as an Excel file, under the heads by which a roll is read in again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.people import identity
from dongan_training.people.careers import shown_day
from dongan_training.people.models import Person
from dongan_training.people.queries import PeopleList
from dongan_training.people.reserve import lists_by_person
from dongan_training.people.roll import GENDER_WORDS
from dongan_training.people.searching import Wanted
from dongan_training.people.units import NAMED_UNITS
from dongan_training.progress import Progress, Silent
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Sheet, workbook
from dongan_training.texts import _

PORTION = 500  # people read at once
SILENT = Silent()
# Heads are those of a Chinese roll in every language: they are how it is read in again.
HEADS = (
    *("序号", "姓名", "性别", "民族", "出生年月", "身份证号", "政治面貌", "乡镇", "所在党组织"),
    *("职务", "任职时间", "入党时间", "转正时间", "组织关系转入时间", "后备名单", "联系电话"),
    *("类别", "备注"),
)
Row = tuple[str | int, ...]


def export_roll(
    session: Session,
    *,
    wanted: Wanted,
    path: Path,
    full: bool,
    by: Actor,
    at: datetime,
    progress: Progress = SILENT,
) -> int:
    """Write the people wanted to ``path``, in their order, and give how many.

    ID numbers and phones are masked unless ``full``, which is logged. Errors as in ``saving``.
    """
    ids = PeopleList(session, wanted).ids(session)
    rows = _rows(session, ids, progress, full=full)
    sheet = Sheet(
        name=_("花名册"),
        title=_("人员花名册"),
        heads=HEADS,
        rows=rows,
        note=_("截至 {day}，共 {people} 人").format(
            day=f"{clock.local(at):%Y-%m-%d}", people=len(rows)
        ),
    )
    save_whole(path, workbook([sheet]))
    if full:
        details = {"people": len(rows)}
        audit.record(session, by=by, at=at, act="people.export_full", subject="", details=details)
    return len(rows)


def _rows(session: Session, ids: Sequence[str], progress: Progress, *, full: bool) -> list[Row]:
    units = {one.id: one for one in session.execute(select(NAMED_UNITS))}
    lists = lists_by_person(session)
    rows: dict[str, Row] = {}
    for start in range(0, len(ids), PORTION):
        progress.step(start, len(ids), _("正在写出……"))
        some = ids[start : start + PORTION]
        for person in session.scalars(select(Person).where(Person.id.in_(some))):
            unit = units.get(person.org_unit_id)
            township = unit.township if unit else ""
            below = unit.full.removeprefix(township) if unit else ""
            rows[person.id] = (
                *(person.name, GENDER_WORDS[person.gender], person.ethnicity),
                shown_day(person.born_on),
                _shown(person.id_number, identity.masked_id_number, full),
                *(person.political_status, township, below),
                *(person.post, shown_day(person.post_since), shown_day(person.joined_on)),
                *(shown_day(person.full_member_on), shown_day(person.transferred_on)),
                "、".join(sorted(lists.get(person.id, ()))),
                _shown(person.phone, identity.masked_phone, full),
                *("、".join(person.categories), person.note),
            )
            session.expunge(person)
    return [(number, *rows[one]) for number, one in enumerate(ids, start=1) if one in rows]


def _shown(number: str | None, mask: Callable[[str | None], str], full: bool) -> str:
    return (number or "") if full else mask(number)
