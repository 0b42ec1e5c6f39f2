"""The shape of the house: which way imports point, and what the core does without."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None  # any import of it now fails
import dongan_training
for module in pkgutil.walk_packages(dongan_training.__path__, "dongan_training."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
from dongan_training.cli.program import run
sys.exit(run(["doctor", "--json", "--data", sys.argv[1]]))
"""


def test_imports_point_downwards_and_the_core_knows_no_screen():
    """In a process of its own: import-linter configures logging and so silences our loggers."""
    command = [sys.executable, "-c", LINT_IMPORTS]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_the_whole_core_imports_and_runs_where_qt_cannot_be_imported(tmp_path):
    command = [sys.executable, "-c", WITHOUT_QT, str(tmp_path / "data")]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert outcome.returncode == 0, outcome.stderr
    assert '"healthy": true' in outcome.stdout
