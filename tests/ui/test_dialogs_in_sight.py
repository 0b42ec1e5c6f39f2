"""A laptop of 1366×768 enlarged to 200 % leaves half of it: all dialogs are used there too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HALF = {"name": "half", "x": 0, "y": 0, "width": 683, "height": 384, "dpr": 1}
HALF |= {"logicalDpi": 96, "logicalBaseDpi": 96}


# Chinese is the shorter of the two; each takes most of a minute.
@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.slow)])
def test_every_dialog_fits_a_screen_enlarged_to_twice_its_size(
    tmp_path: Path, language: str
) -> None:
    screen, out = tmp_path / "screen.json", tmp_path / "found.json"
    screen.write_text(json.dumps({"screens": [HALF]}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.dialogs_in_sight", str(out), language],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    dialogs = json.loads(out.read_text(encoding="utf-8"))[language]
    assert len(dialogs) > 80
    assert {name: told for name, told in dialogs.items() if told} == {}
