"""A folder of photos, each named for whom it shows: by ID number, or by a name nobody shares."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people import identity
from dongan_training.people.models import Person
from dongan_training.people.photos import cut_photo, keep_photo, read_picture
from dongan_training.people.refusals import FactRefused
from dongan_training.progress import Progress, Silent
from dongan_training.sheets.refusals import MissingFile
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_, _

SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".bmp"))


@dataclass(eq=False)
class NoPhotosThere(UserError):
    folder: str
    message = N_("文件夹“{folder}”里没有图片。")
    advice = N_("没有存入照片。请选择放着 .jpg、.png、.webp 或 .bmp 照片的文件夹。")


@dataclass(frozen=True)
class LeftPhoto:
    """A picture that was not taken, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class Matched:
    """Whose photos were kept (ids of people), and what was left."""

    kept: tuple[str, ...]
    left: tuple[LeftPhoto, ...]


def match_folder(
    session: Session, folder: Path, *, by: Actor, at: datetime, progress: Progress | None = None
) -> Matched:
    """Keep every picture of a folder whose name says whom it shows, and tell of the others.

    Raises MissingFile or NoPhotosThere.
    """
    if not folder.is_dir():
        raise MissingFile(folder.name)
    files = sorted(one for one in folder.iterdir() if one.suffix.lower() in SUFFIXES)
    if not files:
        raise NoPhotosThere(folder.name)
    names = _people_by_name(session)
    kept: dict[str, None] = {}
    left: list[LeftPhoto] = []
    for number, file in enumerate(files):
        (progress or Silent()).step(number, len(files), _("正在存入照片……"))
        try:
            person_id = _whose(session, file.stem, names)
            content = cut_photo(read_picture(file))
        except UserError as error:
            left.append(LeftPhoto(file.name, error.told()))
            continue
        keep_photo(session, person_id=person_id, content=content, by=by, at=at)
        kept[person_id] = None
    return Matched(tuple(kept), tuple(left))


@dataclass(eq=False)
class NobodyNamedSo(UserError):
    text: str
    message = N_("花名册里没有“{text}”")


@dataclass(eq=False)
class SeveralNamedSo(UserError):
    text: str
    message = N_("花名册里有几位“{text}”，请把文件名改成身份证号")


def _whose(session: Session, stem: str, names: Mapping[str, list[str]]) -> str:
    text = stem.strip()
    vault = vault_of(session)
    try:
        digest = vault.digest(identity.clean_id_number(text))
    except FactRefused:
        alike = names.get(text, [])
    else:
        alike = list(session.scalars(select(Person.id).where(Person.id_number_digest == digest)))
        text = identity.masked_text(text)
    if not alike:
        raise NobodyNamedSo(text)
    if len(alike) > 1:
        raise SeveralNamedSo(text)
    return alike[0]


def _people_by_name(session: Session) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for person_id, name in session.execute(select(Person.id, Person.name).where(Person.active)):
        found[name].append(person_id)
    return found
