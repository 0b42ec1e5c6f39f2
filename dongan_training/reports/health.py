"""The health of one data folder and of this machine, in sentences."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from dongan_training import paths
from dongan_training.accounts import audit
from dongan_training.exam.settling import differences
from dongan_training.storage import backup
from dongan_training.storage.database import FILE
from dongan_training.texts import _, listed
from dongan_training.workspace import Workspace

LOW_DISK = 500 * 1024 * 1024
FONTS = ("NotoSansSC", "NotoSerifSC", "LXGWWenKai", "HanaMin")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``key`` is stable, the words are for people."""

    key: str
    title: str
    good: bool
    words: str


def examine(workspace: Workspace) -> tuple[Finding, ...]:
    """Look at database, audit log, marks, fonts and disk; changes nothing."""
    return (
        _database(workspace),
        _audit_log(workspace),
        _marks(workspace),
        _fonts(),
        _disk(workspace),
    )


def _database(workspace: Workspace) -> Finding:
    title = _("数据库")
    if workspace.dialect != "sqlite":
        return Finding("database", title, True, _("使用 PostgreSQL 服务器。"))
    try:
        with closing(sqlite3.connect(workspace.folder / FILE)) as connection:
            backup.check_whole(connection)
    except sqlite3.DatabaseError:
        words = _("已损坏，请用最近的备份恢复。")
        return Finding("database", title, False, words)
    return Finding("database", title, True, _("完好。"))


def _audit_log(workspace: Workspace) -> Finding:
    with workspace.read() as session:
        breaks = audit.verify(session)
    words = _("完整，没有改动。")
    if breaks:
        words = _("第 {number} 条起对不上，可能被改动过。").format(number=breaks[0].number)
    return Finding("audit_log", _("操作日志"), not breaks, words)


def _marks(workspace: Workspace) -> Finding:
    with workspace.read() as session:
        wrong = differences(session)
    words = _("与作答和评分标准一致。")
    if wrong:
        words = _("{count} 份答卷的成绩与作答对不上，可能被改动过。").format(count=len(wrong))
    return Finding("marks", _("成绩"), not wrong, words)


def _fonts() -> Finding:
    present = [file.name for file in paths.resource("fonts").glob("*.ttf")]
    missing = [font for font in FONTS if not any(name.startswith(font) for name in present)]
    words = _("齐全。") if not missing else _("缺少：{names}。").format(names=listed(missing))
    return Finding("fonts", _("字体"), not missing, words)


def _disk(workspace: Workspace) -> Finding:
    free = shutil.disk_usage(workspace.folder).free
    words = _("剩余 {size:.1f} GB。").format(size=free / 1024**3)
    return Finding("disk", _("磁盘空间"), free >= LOW_DISK, words)
