"""What a roll (名册) would do to the people we know: a plan, made without storing anything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.people import identity, matching
from dongan_training.people.facts import PersonFacts, judge
from dongan_training.people.matching import SURE, Described, Known, Likeness
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.organisations import Places, Tree, places
from dongan_training.people.roster_sheet import RosterLine, RosterTable
from dongan_training.progress import Progress, Silent
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_, _

STEP = 250  # rows between two words to the progress


class Verdict(StrEnum):
    """What a row means for the roll."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"  # nothing would change
    QUESTION = "question"  # perhaps somebody we know: a person decides


class Choice(StrEnum):
    """What a person decides about a row in question."""

    SAME = "same"
    NEW = "new"
    SKIP = "skip"
    LEAVE = "leave"  # somebody the roll no longer names leaves it


@dataclass(frozen=True)
class RosterEntry:
    """A good row, and what it means.

    ``person_id`` is the known person meant; ``twin`` the id of the row above that means the
    same person. ``fields`` differ from what is known (names as in ``facts.LABELS``).
    """

    id: str
    sheet: str
    row: int
    facts: PersonFacts
    verdict: Verdict
    reason: str = ""
    fields: tuple[str, ...] = ()
    person_id: str | None = None
    twin: str | None = None
    offers: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class RosterProblem:
    """A row that does not fit, with all its reasons; ``original`` has long numbers masked."""

    id: str
    sheet: str
    row: int
    name: str
    reasons: tuple[str, ...]
    original: str


@dataclass(frozen=True)
class GonePerson:
    """Somebody on the roll, in a township that this file is about, whom it does not name."""

    person_id: str
    name: str
    unit: str
    offers: tuple[Choice, ...] = (Choice.LEAVE, Choice.SKIP)

    @property
    def id(self) -> str:
        """By which choices name this person."""
        return f"gone:{self.person_id}"


@dataclass(frozen=True)
class Basis:
    """The state of the roll that a plan was made on; any write to it changes this."""

    people: int
    units: int
    versions: int


