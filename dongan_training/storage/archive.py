"""A whole data folder as one file: the database and its keys, checked by SHA-256.

The keys travel with the data, since without them ID numbers and phones could never be
read again; so the file has to be kept as carefully as the data folder itself.
"""

import hashlib
import json
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dongan_training import saving
from dongan_training.errors import UserError, reason_of
from dongan_training.storage.backup import check_whole, copy_database
from dongan_training.storage.database import FILE
from dongan_training.storage.failures import DamagedData, DiskFull, refused_by_system
from dongan_training.storage.vault import KEY_FILE
from dongan_training.texts import N_

MANIFEST = "manifest.json"
MEMBERS = {FILE, KEY_FILE, MANIFEST}
LIMIT = 4 * 1024**3  # bytes of the database; a county's data has some hundred megabytes
SMALL = 64 * 1024  # bytes of the other members
CHUNK = 1024 * 1024
SQLITE = b"SQLite format 3\0"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a way of packing that zipfile does not know
    RuntimeError,  # a password
    ValueError,
)


@dataclass(eq=False)
class NotABackup(UserError):
    path: Path
    message = N_("“{path}”不是东安培训的备份文件，或者已经损坏。")
    advice = N_("现有数据没有改动。请换一份备份再试。")


@dataclass(eq=False)
class BackupUnreachable(UserError):
    path: Path
    reason: str
    message = N_("读不出备份文件“{path}”（{reason}）。")
    advice = N_("现有数据没有改动。如果它在 U 盘上，请重新插好 U 盘再试。")


@dataclass(eq=False)
class DataOnServer(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”里没有数据库：数据保存在数据库服务器上。")
    advice = N_(
        "没有生成备份。请用服务器的备份工具（如 pg_dump）备份数据库，并另外保存 keys.json。"
    )


@dataclass(eq=False)
class NotOverwritten(UserError):
    path: Path
    message = N_("“{path}”已经存在，而且不是东安培训的备份，没有覆盖它。")
    advice = N_("原来的文件没有改动。请给备份另起一个名字。")


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
    """Write the data of ``folder`` into the file ``target``.

    The copy is made beside ``target``, so that a full disk can still be saved onto a stick.
    Raises the errors of ``saving``, DamagedData where the database cannot be copied,
    DataOnServer where there is none, or NotOverwritten where ``target`` is some other file.
    """
    if not (folder / FILE).exists():
        raise DataOnServer(folder)
    with saving.replacing(target) as part, _scratch(target.parent) as scratch:
        if target.is_file() and not _is_backup(target):
            raise NotOverwritten(target)
        copy = scratch / FILE
        _copy(folder, copy, target)
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
    """Read all of ``path`` and compare it with its manifest.

    Raises BackupUnreachable, NotABackup, or DiskFull where it cannot be unpacked.
    """
    with _writing_into(Path(tempfile.gettempdir())), _scratch() as scratch:
        return _unpack(path, scratch)


def restore_backup(path: Path, folder: Path) -> Manifest:
    """Put the data of ``path`` into ``folder``, which must not hold any.

    The folder becomes a new device when it is next opened. The caller holds its lock. Keys
    without a database are those of a restoring that was cut off, and it is done again; keys
    of other data are never replaced. Raises FolderNotEmpty, FolderNotWritable, and what
    ``check_backup`` raises; then ``folder`` holds no data.
    """
    if (folder / FILE).exists():
        raise FolderNotEmpty(folder)
    with _writing_into(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _scratch(folder) as scratch:
            manifest = _unpack(path, scratch)
            if (folder / KEY_FILE).exists() and _sha256(folder / KEY_FILE) != manifest.keys_sha256:
                raise FolderNotEmpty(folder)
            (scratch / KEY_FILE).chmod(0o600)
            for name in (KEY_FILE, FILE):  # the database last: it is what counts as data
                saving.move_durably(scratch / name, folder / name)
    return manifest


def _copy(folder: Path, copy: Path, target: Path) -> None:
    try:
        copy_database(folder / FILE, copy)
    except sqlite3.OperationalError as error:
        said = str(error)
        raise (
            saving.DiskFull(str(target)) if "full" in said else saving.NotSaved(str(target), said)
        ) from error
    except sqlite3.DatabaseError as error:
        raise DamagedData(folder) from error


@contextmanager
def _scratch(folder: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".dongan-") as name:
        yield Path(name)


@contextmanager
def _writing_into(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused_by_system(folder, error) from error


def _unpack(path: Path, folder: Path) -> Manifest:
    """Unpack ``path`` into ``folder`` and compare; an OSError is always the folder's."""
    with _reading(path):
        archive = zipfile.ZipFile(path)
    with archive:
        members = archive.infolist()
        _check_members(members, path)
        if sum(one.file_size for one in members) > shutil.disk_usage(folder).free:
            raise DiskFull(folder)
        for member in members:
            _unpack_member(archive, member, folder, path)
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        with closing(sqlite3.connect(folder / FILE)) as connection:
            check_whole(connection)
    except (ValueError, TypeError, sqlite3.Error) as error:
        raise NotABackup(path) from error
    sums = (_sha256(folder / FILE), _sha256(folder / KEY_FILE))
    if sums != (manifest.database_sha256, manifest.keys_sha256):
        raise NotABackup(path)
    return manifest


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    if {one.filename for one in members} != MEMBERS or len(members) != len(MEMBERS):
        raise NotABackup(path)
    if any(one.file_size > (LIMIT if one.filename == FILE else SMALL) for one in members):
        raise NotABackup(path)


def _unpack_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, path: Path
) -> None:
    """Write one member, chunk by chunk; a bomb under our database's name stops at its head."""
    with _reading(path):
        source = archive.open(member)
    with source, (folder / member.filename).open("wb") as file:
        while True:
            with _reading(path):
                chunk = source.read(CHUNK)
            if member.filename == FILE and not file.tell() and not chunk.startswith(SQLITE):
                raise NotABackup(path)
            if not chunk:
                return
            file.write(chunk)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Tell a backup that cannot be reached from one that is broken."""
    try:
        yield
    except OSError as error:
        raise BackupUnreachable(path, reason_of(error)) from error
    except BROKEN as error:
        raise NotABackup(path) from error


def _is_backup(path: Path) -> bool:
    """Whether ``path`` is an older backup, whole or not, so that a newer one may take its place."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
