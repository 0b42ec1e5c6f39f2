"""The form of a class, its entry and summary from the command line."""

import json

from dongan_training.cli.program import run
from tests.cli.test_attendance import codes  # noqa: F401  a fixture, by its name

CLASS = "2026Q4-02"


def call(data_folder, capsys, *words):
    code = run(["evaluation", *map(str, words), "--data", str(data_folder), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out) if code == 0 else told.err


def test_forms_are_printed_entered_and_added_up(data_folder, codes, capsys, tmp_path):  # noqa: F811
    code, told = call(data_folder, capsys, "form", CLASS, "-o", tmp_path / "form.pdf")
    assert (code, len(told["questions"])) == (0, 5)
    batch = tmp_path / "forms.txt"
    batch.write_text("44444 讲得好\n\n33333\n", encoding="utf-8")
    assert call(data_folder, capsys, "enter", CLASS, "--file", batch)[1]["total"] == 2
    assert call(data_folder, capsys, "enter", CLASS, "11111")[1]["total"] == 3
    assert call(data_folder, capsys, "take-back", CLASS)[1]["total"] == 2
    _code, told = call(data_folder, capsys, "summary", CLASS, "-o", tmp_path / "summary.pdf")
    assert (told["forms"], told["satisfied"], told["comments"]) == (2, 1, ["讲得好"])
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_one_form_that_cannot_be_read_stores_none(data_folder, codes, capsys):  # noqa: F811
    code, error = call(data_folder, capsys, "enter", CLASS, "44444", "9")
    assert (code, error.splitlines()[0]) == (1, "“9”不是一份问卷：应有 5 个 0 至 4 的数字。")
    assert call(data_folder, capsys, "summary", CLASS)[1]["forms"] == 0
