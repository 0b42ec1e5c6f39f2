"""Pull the plug at any moment: nothing acknowledged is lost, and the sitting goes on as it was."""

import multiprocessing
import random
import time

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.handing_in import hand_in
from dongan_training.workspace import Workspace
from tests.sitting import sitter

METHODS = multiprocessing.get_all_start_methods()
PROCESSES = multiprocessing.get_context("forkserver" if "forkserver" in METHODS else "spawn")
PATIENCE = 30  # seconds until a process that says nothing counts as broken


class Witness:
    """Remembers all that the sitting said it saved, and the one thing it was at when killed."""

    def __init__(self):
        self.values, self.flags, self.seconds = {}, {}, 0.0
        self.trying = None
        self.saved = 0

    def hear(self, word, fact):
        if word == "trying":
            self.trying = fact
            return
        kind, item_id, told = fact
        if kind == "answer":
            self.values[item_id] = tuple(told.value)
            self.seconds = told.seconds_used
        else:
            self.flags[item_id] = told
        self.trying, self.saved = None, self.saved + 1

    def confirm(self, view):
        """Compare with what is stored; what was being tried may be in or not, nothing else."""
        kind, item, told = self.trying or ("", "", None)
        for question in view.questions:
            values = [self.values.get(question.item_id, ())]
            flags = [self.flags.get(question.item_id, False)]
            if question.item_id == item and kind == "answer":
                values.append(tuple(told.value))
            if question.item_id == item and kind == "flag":
                flags.append(told)
            assert question.answer in values
            assert question.flagged in flags
            self.values[question.item_id] = question.answer
            self.flags[question.item_id] = question.flagged
        assert view.seconds_used in (self.seconds, told.seconds_used if kind == "answer" else -1)
        self.seconds = view.seconds_used


def sit_until_killed(folder, attempt_id, chance, witness):
    """Let a sitting run for a moment, kill it, and give what it saw when it opened."""
    PROCESSES.set_forkserver_preload([sitter.__name__])
    heard, tells = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(
        target=sitter.sit, args=(folder, attempt_id, chance.getrandbits(32), tells)
    )
    process.start()
    tells.close()
    assert heard.poll(PATIENCE), "the sitting never opened"
    _word, opened = heard.recv()
    time.sleep(chance.uniform(0, 0.12))
    process.kill()
    process.join()
    try:
        while True:
            witness.hear(*heard.recv())
    except (EOFError, OSError):
        heard.close()
    process.close()
    return opened


def survive(hall, workspace, kills, at):
    folder = workspace.folder
    with workspace.begin() as session:
        attempt_id = start_attempt(
            session, exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[1], at=at
        )
    with workspace.read() as session:
        first = sitting_view(session, attempt_id)
    workspace.close()
    chance, witness = random.Random(kills), Witness()
    for _kill in range(kills):
        opened = sit_until_killed(folder, attempt_id, chance, witness)
        again = Workspace.open(folder)
        with again.read() as session:
            view = sitting_view(session, attempt_id)
        again.close()
        witness.confirm(view)
        for seen in (opened, view):
            assert shown(seen) == shown(first)
    return attempt_id, witness


def shown(view):
    """What must never change: the form, the questions, their order, their options."""
    return view.form, [(one.item_id, one.stem, one.options) for one in view.questions]


def test_nothing_acknowledged_is_lost_in_25_kills(hall, workspace, now):
    attempt_id, witness = survive(hall, workspace, 25, now)
    assert witness.saved > 25
    again = Workspace.open(workspace.folder)
    with again.begin() as session:
        receipt = hand_in(
            session, attempt_id=attempt_id, seconds_used=0, by=Actor("李老师", again.device), at=now
        )
    again.close()
    assert receipt.answered == sum(bool(value) for value in witness.values.values())


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_1000_kills(hall, workspace, now):
    _attempt_id, witness = survive(hall, workspace, 1000, now)
    assert witness.saved > 1000
    print(f"{witness.saved} acknowledged, none lost")
