"""A backup is whole or refused, and gives everything back."""

import pytest
import sqlalchemy as sa

from dongan_training.people.models import Person
from dongan_training.saving import FolderMissing, NotSaved
from dongan_training.storage import archive
from dongan_training.workspace import Workspace


@pytest.fixture
def backup(workspace, tmp_path, now):
    with workspace.begin() as session:
        session.add(Person(name="欧阳𬱖", phone="13800005678"))
    archive.write_backup(workspace.folder, tmp_path / "dongan.backup", at=now)
    return tmp_path / "dongan.backup"


def test_a_restored_backup_holds_the_data_and_reads_what_was_encrypted(backup, tmp_path, workspace):
    archive.restore_backup(backup, tmp_path / "elsewhere")
    restored = Workspace.open(tmp_path / "elsewhere")
    with restored.read() as session:
        known = session.execute(sa.select(Person.name, Person.phone)).one()
    restored.close()
    assert known == ("欧阳𬱖", "13800005678")
    assert restored.device != workspace.device


def test_restoring_never_overwrites_data(backup, workspace):
    with pytest.raises(archive.FolderNotEmpty):
        archive.restore_backup(backup, workspace.folder)


@pytest.mark.parametrize("tenth", range(10))
def test_a_cut_backup_is_refused_and_restores_nothing(backup, tmp_path, tenth):
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) * tenth // 10])
    with pytest.raises(archive.NotABackup):
        archive.restore_backup(backup, tmp_path / "elsewhere")
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_flipped_bit_is_found(backup, place):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * place)] ^= 1
    backup.write_bytes(content)
    with pytest.raises(archive.NotABackup):
        archive.check_backup(backup)


def test_a_backup_onto_a_stick_that_is_gone_says_so(workspace, tmp_path, now):
    with pytest.raises(FolderMissing):
        archive.write_backup(workspace.folder, tmp_path / "gone" / "dongan.backup", at=now)


def test_a_newer_backup_takes_the_place_of_an_older_one(workspace, backup, now):
    archive.write_backup(workspace.folder, backup, at=now)
    archive.check_backup(backup)


def test_a_backup_never_takes_the_place_of_another_file(workspace, tmp_path, now):
    roll = tmp_path / "人员名册.xlsx"
    roll.write_bytes(b"the only copy")
    with pytest.raises(archive.NotOverwritten):
        archive.write_backup(workspace.folder, roll, at=now)
    assert roll.read_bytes() == b"the only copy"


def test_a_name_no_disk_takes_is_refused_in_a_sentence(workspace, tmp_path, now):
    with pytest.raises(NotSaved):
        archive.write_backup(workspace.folder, tmp_path / f"{'长' * 200}.zip", at=now)
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".zip"]
