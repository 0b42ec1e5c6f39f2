import errno
import os
import stat
from pathlib import Path

import pytest

from dongan_training.errors import UserError
from dongan_training.saving import (
    DiskFull,
    FolderMissing,
    NotSaved,
    NotWritable,
    save_whole,
)


def test_the_file_is_there_and_nothing_else(tmp_path):
    save_whole(tmp_path / "表.pdf", b"whole")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("表.pdf", b"whole")]


def test_an_older_file_is_replaced(tmp_path):
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")
    save_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_missing_folder_is_named_and_not_made(tmp_path):
    with pytest.raises(FolderMissing) as refused:
        save_whole(tmp_path / "U盘" / "表.pdf", b"")
    assert str(tmp_path / "U盘") in str(refused.value)
    assert not (tmp_path / "U盘").exists()


@pytest.mark.parametrize("path", [Path(), Path("/")])
def test_a_path_without_a_name_is_refused(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises((NotWritable, NotSaved)):
        save_whole(path, b"new")
    assert not any(tmp_path.iterdir())


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path):
    (tmp_path / "表.pdf").mkdir()
    with pytest.raises(NotWritable):
        save_whole(tmp_path / "表.pdf", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["表.pdf"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, NotWritable),
        (errno.EACCES, NotWritable),
        (errno.EIO, NotSaved),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_no_half_one(
    tmp_path, monkeypatch, number, expected
):
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(expected) as refused:
        save_whole(path, b"new" * 1000)
    assert isinstance(refused.value, UserError) and str(path) in str(refused.value)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("表.pdf", b"old")]


def test_a_folder_that_cannot_be_forced_is_no_failure(tmp_path, monkeypatch):
    forced = os.fsync

    def refuse_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        forced(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    save_whole(tmp_path / "表.pdf", b"new")
    assert (tmp_path / "表.pdf").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_device_that_is_really_full_is_explained(tmp_path, monkeypatch):
    opened = Path.open

    def open_full(self, mode="r"):
        return opened(Path("/dev/full"), "wb", 0) if self.suffix == ".part" else opened(self, mode)

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(DiskFull):
        save_whole(tmp_path / "表.pdf", b"data")
    assert not list(tmp_path.iterdir())
