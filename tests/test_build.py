"""The built program runs without Python: its command line, and its window."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds, for a slow machine; nothing is measured by it

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    subprocess.run([*command, "build.spec"], cwd=ROOT, check=True)
    return folder / "dist" / "DonganTraining"


@pytest.fixture(scope="module")
def demo_folder(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "out"
    subprocess.run([built / "dongan", "demo", "--out", folder], check=True)
    return folder


def test_the_built_program_runs_the_demo(demo_folder):
    made = {path.name for path in demo_folder.iterdir()}
    assert {"胸牌.pdf", "签到表.pdf", "结业证书.pdf", "学时台账.xlsx", "培训班情况表.xlsx"} <= made


def test_the_built_window_opens_the_demo_data(built, demo_folder):
    data = demo_folder / "数据"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen([built / "DonganTraining", "--data", data], env=environment)
    log = data / "logs" / "dongan.log"
    try:
        deadline = time.monotonic() + PATIENCE
        while not log.exists() and window.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert window.poll() is None, "the window closed by itself"
        assert "opened by version" in log.read_text(encoding="utf-8")
        assert "Traceback" not in log.read_text(encoding="utf-8")
    finally:
        window.terminate()
        window.wait(PATIENCE)


def test_the_built_folder_holds_no_qt_that_is_not_used(built):
    names = {path.name for path in built.rglob("libQt6*")}
    unused = ("WebEngine", "Quick", "Qml", "Charts", "Graphs", "VirtualKeyboard", "Pdf", "Designer")
    assert [name for name in names if any(part in name for part in unused)] == []
    assert any("Qt6Widgets" in name for name in names)
