"""What the disk or the server refuses, in words."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from dongan_training.errors import UserError, reason_of
from dongan_training.saving import FULL
from dongan_training.texts import N_

LEAST_ROOM = 128 * 1024  # SQLite needs some of it beside the database merely to read


@dataclass(eq=False)
class DiskFull(UserError):
    folder: Path
    message = N_("磁盘已满，刚才这一步没有保存。")
    advice = N_("此前的数据都在。请删除不用的文件腾出空间，然后再做一次。")


@dataclass(eq=False)
class ReadOnlyData(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”是只读的，刚才这一步没有保存。")
    advice = N_("此前的数据都在。请取消只读或写保护，或把文件夹复制到本机硬盘。")


@dataclass(eq=False)
class DatabaseBusy(UserError):
    folder: Path
    message = N_("数据库正忙，等了 10 秒仍不能写入，刚才这一步没有保存。")
    advice = N_("此前的数据都在。请稍候再做一次。")


@dataclass(eq=False)
class DamagedData(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”里的数据库已损坏，或者不是东安培训的数据。")
    advice = N_("程序没有改动它。请用“备份”里最近的一份恢复，或请管理员检查。")


@dataclass(eq=False)
class StorageFailed(UserError):
    folder: Path
    message = N_("读写数据文件夹“{folder}”失败，可能是 U 盘被拔出或网络中断，刚才这一步没有保存。")
    advice = N_("此前的数据都在。请检查连接后再做一次。")


@dataclass(eq=False)
class FolderNotWritable(UserError):
    folder: Path
    reason: str
    message = N_("不能在文件夹“{folder}”里写入（{reason}）。")
    advice = N_("没有数据丢失。请检查文件夹权限、U 盘写保护，或换一个文件夹。")


KNOWN: tuple[tuple[str, type[UserError]], ...] = (
    ("is full", DiskFull),
    ("readonly", ReadOnlyData),
    ("is locked", DatabaseBusy),
    ("lock timeout", DatabaseBusy),
    ("malformed", DamagedData),
    ("not a database", DamagedData),
    ("disk i/o error", StorageFailed),
    ("unable to open", StorageFailed),
    ("connection", StorageFailed),
)


@contextmanager
def explaining_storage(folder: Path) -> Iterator[None]:
    """Turn what the database says of disk and server into a UserError; bugs fly on."""
    try:
        yield
    except (DatabaseError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, DatabaseError) else error).lower()
        kind = next((kind for words, kind in KNOWN if words in said), None)
        if kind is None:
            raise
        raise (_cause(folder) if kind is StorageFailed else kind)(folder) from error


def refused_by_system(folder: Path, error: OSError) -> UserError:
    """Say why the system lets nobody write into ``folder``."""
    if error.errno in FULL:
        return DiskFull(folder)
    return FolderNotWritable(folder, reason_of(error))


def _cause(folder: Path) -> type[UserError]:
    """SQLite calls it one input/output error, whatever is the matter with the disk."""
    if not folder.is_dir():
        return StorageFailed
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        return DiskFull
    return StorageFailed if os.access(folder, os.W_OK) else ReadOnlyData
