"""Walk-ins and groups from the command line."""

from tests.cli.test_attendance import AT, LESSON, codes, command  # noqa: F401  fixtures


def test_a_walk_in_is_let_in_listed_and_kept_as_new(command):  # noqa: F811
    words = ("walk-in", LESSON, "何婷", "--unit", "芦洪市镇", "--at", AT)
    code, told, _error = command(*words, "--json")
    assert (code, told["outcome"]) == (0, "on_time")
    _code, told, _error = command("walk-ins", "2026Q4-02", "--json")
    one = told["walk_ins"][0]
    assert (one["name"], one["said"], one["is_matched"]) == ("何婷", "芦洪市镇", False)
    assert command("match", one["id"])[0] == 2
    assert command("match", one["id"], "--new")[0] == 0
    assert "何婷已经核对过。" in command("match", one["id"], "--new")[2]


def test_a_group_is_read_from_a_file(command, tmp_path):  # noqa: F811
    names = tmp_path / "names.txt"
    names.write_text("陈敏\n2\n何婷\n", encoding="gb18030")
    code, told, _error = command("group", LESSON, "--file", names, "--at", AT, "--json")
    assert code == 0
    assert [one["name"] for one in told["people"]] == ["陈敏", "王芳"]
    assert told["unknown"] == ["何婷"]
