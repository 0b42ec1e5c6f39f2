"""The most memory the whole main job ever takes, printing and reading its badges included."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figure import Figure, memory, print_table
from dongan_training import paths

GOAL = 400.0  # MB, a tenth of the smallest machine

# The kernel keeps the peak of a process in kilobytes; nothing is lost between two samples.
DEMO = """
import resource, sys
from dongan_training.cli.program import run
code = run(["demo", "--out", sys.argv[1]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def measure() -> list[Figure]:
    """Run the demo in a process of its own and read that process's peak."""
    with tempfile.TemporaryDirectory() as name:
        done = subprocess.run(
            [sys.executable, "-c", DEMO, str(Path(name) / "demo")],
            cwd=paths.program_folder(),
            check=True,
            capture_output=True,
            text=True,
        )
    kilobytes = int(done.stderr.split()[-1])
    return [memory("peak memory of the demo", kilobytes * 1024 / 1_000_000, GOAL)]


if __name__ == "__main__":
    print_table(measure())
