"""The pictures everybody looks at before a release."""

import subprocess
import sys
from pathlib import Path

from ui.screens import screens


def test_every_page_and_dialog_is_drawn_with_demo_data(tmp_path: Path) -> None:
    # a process of its own: two hundred windows would stay in the memory of the tests after it
    command = [sys.executable, "-m", "ui.screens", str(tmp_path), "--theme", "light"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    pictures = {path.name for path in (tmp_path / "light").iterdir()}
    expected = {f"{number:02}-{screen.name}.png" for number, screen in enumerate(screens(), 1)}
    assert pictures == expected
