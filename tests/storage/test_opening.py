"""Opening a data folder: what is there is upgraded, refused or explained, never harmed."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dongan_training.models  # noqa: F401  fills the metadata
from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage import schema
from dongan_training.storage.base import Base
from dongan_training.storage.database import FILE, database_url, open_engine
from dongan_training.storage.failures import DamagedData, DiskFull, FolderNotWritable, ReadOnlyData
from dongan_training.storage.schema import NewerData
from dongan_training.storage.vault import KEY_FILE, KeysMissing, KeysUnreadable, read_vault
from dongan_training.workspace import AlreadyOpen, Workspace

SCRIPTS = ScriptDirectory(str(schema.MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()]


def content(folder: Path) -> dict[str, bytes]:
    names = (FILE, KEY_FILE)
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


def test_the_head_named_in_the_program_is_the_newest_revision():
    assert SCRIPTS.get_current_head() == schema.HEAD


@pytest.fixture(scope="module")
def databases(empty_folder, tmp_path_factory) -> dict[str, Path]:
    """An empty database of each revision, as going up revision by revision leaves them."""
    folder = tmp_path_factory.mktemp("revisions")
    kept = {}
    for revision in reversed(REVISIONS):
        engine = open_engine(database_url(folder), read_vault(empty_folder))
        schema.upgrade(engine, revision)
        engine.dispose()
        kept[revision] = shutil.copy(folder / FILE, folder / f"{revision}.db")
    return kept


def differences(engine: sa.Engine) -> list[object]:
    """What the tables have that the models do not say, and the other way round."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": schema.has_model})
        return compare_metadata(context, Base.metadata)


def written(path: Path) -> list[tuple[str, list[str]]]:
    """Every table and index as the database wrote it down, the parts of each in any order."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return [
        (name, sorted(line.strip("\t ,") for line in (sql or "").splitlines()))
        for name, sql in rows
    ]


def test_a_new_database_gets_the_tables_of_the_models_at_once(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / FILE}")
    schema.upgrade(engine)
    assert differences(engine) == []
    engine.dispose()


def test_a_new_database_gets_the_tables_of_the_models_revision_by_revision(databases):
    engine = sa.create_engine(f"sqlite:///{databases[schema.HEAD]}")
    assert differences(engine) == []
    engine.dispose()


def _filled(column: sa.Column) -> object:
    """Any value of the column's type; every id and every reference is ``x``."""
    if isinstance(column.type, sa.JSON):
        return {}
    python = column.type.python_type
    known = {datetime: datetime(2026, 11, 23), date: date(2026, 11, 23), bytes: b"x", str: "x"}
    return known[python] if python in known else python(1)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_earlier_revision_upgrades_to_the_tables_of_the_models_and_loses_no_row(
    databases, tmp_path, empty_folder, revision
):
    shutil.copy(databases[revision], tmp_path / FILE)
    engine = open_engine(database_url(tmp_path), read_vault(empty_folder))
    tables = sa.MetaData()
    tables.reflect(engine, only=lambda name, _: schema.has_model(name, "table", None))
    rows = {table: {c.name: _filled(c) for c in table.columns} for table in tables.sorted_tables}
    rows.pop(tables.tables["alembic_version"])
    with engine.begin() as connection:
        for table, row in rows.items():
            connection.execute(table.insert().values(row))
    schema.upgrade(engine)
    with engine.connect() as connection:
        for table in rows.keys() - {tables.tables.get("search_entry")}:  # follows from the rest
            row = rows[table]
            (kept,) = connection.execute(sa.select(table)).mappings()
            assert dict(kept) == row, table.name
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1
    engine.dispose()
    assert written(tmp_path / FILE) == written(databases[schema.HEAD])


