"""The hours and activity commands, as a script would call them."""

import pytest

from dongan_training import clock
from dongan_training.people.models import Person
from dongan_training.workspace import Workspace
from tests.certificates.conftest import make_finished


@pytest.fixture
def command(command, trainer, now, workspace, monkeypatch):
    """Run a command on a finished class of four, at a fixed moment."""
    monkeypatch.setattr(clock, "now", lambda: now)
    make_finished(workspace, trainer, now)
    with workspace.begin() as session:
        for person in session.query(Person):
            person.political_status = "中共党员"
    workspace.close()
    return command


LECTURE = ("activity", "add", "纪律党课", "学习条例", "--on", "2026-11-20", "--hours", 2)


def test_a_lecture_earns_its_participants_hours_and_fills_the_counts(command):
    code, told, _error = command(*LECTURE, "--person", "陈敏", "--json")
    assert code == 0 and told["people"] == 1
    _code, year, _error = command("hours", "person", 2026, "陈敏", "--json")
    assert (year["earned"], year["missing"]) == (6, 26)
    assert [(one["lesson_title"], one["earned"]) for one in year["lines"]] == [
        ("上午", 4),
        ("学习条例", 2),
    ]
    _code, counts, _error = command("activity", "counts", "--json")
    assert [one["told"] for one in counts["counts"] if one["times"]] == ["纪律党课 1 次"]


def test_an_activity_is_joined_removed_and_restored(command):
    _code, made, _error = command(*LECTURE, "--headcount", 3, "--json")
    assert command("activity", "join", made["activity"], "--person", "陈敏")[0] == 0
    assert command("activity", "remove", made["activity"])[0] == 0
    assert command("activity", "list", "--json")[1]["activities"] == []
    assert command("activity", "restore", made["activity"])[0] == 0
    (row,) = command("activity", "list", "--json")[1]["activities"]
    assert (row["heads"], row["named"]) == (3, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("activity", "add", "联欢", "唱歌", "--on", "2026-11-20"), "没有“联欢”这种学习活动"),
        (("activity", "add", "纪律党课", "条例", "--on", "11月"), "不是日期"),
        (("activity", "remove", "没有这个"), "找不到学习活动"),
        ((*LECTURE, "--unit", "月亮村"), "没有党组织“月亮村”"),
        (("hours", "quota", 2026, "党员", 0.3), "年度应修学时不能是 0.3"),
        (("hours", "rule", 2026, "--day", 25), "学时规则不成立"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(command, words, told):
    code, _out, error = command(*words)
    assert code == 1 and told in error


def test_who_is_short_and_what_a_class_would_cure(command):
    command("hours", "quota", 2026, "党员", 8)
    _code, told, _error = command("hours", "short", 2026, "--json")
    assert [(one["behind"], one["missing"]) for one in told["townships"]] == [(4, 20)]
    _code, cured, _error = command("hours", "cure", 2026, "--hours", 4, "--json")
    assert cured == {"hours": 4, "people": 4, "behind": 4, "cured": 3, "still": 4}


def test_rules_are_shown_and_changed(command):
    code, told, _error = command(
        "hours", "rule", 2026, "--kind", "季度培训", "--day", 6, "--half-day", 3, "--json"
    )
    assert code == 0 and told["per_day"] == 6
    assert command("hours", "rule", 2026, "--json")[1]["per_day"] == 8
    assert command("hours", "quota", 2026, "后备干部", 40, "--json")[1]["quotas"]["后备干部"] == 40


def test_year_and_shortfall_and_activities_are_written(command, tmp_path):
    command(*LECTURE, "--person", "陈敏")
    for words in (
        ("hours", "person", 2026, "陈敏", "-o", tmp_path / "year.pdf"),
        ("hours", "export", 2026, "-o", tmp_path / "short.xlsx"),
        ("activity", "export", "-o", tmp_path / "activities.xlsx"),
    ):
        assert command(*words)[0] == 0
    written = {path.name: path.read_bytes()[:4] for path in tmp_path.glob("*.*")}
    assert written["year.pdf"] == b"%PDF"
    assert written["short.xlsx"] == written["activities.xlsx"] == b"PK\x03\x04"


def test_hours_beyond_the_quota_are_carried_over_only_where_the_rule_says_so(command, data_folder):
    command("hours", "quota", 2026, "党员", 2)
    assert command("hours", "person", 2027, "陈敏", "--json")[1]["carried"] == 0
    command("hours", "rule", 2027, "--carry-over")
    assert command("hours", "person", 2027, "陈敏", "--json")[1]["carried"] == 2
    Workspace.open(data_folder).close()  # nothing was left open
