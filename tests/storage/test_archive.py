"""A backup is whole or refused, and gives everything back."""

import errno
import os
import shutil

import pytest
import sqlalchemy as sa

from dongan_training.accounts.backups import restore
from dongan_training.people.models import Person
from dongan_training.saving import FolderMissing, NotSaved
from dongan_training.storage import archive
from dongan_training.storage import backup as backup_module
from dongan_training.storage.database import FILE
from dongan_training.storage.vault import KEY_FILE, create_vault
from dongan_training.workspace import AlreadyOpen, Workspace, holding


@pytest.fixture
def backup(workspace, tmp_path, now):
    with workspace.begin() as session:
        session.add(Person(name="欧阳𬱖", phone="13800005678"))
    archive.write_backup(workspace.folder, tmp_path / "dongan.backup", at=now)
    return tmp_path / "dongan.backup"


def known(folder):
    """The people of the data in ``folder``, with what of them is encrypted."""
    opened = Workspace.open(folder)
    with opened.read() as session:
        people = session.execute(sa.select(Person.name, Person.phone)).all()
    opened.close()
    return [tuple(one) for one in people]


def test_a_restored_backup_holds_the_data_and_reads_what_was_encrypted(backup, tmp_path):
    archive.restore_backup(backup, tmp_path / "elsewhere")
    assert known(tmp_path / "elsewhere") == [("欧阳𬱖", "13800005678")]


def test_a_restored_folder_is_another_device(backup, tmp_path, workspace):
    archive.restore_backup(backup, tmp_path / "elsewhere")
    restored = Workspace.open(tmp_path / "elsewhere")
    restored.close()
    assert restored.device != workspace.device


def test_restoring_never_overwrites_data(backup, workspace):
    with pytest.raises(archive.FolderNotEmpty):
        archive.restore_backup(backup, workspace.folder)


def test_a_restoring_that_was_cut_off_is_done_again(backup, tmp_path, workspace):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.copy(workspace.folder / KEY_FILE, folder)
    archive.restore_backup(backup, folder)
    assert known(folder) == [("欧阳𬱖", "13800005678")]


def test_keys_of_other_data_are_not_replaced(backup, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    create_vault(folder)
    keys = (folder / KEY_FILE).read_bytes()
    with pytest.raises(archive.FolderNotEmpty):
        archive.restore_backup(backup, folder)
    assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [(KEY_FILE, keys)]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_restored_keys_are_read_by_their_user_alone(backup, tmp_path):
    archive.restore_backup(backup, tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere" / KEY_FILE).stat().st_mode & 0o077 == 0


def test_nothing_is_restored_under_the_feet_of_another_program(backup, tmp_path):
    with holding(tmp_path / "elsewhere"):
        with pytest.raises(AlreadyOpen):
            restore(backup, tmp_path / "elsewhere")
        assert not (tmp_path / "elsewhere" / KEY_FILE).exists()
    restore(backup, tmp_path / "elsewhere")


def test_data_on_a_server_are_not_backed_up_as_nothing(tmp_path, now):
    with pytest.raises(archive.DataOnServer):
        archive.write_backup(tmp_path, tmp_path / "dongan.backup", at=now)
    assert not any(tmp_path.iterdir())


def test_an_upgrade_without_room_for_its_backup_leaves_nothing_behind(workspace, tmp_path, now):
    def no_room(source, target):
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patched, pytest.raises(OSError, match="space"):
        patched.setattr(backup_module, "copy_database", no_room)
        backup_module.back_up_database(workspace.folder / FILE, tmp_path / "backups", at=now)
    assert not any((tmp_path / "backups").iterdir())


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


def test_a_newer_backup_takes_the_place_of_an_older_one(workspace, backup, tmp_path, now):
    with workspace.begin() as session:
        session.add(Person(name="后来的人"))
    archive.write_backup(workspace.folder, backup, at=now)
    archive.restore_backup(backup, tmp_path / "elsewhere")
    assert {name for name, _phone in known(tmp_path / "elsewhere")} == {"欧阳𬱖", "后来的人"}


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
