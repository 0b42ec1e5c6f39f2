"""Disks that are full, read-only or gone, on the command line: real ones, mounted small."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dongan_training import paths
from dongan_training.cli.program import run
from dongan_training.storage.database import FILE
from dongan_training.workspace import LOCK_FILE
from tests.faults.program import fingerprint, run_program

ROLL = paths.resource("samples", "人员名册.xlsx")
JUST_OPENS = 256 * 1024  # bytes free: enough to open and to read, not for a roll
EXPORTS = (
    ("attendance", "badges", "2026Q4-01", "-o", "{file}.pdf"),
    ("attendance", "sheet", "2026Q4-01-1", "-o", "{file}.pdf"),
    ("certificates", "issue", "2026Q4-01", "-o", "{file}.pdf"),
    ("report", "hours", "2026", "-o", "{file}.xlsx"),
    ("report", "class", "2026Q4-01", "-o", "{file}.xlsx"),
    ("bank", "export", "{file}.xlsx"),
    ("backup", "create", "{file}.backup"),
)
FILLER = "照片"


@pytest.fixture
def told(capsys):
    """Run a command that has to be refused; gives sentence and advice."""

    def told(*words: object) -> tuple[str, str]:
        code = run([*map(str, words), "--json"])
        printed = capsys.readouterr()
        assert (code, printed.out) == (1, ""), printed
        sentence, advice = printed.err.splitlines()
        return sentence, advice

    return told


@pytest.fixture
def done(capsys):
    """Run a command that has to succeed."""

    def done(*words: object) -> None:
        assert run([*map(str, words)]) == 0
        assert capsys.readouterr().err == ""

    return done


@pytest.fixture
def work_folder(class_folder, tmp_path, done):
    """The class that is over, and a bank of one question."""
    bank = tmp_path / "题库.txt"
    bank.write_text("1. 警告处分的影响期是（ B ）。\nA. 半年\nB. 一年\n", encoding="utf-8")
    done("bank", "import", bank, "--data", class_folder)
    return class_folder


def rows(folder: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / FILE)) as database:
        return database.execute(f"SELECT * FROM {table}").fetchall()


def written_by(words: tuple[str, ...], place: Path) -> tuple[list[str], Path]:
    filled = [word.format(file=place / "文件") for word in words]
    return filled, Path(filled[-1])


@pytest.mark.parametrize("words", EXPORTS, ids=lambda words: " ".join(words[:2]))
def test_a_full_disk_keeps_the_old_file_and_leaves_no_half_one(
    work_folder, mount, fill, done, told, words
):
    stick = mount("U盘", "3m")
    filled, path = written_by(words, stick)
    done(*filled, "--data", work_folder)
    old = path.read_bytes()
    fill(stick)
    sentence, advice = told(*filled, "--data", work_folder)
    assert "磁盘空间不够" in sentence and str(path) in sentence
    assert advice
    assert path.read_bytes() == old
    assert {one.name for one in stick.iterdir()} == {path.name, FILLER}


@pytest.mark.parametrize("words", EXPORTS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize("fault", ["read only", "gone"])
def test_a_stick_that_takes_nothing_is_named_with_what_to_do(
    work_folder, mount, read_only, told, words, fault
):
    stick = mount("U盘", "256k") if fault == "read only" else Path("/没有这个U盘")
    if fault == "read only":
        read_only(stick)
    filled, _path = written_by(words, stick)
    sentence, advice = told(*filled, "--data", work_folder)
    assert ("不能写入" if fault == "read only" else "不存在") in sentence
    assert str(stick) in sentence
    assert "另选保存位置" in advice or "certificates issue" in advice


def test_badges_that_could_not_be_printed_are_not_issued(work_folder, mount, fill, told):
    stick = mount("U盘", "64k")
    fill(stick)
    before = fingerprint(work_folder)
    told("attendance", "badges", "2026Q4-01", "-o", stick / "胸牌.pdf", "--data", work_folder)
    assert fingerprint(work_folder) == before


def test_certificates_keep_their_numbers_when_the_file_cannot_be_written(
    class_folder, mount, fill, tmp_path
):
    stick = mount("U盘", "64k")
    fill(stick)
    issue = ("certificates", "issue", "2026Q4-01", "--json", "--data", class_folder)
    sentence, advice = run_program(*issue, "-o", stick / "证书.pdf").refusal()
    assert "证书已经签发，但没有写成文件" in sentence and "编号不变" in advice
    kept = rows(class_folder, "certificate")
    assert len(kept) == 2
    again = run_program(*issue, "-o", tmp_path / "证书.pdf")
    assert (again.code, again.err) == (0, "")
    assert json.loads(again.out)["issued"] == 0
    assert rows(class_folder, "certificate") == kept
    assert (tmp_path / "证书.pdf").read_bytes().startswith(b"%PDF")


def test_a_full_data_disk_stores_all_of_a_step_or_nothing_and_goes_on(folder, mount, fill):
    disk = mount("数据盘", "3m")
    data = shutil.copytree(folder, disk / "数据")
    assert run_program("people", "list", "--data", data).code == 0
    before = fingerprint(data)
    fill(disk, JUST_OPENS)
    ended = run_program("people", "import", ROLL, "--json", "--data", data)
    sentence, advice = ended.refusal()
    assert sentence == "磁盘已满，刚才这一步没有保存。"
    assert "此前的数据都在" in advice and "腾出空间" in advice
    assert fingerprint(data) == before
    listed = run_program("people", "list", "--json", "--data", data)
    assert json.loads(listed.out)["total"] == 1
    (disk / "照片").unlink()
    ended = run_program("people", "import", ROLL, "--json", "--data", data)
    assert (ended.code, ended.err) == (0, "")


def test_a_data_disk_without_a_byte_left_is_told_as_full(folder, mount, fill, told):
    disk = mount("数据盘", "2m")
    data = shutil.copytree(folder, disk / "数据")
    fill(disk)
    for words in (("people", "list"), ("people", "add", "--set", "name=王芳"), ("doctor",)):
        sentence, advice = told(*words, "--data", data)
        assert sentence == "磁盘已满，刚才这一步没有保存。"
        assert "此前的数据都在" in advice


def test_a_new_data_folder_on_a_full_disk_opens_once_there_is_room(mount, fill, told, done):
    disk = mount("数据盘", "2m")
    fill(disk, 64 * 1024)
    sentence, _advice = told("people", "list", "--data", disk / "数据")
    assert sentence.startswith("磁盘已满")
    (disk / "照片").unlink()
    done("people", "list", "--data", disk / "数据")


def test_a_full_data_disk_can_still_be_saved_onto_a_stick(folder, mount, fill, done, tmp_path):
    disk = mount("数据盘", "2m")
    data = shutil.copytree(folder, disk / "数据")
    done("people", "list", "--data", data)
    fill(disk, JUST_OPENS)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done("backup", "create", stick / "备份", "--data", data)
    done("backup", "check", stick / "备份")
    assert [one.name for one in stick.iterdir()] == ["备份"]


def test_a_backup_is_restored_whole_or_not_at_all(folder, mount, done, told, tmp_path):
    backup = tmp_path / "备份"
    done("backup", "create", backup, "--data", folder)
    disk = mount("数据盘", "256k")
    sentence, _advice = told("backup", "restore", backup, "--data", disk / "数据")
    assert sentence.startswith("磁盘已满")
    assert {one.name for one in (disk / "数据").iterdir()} <= {LOCK_FILE}


def test_a_full_machine_folder_is_told(folder, mount, fill):
    home = mount("家", "64k")
    fill(home)
    ended = run_program("people", "list", "--json", "--data", folder, DONGAN_MACHINE=home / "机")
    assert "磁盘" in ended.refusal()[0]


def test_read_only_data_is_told_and_nothing_is_written(folder, mount, read_only):
    disk = mount("U盘", "2m")
    data = shutil.copytree(folder, disk / "数据")
    read_only(disk)
    for words in (("people", "list"), ("people", "import", ROLL), ("backup", "create", "x")):
        sentence, advice = run_program(*words, "--json", "--data", data).refusal()
        assert sentence == f"不能在文件夹“{data}”里写入（只读或写保护）。"
        assert "没有数据丢失" in advice and "换一个文件夹" in advice


@pytest.mark.parametrize(
    "words",
    [
        ("people", "list", "--data", "{disk}/新的"),
        ("backup", "restore", "{backup}", "--data", "{disk}/新的"),
        ("demo", "--out", "{disk}/演示"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_new_folder_on_a_read_only_disk_is_told(
    folder, mount, read_only, done, told, tmp_path, words
):
    backup = tmp_path / "备份"
    done("backup", "create", backup, "--data", folder)
    disk = mount("U盘", "2m")
    read_only(disk)
    filled = [word.format(disk=disk, backup=backup) for word in words]
    sentence, advice = told(*filled)
    assert "只读或写保护" in sentence and "没有数据丢失" in advice


def test_a_demo_on_a_full_disk_is_told(mount, fill, told):
    disk = mount("U盘", "1m")
    sentence, _advice = told("demo", "--out", disk / "演示")
    assert "磁盘" in sentence
