"""The long work behind a replacement, in the shape that jobs take: core only, no widgets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dongan_training import clock
from dongan_training.bank.regulations import carrying, replacing
from dongan_training.bank.regulations.changes import Change, runs
from dongan_training.bank.regulations.register import EditionName
from dongan_training.bank.regulations.replacement import Replacement
from dongan_training.bank.regulations.replacing import Replaced
from dongan_training.bank.regulations.typed import TypedFacts, typed_edition
from dongan_training.exam.affected import Affected, affected_by
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.kit import Desk


@dataclass(frozen=True)
class Wanted:
    """What the form says."""

    old: EditionName
    new: EditionName
    facts: TypedFacts
    changes: str
    carry: bool = False


@dataclass(frozen=True)
class Span:
    """Neighbouring articles that changed alike, and the questions that rest on them."""

    old: str
    new: str
    change: Change
    questions: int


@dataclass(frozen=True)
class Foreseen:
    """A replacement that could be registered, and all it reaches."""

    plan: Replacement
    affected: Affected
    spans: Sequence[Span]


@dataclass(frozen=True)
class Registered:
    """A replacement that was registered."""

    done: Replaced
    carried: int


def foreseeing(desk: Desk, wanted: Wanted) -> Callable[[Progress], Foreseen]:
    """Look, and store nothing."""

    def work(_progress: Progress) -> Foreseen:
        new = typed_edition(wanted.new, wanted.facts)
        with desk.workspace.read() as session:
            plan = replacing.plan_replacement(
                session, old=wanted.old, new=new, changes=wanted.changes
            )
            found = affected_by(session, plan)
        return Foreseen(plan, found, tuple(spans(plan, found)))

    return work


def registering(desk: Desk, wanted: Wanted) -> Callable[[Progress], Registered]:
    """Register the replacement, in one transaction."""
    by, at = desk.actor, clock.now()

    def work(progress: Progress) -> Registered:
        new = typed_edition(wanted.new, wanted.facts)
        with desk.workspace.begin() as session:
            plan = replacing.plan_replacement(
                session, old=wanted.old, new=new, changes=wanted.changes
            )
            done = replacing.replace_edition(session, plan=plan, by=by, at=at)
            carried = 0
            if wanted.carry:
                carried = carrying.carry_over(
                    session, replacement_id=done.id, by=by, at=at, progress=progress
                )
        return Registered(done, carried)

    return work


def carrying_over(desk: Desk, replacement_id: str) -> Callable[[Progress], str]:
    """Let questions of unchanged articles cite the new edition."""
    by, at = desk.actor, clock.now()

    def work(progress: Progress) -> str:
        with desk.workspace.begin() as session:
            count = carrying.carry_over(
                session, replacement_id=replacement_id, by=by, at=at, progress=progress
            )
        return _("{count} 题已沿用到新版。").format(count=count)

    return work


def taking_back(desk: Desk, replacement_id: str) -> Callable[[Progress], str]:
    """Undo a replacement."""
    by, at = desk.actor, clock.now()

    def work(progress: Progress) -> str:
        with desk.workspace.begin() as session:
            undone = carrying.undo_replacement(
                session, replacement_id=replacement_id, by=by, at=at, progress=progress
            )
        return undone.told()

    return work


def spans(plan: Replacement, found: Affected) -> Iterator[Span]:
    """Every article of the old edition, where their number is known, then those that are new."""
    changes, count = plan.changes, plan.old.articles
    for run in runs(changes.all_of(count) if count else changes.lines):
        olds = {one.old for one in run if one.old}
        resting = (one for one in found.questions if olds & {change.old for change in one.changes})
        old = _span([one.old for one in run])
        yield Span(old, _span([one.new for one in run]), run[0].change, sum(1 for _ in resting))


def _span(numbers: Sequence[int | None]) -> str:
    known = [one for one in numbers if one is not None]
    if not known:
        return ""
    return f"{known[0]}" if len(known) == 1 else f"{known[0]}–{known[-1]}"
