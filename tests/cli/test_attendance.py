"""The attendance commands, as a script would call them."""

import subprocess
from functools import partial

import pytest

from dongan_training.people.models import Person
from dongan_training.training.models import Plan
from dongan_training.workspace import Workspace
from tests.attendance.conftest import add_class, enrol, give_badges

LESSON = "2026Q4-02-1"
AT = "2026-11-23T08:27:06"


@pytest.fixture
def codes(data_folder, now):
    """A class of three with badges; gives the codes by name."""
    workspace = Workspace.open(data_folder)
    with workspace.begin() as session:
        plan = Plan(year=2026)
        people = [Person(name=name) for name in ("陈敏", "王芳", "欧阳𬱖")]
        session.add_all([plan, *people])
        session.flush()
        in_class = add_class(session, plan, 2, now.replace(minute=30, second=0))
        given = give_badges(session, enrol(session, in_class, people), now)
    workspace.close()
    return given


@pytest.fixture
def command(command, codes):
    """Run a command of the noun ``attendance`` on a class with badges."""
    return partial(command, "attendance")


@pytest.fixture
def badges(command, tmp_path):
    path = tmp_path / "badges.pdf"
    code, told, _error = command("badges", "2026Q4-02", "-o", path, "--json")
    assert (code, told) == (0, {"file": str(path), "badges": 3, "pages": 1, "flaws": []})
    return path


def test_printed_badges_photographed_are_scanned_in(command, badges, tmp_path):
    subprocess.run(["pdftoppm", "-r", "150", "-png", badges, tmp_path / "photo"], check=True)
    photos = sorted(tmp_path.glob("photo*.png"))
    code, told, _error = command("scan", LESSON, *photos, "--at", AT, "--json")
    assert code == 0
    assert sorted(one["name"] for one in told["scans"]) == ["欧阳𬱖", "王芳", "陈敏"]
    assert {one["outcome"] for one in told["scans"]} == {"on_time"}
    assert told["counts"] == {"expected": 3, "arrived": 3, "on_leave": 0, "missing": 0}


def test_scanning_twice_and_signing_out_are_told_apart(command, badges):
    assert command("scan", LESSON, badges, "--at", AT, "--json")[0] == 0
    outcomes = []
    for words in (("--at", AT), ("--at", "2026-11-23T11:29:00", "--out")):
        _code, told, _error = command("scan", LESSON, badges, *words, "--json")
        outcomes += [{one["outcome"] for one in told["scans"]}]
    assert outcomes == [{"repeated"}, {"left"}]


def test_a_picture_that_cannot_be_read_stops_nobody_else(command, badges, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"broken")
    _code, told, _error = command(
        "scan", LESSON, tmp_path / "broken.png", badges, "--at", AT, "--json"
    )
    assert [one["passed"] for one in told["scans"]] == [False, True, True, True]
    assert told["scans"][0]["outcome"] == "unreadable"


def test_pictures_of_which_none_holds_a_code_are_told_and_are_a_failure(command, tmp_path):
    code, told, _error = command("scan", LESSON, tmp_path / "missing.png", "--at", AT, "--json")
    assert code == 1
    assert [one["outcome"] for one in told["scans"]] == ["unreadable"]


def test_without_json_each_scan_is_a_line_for_people(command, badges):
    _code, text, _error = command("scan", LESSON, badges, "--at", AT)
    assert "√ 陈敏　08:27:06 签到成功" in text.splitlines()
    assert text.splitlines()[-1] == "已签到 3　未到 0　请假 0"


def test_the_list_tells_everybody_and_leave_shows_in_it(command):
    ask = ("leave", "ask", LESSON, "王芳", "--reason", "县里开会", "--at", "2026-11-22T10:00:00")
    assert command(*ask)[0] == 0
    assert command("leave", "approve", LESSON, "2", "--at", "2026-11-22T11:00:00")[0] == 0
    _code, told, _error = command("list", LESSON, "--at", "2026-11-23T12:00:00", "--json")
    assert [(one["name"], one["status"]) for one in told["people"]] == [
        ("陈敏", "absent"),
        ("王芳", "on_leave"),
        ("欧阳𬱖", "absent"),
    ]
    assert told["people"][1]["leave"] == "approved"
    assert command("leave", "refuse", LESSON, "王芳")[0] == 0
    _code, text, _error = command("list", LESSON, "--at", "2026-11-23T12:00:00")
    assert "没有签到；请假未准" in text


def test_leave_after_the_start_is_refused_unless_it_is_said_to_be(command):
    late = ("leave", "ask", LESSON, "王芳", "--reason", "住院", "--at", "2026-11-23T09:00:00")
    code, _text, error = command(*late)
    assert code == 1
    assert "已经开始，不能再请假" in error
    assert command(*late, "--afterwards", "突发疾病", "--kind", "病假")[0] == 0


def test_the_sheet_is_written(command, tmp_path):
    path = tmp_path / "sheet.pdf"
    code, told, _error = command("sheet", LESSON, "-o", path, "--at", AT, "--json")
    assert (code, told["people"]) == (0, 3)
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "2026Q4-09-1"), "找不到课次“2026Q4-09-1”。"),
        (("list", LESSON, "--at", "morgen"), "“morgen”不是日期和时间。"),
        (("leave", "approve", LESSON, "陈敏"), "陈敏没有为这一课请假。"),
        (("badges", "2026Q4-02", "-o", "x.pdf", "--per-page", "9"), "一页不能印 9 张胸牌。"),
    ],
)
def test_a_user_error_is_one_sentence_and_code_1(command, words, sentence):
    code, text, error = command(*words)
    assert (code, text) == (1, "")
    assert error.startswith(sentence)


def test_a_photographed_sheet_finds_its_lesson(command, tmp_path):
    path = tmp_path / "sheet.pdf"
    command("sheet", LESSON, "-o", path, "--paper", "A4-across")
    _code, told, _error = command("sheet-of", path, "--json")
    assert [(one["code"], one["page"]) for one in told["sheets"]] == [(LESSON, 1)]
    code, _told, error = command("sheet-of", tmp_path / "none.png")
    assert code == 1 and error
