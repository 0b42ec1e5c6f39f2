"""The log commands, as a script would call them."""

from functools import partial

import pytest

from tests.cli.test_attendance import AT, LESSON, codes  # noqa: F401  the fixture it needs
from tests.cli.test_attendance import command as attendance  # noqa: F401


@pytest.fixture
def log(command):
    return partial(command, "log")


def test_the_log_is_listed_filtered_and_written(attendance, log, tmp_path):  # noqa: F811
    assert attendance("group", LESSON, "陈敏", "--at", AT)[0] == 0
    lines = log("list", "--json")[1]["lines"]
    (line,) = [one for one in lines if one["act"] == "attendance.by_hand"]
    assert (line["area"], line["did"], line["about"]) == ("attendance", "按姓名登记", "陈敏")
    for kind in ("attendance", "考勤"):
        assert log("list", "--kind", kind, "--person", "陈敏", "--json")[1]["lines"] == [line]
    day = AT[:10]
    assert log("list", "--from", day, "--to", day, "--kind", "考勤")[1].count("\n") == 1
    assert log("list", "--to", "2001-01-01")[1] == "没有符合条件的操作日志。\n"
    told = log("export", "-o", tmp_path / "log.xlsx", "--kind", "考勤", "--json")[1]
    assert (told["count"], (tmp_path / "log.xlsx").exists()) == (1, True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--kind", "robots"], "操作日志里没有“robots”这一类。"),
        (["--from", "2026-02-30"], "“2026-02-30”不是日期。"),
    ],
)
def test_a_wrong_filter_is_one_sentence(log, wrong, told):
    code, _text, error = log("list", *wrong, "--json")
    assert (code, error.splitlines()[0]) == (1, told)