def test_writers_are_durable_and_foreign_keys_hold(workspace):
    with workspace.read() as session:
        pragmas = {
            name: session.scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_an_upgrade_takes_a_backup_first(data_folder, monkeypatch):
    newest = schema.HEAD
    monkeypatch.setattr(schema, "HEAD", "0000-of-tomorrow")
    Workspace.open(data_folder).close()
    (backup,) = (data_folder / "backups").glob("dongan-*.db")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (newest,)


def test_data_of_a_newer_program_is_refused_and_left_as_it_was(data_folder):
    with closing(sqlite3.connect(data_folder / FILE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    before = content(data_folder)
    with pytest.raises(NewerData) as refused:
        Workspace.open(data_folder)
    assert "新版本" in str(refused.value)
    assert content(data_folder) == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(data_folder):
    (data_folder / FILE).write_bytes(b"PK\x03\x04 not a database at all" * 100)
    before = content(data_folder)
    with pytest.raises(DamagedData):
        Workspace.open(data_folder)
    assert content(data_folder) == before


def test_a_foreign_database_is_refused(data_folder):
    (data_folder / FILE).unlink()
    with closing(sqlite3.connect(data_folder / FILE)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(DamagedData):
        Workspace.open(data_folder)


def test_data_without_its_keys_is_refused_instead_of_getting_new_ones(data_folder):
    (data_folder / KEY_FILE).unlink()
    with pytest.raises(KeysMissing):
        Workspace.open(data_folder)
    assert not (data_folder / KEY_FILE).exists()


def test_a_damaged_key_file_is_refused(data_folder):
    (data_folder / KEY_FILE).write_text("{")
    with pytest.raises(KeysUnreadable):
        Workspace.open(data_folder)


def test_a_second_program_on_the_same_folder_is_told_so(workspace):
    command = (
        "import sys; from pathlib import Path; from dongan_training.workspace import *\n"
        "try: Workspace.open(Path(sys.argv[1]))\n"
        "except AlreadyOpen as refused: print(refused.told())"
    )
    second = subprocess.run(
        [sys.executable, "-c", command, workspace.folder],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert "另一个东安培训程序" in second.stdout
    with pytest.raises(AlreadyOpen):
        Workspace.open(workspace.folder)


def test_the_folder_opens_again_after_a_program_was_killed(data_folder):
    command = (
        "import os, sys; from pathlib import Path; from dongan_training.workspace import *\n"
        "Workspace.open(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", command, data_folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    Workspace.open(data_folder).close()


def test_a_copied_folder_becomes_another_device(workspace, tmp_path):
    workspace.close()
    shutil.copytree(workspace.folder, tmp_path / "copy")
    copy = Workspace.open(tmp_path / "copy")
    again = Workspace.open(workspace.folder)
    try:
        assert copy.device != workspace.device
        assert again.device == workspace.device
    finally:
        copy.close()
        again.close()


def test_a_folder_that_cannot_be_written_is_explained(tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FolderNotWritable) as refused:
        Workspace.open(tmp_path / "stick")
    assert "写保护" in refused.value.advice


def test_a_path_that_is_a_file_is_explained(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(FolderNotWritable):
        Workspace.open(tmp_path / "data")


def test_a_full_disk_keeps_what_was_there_and_says_that_this_step_was_not_saved(workspace):
    with workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    with pytest.raises(DiskFull), workspace.begin() as session:
        pages = session.scalar(sa.text("PRAGMA page_count"))
        session.execute(sa.text(f"PRAGMA max_page_count={pages}"))
        session.add_all(OrgUnit(name=f"单位{number}" * 100) for number in range(200))
    with workspace.read() as session:
        assert session.scalars(sa.select(OrgUnit.name)).all() == ["甲"]


def test_a_database_turned_read_only_is_explained(workspace):
    with pytest.raises(ReadOnlyData), workspace.begin() as session:
        session.execute(sa.text("PRAGMA query_only=ON"))
        session.add(OrgUnit(name="甲"))


def test_a_quiet_moment_brings_the_log_into_the_file_and_a_hundred_commits_do_not(
    workspace, tmp_path
):
    def kept_in_the_file_alone():
        alone = tmp_path / "alone.db"
        alone.write_bytes((workspace.folder / FILE).read_bytes())
        with closing(sqlite3.connect(alone)) as copy:
            return copy.execute("SELECT count(*) FROM person").fetchone()[0]

    workspace.fold_log()
    for number in range(100):
        with workspace.begin() as session:
            session.add(Person(name=f"王{number}", note="字" * 9000))
    assert kept_in_the_file_alone() == 0
    workspace.fold_log()
    assert kept_in_the_file_alone() == 100
