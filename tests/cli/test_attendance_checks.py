"""Spot checks, signs and the rotating code from the command line."""

from tests.cli.test_attendance import AT, LESSON, codes, command  # noqa: F401  fixtures


def test_a_spot_check_is_drawn_answered_and_listed_among_the_signs(command):  # noqa: F811
    assert command("group", LESSON, "陈敏", "王芳", "--at", AT)[0] == 0
    words = ("spot-check", LESSON, "--seed", "3", "--at", "2026-11-23T09:30:00")
    code, told, _error = command(*words, "--json")
    assert (code, sorted(one["name"] for one in told["called"])) == (0, ["王芳", "陈敏"])
    assert command("spot-answer", LESSON, "陈敏", "--missing", "王芳")[0] == 0
    _code, told, _error = command("spot-checks", LESSON, "--json")
    found = {one["name"]: one["found"] for one in told["spot_checks"][0]["called"]}
    assert found == {"陈敏": True, "王芳": False}
    _code, told, _error = command("signs", "2026Q4-02", "--json")
    assert [(one["kind"], one["names"]) for one in told["signs"]] == [("not_found", "王芳")]


def test_a_spot_check_outside_the_lesson_is_refused(command):  # noqa: F811
    code, _text, error = command("spot-check", LESSON, "--at", AT)
    assert (code, error.splitlines()[0]) == (1, "抽点只能在上课时间（08:30 至 11:30）进行。")


def test_the_code_of_a_moment_is_told(command):  # noqa: F811
    _code, told, _error = command("code", LESSON, "--at", AT, "--json")
    assert told["text"].startswith("DL1.")
    assert told["seconds_left"] == 9
