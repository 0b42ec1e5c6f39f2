"""Put a finished file where the user wants it: whole, or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dongan_training.errors import UserError, reason_of
from dongan_training.texts import N_

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENOTDIR})
UNABLE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES})  # no folder is forced there


@dataclass(eq=False)
class FolderMissing(UserError):
    """The folder is gone: most often a stick that was pulled."""

    folder: str
    message = N_("文件夹“{folder}”不存在。")
    advice = N_("没有写入任何文件。请检查 U 盘是否插好，或者另选保存位置。")


@dataclass(eq=False)
class DiskFull(UserError):
    """There is no room for the file."""

    path: str
    message = N_("磁盘空间不够，没能保存“{path}”。")
    advice = N_("没有留下半个文件，原来的同名文件没有改动。请腾出空间，或者另选保存位置。")


@dataclass(eq=False)
class NotWritable(UserError):
    """The system forbids writing there, or another program holds the file."""

    path: str
    message = N_("不能写入“{path}”。")
    advice = N_("原来的文件没有改动。如果它正在别的程序里打开，请先关闭；否则请另选保存位置。")


@dataclass(eq=False)
class NotSaved(UserError):
    """The device failed in the middle of writing."""

    path: str
    reason: str
    message = N_("没能保存“{path}”（{reason}）。")
    advice = N_("没有留下半个文件。请检查磁盘或 U 盘，再试一次，或者另选保存位置。")


def make_folder(path: Path) -> None:
    """Make the folder ``path``, with those above it; raises what ``replacing`` raises."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(path, error) from error


def save_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: all of it and durably, or nothing at all."""
    with replacing(path) as part:
        part.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` that takes its place when all went well.

    What was written there is forced to the disk first. Raises FolderMissing, DiskFull,
    NotWritable or NotSaved for what the system refuses; then the old file is untouched.
    """
    part = path.parent / f".{path.name[:60]}.{secrets.token_hex(4)}.part"
    try:
        yield part
        move_durably(part, path)
    except OSError as error:
        raise _explained(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def move_durably(finished: Path, path: Path) -> None:
    """Force a finished file to the disk and give it its place. Raises OSError."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    finished.replace(path)
    _force_folder(path.parent)


def _force_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows does so on its own and opens no folders.

    Some network folders cannot: the file is in its place all the same, so nobody is told
    that it is not.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in UNABLE:
            raise


def _explained(path: Path, error: OSError) -> UserError:
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return FolderMissing(str(path.parent))
    if error.errno in FULL:
        return DiskFull(str(path))
    if error.errno in FORBIDDEN:
        return NotWritable(str(path))
    return NotSaved(str(path), reason_of(error))
