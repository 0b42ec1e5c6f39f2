"""Bad files on the command line: one sentence, one advice, and not a row is stored."""

import pytest

from dongan_training.cli.program import run
from tests.faults import hostile
from tests.faults.program import fingerprint, run_program

COMMANDS = (
    ("people", "import"),
    ("people", "import", "--dry-run"),
    ("bank", "read"),
    ("bank", "import"),
)
MOST_MEMORY = 300  # MB


def own_command(name: str) -> tuple[str, ...]:
    return ("bank", "import") if name.endswith("docx") else ("people", "import")


@pytest.mark.parametrize("case", hostile.BAD_FILES)
def test_a_bad_file_ends_in_a_sentence_and_an_advice(folder, tmp_path, capsys, case):
    bad = hostile.BAD_FILES[case]
    before = fingerprint(folder)
    path = hostile.write(tmp_path, bad)
    code = run([*own_command(bad.name), str(path), "--json", "--data", str(folder)])
    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    sentence, advice = told.err.splitlines()
    assert bad.sentence in sentence and bad.name in sentence
    assert bad.advice in advice
    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    "case", ["a workbook cut in half", "Word under a password", "a document of a billion laughs"]
)
def test_the_program_as_a_user_starts_it_says_the_same_and_no_more(folder, tmp_path, case):
    bad = hostile.BAD_FILES[case]
    path = hostile.write(tmp_path, bad)
    ended = run_program(*own_command(bad.name), path, "--json", "--data", folder)
    sentence, advice = ended.refusal()
    assert bad.sentence in sentence and bad.advice in advice
    assert ended.memory < MOST_MEMORY


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_that_reads_files_refuses_them_all(folder, tmp_path, capsys, words):
    before = fingerprint(folder)
    for bad in hostile.BAD_FILES.values():
        path = hostile.write(tmp_path, bad)
        code = run([*words, str(path), "--json", "--data", str(folder)])
        told = capsys.readouterr()
        assert (code, told.out) == (1, "")
        assert bad.sentence in told.err and len(told.err.splitlines()) == 2
    assert fingerprint(folder) == before


@pytest.mark.parametrize("name", ["名册.xlsx", "题库.docx"])
def test_a_bomb_of_a_gigabyte_is_refused_from_its_directory(folder, bombs, name):
    before = fingerprint(folder)
    assert (bombs / name).stat().st_size < 8 * 1024 * 1024
    ended = run_program(*own_command(name), bombs / name, "--json", "--data", folder)
    sentence, advice = ended.refusal()
    assert "展开后大得不正常" in sentence and "有害文件" in advice
    assert ended.memory < MOST_MEMORY
    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    "words",
    [
        ("people", "import", "{gone}.xlsx"),
        ("bank", "import", "{gone}.docx"),
        ("exam", "assemble", "--blueprint", "{gone}.json"),
        ("certificates", "verify", "{gone}.png"),
        ("backup", "check", "{gone}.backup"),
        ("backup", "restore", "{gone}.backup"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_file_on_a_stick_that_is_gone_is_named_with_what_to_do(folder, tmp_path, capsys, words):
    before = fingerprint(folder)
    gone = tmp_path / "U盘" / "文件"
    data = tmp_path / "新的" if words[1] == "restore" else folder
    code = run([word.format(gone=gone) for word in words] + ["--json", "--data", str(data)])
    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    sentence, advice = told.err.splitlines()
    assert "文件." in sentence and "重新插好 U 盘" in advice
    assert fingerprint(folder) == before


def test_a_picture_that_is_gone_is_told_and_stops_no_other(workspace):
    """``attendance scan`` takes many pictures, so each gets its own line instead."""
    from dongan_training.cli.attendance import _scan_picture

    (told,) = _scan_picture(workspace, workspace.folder / "没有.png", None, None, None)
    assert (told["outcome"], told["passed"]) == ("unreadable", False)
    assert "没有.png" in told["sentence"]
