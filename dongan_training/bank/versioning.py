"""Making new versions of questions, one or twenty thousand, the same way.

A version is never changed. The new one takes over all that its change does not name, its
pictures among it, and the place of the old one in the search.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Draft, MarkingPoint, Picture
from dongan_training.bank.models import Passage, QuestionVersion, VersionPicture
from dongan_training.bank.pictures import pictures_of, store_pictures
from dongan_training.bank.searching import Reworded, index_changed
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp

AT_ONCE = 500
T = TypeVar("T")
OWN = frozenset({"id", "device", "counter", "number", "current", "made_at", "made_by", "reason"})


@dataclass(frozen=True)
class Edit:
    """What one question is to say from now on; ``draft`` carries all of it.

    ``place`` is its new one below its passage; None where it stays.
    """

    before: QuestionVersion
    draft: Draft
    passage_id: str | None
    pictures_changed: bool = False
    place: int | None = None


def newest(session: Session, question_ids: Sequence[str]) -> dict[str, QuestionVersion]:
    """The newest version of each question, by the question's id."""
    return {
        one.question_id: one
        for some in _parts(question_ids)
        for one in session.scalars(
            sa.select(QuestionVersion).where(
                QuestionVersion.question_id.in_(some), QuestionVersion.current
            )
        )
    }


def draft_of(
    version: QuestionVersion, pictures: tuple[Picture, ...] = (), passage: str | None = None
) -> Draft:
    """Give a version in the form that files, judges and editors speak."""
    answer = tuple(tuple(one) if isinstance(one, list) else one for one in version.answer)
    return Draft(
        type=version.type,
        stem=version.stem,
        options=tuple(version.options),
        answer=answer,
        explanation=version.explanation,
        points=version.points,
        difficulty=version.difficulty,
        chapter=version.chapter,
        citation=version.citation,
        images=len(pictures),
        pictures=pictures,
        passage=passage,
        order_free=version.order_free,
        marking=tuple(MarkingPoint(**point) for point in version.marking),
        tags=tuple(version.tags),
    )


def drafts_of(session: Session, versions: Sequence[QuestionVersion]) -> list[Draft]:
    """The same for many, with their pictures and passages."""
    pictures = pictures_of(session, [one.id for one in versions])
    wanted = list({one.passage_id for one in versions if one.passage_id})
    passages = {
        one.id: one.text
        for some in _parts(wanted)
        for one in session.scalars(sa.select(Passage).where(Passage.id.in_(some)))
    }
    return [
        draft_of(one, pictures.get(one.id, ()), passages.get(one.passage_id or ""))
        for one in versions
    ]


def make_versions(
    session: Session, edits: Sequence[Edit], *, by: Actor, at: datetime, reason: str
) -> dict[str, str]:
    """Let each edit become the newest version of its question; ``reason`` is read by people.

    Gives the new versions by the questions.
    """
    version = stamp(session).fields()
    made: dict[str, str] = {}
    for some in _parts(edits):
        session.execute(
            sa.update(QuestionVersion)
            .where(QuestionVersion.id.in_([edit.before.id for edit in some]))
            .values(current=False, **version)
            .execution_options(synchronize_session=False)
        )
        rows = [_row(edit, by, at) | version | {"reason": reason} for edit in some]
        insert_rows(session, QuestionVersion, rows)
        now = {edit.before.id: str(row["id"]) for edit, row in zip(some, rows, strict=True)}
        _keep_pictures(session, some, now)
        index_changed(session, [_reworded(edit) for edit in some], by.name)
        made |= {edit.before.question_id: now[edit.before.id] for edit in some}
    session.expire_all()
    return made


def _reworded(edit: Edit) -> Reworded:
    pictured = bool(edit.draft.pictures) if edit.pictures_changed else None
    return Reworded(edit.before.question_id, edit.draft, pictured)


def edits_back(
    session: Session, pairs: Sequence[tuple[QuestionVersion, QuestionVersion]]
) -> list[Edit]:
    """Edits that let questions say again what they said: (version now, version before) each."""
    shown = pictures_of(session, [one.id for one, _before in pairs])
    said = drafts_of(session, [before for _now, before in pairs])
    return [
        Edit(one, draft, before.passage_id, draft.pictures != shown.get(one.id, ()))
        for (one, before), draft in zip(pairs, said, strict=True)
    ]


def log_keys(session: Session, edits: Sequence[Edit], *, by: Actor, at: datetime) -> None:
    """Put every key that an edit changes into the log."""
    for edit in edits:
        old = draft_of(edit.before).answer
        if old != edit.draft.answer:
            keys = {"from": list(old), "to": list(edit.draft.answer)}
            subject = edit.before.question_id
            audit.record(session, by=by, at=at, act="key.change", subject=subject, details=keys)


def marking_rows(marking: Sequence[MarkingPoint]) -> list[dict[str, Any]]:
    """Marking points as a version keeps them."""
    return [{"text": point.text, "points": point.points} for point in marking]


def said_by(draft: Draft) -> dict[str, Any]:
    """The columns of a version that its draft decides."""
    return {name: say(draft) for name, say in SAID.items()}


NOTHING: list[Any] = []  # one for all rows: bare inserts turn it into text once
# Each column of a version that its draft decides, and how.
SAID: Mapping[str, Callable[[Draft], Any]] = {
    **{name: attrgetter(name) for name in ("type", "stem", "fingerprint", "order_free")},
    **{name: attrgetter(name) for name in ("explanation", "points", "difficulty", "chapter")},
    "citation": attrgetter("citation"),
    "options": lambda draft: list(draft.options),
    "answer": lambda draft: list(draft.answer),
    "marking": lambda draft: marking_rows(draft.marking) if draft.marking else NOTHING,
    "tags": lambda draft: list(draft.tags) if draft.tags else NOTHING,
}

# What a new version takes over from the one before it.
CARRIED = tuple(
    one.key for one in sa.inspect(QuestionVersion).columns if one.key not in {*OWN, *SAID}
)


def _row(edit: Edit, by: Actor, at: datetime) -> dict[str, Any]:
    kept = {name: getattr(edit.before, name) for name in CARRIED}
    return {
        **kept,
        **said_by(edit.draft),
        "id": new_id(),
        "number": edit.before.number + 1,
        "current": True,
        "made_at": at,
        "made_by": by.name,
        "passage_id": edit.passage_id,
        "passage_place": kept["passage_place"] if edit.place is None else edit.place,
    }


def _keep_pictures(session: Session, edits: Sequence[Edit], now: Mapping[str, str]) -> None:
    """Pictures of the draft where they changed, else those of the version before."""
    same = [edit.before.id for edit in edits if not edit.pictures_changed]
    rows = session.execute(
        sa.select(VersionPicture.version_id, VersionPicture.number, VersionPicture.picture_id)
        .where(VersionPicture.version_id.in_(same))
    )  # fmt: skip
    version = stamp(session).fields()
    copies = [
        {"id": new_id(), "version_id": now[before], "number": number, "picture_id": picture}
        | version
        for before, number, picture in rows
    ]
    insert_rows(session, VersionPicture, copies)
    new = {now[edit.before.id]: edit.draft.pictures for edit in edits if edit.pictures_changed}
    if any(new.values()):
        store_pictures(session, new)


def _parts(many: Sequence[T]) -> Iterator[Sequence[T]]:
    return (many[start : start + AT_ONCE] for start in range(0, len(many), AT_ONCE))
