"""A whole data folder as one file: the database and its keys, checked by SHA-256.

The keys travel with the data, since without them ID numbers and phones could never be
read again; so the file has to be kept as carefully as the data folder itself.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dongan_training.errors import UserError
from dongan_training.saving import replacing
from dongan_training.storage.backup import check_whole, copy_database
from dongan_training.storage.database import FILE
from dongan_training.storage.vault import KEY_FILE
from dongan_training.texts import N_

MANIFEST = "manifest.json"
MEMBERS = {FILE, KEY_FILE, MANIFEST}
LIMIT = 4 * 1024**3  # bytes of one member; a county's data has some hundred megabytes


@dataclass(eq=False)
class NotABackup(UserError):
    path: Path
    message = N_("“{path}”不是东安培训的备份文件，或者已经损坏。")
    advice = N_("现有数据没有改动。请换一份备份再试。")


@dataclass(eq=False)
class FolderNotEmpty(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”里已有数据，没有恢复。")
    advice = N_("现有数据没有改动。请用 --data 指定一个空文件夹来恢复。")


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str  # ISO 8601, UTC
    revision: str
    database_sha256: str
    keys_sha256: str


def write_backup(folder: Path, target: Path, *, at: datetime) -> Manifest:
    """Write the data of ``folder`` into the file ``target`` (errors of ``saving``)."""
    with replacing(target) as part, tempfile.TemporaryDirectory(dir=folder) as scratch:
        copy = Path(scratch) / FILE
        copy_database(folder / FILE, copy)
        manifest = Manifest(
            made_at=at.isoformat(),
            revision=_revision(copy),
            database_sha256=_sha256(copy),
            keys_sha256=_sha256(folder / KEY_FILE),
        )
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, FILE)
            archive.write(folder / KEY_FILE, KEY_FILE)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest)))
    return manifest


def check_backup(path: Path) -> Manifest:
    """Read all of ``path`` and compare it with its manifest; raises NotABackup."""
    with tempfile.TemporaryDirectory() as scratch:
        return _unpack(path, Path(scratch))


def restore_backup(path: Path, folder: Path) -> Manifest:
    """Put the data of ``path`` into ``folder``, which must not hold any.

    The folder becomes a new device when it is next opened.
    """
    if (folder / FILE).exists() or (folder / KEY_FILE).exists():
        raise FolderNotEmpty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        manifest = _unpack(path, Path(scratch))
        for name in (KEY_FILE, FILE):  # the database last: it is what counts as data
            (Path(scratch) / name).replace(folder / name)
    return manifest


def _unpack(path: Path, folder: Path) -> Manifest:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if {one.filename for one in members} != MEMBERS or len(members) != len(MEMBERS):
                raise NotABackup(path)
            if any(one.file_size > LIMIT for one in members):
                raise NotABackup(path)
            for member in members:
                with archive.open(member) as source, (folder / member.filename).open("wb") as file:
                    shutil.copyfileobj(source, file)
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        with closing(sqlite3.connect(folder / FILE)) as connection:
            check_whole(connection)
    except (OSError, zipfile.BadZipFile, EOFError, ValueError, TypeError, sqlite3.Error) as error:
        raise NotABackup(path) from error
    sums = (_sha256(folder / FILE), _sha256(folder / KEY_FILE))
    if sums != (manifest.database_sha256, manifest.keys_sha256):
        raise NotABackup(path)
    return manifest


def _revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
