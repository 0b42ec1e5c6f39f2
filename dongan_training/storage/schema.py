"""Which revision the data has, and how it gets to the program's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.storage.backup import back_up_database
from dongan_training.storage.database import FILE
from dongan_training.storage.failures import DamagedData, refused_by_system
from dongan_training.texts import N_

HEAD = "0032"  # the newest of migrations/versions; a test holds the two together
TEXT_INDEX = "search_pairs"  # made by migrations alone; SQLite only
MIGRATIONS = Path(__file__).parent / "migrations"


class DanglingReferences(Exception):
    """A migration left rows that point to nothing: a bug, nothing of it is committed."""


@dataclass(eq=False)
class NewerData(UserError):
    folder: Path
    revision: str
    message = N_("数据文件夹“{folder}”是由更新版本的东安培训写的（数据版本 {revision}）。")
    advice = N_("程序没有改动它。请安装新版本后再打开。")


def bring_up_to_date(engine: sa.Engine, folder: Path) -> None:
    """Create or upgrade the tables; touch nothing where the revision is already ours.

    Raises NewerData for a revision this program does not know. A backup is taken
    before an upgrade.
    """
    revision = stored_revision(engine, folder)
    if revision == HEAD:
        return
    if revision is not None:
        if revision not in _known_revisions():
            raise NewerData(folder, revision)
        if engine.dialect.name == "sqlite":
            _back_up(folder)
    upgrade(engine)


def _back_up(folder: Path) -> None:
    try:
        back_up_database(folder / FILE, folder / "backups", at=clock.now())
    except OSError as error:
        raise refused_by_system(folder, error) from error


def stored_revision(engine: sa.Engine, folder: Path) -> str | None:
    """Read the revision; None for an empty database, DamagedData for a foreign one."""
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise DamagedData(folder)
        revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return revision


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision``, all in one transaction.

    SQLite changes a table by making it anew, for which its references must rest; they are
    checked before the commit. Raises DanglingReferences where a migration broke one.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, _references_resting(connection), connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _check_references(connection)


@contextmanager
def _references_resting(connection: sa.Connection) -> Iterator[None]:
    """Outside a transaction: inside one SQLite ignores the switch."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    before = driver.execute("PRAGMA foreign_keys").fetchone()[0]
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA foreign_keys={before}")


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if dangling:
            raise DanglingReferences(f"after the upgrade: {dangling[:5]}")


def has_model(name: str | None, kind: str, _parents: object) -> bool:
    """For Alembic: whether a table is one of the models, not a part of SQLite's text index."""
    return kind != "table" or name is None or not name.startswith(TEXT_INDEX)


def _known_revisions() -> set[str]:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
