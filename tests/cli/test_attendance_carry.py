"""Check-ins carried between desks from the command line."""

import json

from dongan_training.cli.program import run
from tests.cli.test_attendance import AT, LESSON, codes, command  # noqa: F401  fixtures


def test_check_ins_are_carried_to_a_restored_backup_and_merged_once(
    command,  # noqa: F811
    data_folder,
    tmp_path,
    capsys,
):
    second, backup, file = tmp_path / "second", tmp_path / "dongan.backup", tmp_path / "two.json"
    assert run(["backup", "create", str(backup), "--data", str(data_folder)]) == 0
    assert run(["backup", "restore", str(backup), "--data", str(second)]) == 0
    at_second = ["--data", str(second)]
    assert run(["attendance", "group", LESSON, "陈敏", "王芳", "--at", AT, *at_second]) == 0
    assert run(["attendance", "carry", "2026Q4-02", "-o", str(file), *at_second]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 人的 2 条签到记录")
    foreseen = command("merge", file, "--dry-run", "--json")[1]
    assert (foreseen["merged"], foreseen["new"]) == (False, 2)
    merged = command("merge", file, "--json")[1]
    assert (merged["merged"], merged["new"], merged["known"]) == (True, 2, 0)
    assert command("merge", file)[1] == "新的 0 条，本机已有 2 条。\n"
    assert command("list", LESSON, "--json")[1]["counts"]["arrived"] == 2
    told = command("carry", LESSON, "-o", file, "--json")[1]
    assert told == {"file": str(file), "events": 2, "people": 2, "beside": {"badges": 3}}
    file.write_text(json.dumps({"body": {"format": "dongan-check-ins/9"}}), encoding="utf-8")
    code, _text, error = command("merge", file)
    assert (code, error.splitlines()[0]) == (
        1,
        "“two.json”是较新版本的程序写出的，这个版本读不了。",
    )
