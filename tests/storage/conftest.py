"""Runs storage tests on SQLite and, where ``DONGAN_TEST_POSTGRES`` names a server, on it too."""

import os
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from dongan_training.workspace import Workspace

SERVER = os.environ.get("DONGAN_TEST_POSTGRES", "")
needs_server = pytest.mark.skipif(
    not SERVER, reason="no PostgreSQL: set DONGAN_TEST_POSTGRES to a postgresql+psycopg:// URL"
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_server)])
def any_workspace(request, data_folder, tmp_path, monkeypatch) -> Iterator[Workspace]:
    """A workspace on each database that the product claims to run on."""
    folder = data_folder
    if request.param == "postgresql":
        folder = tmp_path / "station"
        monkeypatch.setenv("DONGAN_DATABASE", SERVER)
        _empty(SERVER)
    workspace = Workspace.open(folder)
    yield workspace
    workspace.close()


def _empty(url: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
