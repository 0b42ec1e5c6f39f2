"""Drafts become questions of the bank: rows, passages and pictures, thousands at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Draft
from dongan_training.bank.models import (
    BankImport,
    Passage,
    Question,
    QuestionStatus,
    QuestionVersion,
    Subject,
)
from dongan_training.bank.picture_markers import shared_part
from dongan_training.bank.pictures import store_pictures
from dongan_training.bank.searching import Origin, index_new
from dongan_training.bank.subjects import STEP, UnknownSubject, find_subject
from dongan_training.bank.versioning import SAID
from dongan_training.progress import Progress
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_columns
from dongan_training.storage.versions import stamp
from dongan_training.texts import _

CHUNK = 2500  # questions stored between two words to the progress, a twelfth of a second
# A draft, the ids of its question and version, and its passage and place there if it has one.
Placed = tuple[Draft, str, str, str | None, int]


def store_drafts(
    session: Session,
    drafts: Sequence[Draft],
    subject_id: str,
    taken: BankImport,
    progress: Progress,
) -> None:
    """Store drafts that are complete as questions in use, in the caller's transaction."""
    placed = _placed(session, drafts)
    for start in range(0, len(drafts), CHUNK):
        progress.step(start, len(drafts), _("正在存入题库"))
        _store(session, islice(placed, CHUNK), subject_id, taken)


def _store(session: Session, placed: Iterable[Placed], subject_id: str, taken: BankImport) -> None:
    """Write rows and index column by column: a dictionary a row costs as much as the database."""
    drafts, questions, versions, passages, places = zip(*placed, strict=True)
    stamped = stamp(session).fields()
    insert_columns(
        session,
        Question,
        {"id": questions},
        stamped
        | {"subject_id": subject_id, "import_id": taken.id}
        | {"status": QuestionStatus.IN_USE, "measured_count": 0},
    )
    insert_columns(
        session,
        QuestionVersion,
        {name: [say(draft) for draft in drafts] for name, say in SAID.items()}
        | {
            "id": versions,
            "question_id": questions,
            "source_line": [draft.line for draft in drafts],
            "passage_id": passages,
            "passage_place": places,
        },
        stamped
        | {"number": 1, "current": True, "made_at": taken.at, "made_by": taken.actor}
        | {"reason": ""},  # the history names the import
    )
    index_new(
        session,
        questions=questions,
        drafts=drafts,
        origin=Origin(subject_id, QuestionStatus.IN_USE, taken.id),
    )
    both = zip(versions, drafts, strict=True)
    if pictures := {version: draft.pictures for version, draft in both if draft.pictures}:
        store_pictures(session, pictures)


def find_or_make_subject(session: Session, name: str) -> Subject:
    """Give the subject of that name or path (党纪/第一章), made if there is none.

    Raises AmbiguousSubject where several have the name.
    """
    try:
        return session.get_one(Subject, find_subject(session, name).id)
    except UnknownSubject:
        return _made(session, [step for one in name.split(STEP) if (step := one.strip())] or [name])


def _made(session: Session, steps: Sequence[str]) -> Subject:
    """The last step of a path from the top, with all that are missing on the way."""
    parent: Subject | None = None
    for step in steps:
        parent_id = parent.id if parent else None
        named = select(Subject).where(
            Subject.name == step, Subject.parent_id.is_not_distinct_from(parent_id)
        )
        parent = session.scalar(named) or Subject(name=step, parent_id=parent_id)
        session.add(parent)
        session.flush()
    assert parent is not None
    return parent


def _placed(session: Session, drafts: Sequence[Draft]) -> Iterator[Placed]:
    """Give ids to all; adjacent drafts with equal text and pictures share one passage."""
    for shared, group in groupby(drafts, key=shared_part):
        yield from _under(session, shared[0] if shared else None, group)


def _under(session: Session, text: str | None, drafts: Iterator[Draft]) -> Iterator[Placed]:
    if text is None:
        for draft in drafts:
            yield draft, new_id(), new_id(), None, 0
        return
    passage = Passage(text=text)
    session.add(passage)
    session.flush()
    for place, draft in enumerate(drafts, start=1):
        yield draft, new_id(), new_id(), passage.id, place
