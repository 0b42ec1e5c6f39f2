"""Photographs kept as proof: the signed sheet, or the note of somebody on leave."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import Evidence
from dongan_training.errors import UserError
from dongan_training.people.finding import SHORTEST_PREFIX
from dongan_training.people.models import Person
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import EmptyFile
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment

LARGEST = 20 * 1024 * 1024
LARGEST_PICTURE = 60_000_000  # pixels
MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(eq=False)
class NotAPhotograph(UserError):
    name: str
    message = N_("“{name}”不是能读的照片，或者已经损坏。")
    advice = N_("没有保存照片。请选择 JPG、PNG 或 WebP 图片。")


@dataclass(eq=False)
class PhotographUnknown(UserError):
    text: str
    message = N_("找不到照片“{text}”。")
    advice = N_("请用 attendance photos 查看编号。")


@dataclass(frozen=True)
class Photograph:
    """A picture that was looked at and is safe to keep."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class EvidenceRow:
    """What is kept for a lesson; the picture itself is read only when somebody looks."""

    id: str
    name: str
    media_type: str
    bytes: int
    added_at: datetime
    added_by: str
    enrolment_id: str | None
    person: str = ""  # whose note it is; "" for a sheet of the whole lesson
    lesson_id: str = ""


def read_photograph(path: Path) -> Photograph:
    """Read a picture from a file.

    Raises MissingFile, Unreachable, EmptyFile, TooLarge or NotAPhotograph.
    """
    content = content_of(path, LARGEST)
    if not content:
        raise EmptyFile(path.name)
    return Photograph(path.name, _media_type(content, path.name), content)


def keep_evidence(
    session: Session,
    *,
    lesson_id: str,
    photograph: Photograph,
    by: Actor,
    at: datetime,
    enrolment_id: str | None = None,
) -> str:
    """Keep a picture for a lesson, or for one person's leave, and give its id; logged.

    The same picture for the same purpose is kept once.
    """
    digest = hashlib.sha256(photograph.content).hexdigest()
    known = session.scalar(
        select(Evidence.id).filter_by(lesson_id=lesson_id, enrolment_id=enrolment_id, digest=digest)
    )
    if known is not None:
        return known
    kept = Evidence(
        lesson_id=lesson_id,
        enrolment_id=enrolment_id,
        name=photograph.name,
        media_type=photograph.media_type,
        digest=digest,
        content=photograph.content,
        added_at=at,
        added_by=by.name,
    )
    session.add(kept)
    session.flush()
    details = {"lesson": lesson_id, "enrolment": enrolment_id, "digest": digest}
    audit.record(session, by=by, at=at, act="evidence.keep", subject=kept.id, details=details)
    return kept.id


def evidence_rows(session: Session, lesson_ids: Sequence[str]) -> list[EvidenceRow]:
    """What is kept for these lessons, the oldest first."""
    found = session.execute(
        select(
            Evidence.id,
            Evidence.name,
            Evidence.media_type,
            func.length(Evidence.content),
            Evidence.added_at,
            Evidence.added_by,
            Evidence.enrolment_id,
            func.coalesce(Person.name, ""),
            Evidence.lesson_id,
        )
        .outerjoin(Enrolment, Evidence.enrolment_id == Enrolment.id)
        .outerjoin(Person, Enrolment.person_id == Person.id)
        .where(Evidence.lesson_id.in_(lesson_ids))
        .order_by(Evidence.added_at, Evidence.id)
    )
    return [EvidenceRow(*one) for one in found]


def find_evidence(session: Session, text: str) -> str:
    """Give the id of the photograph meant by an id or its beginning."""
    text = text.strip()
    if len(text) >= SHORTEST_PREFIX:
        starts = Evidence.id.startswith(text, autoescape=True)
        found = session.scalars(select(Evidence.id).where(starts)).all()
        if len(found) == 1:
            return found[0]
    raise PhotographUnknown(text)


def photograph_of(session: Session, evidence_id: str) -> Photograph:
    """The picture itself."""
    kept = session.get_one(Evidence, evidence_id)
    return Photograph(kept.name, kept.media_type, kept.content)


def _media_type(content: bytes, name: str) -> str:
    """Look at a picture before it is unpacked."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=tuple(MEDIA)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                raise NotAPhotograph(name)
            picture.verify()
            return MEDIA[picture.format or ""]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPhotograph(name) from error
