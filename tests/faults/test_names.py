"""Names of every kind through every paper: what went in on the roll comes out letter by letter."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from dongan_training.accounts.actor import Actor
from dongan_training.cli.program import run
from dongan_training.sheets.tables import read_tables
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.workspace import Workspace
from tests.faults.program import fingerprint, run_program
from tests.printing.reading import flat, page_texts

NAMES = (
    "欧阳𬱖",
    "王䶮",
    "阿依古丽·买买提",
    "艾力·" + "阿卜杜热合曼江" * 3 + "·吐尔孙娜依汗",  # 31 signs
    "依" * 30,
    "陈敏",
)
CLASS = "2026Q1-01"
LESSON = f"{CLASS}-1"
SMILES = ("陈😀敏", "王❤️‍🔥", "李👨‍👩‍👧", "🙂")
READERS = ("pdftotext", "pdfium")


@pytest.fixture
def command(data_folder, capsys):
    """Run a command on the data folder; gives its exit code, what it printed and the errors."""

    def command(*words: object):
        code = run([*map(str, words), "--json", "--data", str(data_folder)])
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out else None, told.err

    return command


def write_roll(path: Path, *names: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ("姓名", "乡镇", "所在党组织", "职务"))
        for number, name in enumerate(names, start=1):
            sheet.write_row(number, 0, (name, "横塘镇", "机关支部", "委员"))
    return path


@pytest.fixture
def printed(data_folder, command, tmp_path, now):
    """All of NAMES through the whole job; gives the folder of the papers."""
    papers = tmp_path / "文件"
    papers.mkdir()
    code, told, _err = command("people", "import", write_roll(tmp_path / "名册.xlsx", *NAMES))
    assert (code, len(told["report"]["added"])) == (0, len(NAMES))
    workspace = Workspace.open(data_folder)
    with workspace.begin() as session:
        by = Actor("李老师", workspace.device)
        facts = ClassFacts("春训班", 1, needs_exam=False)
        add_class(session, year=2026, facts=facts, by=by, at=now)
    workspace.close()
    times = ("--date", "2026-03-02", "--from", "08:30", "--to", "11:30")
    badges = papers / "胸牌.pdf"
    for words in (
        ("class", "lesson", "add", CLASS, *times),
        ("class", "enrol", CLASS, "--all"),
        ("attendance", "badges", CLASS, "-o", badges),
        ("attendance", "scan", LESSON, badges, "--at", "2026-03-02T08:20:00"),
        ("attendance", "sheet", LESSON, "-o", papers / "签到表.pdf"),
        ("certificates", "issue", CLASS, "-o", papers / "证书.pdf"),
        ("report", "hours", "2026", "-o", papers / "台账.xlsx"),
        ("report", "class", CLASS, "-o", papers / "情况.xlsx"),
    ):
        code, _told, err = command(*words)
        assert (code, err) == (0, ""), words
    return papers


def read_text(path: Path, reader: str) -> str:
    if reader == "pdfium":
        return "".join(page_texts(path))
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def test_each_name_is_read_back_from_each_paper_and_workbook(printed):
    lost = [
        (path.name, reader, name)
        for path in sorted(printed.glob("*.pdf"))
        for reader in READERS
        for name in missing(path, reader)
    ]
    assert lost == [] and len(list(printed.glob("*.pdf"))) == 3
    for book in ("台账.xlsx", "情况.xlsx"):
        rows = [row for table in read_tables(printed / book) for row in table.rows]
        assert set(NAMES) <= {cell for row in rows for cell in row.cells}


def missing(path: Path, reader: str) -> list[str]:
    """Names that cannot be searched for; where a reader is not installed, nothing is said."""
    if reader == "pdftotext" and not shutil.which(reader):
        return []
    text = flat(read_text(path, reader))
    return [name for name in NAMES if name not in text]


def test_each_name_is_printed_by_the_command_line_as_utf8(printed, data_folder):
    ended = run_program("people", "list", "--json", "--data", data_folder, PYTHONIOENCODING="")
    assert {one["name"] for one in json.loads(ended.out)["people"]} == set(NAMES)
    ended = run_program("people", "list", "--data", data_folder, PYTHONIOENCODING="")
    assert all(name in ended.out for name in NAMES)


def test_an_emoji_on_a_roll_is_refused_with_its_row_and_the_others_come_in(command, tmp_path):
    roll = write_roll(tmp_path / "名册.xlsx", "陈敏", *SMILES, "王芳")
    code, told, err = command("people", "import", roll)
    assert (code, err, len(told["report"]["added"])) == (0, "", 2)
    assert [one["row"] for one in told["problems"]] == [3, 4, 5, 6]
    assert all("没有字体能打印出来" in one["reasons"][0] for one in told["problems"])


@pytest.mark.parametrize("name", SMILES)
def test_an_emoji_typed_into_a_form_is_refused(command, data_folder, name):
    assert command("people", "list")[0] == 0
    before = fingerprint(data_folder)
    code, told, err = command("people", "add", "--set", f"name={name}", "--set", "township=横塘镇")
    assert (code, told) == (1, None)
    sentence, advice = err.splitlines()
    assert "没有字体能打印出来" in sentence and advice
    assert fingerprint(data_folder) == before


@pytest.mark.parametrize(
    "words",
    [("attendance", "badges", CLASS), ("certificates", "issue", CLASS)],
    ids=lambda words: words[0],
)
def test_an_emoji_in_a_title_is_refused_before_anything_is_issued(
    printed, command, data_folder, tmp_path, words
):
    """A certificate with frozen facts that no paper can show could never be printed."""
    command("people", "add", "--set", "name=王芳", "--set", "township=横塘镇")
    command("class", "enrol", CLASS, "王芳")
    attend = ("attendance", "badges", CLASS, "-o", tmp_path / "胸牌.pdf")
    if words[0] == "certificates":
        command(*attend)
        command("attendance", "scan", LESSON, tmp_path / "胸牌.pdf", "--at", "2026-03-02T08:25:00")
    assert (
        command("class", "change", CLASS, "--name", "春训班🎉", "--organizer", "镇党委🎈")[0] == 0
    )
    before = fingerprint(data_folder)
    path = tmp_path / "文件.pdf"
    code, told, err = command(*words, "-o", path)
    assert (code, told) == (1, None)
    sentence, advice = err.splitlines()
    assert "🎉" in sentence and "没有生成文件" in advice
    assert fingerprint(data_folder) == before and not path.exists()
