"""The program as a user starts it: another process, its exit code, and what it printed."""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep

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
    peaks: list[float] = []
    watcher = Thread(target=_note_peaks, args=(program.pid, peaks))
    watcher.start()
    out, err = program.communicate()
    watcher.join()
    return Ended(program.returncode, out.decode(), err.decode(), max(peaks))


def _note_peaks(pid: int, peaks: list[float]) -> None:
    """Note the most memory held so far, in MB, until the program has ended.

    What the system tells at the end (``ru_maxrss``) counts in the tests that started it.
    """
    status = Path(f"/proc/{pid}/status")
    while True:
        try:
            lines = status.read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            return
        found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
        if not found:  # it has ended, and only waits to be told so
            return
        peaks.append(int(found[0]) / 1024)
        sleep(0.005)


def start_program(*words: object, **environment: object) -> subprocess.Popen[bytes]:
    """Start ``python main.py words…`` and leave it running; it can be stopped by Ctrl+C.

    What a shell starts in the background ignores Ctrl+C, and so would all that it starts.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        [sys.executable, str(MAIN), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {name: str(value) for name, value in environment.items()},
    )


def fingerprint(folder: Path) -> str:
    """A hash over every row of every table, to show that nothing at all was stored.

    Read from a copy: even a reader would leave its log behind in the folder.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for part in folder.glob(f"{FILE}*"):
            shutil.copy(part, scratch)
        with closing(sqlite3.connect(Path(scratch) / FILE)) as database:
            return hashlib.sha256("\n".join(_rows(database)).encode()).hexdigest()


def _rows(database: sqlite3.Connection) -> Iterator[str]:
    """What each table is and holds; the rows of a search index stand in its shadow tables."""
    tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for name, sql in database.execute(tables).fetchall():
        yield sql
        if not sql.startswith("CREATE VIRTUAL"):
            yield from map(repr, database.execute(f'SELECT * FROM "{name}"'))
