"""Copies of the database that can be trusted: made by SQLite's backup API, never by copying
the file, since a copied file lacks what still lies in the write-ahead log.
"""

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path

from dongan_training.saving import move_durably

KEEP = 20


def back_up_database(database: Path, folder: Path, *, at: datetime) -> Path:
    """Write a consistent copy of ``database`` into ``folder`` and give its path.

    The copy is checked and made durable before it gets its name, so a file with that
    name is always whole. The oldest beyond ``KEEP`` go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"dongan-{at:%Y%m%d-%H%M%S-%f}.db"
    temporary = target.with_suffix(".part")
    try:
        copy_database(database, temporary)
        move_durably(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    for old in sorted(folder.glob("dongan-*.db"))[:-KEEP]:
        with contextlib.suppress(PermissionError):  # another program reads it: it goes next time
            old.unlink()
    return target


def copy_database(database: Path, target: Path) -> None:
    """Copy an open or closed SQLite database to ``target``, whole; not yet forced to the disk."""
    with (
        contextlib.closing(sqlite3.connect(database)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        check_whole(copy)


def check_whole(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError unless SQLite's own check finds the file sound."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"malformed copy: {verdict}")
