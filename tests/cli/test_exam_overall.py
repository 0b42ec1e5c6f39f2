import json

import pytest
from python_calamine import CalamineWorkbook

from dongan_training.cli.program import run
from tests.overall.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
    start,
    weighed,
)


@pytest.fixture
def call(workspace, weighed, capsys):  # noqa: F811  pytest hands fixtures over so
    workspace.close()

    def call_(*arguments, expect=0):
        code = run(["--data", str(workspace.folder), "exam", *map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert code == expect, told.err
        return json.loads(told.out) if expect == 0 else told.err

    return call_


def test_weights_are_shown_set_and_taken_away(call):
    asked = ("--part", "考试=70:exam", "--part", "平时=30:given", "--pass-mark", 70)
    found = call("weights", "2026Q4-01", *asked, "--certificate")
    assert [(one["name"], one["weight"], one["source"]) for one in found["parts"]] == [
        ("考试", 70, "exam"),
        ("平时", 30, "given"),
    ]
    assert (found["pass_mark"], found["for_certificate"]) == (70, True)
    assert call("weights", "2026Q4-01") == found
    assert call("weights", "2026Q4-01", "--clear")["parts"] == []


def test_weights_that_do_not_come_to_100_are_refused(call):
    told = call("weights", "2026Q4-01", "--part", "考试=70:exam", expect=1)
    assert "合计 70%" in told
    assert "考试=60:exam" in call("weights", "2026Q4-01", "--part", "考试", expect=2)


def test_daily_marks_are_given_and_the_overall_list_exported(call, tmp_path):
    given = call("give", "2026Q4-01", "平时", "--person", "陈敏", "--points", 90)
    assert given == {"part": "平时", "given": 1, "changed": 1}
    file = tmp_path / "平时.csv"
    file.write_text("姓名,成绩\n欧阳𬱖,70\n", encoding="utf-8")
    assert call("give", "2026Q4-01", "平时", "--file", file)["changed"] == 1
    call("give", "2026Q4-01", "平时", expect=2)
    path = tmp_path / "总评.xlsx"
    people = call("overall", "2026Q4-01", "--excel", path)["rows"]
    assert [(one["name"], one["overall"]) for one in people[:2]] == [("陈敏", 96), ("欧阳𬱖", 58)]
    assert "总评成绩" in str(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0])


def test_what_marks_still_lack_is_told(call):
    assert call("outstanding", "2026Q4-01") == {"exams": [], "ungiven": {"平时": 6}}
    call("give", "2026Q4-01", "平时", "--person", "陈敏", "--points", 90)
    assert call("outstanding", "2026Q4-01")["ungiven"] == {"平时": 5}
