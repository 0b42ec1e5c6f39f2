"""The program as a user starts it: another process, its exit code, and what it printed."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dongan_training import paths
from dongan_training.storage.database import FILE

MAIN = paths.program_folder() / "main.py"


@dataclass(frozen=True)
class Ended:
    """How a command ended; ``memory`` is the most it held, in MB."""

    code: int
    out: str
    err: str
    memory: float

    def refusal(self) -> tuple[str, str]:
        """The sentence and the advice, after nothing else was said."""
        assert (self.code, self.out) == (1, ""), self
        sentence, advice = self.err.strip().splitlines()
        assert sentence and advice
        return sentence, advice


def run_program(*words: object, **environment: object) -> Ended:
    """Run ``python main.py words…`` and wait for its end."""
    program = start_program(*words, **environment)
    assert program.stdout and program.stderr
    out, err = program.stdout.read(), program.stderr.read()
    _pid, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    program.stdout.close()
    program.stderr.close()
    return Ended(program.returncode, out.decode(), err.decode(), used.ru_maxrss / 1024)


def start_program(*words: object, **environment: object) -> subprocess.Popen[bytes]:
    """Start ``python main.py words…`` and leave it running."""
    return subprocess.Popen(
        [sys.executable, str(MAIN), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {name: str(value) for name, value in environment.items()},
    )


def fingerprint(folder: Path) -> str:
    """A hash over every row of every table, to show that nothing at all was stored."""
    with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as database:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