@dataclass(frozen=True)
class RosterPlan:
    """What a roll would do; made without storing anything."""

    file: str
    entries: tuple[RosterEntry, ...]
    problems: tuple[RosterProblem, ...]
    sheets_left: tuple[str, ...]
    columns_left: tuple[str, ...]
    remark: str
    basis: Basis
    gone: tuple[GonePerson, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many rows of each verdict there are, problems among them."""
        found = Counter(entry.verdict for entry in self.entries)
        told = {verdict.value: found[verdict] for verdict in Verdict}
        rows = len(self.entries) + len(self.problems)
        return {"rows": rows, **told, "problem": len(self.problems), "gone": len(self.gone)}

    def agreed(self, choices: Mapping[str, Choice]) -> list[RosterEntry]:
        """The entries that would write something; a question without a choice would not."""
        return [entry for entry in self.entries if _writes(entry, choices)]

    def leaving(self, choices: Mapping[str, Choice]) -> list[GonePerson]:
        """Those whom the roll no longer names and who were chosen to leave."""
        return [one for one in self.gone if choices.get(one.id) is Choice.LEAVE]


def _writes(entry: RosterEntry, choices: Mapping[str, Choice]) -> bool:
    if entry.verdict is Verdict.QUESTION:
        return choices.get(entry.id, Choice.SKIP) is not Choice.SKIP
    return entry.verdict is not Verdict.SAME


def plan_roster(
    session: Session, *, table: RosterTable, at: datetime, progress: Progress | None = None
) -> RosterPlan:
    """Compare a roll with everybody known, and with itself; stores nothing."""
    progress = progress or Silent()
    planning = _Planning(session, places(session))
    today = clock.local(at).date()
    for count, line in enumerate(table.lines):
        if count % STEP == 0:
            progress.step(count, len(table.lines), _("正在核对名册……"))
        judged = judge(line.cells, line.numbers, places=planning.places, today=today)
        if judged.facts is None:
            planning.problems.append(_problem(line, judged.reasons))
        else:
            planning.weigh(line, judged.facts)
    return RosterPlan(
        file=table.name,
        entries=tuple(planning.entries),
        problems=tuple(planning.problems),
        sheets_left=table.sheets_left,
        columns_left=table.columns_left,
        remark=table.remark,
        basis=basis_of(session),
        gone=planning.gone(),
    )


def basis_of(session: Session) -> Basis:
    """Say on what state of the roll a plan is made now."""
    people, written = session.execute(select(func.count(), func.sum(Person.counter))).one()
    units, arranged = session.execute(select(func.count(), func.sum(OrgUnit.counter))).one()
    return Basis(people, units, (written or 0) + (arranged or 0))


def _problem(line: RosterLine, reasons: Sequence[str]) -> RosterProblem:
    name = line.cells.get("name", "")
    original = identity.masked_text(line.original)
    return RosterProblem(line.id, line.sheet, line.number, name, tuple(reasons), original)


REASONS: Mapping[Likeness, str] = {
    Likeness.OTHER_NAME: N_("身份证号与{who}相同，姓名却不同"),
    Likeness.SAME_PLACE: N_("与{who}同名、同党组织，但没有相同的身份证号、电话或出生日期"),
    Likeness.SAME_PHONE: N_("与{who}同名、同电话，党组织不同"),
    Likeness.SAME_ID: N_("与{who}是同一个人，内容却不同"),
    Likeness.SAME_CONTACT: N_("与{who}是同一个人，内容却不同"),
    Likeness.SAME_BIRTH: N_("与{who}是同一个人，内容却不同"),
}


@dataclass
class _Planning:
    """The roll as it grows row by row."""

    session: Session
    places: Places
    entries: list[RosterEntry] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._vault = vault_of(self.session)
        self._tree = Tree.load(self.session)
        self._known = Known.on_the_roll(self.session, self._tree)
        self._above = Known()
        self._rows: dict[str, RosterEntry] = {}

    def weigh(self, line: RosterLine, facts: PersonFacts) -> None:
        """Add one row with its verdict."""
        row = matching.describe(facts, line.id, self._tree, self._vault)
        above, known = self._above.find(row), self._known.find(row)
        if above and (above[1] in SURE or known is None or known[1] not in SURE):
            entry = self._beside_row(line, facts, row, *above)
        elif known:
            entry = self._beside_person(line, facts, row, *known)
        else:
            entry = RosterEntry(line.id, line.sheet, line.number, facts, Verdict.NEW)
        self.entries.append(entry)
        self._rows[line.id] = entry
        if entry.twin is None or entry.verdict is Verdict.QUESTION:  # a repeat tells nothing new
            self._above.add(row)

    def gone(self) -> tuple[GonePerson, ...]:
        """Whom no row means, though the file names others of their township.

        A row that cannot be read may be anybody of that name, so it keeps them all.
        """
        meant = {entry.person_id for entry in self.entries}
        unread = {problem.name for problem in self.problems}
        townships = {entry.facts.path[:2] for entry in self.entries if len(entry.facts.path) > 1}
        gone = []
        for person_id, name, unit_id in self._known.active_people():
            path = self._tree.path_of(unit_id)
            if path[:2] in townships and person_id not in meant and name not in unread:
                gone.append(GonePerson(person_id, name, "".join(path[1:])))
        return tuple(gone)

    def _beside_person(
        self,
        line: RosterLine,
        facts: PersonFacts,
        row: Described,
        known: Described,
        likeness: Likeness,
    ) -> RosterEntry:
        fields = matching.changes(known, row)
        verdict = _verdict(likeness, fields)
        reason = ""
        if verdict is Verdict.QUESTION:
            reason = _(REASONS[likeness]).format(who=_("名册里的{name}").format(name=known.name))
        return RosterEntry(
            *(line.id, line.sheet, line.number, facts, verdict, reason, fields),
            person_id=known.key,
            offers=_offers(verdict, likeness),
        )

    def _beside_row(
        self,
        line: RosterLine,
        facts: PersonFacts,
        row: Described,
        above: Described,
        likeness: Likeness,
    ) -> RosterEntry:
        """Two rows of one file: the program never decides which of them is right."""
        twin = self._rows[above.key]
        fields = matching.changes(above, row)
        verdict = Verdict.QUESTION if fields else Verdict.SAME
        who = _("第 {row} 行的{name}").format(row=twin.row, name=above.name)
        reason = _(REASONS[likeness]) if fields else _("与{who}重复")
        return RosterEntry(
            *(line.id, line.sheet, line.number, facts, verdict, reason.format(who=who), fields),
            person_id=twin.person_id,
            twin=twin.id,
            offers=_offers(verdict, likeness),
        )


def _verdict(likeness: Likeness, fields: Sequence[str]) -> Verdict:
    if not fields:
        return Verdict.SAME
    return Verdict.CHANGED if likeness in SURE else Verdict.QUESTION


def _offers(verdict: Verdict, likeness: Likeness) -> tuple[Choice, ...]:
    """An ID number belongs to one person, so nobody new may carry it."""
    if verdict is not Verdict.QUESTION:
        return ()
    if likeness in (Likeness.OTHER_NAME, Likeness.SAME_ID):
        return Choice.SAME, Choice.SKIP
    return Choice.SAME, Choice.NEW, Choice.SKIP
