"""Fixtures for all tests: a real data folder, a person who acts, a fixed moment."""

import gc
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Asia/Shanghai"  # tests read times of day as people in Dong'an do

from dongan_training import texts
from dongan_training.accounts.actor import Actor
from dongan_training.workspace import Workspace
from tests.statements import Statements, share
from tests.temporary import stay_in_memory

stay_in_memory()
time.tzset()
# A slow machine is no failure of ours: no property is judged by how long an example took.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples in every run; to look for new ones: pytest --hypothesis-profile=search.
settings.register_profile("dongan", settings.get_profile("search"), derandomize=True)
settings.load_profile("dongan")
NOW = datetime(2026, 11, 23, 0, 27, 6, tzinfo=UTC)
# Each is one test that takes most of a minute.
LONG = {"test_screens.py", "test_dialogs_in_sight.py"}


def pytest_configure() -> None:
    """Nothing that collecting makes goes away before the end: there is nothing to look for."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest: at the end one worker would be alone with them."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_collection_finish() -> None:
    """Look only for what tests leave behind, not through all tests and modules each time."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _own_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from the user's own folders and language."""
    os.environ["DONGAN_MACHINE"] = str(tmp_path_factory.mktemp("machine"))
    os.environ["DONGAN_DATA"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("DONGAN_LANG", None)
    os.environ.pop("DONGAN_DATABASE", None)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    yield
    texts.use_language("zh")


@pytest.fixture(scope="session", autouse=True)
def _statements() -> Iterator[Statements]:
    with pytest.MonkeyPatch.context() as patch:
        yield share(patch)


@pytest.fixture(scope="session")
def empty_folder(_statements: Statements, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the migrations make it; tests copy it instead of migrating each time."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    Workspace.open(folder).close()
    return folder


@pytest.fixture
def data_folder(tmp_path: Path, empty_folder: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(empty_folder, folder)
    return folder


@pytest.fixture
def workspace(data_folder: Path, _statements: Statements) -> Iterator[Workspace]:
    workspace = Workspace.open(data_folder)
    yield workspace
    workspace.close()
    _statements.forget_others()


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, 08:27:06 in China."""
    return NOW


@pytest.fixture
def trainer(workspace: Workspace) -> Actor:
    return Actor("李老师", workspace.device)
