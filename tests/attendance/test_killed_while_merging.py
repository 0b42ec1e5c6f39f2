"""Cut off while it merges or while the stick is read: nothing half is stored, all is redone."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from dongan_training.accounts.audit import verify
from dongan_training.attendance.carry_file import DamagedCheckIns, read_file
from dongan_training.attendance.carrying import take_in
from dongan_training.attendance.checkin import check_out
from dongan_training.attendance.models import CheckIn, WalkIn
from dongan_training.attendance.walk_ins import Newcomer, let_in
from dongan_training.people.models import Person
from dongan_training.sheets.refusals import EmptyFile
from dongan_training.storage.failures import DiskFull
from dongan_training.training.models import Enrolment
from dongan_training.workspace import Workspace
from tests.attendance.desks import carry, scan

ROOT = Path(__file__).resolve().parent.parent.parent
# Merges a file and kills itself in the middle, before the statement of that number.
MERGE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carry_file import read_file
from dongan_training.attendance.carrying import take_in
from dongan_training.workspace import Workspace

folder, stick, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
workspace = Workspace.open(folder)
file, written = read_file(workspace.vault, stick), 0

def count(connection, cursor, statement, *others):
    global written
    written += statement.startswith(("INSERT", "UPDATE"))
    if written > last:
        os.kill(os.getpid(), 9)

event.listen(Engine, "before_cursor_execute", count)
with workspace.begin() as session:
    take_in(session, file=file, by=Actor("李老师", workspace.device), at=datetime.now(UTC))
"""


@pytest.fixture
def stick(second, tmp_path):
    """What the second door saw: two people of the class, and a new face."""
    scan(second, "陈敏", -3)
    scan(second, "陈敏", 182, check_out)
    with second.workspace.begin() as session:
        newcomer = Newcomer("何婷", "樟木村" * 4000)  # more than the free pages of a database hold
        facts = {"lesson_id": second.lesson_id, "newcomer": newcomer}
        let_in(session, **facts, by=second.by, at=second.at(-2))
    return carry(second, tmp_path / "stick.json")


def counted(folder):
    workspace = Workspace.open(folder)
    found = counted_in(workspace)
    workspace.close()
    return found


def counted_in(workspace):
    with workspace.read() as session:
        assert verify(session) == ()
        return [
            session.scalar(sa.select(sa.func.count()).select_from(record))
            for record in (CheckIn, WalkIn, Person, Enrolment)
        ]


def merging(folder, stick, last):
    command = [sys.executable, "-c", MERGE, folder, stick, str(last)]
    return subprocess.run(command, check=False, capture_output=True, cwd=ROOT)


def test_killed_at_any_write_a_merge_leaves_nothing_and_is_done_again(hall, stick, tmp_path):
    hall.workspace.close()
    folder = tmp_path / "killed"
    shutil.copytree(hall.workspace.folder, folder)
    before = counted(folder)
    for last in (0, 2, 4):
        assert merging(folder, stick, last).returncode == -signal.SIGKILL
        assert counted(folder) == before
    for _time in range(2):
        assert merging(folder, stick, 1000).returncode == 0
        assert counted(folder) == [3, 1, before[2] + 1, before[3] + 1]


def test_a_disk_that_fills_up_while_merging_loses_nothing_and_says_so(hall, stick):
    file, folder = read_file(hall.workspace.vault, stick), hall.workspace.folder
    before = counted_in(hall.workspace)
    told = set()
    for room in range(0, 120, 12):
        try:
            with hall.workspace.begin() as session:
                pages = session.scalar(sa.text("PRAGMA page_count"))
                session.execute(sa.text(f"PRAGMA max_page_count={pages + room}"))
                take_in(session, file=file, by=hall.by, at=hall.at(201))
        except DiskFull as error:
            told.add((error.told(), error.advised()))
            assert counted_in(hall.workspace) == before
        else:
            break
    assert told == {(DiskFull(folder).told(), DiskFull(folder).advised())}
    assert counted_in(hall.workspace) == [3, 1, before[2] + 1, before[3] + 1]


def test_a_file_that_may_not_grow_while_merging_loses_nothing_and_says_so(hall, stick, tmp_path):
    hall.workspace.close()
    folder = tmp_path / "limited"
    shutil.copytree(hall.workspace.folder, folder)
    before = counted(folder)
    for kilobytes in (4, 16, 40):
        done = limited(folder, stick, kilobytes)
        assert (done.returncode, done.stdout) == (1, b"")
        assert "这一步没有保存" in done.stderr.decode()
        assert "此前的数据都在" in done.stderr.decode()
        assert counted(folder) == before
    assert merging(folder, stick, 1000).returncode == 0
    assert counted(folder) == [3, 1, before[2] + 1, before[3] + 1]


def limited(folder, stick, kilobytes):
    """Merge from the command line while no file may grow beyond so much."""
    command = [sys.executable, "main.py", "--data", folder, "attendance", "merge", stick]
    size = kilobytes * 1024

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    # or Python would leave modules half compiled, and no program after it could load them
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, check=False, capture_output=True, cwd=ROOT, preexec_fn=limit, env=environment
    )


def test_a_stick_pulled_out_at_any_byte_is_told_and_nothing_is_read(hall, stick, tmp_path):
    whole = stick.read_bytes()
    for size in range(0, len(whole) - 1, len(whole) // 60):
        stick.write_bytes(whole[:size])
        with pytest.raises((DamagedCheckIns, EmptyFile)):
            read_file(hall.workspace.vault, stick)
