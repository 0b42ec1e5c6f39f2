"""A laptop of 1366×768 enlarged to 200 % leaves half of it: all dialogs are used there too."""

import json
import os
import subprocess
import sys
from pathlib import Path

HALF = {"name": "half", "x": 0, "y": 0, "width": 683, "height": 384, "dpr": 1}
HALF |= {"logicalDpi": 96, "logicalBaseDpi": 96}


def test_every_dialog_fits_a_screen_enlarged_to_twice_its_size(tmp_path: Path) -> None:
    screen, out = tmp_path / "screen.json", tmp_path / "found.json"
    screen.write_text(json.dumps({"screens": [HALF]}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.dialogs_in_sight", str(out), "zh", "en"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(out.read_text(encoding="utf-8"))
    assert {language: len(dialogs) > 80 for language, dialogs in found.items()} == {
        "zh": True,
        "en": True,
    }
    faults = [
        (language, name, told)
        for language, dialogs in found.items()
        for name, told in dialogs.items()
        if told
    ]
    assert faults == []
