"""Runs storage tests on SQLite and, where ``DONGAN_TEST_POSTGRES`` names a server, on it too."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
import sqlalchemy as sa
from filelock import FileLock

from dongan_training.workspace import Workspace

SERVER = os.environ.get("DONGAN_TEST_POSTGRES", "")
needs_server = pytest.mark.skipif(
    not SERVER, reason="no PostgreSQL: set DONGAN_TEST_POSTGRES to a postgresql+psycopg:// URL"
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_server)])
def any_workspace(request, data_folder, tmp_path, monkeypatch) -> Iterator[Workspace]:
    """A workspace on each database that the product claims to run on."""
    if request.param == "sqlite":
        yield from _opened(data_folder)
        return
    monkeypatch.setenv("DONGAN_DATABASE", SERVER)
    with FileLock(Path(gettempdir()) / "dongan-test-postgres.lock"):  # tests run side by side
        _empty(SERVER)
        yield from _opened(tmp_path / "station")


def _opened(folder: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(folder)
    yield workspace
    workspace.close()


def _empty(url: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
