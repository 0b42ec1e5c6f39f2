"""Damaged files end in a reading or in a sentence: no traceback, no hang, no flood of memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bank.formats.mutations import attack, seeds

HERE = Path(__file__).parent
CORPUS = HERE.parents[3] / "shared" / "corpus"
FOLDERS = [HERE / "files", *([CORPUS] if CORPUS.exists() else [])]
LONG = 20_000
PROCESSES = 4  # each with a seed of its own, one after another
MOST_MEMORY = 1024**3
RUN = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from tests.bank.formats.mutations import attack, seeds
folders = [Path(one) for one in sys.argv[3:]]
print(attack(Path(sys.argv[1]), seeds(folders), {cases}, int(sys.argv[2])).told())
"""


def test_some_damaged_files_end_in_a_reading_or_a_sentence(tmp_path):
    found = seeds([HERE / "files"])
    figures = attack(tmp_path, found, cases=len(found) * 12, seed=20261126)
    assert figures.read and figures.refused


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(PROCESSES))
def test_twenty_thousand_damaged_files_end_in_a_reading_or_a_sentence(tmp_path, seed):
    code = RUN.format(limit=MOST_MEMORY, cases=LONG // PROCESSES)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(seed), *map(str, FOLDERS)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[2])},
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr[-3000:]
