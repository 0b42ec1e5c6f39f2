"""The long work behind a review, in the shape that jobs take: core only, no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training import clock
from dongan_training.bank.drafts import Problem, Reading
from dongan_training.bank.editing import latest_subject
from dongan_training.bank.importing import draft_imports, intake, reviewing
from dongan_training.bank.importing.draft_imports import Review, Settled
from dongan_training.bank.importing.reviewing import Item
from dongan_training.bank.judging import Claim, claims
from dongan_training.bank.subjects import tree
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.bank.paste_text import Written
from ui.kit import Desk


@dataclass(frozen=True)
class Opened:
    """A review with its draft; ``is_new`` where it was read just now."""

    review: Review
    draft_id: str = ""
    is_new: bool = True
    claims: Sequence[Claim] = ()  # what the heads of the file say of their counts


@dataclass(frozen=True)
class Stored:
    """What was stored, and the review of what still needs a person, if anything does."""

    settled: Settled
    rest: Review | None


def reading(desk: Desk, path: Path, subject: str) -> Callable[[Progress], Opened]:
    """Read a file and keep its review as a draft."""

    def work(progress: Progress) -> Opened:
        from dongan_training.bank import formats  # readers bring lxml and more

        return _kept(desk, formats.read(path, progress), path.name, subject, progress)

    return work


def opening(desk: Desk, draft_id: str) -> Callable[[Progress], Opened]:
    """Take up a review where it was left."""

    def work(progress: Progress) -> Opened:
        with desk.workspace.read() as session:
            review = draft_imports.resume(session, draft_id, progress)
        return Opened(review, draft_id, is_new=False)

    return work


def storing(desk: Desk, draft_id: str, review: Review) -> Callable[[Progress], Stored]:
    """Store what is ready and look at the rest anew."""
    by, at = desk.actor, clock.now()

    def work(progress: Progress) -> Stored:
        with desk.workspace.begin() as session:
            settled = draft_imports.settle(
                session, review, draft_id=draft_id, by=by, at=at, progress=progress
            )
        if not settled.left:
            return Stored(settled, None)
        with desk.workspace.read() as session:
            return Stored(settled, draft_imports.resume(session, draft_id, progress))

    return work


def _kept(desk: Desk, read: Reading, file_name: str, subject: str, progress: Progress) -> Opened:
    with desk.workspace.read() as session:
        found = intake.preview(session, read, progress)
    items = reviewing.items_of(found)
    review = Review(file_name, read.format, subject, items, found.problems)
    if not items and not found.problems:
        return Opened(review)
    with desk.workspace.begin() as session:
        draft_id = draft_imports.keep(session, review, by=desk.actor, at=clock.now())
    return Opened(review, draft_id, claims=claims(read))


@dataclass(frozen=True)
class Recognised:
    """What the program makes of a text that is still being written."""

    items: Sequence[Item]
    notes: Sequence[Problem]


def recognising(written: Written) -> Callable[[Progress], Recognised]:
    """Read a text for looking at; the bank is not asked."""

    def work(progress: Progress) -> Recognised:
        found = intake.alone(written.read(progress))
        return Recognised(reviewing.items_of(found), found.problems)

    return work


def keeping_text(desk: Desk, written: Written, subject: str) -> Callable[[Progress], Opened]:
    """Read a text and keep its review as a draft."""

    def work(progress: Progress) -> Opened:
        name = _("粘贴的文字")
        into = subject or _latest_subject(desk) or name
        return _kept(desk, written.read(progress), name, into, progress)

    return work


def _latest_subject(desk: Desk) -> str:
    """The path of the subject that got a question last: a text has no name to go by."""
    with desk.workspace.read() as session:
        latest = latest_subject(session)
        return next((one.path for one in tree(session) if one.id == latest), "")
