"""The main job from an empty folder to certificates, as the command does it."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dongan_training import paths
from dongan_training.accounts import audit
from dongan_training.attendance.scanning import read_codes
from dongan_training.certificates.verifying import Verdict, verify_certificate
from dongan_training.workspace import Workspace

FILES = {
    *("胸牌.pdf", "签到表.pdf", "试卷A.pdf", "试卷B.pdf", "参考答案A.pdf", "参考答案B.pdf"),
    *("结业证书.pdf", "学时台账.xlsx", "培训班情况表.xlsx"),
}
ENROLLED = 78


@dataclass(frozen=True)
class Ran:
    """One run of the command in a process of its own."""

    folder: Path
    code: int
    out: str
    error: str

    @property
    def told(self) -> dict:
        """What it printed as JSON."""
        return json.loads(self.out)

    def sheet(self, file: str, name: str) -> list[dict]:
        """The rows of a worksheet by heading."""
        rows = CalamineWorkbook.from_path(self.folder / file).get_sheet_by_name(name).to_python()
        return [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]


def run_demo(folder: Path, *words: str) -> Ran:
    command = [sys.executable, "main.py", "demo", "--out", str(folder), *words]
    done = subprocess.run(
        command, cwd=paths.program_folder(), capture_output=True, encoding="utf-8", check=False
    )
    return Ran(folder, done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The demo, run once for all tests of this file."""
    return run_demo(tmp_path_factory.mktemp("demo") / "演示", "--json")


@pytest.fixture
def workspace(demo: Ran):
    workspace = Workspace.open(Path(demo.told["data"]))
    yield workspace
    workspace.close()


def pages(path: Path) -> int:
    told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Pages:\s+(\d+)", told)
    assert found is not None
    return int(found[1])


def test_it_ends_well_and_says_what_it_made(demo: Ran) -> None:
    assert (demo.code, demo.error) == (0, "")
    titles = [step["title"] for step in demo.told["steps"]]
    assert titles == [
        *("名册", "题库", "培训班", "胸牌", "签到"),
        *("试卷", "考试", "证书", "签到表", "台账和报表"),
    ]
    assert demo.told["seconds"] < 60 * 3  # 20 s alone; tests share the machine


def test_every_file_a_clerk_hands_in_is_there(demo: Ran) -> None:
    assert {path.name for path in demo.folder.iterdir() if path.is_file()} >= FILES


def test_the_papers_have_a_place_for_everybody(demo: Ran) -> None:
    certified = sum(bool(row["证书编号"]) for row in demo.sheet("培训班情况表.xlsx", "学员"))
    assert 40 <= certified < ENROLLED
    assert pages(demo.folder / "结业证书.pdf") == certified
    assert pages(demo.folder / "胸牌.pdf") == -(-ENROLLED // 8)
    assert pages(demo.folder / "签到表.pdf") >= 3


def test_every_printed_certificate_verifies(demo: Ran, workspace: Workspace) -> None:
    codes = read_codes(demo.folder / "结业证书.pdf")
    with workspace.read() as session:
        found = [verify_certificate(session, text=code.text) for code in codes]
    assert {one.verdict for one in found} == {Verdict.VALID}
    numbers = sorted(one.facts.number for one in found)
    assert numbers == [f"东组培〔2026〕第 {n:04} 号" for n in range(1, len(found) + 1)]
    assert len(found) == pages(demo.folder / "结业证书.pdf")


def test_names_can_be_searched_in_the_papers(demo: Ran) -> None:
    rare = next(
        row["姓名"]
        for row in demo.sheet("培训班情况表.xlsx", "学员")
        if any(ord(one) > 0xFFFF for one in row["姓名"])
    )
    for file in ("胸牌.pdf", "签到表.pdf"):
        told = subprocess.run(
            ["pdftotext", demo.folder / file, "-"], check=True, capture_output=True
        ).stdout.decode()
        assert rare in told


def test_the_reports_agree_with_each_other(demo: Ran) -> None:
    ledger = demo.sheet("学时台账.xlsx", "学时台账")
    sources = demo.sheet("学时台账.xlsx", "学时来源")
    people = demo.sheet("培训班情况表.xlsx", "学员")
    assert len(ledger) == 312 and len(people) == ENROLLED
    earned = sum(row["已修学时"] for row in ledger)
    assert earned == sum(row["学时"] for row in sources) == sum(row["学时"] for row in people) > 0


def test_the_log_of_the_demo_holds(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert audit.verify(session) == ()


def test_a_folder_with_files_is_refused_and_left_as_it_was(demo: Ran) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.folder.rglob("*.*")}
    again = run_demo(demo.folder)
    assert (again.code, again.out) == (1, "")
    assert "演示没有开始" in again.error and "Traceback" not in again.error
    assert {path: path.stat().st_mtime_ns for path in demo.folder.rglob("*.*")} == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = run_demo(tmp_path / "file")
    assert ran.code == 1 and "演示没有开始" in ran.error


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = run_demo(tmp_path / "file" / "below")
    assert ran.code == 1 and "Traceback" not in ran.error
