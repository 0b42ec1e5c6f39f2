"""Compiles a statement once a worker instead of once a test.

SQLAlchemy keeps what it compiled by dialect, and each open database has a dialect of its own:
a worker compiled the same few hundred statements for thousands of copies of one folder. Copies
share the keys of the folder, so one dialect serves them all.
"""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.util import LRUCache

from dongan_training import workspace
from dongan_training.storage.base import Base
from dongan_training.storage.vault import Vault


class _Kept(LRUCache):
    """Statements that outlive the workspace that compiled them."""

    def clear(self) -> None:
        """Nothing: closing one copy lets go of its statements, and the next copy needs them."""


class Statements:
    """What is compiled for the first folder that was opened, for it and for all its copies."""

    def __init__(self, open_engine: Callable[[sa.URL, Vault], sa.Engine]):
        self._open_engine = open_engine
        self._dialect: sa.Dialect | None = None
        self._vault: Vault | None = None
        self._compiled = _Kept(2_000)

    def open_engine(self, url: sa.URL, vault: Vault) -> sa.Engine:
        engine = self._open_engine(url, vault)
        if engine.dialect.name == "sqlite":
            if self._vault is None:
                self._dialect, self._vault = engine.dialect, vault
            if self._vault == vault:
                engine.dialect, engine._compiled_cache = self._dialect, self._compiled
        return engine

    def forget_others(self) -> None:
        """Let go of inserts and updates for other folders: tables keep them by database."""
        for mapper in Base.registry.mappers:
            compiled = mapper._compiled_cache
            for key in [key for key in compiled if key[0] is not self._dialect]:
                del compiled[key]


def share(patch: pytest.MonkeyPatch) -> Statements:
    """Open each database of this worker with the statements of the first one."""
    statements = Statements(workspace.open_engine)
    patch.setattr(workspace, "open_engine", statements.open_engine)
    return statements
