"""What holds for every command: language, encoding, exit codes."""

import json
import os
import subprocess
import sys

import pytest

from dongan_training import paths
from dongan_training.cli.program import UnreadableArgument, run
from dongan_training.texts import breadth

PROGRAM = str(paths.program_folder() / "main.py")
GBK_NAME = "题库.txt".encode("gbk")  # as an old stick names it on a system of today


def in_a_pipe(*arguments, **environment):
    """Run the program as a script does; gives its exit code and what it wrote, as bytes."""
    done = subprocess.run(
        [sys.executable, PROGRAM, *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_pipe_gets_utf8_whatever_the_system_speaks(data_folder):
    code, out, _err = in_a_pipe(
        "--data", data_folder, "plan", "add", "2026", "--json", PYTHONIOENCODING="gbk"
    )
    assert code == 0 and json.loads(out.decode("utf-8"))["year"] == 2026
    code, out, err = in_a_pipe(
        "plan", "add", "2026", "--data", data_folder, PYTHONIOENCODING="ascii"
    )
    assert (code, out) == (1, b"") and err.decode("utf-8").startswith("2026 年的年度计划已经有了。")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_file_with_a_name_in_another_encoding_is_read(tmp_path):
    file = os.fsencode(tmp_path) + b"/" + GBK_NAME
    with open(file, "w", encoding="utf-8") as bank:  # noqa: PTH123  a Path of bytes does not exist
        bank.write("1. 党的最高理想是什么？\nA. 小康\nB. 共产主义\n答案：B\n")
    code, out, _err = in_a_pipe("bank", "read", file, "--json", "--data", tmp_path / "data")
    assert code == 0
    assert json.loads(out.decode("utf-8"))["counts"]["single_choice"] == 1


def test_bytes_that_are_no_text_are_refused_in_a_sentence(data_folder, capsys):
    assert run(["people", "list", "--search", "\udcb3", "--data", str(data_folder)]) == 1
    expected = UnreadableArgument("?")
    assert capsys.readouterr().err.strip() == f"{expected.told()}\n{expected.advised()}"


def test_help_speaks_the_language_asked_for_to_the_last_option():
    code, out, _err = in_a_pipe("people", "list", "--help", "--lang", "en")
    assert code == 0 and "Write only JSON" in out.decode("utf-8")


@pytest.mark.parametrize("arguments", [["no-such-noun"], ["people", "list", "--limit", "0"]])
def test_wrong_usage_ends_with_2(arguments, data_folder, capsys):
    assert run([*arguments, "--data", str(data_folder)]) == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("bank serch", "没有 serch 这个命令。您要的是不是 search？"),
        ("bank search --tagg x", "没有 --tagg 这个选项。相近的有 --tag。"),
        ("bank search 党员 权利", "多写了 权利。几个词连在一起时请加引号。"),
        ("bank search --tag", "--tag 后面还要写一个值。"),
        ("bank search --json=3", "--json 后面不写值。"),
        ("bank search --difficulty 易", "--difficulty 不能是“易”，可以是：easy, middle, hard。"),
        ("bank search --edition 旧", "--edition 应当是整数。"),
        ("bank search --limit 0", "--limit 不能小于 1。"),
        ("bank read", "还要写 file。"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(capsys, written, told):
    assert run(written.split()) == 2
    assert capsys.readouterr().err.splitlines()[0] == told


def test_wrong_use_is_followed_by_the_way_to_write_it(capsys):
    run(["bank", "read"])
    _told, usage, more = capsys.readouterr().err.splitlines()
    assert usage == "用法：main.py bank read [选项] {file}"
    assert more == "用 main.py bank read --help 可以看到写法。"


def test_help_is_chinese_and_whole_however_narrow_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["bank", "search", "--help"]) == 0
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert lines[0] == "用法：main.py bank search [选项] [words]"
    assert "  --edition <整数>              依据文件的版本（年份）。" in lines
    assert "哪一次导入的，写它的编号；用 bank imports 可以看到。" in "".join(
        told.split("\n" + " " * 32)
    )
    assert (
        "…" not in told and max(map(breadth, lines)) < 80 and lines[-1].endswith("显示这份说明。")
    )


def test_a_noun_alone_lists_its_commands(capsys):
    assert run(["backup", "--lang", "en"]) == 2
    told = capsys.readouterr().out
    assert told.startswith("Usage: main.py backup [options] command …") and "Commands:" in told
