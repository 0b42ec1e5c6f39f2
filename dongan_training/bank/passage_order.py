"""The order of the questions below a passage."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.versioning import Edit, drafts_of, make_versions, newest
from dongan_training.texts import _


def order_passage(
    session: Session,
    *,
    question_ids: Sequence[str],
    fresh: Collection[str] = (),
    by: Actor,
    at: datetime,
    reason: str = "",
) -> int:
    """Let the questions of one passage stand in this order; tells how many got a new version.

    The place is part of a version, so that papers keep the order they were made with. Those
    in ``fresh`` got their version in this same transaction, which takes the place up.
    """
    versions = newest(session, question_ids)
    places = [versions[one].passage_place for one in question_ids]
    if all(before < after for before, after in pairwise(places)):
        return 0
    wanted = {one: place for place, one in enumerate(question_ids, start=1)}
    moved = [one for one in question_ids if versions[one].passage_place != wanted[one]]
    kept = [versions[one] for one in moved if one not in fresh]
    edits = [
        Edit(version, draft, version.passage_id, place=wanted[version.question_id])
        for version, draft in zip(kept, drafts_of(session, kept), strict=True)
    ]
    for one in moved:
        if one in fresh:
            _put(session, versions[one].id, wanted[one])
    make_versions(session, edits, by=by, at=at, reason=reason.strip() or _("调整小题次序"))
    return len(edits)


def _put(session: Session, version_id: str, place: int) -> None:
    session.execute(
        sa.update(QuestionVersion)
        .where(QuestionVersion.id == version_id)
        .values(passage_place=place)
    )
