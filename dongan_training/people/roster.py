"""Bringing a roll (名册) in, as it was planned and agreed: in one transaction, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.careers import post_given_up
from dongan_training.people.columns import as_text, packed
from dongan_training.people.facts import PersonFacts
from dongan_training.people.models import Person, PostHeld, RosterChange, RosterImport
from dongan_training.people.order import pinyin_key, stroke_key
from dongan_training.people.organisations import Tree
from dongan_training.people.pinyin import pinyin_of
from dongan_training.people.reserve import enlist
from dongan_training.people.roster_plan import (
    Choice,
    RosterEntry,
    RosterPlan,
    Verdict,
    basis_of,
)
from dongan_training.progress import Progress, Silent
from dongan_training.storage.base import new_id
from dongan_training.storage.vault import Vault, vault_of
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_, _

STEP = 250  # rows in one statement, and between two words to the progress

# Which columns of a person a field of a roll fills.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "pinyin", "by_strokes", "by_pinyin"),
    "gender": ("gender",),
    "ethnicity": ("ethnicity",),
    "born": ("born_on",),
    "id_number": ("id_number", "id_number_digest"),
    "status": ("political_status",),
    "unit": ("org_unit_id",),
    "post": ("post",),
    "post_since": ("post_since",),
    "joined": ("joined_on",),
    "full_member": ("full_member_on",),
    "transferred": ("transferred_on",),
    "reserve": (),  # a table of its own
    "phone": ("phone", "phone_digest"),
    "categories": ("categories",),
    "note": ("note",),
    "active": ("active",),
}
Values = dict[str, Any]


@dataclass(eq=False)
class RosterOutdated(UserError):
    file: str
    message = N_("核对“{file}”以后，人员又有改动。")
    advice = N_("没有导入任何人。请重新核对一次。")


@dataclass(eq=False)
class ChoiceNotOffered(UserError):
    row: int
    name: str
    message = N_("第 {row} 行的{name}不能这样处理。")
    advice = N_("没有导入任何人。请在该行列出的处理办法里选一个。")


@dataclass(frozen=True)
class RosterReport:
    """What an import did, exactly; ``skipped`` are questions left or answered with skip."""

    added: tuple[str, ...]  # ids of people
    changed: tuple[str, ...]
    same: int
    skipped: int
    problems: int
    units_created: int
    left: tuple[str, ...] = ()
    import_id: str = ""  # to undo it


def import_roster(
    session: Session,
    *,
    plan: RosterPlan,
    choices: Mapping[str, Choice],
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> RosterReport:
    """Store what the plan says and ``choices`` (by row id) decide; a question without one waits.

    Raises RosterOutdated where anybody wrote to the roll since the plan was made.
    """
    if basis_of(session) != plan.basis:
        raise RosterOutdated(plan.file)
    agreed = plan.agreed(choices)
    _require_offered(agreed, choices)
    importing = _Importing(session, clock.local(at).date(), progress or Silent())
    for entry in agreed:
        importing.take(entry, choices.get(entry.id))
    left = tuple(one.person_id for one in plan.leaving(choices))
    for person_id in left:
        importing.altered[person_id] = {"active": False}
    kept = _keep_import(session, plan, importing, left, by=by, at=at)
    importing.store(kept.id)
    same = sum(entry.verdict is Verdict.SAME for entry in plan.entries)
    report = RosterReport(
        added=tuple(importing.new),
        changed=tuple(one for one in importing.altered if one not in set(left)),
        same=same,
        skipped=len(plan.entries) - len(agreed) - same,
        problems=len(plan.problems),
        units_created=importing.tree.created,
        left=left,
        import_id=kept.id,
    )
    _log(session, plan, report, by=by, at=at)
    return report


def column_values(facts: PersonFacts, unit_id: str, vault: Vault) -> Values:
    """Give all columns of a person on the roll, as these facts fill them."""
    return {
        "name": facts.name,
        "pinyin": pinyin_of(facts.name),
        "by_strokes": stroke_key(facts.name),
        "by_pinyin": pinyin_key(facts.name),
        "gender": facts.gender,
        "ethnicity": facts.ethnicity,
        "born_on": facts.born_on,
        "id_number": facts.id_number,
        "id_number_digest": vault.digest(facts.id_number) if facts.id_number else None,
        "phone": facts.phone,
        "phone_digest": vault.digest(facts.phone) if facts.phone else None,
        "political_status": facts.status,
        "post": facts.post,
        "post_since": facts.post_since,
        "joined_on": facts.joined_on,
        "full_member_on": facts.full_member_on,
        "transferred_on": facts.transferred_on,
        "categories": list(facts.categories),
        "note": facts.note,
        "active": True,
        "org_unit_id": unit_id,
    }


class _Importing:
    """Gathers what is to be written, so that each person is written once."""

    def __init__(self, session: Session, today: date, progress: Progress):
        self._session = session
        self._today = today
        self._progress = progress
        self._vault = vault_of(session)
        self._person_of: dict[str, str] = {}  # row id -> person id
        self.tree = Tree.load(session)
        self.new: dict[str, Values] = {}
        self.altered: dict[str, Values] = {}
        self._reserve: list[tuple[str, str]] = []  # whom to put on which list

    def take(self, entry: RosterEntry, choice: Choice | None) -> None:
        """Note what one agreed entry writes."""
        unit_id = self.tree.find_or_create(entry.facts.path)
        values = column_values(entry.facts, unit_id, self._vault)
        person_id = None if choice is Choice.NEW else self._meant(entry)
        if person_id is None:
            person_id = new_id()
            self.new[person_id] = values
        else:
            told = {name: values[name] for field in entry.fields for name in COLUMNS[field]}
            if "post" in told:  # another post does not keep the day of the one before
                told["post_since"] = values["post_since"]
            pending = self.new.get(person_id) or self.altered.setdefault(person_id, {})
            pending.update(told)
        self._person_of[entry.id] = person_id
        self._reserve += [(person_id, name) for name in entry.facts.reserve]

    def store(self, import_id: str) -> None:
        """Write everything, and what it was before."""
        self._import_id = import_id
        done, total = 0, len(self.new) + len(self.altered)
        for rows in _batches(list(self.new.items())):
            self._progress.step(done, total, _("正在导入人员……"))
            self._insert(rows)
            done += len(rows)
        for rows in _batches(list(self.altered.items())):
            self._progress.step(done, total, _("正在更新人员……"))
            self._alter(dict(rows))
            done += len(rows)
        self._progress.step(total, total, _("正在保存……"))
        enlist(self._session, self._reserve, self._today)

    def _remember(self, said: Mapping[str, tuple[str | None, str | None]]) -> None:
        """Keep what each of these people was before and is now; nothing of who is new."""
        version = stamp(self._session).fields()
        same = {"import_id": self._import_id, **version}
        self._session.execute(
            insert(RosterChange),
            [
                {"id": new_id(), "person_id": one, "before": before, "after": after, **same}
                for one, (before, after) in said.items()
            ],
        )

    def _meant(self, entry: RosterEntry) -> str | None:
        """The person whom this entry describes: of the row above, else one known before."""
        return self._person_of.get(entry.twin or "") or entry.person_id

    def _insert(self, rows: Sequence[tuple[str, Values]]) -> None:
        version = stamp(self._session).fields()
        self._session.execute(
            insert(Person), [{"id": one, **version, **values} for one, values in rows]
        )
        self._remember({one: (None, None) for one, _values in rows})

    def _alter(self, rows: Mapping[str, Values]) -> None:
        people = self._session.scalars(select(Person).where(Person.id.in_(rows))).all()
        before = {one.id: as_text(packed(one, rows[one.id])) for one in people}
        for person in people:
            given_up = post_given_up(person, rows[person.id], self._today)
            if given_up is not None:
                self._session.add(PostHeld(**given_up))
            for column, value in rows[person.id].items():
                setattr(person, column, value)
        self._remember(
            {one.id: (before[one.id], as_text(packed(one, rows[one.id]))) for one in people}
        )
        self._session.flush()
        for person in people:
            self._session.expunge(person)  # 50,000 would fill the memory of a small machine


def _keep_import(
    session: Session,
    plan: RosterPlan,
    importing: _Importing,
    left: Sequence[str],
    *,
    by: Actor,
    at: datetime,
) -> RosterImport:
    kept = RosterImport(
        file_name=plan.file,
        at=at,
        actor=by.name,
        added=len(importing.new),
        changed=len(importing.altered) - len(left),
        left=len(left),
    )
    session.add(kept)
    session.flush()
    return kept


def _batches(items: Sequence[tuple[str, Values]]) -> Iterator[Sequence[tuple[str, Values]]]:
    waiting = iter(items)
    while batch := list(islice(waiting, STEP)):
        yield batch


def _require_offered(agreed: Sequence[RosterEntry], choices: Mapping[str, Choice]) -> None:
    for entry in agreed:
        choice = choices.get(entry.id)
        if entry.verdict is Verdict.QUESTION and choice not in entry.offers:
            raise ChoiceNotOffered(entry.row, entry.facts.name)


def _log(
    session: Session, plan: RosterPlan, report: RosterReport, *, by: Actor, at: datetime
) -> None:
    counts = {"added": len(report.added), "changed": len(report.changed), "left": len(report.left)}
    audit.record(session, by=by, at=at, act="people.import", subject=plan.file, details=counts)
