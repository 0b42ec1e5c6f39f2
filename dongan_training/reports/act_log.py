"""操作日志: who did what and when, read from the audit log of every device in this folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training import clock
from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.models import StudyActivity
from dongan_training.bank.models import Subject
from dongan_training.certificates.models import Certificate
from dongan_training.exam.models import Exam, Paper
from dongan_training.people.models import OrgUnit, Person, ReserveList
from dongan_training.reports.log_words import act_words, area_of, area_words
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Sheet, workbook
from dongan_training.storage.bulk import rows_by_id
from dongan_training.texts import _, listed
from dongan_training.training.models import Course, Enrolment, TrainingClass, Venue

MOST = (
    20_000  # lines at once: some weeks of a busy county; ``LogRead.is_cut`` says if there are more
)
MOST_NAMED = 3
ID_LENGTH = 36
WHY = ("exception", "reason", "title", "name", "file", "kind", "said", "number")


@dataclass(frozen=True)
class LogLine:
    """One act; ``about`` names whom or what, ``why`` the reason or what was written of it."""

    id: str
    device: str
    number: int
    at: datetime
    actor: str
    act: str
    area: str
    did: str
    about: str
    people: tuple[str, ...]
    why: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Days (local, both included; None: open), an area, and whom it is about or who did it."""

    first: date | None = None
    last: date | None = None
    area: str = ""
    person: str = ""


@dataclass(frozen=True)
class LogRead:
    """The latest lines first; ``is_cut`` where older ones were left out."""

    lines: tuple[LogLine, ...]
    is_cut: bool


def read_log(session: Session, wanted: Wanted, *, most: int = MOST) -> LogRead:
    """Read what was done; ``wanted.person`` is a name: the actor's or of somebody concerned."""
    query = select(AuditEntry).order_by(
        AuditEntry.at.desc(), AuditEntry.chain, AuditEntry.number.desc()
    )
    if wanted.first is not None:
        query = query.where(AuditEntry.at >= _midnight(wanted.first))
    if wanted.last is not None:
        query = query.where(AuditEntry.at < _midnight(wanted.last + timedelta(days=1)))
    if wanted.area:
        area = AuditEntry.act.startswith(wanted.area + ".", autoescape=True)
        query = query.where(or_(AuditEntry.act == wanted.area, area))
    found: list[LogLine] = []
    for entries in session.scalars(query).partitions(most):
        for line in _lines(session, entries):
            if wanted.person and wanted.person not in (line.actor, *line.people):
                continue
            if len(found) == most:
                return LogRead(tuple(found), is_cut=True)
            found.append(line)
    return LogRead(tuple(found), is_cut=False)


def write_log(lines: Sequence[LogLine], path: Path, *, at: datetime) -> None:
    """Write lines as an Excel file, whole or not at all (errors of dongan_training.saving)."""
    sheet = Sheet(
        name=_("操作日志"),
        title=_("操作日志"),
        heads=[_("时间"), _("操作人"), _("类别"), _("操作"), _("对象"), _("说明"), _("序号")],
        rows=[
            (
                f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}",
                *(one.actor, area_words(one.area), one.did, one.about, one.why, one.number),
            )
            for one in lines
        ],
        note=_("截至 {day}").format(day=f"{clock.local(at):%Y-%m-%d}"),
    )
    save_whole(path, workbook([sheet]))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone(UTC)


def _lines(session: Session, entries: Sequence[AuditEntry]) -> Iterator[LogLine]:
    named = _Named(session, {key for entry in entries for key in _ids(entry)})
    for entry in entries:
        people = tuple(dict.fromkeys(filter(None, map(named.person, _ids(entry)))))
        why = _why(entry.details)
        about = named.thing(entry.subject) or _some(people) or why
        yield LogLine(
            *(entry.id, entry.chain, entry.number, entry.at, entry.actor, entry.act),
            area=area_of(entry.act),
            did=act_words(entry.act),
            about=about,
            people=people,
            why=why if why != about else "",
            details=entry.details,
        )


def _ids(entry: AuditEntry) -> Iterator[str]:
    yield entry.subject
    for value in entry.details.values():
        many = value if isinstance(value, list) else (value,)
        yield from (one for one in many if isinstance(one, str) and len(one) == ID_LENGTH)


def _some(people: Sequence[str]) -> str:
    if len(people) <= MOST_NAMED:
        return listed(people)
    told = _("{names}等 {count} 人")
    return told.format(names=listed(people[:MOST_NAMED]), count=len(people))


def _why(details: Mapping[str, Any]) -> str:
    told = (details[name] for name in WHY if isinstance(details.get(name), str))
    return next((one for one in told if one and len(one) != ID_LENGTH), "")


class _Named:
    """What the ids of a portion of the log are called."""

    def __init__(self, session: Session, ids: Iterable[str]):
        wanted = set(ids)
        places = rows_by_id(session, [Enrolment.id, Enrolment.person_id], wanted)
        holders = {row.id: row.person_id for row in places}
        people = wanted | set(holders.values())
        names = dict(map(tuple, rows_by_id(session, [Person.id, Person.name], people)))
        self._people: dict[str, str] = names | {
            place: names[person] for place, person in holders.items()
        }
        things: tuple[tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]], ...] = (
            (TrainingClass.id, TrainingClass.name),
            (OrgUnit.id, OrgUnit.name),
            (Course.id, Course.name),
            (Venue.id, Venue.name),
            (ReserveList.id, ReserveList.name),
            (Exam.id, Exam.title),
            (Paper.id, Paper.title),
            (Subject.id, Subject.name),
            (StudyActivity.id, StudyActivity.title),
            (Certificate.id, Certificate.number),
        )
        self._things = dict(self._people)
        for key, name in things:
            self._things |= dict(map(tuple, rows_by_id(session, [key, name], wanted)))

    def person(self, key: str) -> str | None:
        """The name of a person, or of whose place it is."""
        return self._people.get(key)

    def thing(self, key: str) -> str:
        """The name of whatever it is; "" of what is gone, or has none."""
        return self._things.get(key, "")
