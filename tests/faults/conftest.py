"""A data folder in use, a class that is over, and disks that refuse."""

from pathlib import Path

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.people import roll
from dongan_training.workspace import Workspace
from tests.certificates.conftest import make_finished
from tests.faults import hostile
from tests.faults.disks import fill, mount, read_only

__all__ = ["fill", "mount", "read_only"]


@pytest.fixture
def folder(data_folder: Path, now) -> Path:
    """A data folder with one person on the roll, known to this machine and closed again."""
    workspace = Workspace.open(data_folder)
    by = Actor("李老师", workspace.device)
    with workspace.begin() as session:
        roll.add_person(session, typed={"name": "陈敏", "township": "横塘镇"}, by=by, at=now)
    workspace.close()
    return data_folder


@pytest.fixture
def class_folder(data_folder: Path, now) -> Path:
    """A data folder with the class 2026Q4-01, which is over: two may have certificates."""
    workspace = Workspace.open(data_folder)
    make_finished(workspace, Actor("李老师", workspace.device), now)
    workspace.close()
    return data_folder


@pytest.fixture(scope="session")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook and a document that would unpack to a gigabyte."""
    made = tmp_path_factory.mktemp("bombs")
    (made / "名册.xlsx").write_bytes(hostile.bomb(hostile.SHEETS))
    (made / "题库.docx").write_bytes(hostile.bomb(hostile.TEXT))
    return made
