"""Pictures of questions: kept once each, named by their place in the question's text."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Picture
from dongan_training.bank.models import StoredPicture, VersionPicture
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp

AT_ONCE = 500  # ids in one question to the database


def store_pictures(session: Session, pictures: Mapping[str, Sequence[Picture]]) -> None:
    """Keep the pictures of each question version (by its id), in the order of their markers."""
    kept = {picture_id(one.data): one for many in pictures.values() for one in many}
    version = stamp(session).fields()
    known = _known(session, list(kept))
    insert_rows(
        session,
        StoredPicture,
        [
            {"id": identity, "media_type": one.media_type, "data": one.data, **version}
            for identity, one in kept.items()
            if identity not in known
        ],
    )
    insert_rows(
        session,
        VersionPicture,
        [
            {
                "id": new_id(),
                "version_id": version_id,
                "number": number,
                "picture_id": picture_id(one.data),
                **version,
            }
            for version_id, many in pictures.items()
            for number, one in enumerate(many, start=1)
        ],
    )


def pictures_of(session: Session, version_ids: Iterable[str]) -> dict[str, tuple[Picture, ...]]:
    """Give the pictures of question versions; ``〔图1〕`` is the first."""
    found: dict[str, list[Picture]] = {}
    known: dict[str, Picture] = {}
    for some in _in_parts(list(version_ids)):
        rows = session.execute(
            select(VersionPicture.version_id, StoredPicture)
            .join(StoredPicture, StoredPicture.id == VersionPicture.picture_id)
            .where(VersionPicture.version_id.in_(some))
            .order_by(VersionPicture.version_id, VersionPicture.number)
        )
        for version_id, one in rows:
            picture = known.setdefault(one.id, Picture(one.media_type, one.data))
            found.setdefault(version_id, []).append(picture)
    return {version_id: tuple(many) for version_id, many in found.items()}


def picture_id(data: bytes) -> str:
    """Derive the id from the content: two machines give one picture one id, so they merge."""
    return str(uuid.UUID(bytes=hashlib.sha256(data).digest()[:16]))


def _known(session: Session, ids: Sequence[str]) -> set[str]:
    return {
        identity
        for some in _in_parts(ids)
        for identity in session.scalars(select(StoredPicture.id).where(StoredPicture.id.in_(some)))
    }


def _in_parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
