"""Opens the database: one engine, durable writers, readers that never block the door."""

import json
import os
from json.decoder import JSONDecoder
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from dongan_training.storage.vault import Vault

FILE = "dongan.db"
BUSY_TIMEOUT_MS = 10_000
CACHE_KB = 16_000  # eight times SQLite's own: an import touches many indexes at once
# 32 MB. SQLite's own 1,000 would move a hundred check-ins into the file under the next scan;
# here that is done in quiet moments (``fold_log``), and by the way only in a large import.
LOG_PAGES = 8_000
WRITES = "dongan_writes"
WRITERS_QUEUE = 0x446F6E67  # any number all programs agree on


def database_url(folder: Path) -> sa.URL:
    """The database of ``folder``: its own SQLite file, or the server ``DONGAN_DATABASE`` names."""
    server = os.environ.get("DONGAN_DATABASE")
    if server:
        return sa.make_url(server)
    return sa.URL.create("sqlite", database=str(folder / FILE))


def open_engine(url: sa.URL, vault: Vault) -> sa.Engine:
    """Open ``url`` with the pragmas of the house, and the keys for encrypted fields."""
    engine = sa.create_engine(url, json_serializer=_json, json_deserializer=_from_json)
    engine.dialect.vault = vault  # type: ignore[attr-defined]  # read by storage.types
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "begin", _queue_up)
    return engine


def for_writing(engine: sa.Engine) -> sa.Engine:
    """The same pool, but each transaction takes the write lock when it begins.

    With the driver's deferred transactions two writers that read first both fail to
    upgrade; BEGIN IMMEDIATE makes the second one wait. On a server an advisory lock does
    the same: use cases read before they write (is she in already, what is the next
    number), so two that interleave would both record her, or give one number twice.
    """
    return engine.execution_options(**{WRITES: True})


def fold_log(engine: sa.Engine) -> None:
    """Move what is committed from the write-ahead log into the file; nobody waits for it.

    It is durable before and after. A server sees to its own log.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()  # outside any transaction
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()


def _json(value: Any) -> str:
    """What json.dumps writes; lists of texts and keys of statements in a third of the time."""
    if value.__class__ is list:
        if len(value) == 1 and value[0].__class__ is bool:
            return "[true]" if value[0] else "[false]"
        try:
            return f"[{', '.join(map(encode_basestring_ascii, value))}]"
        except TypeError:  # holds something else than texts
            pass
    return json.dumps(value)


def _from_json(text: str | bytes) -> Any:
    """What json.loads reads; a list of questions has three short values a row, nearly all bare."""
    if isinstance(text, bytes):  # so the driver of the server gives it
        return json.loads(text)
    try:
        value, end = _scan(text)
    except ValueError:  # blanks stand before it
        return json.loads(text)
    return value if end == len(text) else json.loads(text)


_scan = JSONDecoder().raw_decode


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin by itself
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        f"cache_size=-{CACHE_KB}",
        "journal_mode=WAL",
        f"wal_autocheckpoint={LOG_PAGES}",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _queue_up(connection: sa.Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_QUEUE})")
