"""Runs storage tests on SQLite and, where ``DONGAN_TEST_POSTGRES`` names a server, on it too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import gettempdir

import pytest
import sqlalchemy as sa
from filelock import FileLock

from dongan_training.storage.database import database_url, open_engine
from dongan_training.storage.vault import read_vault
from dongan_training.workspace import Workspace

SERVER = os.environ.get("DONGAN_TEST_POSTGRES", "")
needs_server = pytest.mark.skipif(
    not SERVER, reason="no PostgreSQL: set DONGAN_TEST_POSTGRES to a postgresql+psycopg:// URL"
)


BOTH = ["sqlite", pytest.param("postgresql", marks=needs_server)]


@pytest.fixture(params=BOTH)
def any_workspace(request, data_folder, tmp_path, monkeypatch) -> Iterator[Workspace]:
    """A workspace on each database that the product claims to run on."""
    if request.param == "sqlite":
        yield from _opened(data_folder)
        return
    monkeypatch.setenv("DONGAN_DATABASE", SERVER)
    with _server_emptied():
        yield from _opened(tmp_path / "station")


@pytest.fixture(params=BOTH)
def any_engine(request, tmp_path, data_folder) -> Iterator[sa.Engine]:
    """Each of these databases without any tables."""
    sqlite = request.param == "sqlite"
    with nullcontext() if sqlite else _server_emptied():
        url = database_url(tmp_path) if sqlite else sa.make_url(SERVER)
        engine = open_engine(url, read_vault(data_folder))
        yield engine
        engine.dispose()


def _opened(folder: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(folder)
    yield workspace
    workspace.close()


@contextmanager
def _server_emptied() -> Iterator[None]:
    with FileLock(Path(gettempdir()) / "dongan-test-postgres.lock"):  # tests run side by side
        engine = sa.create_engine(SERVER, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
        engine.dispose()
        yield
