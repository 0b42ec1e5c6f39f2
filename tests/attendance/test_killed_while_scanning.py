"""What the door has acknowledged survives the program being killed at any moment."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from dongan_training.attendance.models import CheckIn
from dongan_training.people.models import Person
from dongan_training.training.models import TrainingClass
from dongan_training.workspace import Workspace
from tests.attendance.conftest import enrol, give_badges

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 400
ROUNDS = 6

# Prints an enrolment only after its transaction has ended, as the door shows green.
DOOR = """
import sys
from datetime import datetime
from pathlib import Path
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import check_in
from dongan_training.attendance.models import Method
from dongan_training.workspace import Workspace
folder, lesson_id, at, codes = sys.argv[1:]
workspace = Workspace.open(Path(folder))
by = Actor("door", workspace.device)
moment = datetime.fromisoformat(at)
for code in Path(codes).read_text().split():
    with workspace.begin() as session:
        arrival = check_in(session, code=code, lesson_id=lesson_id,
                           method=Method.SCANNER, by=by, at=moment)
    print(arrival.outcome, arrival.enrolment_id, flush=True)
"""


@pytest.fixture
def crowd(hall, tmp_path):
    """A file with the codes of four hundred more people."""
    with hall.workspace.begin() as session:
        people = [Person(name=f"学员{n}") for n in range(PEOPLE)]
        session.add_all(people)
        session.flush()
        in_class = session.get_one(TrainingClass, hall.class_id)
        enrolments = enrol(session, in_class, people, first=10)
        codes = give_badges(session, enrolments, hall.at(-60))
    hall.workspace.close()
    path = tmp_path / "codes.txt"
    path.write_text("\n".join(codes.values()))
    return path


def test_killed_at_random_no_acknowledged_check_in_is_lost(hall, crowd, data_folder):
    chance = random.Random(20261123)
    acknowledged = set()
    for _round in range(ROUNDS):
        acknowledged |= scan_until_killed(hall, crowd, data_folder, chance.uniform(0.02, 0.4))
        workspace = Workspace.open(data_folder)
        with workspace.read() as session:
            stored = list(session.scalars(select(CheckIn.enrolment_id).where(~CheckIn.repeated)))
        workspace.close()
        assert acknowledged <= set(stored)
        assert len(stored) == len(set(stored))
    assert acknowledged


def scan_until_killed(hall, crowd, data_folder, seconds):
    """Let a door scan from the top of the list; kill it so long after its first answer."""
    command = [sys.executable, "-c", DOOR, data_folder, hall.lesson_id]
    command += [hall.at(-3).isoformat(), crowd]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as door:
        first = door.stdout.readline()
        time.sleep(seconds)
        door.kill()
        lines = [first, *door.stdout.read().splitlines(keepends=True)]
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {enrolment_id for _outcome, enrolment_id in whole}
