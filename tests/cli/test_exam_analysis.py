"""``exam analyse`` and ``exam years``."""

import pytest

from dongan_training.cli.program import run
from tests.cli.test_exam import call, folder  # noqa: F401  fixtures
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
)
from tests.exam.test_analysing import sit_exam

# ruff: noqa: F811  pytest hands fixtures over by their names


@pytest.fixture
def sat(workspace, hall, trainer, now, folder) -> str:
    workspace = type(workspace).open(folder)
    wrongs = range(len(hall.enrolment_ids))
    sit_exam(workspace, hall.exam_id, hall.enrolment_ids, wrongs, by=trainer, at=now)
    workspace.close()
    return hall.exam_id


def test_an_exam_is_analysed_as_json_as_words_and_as_excel(call, sat, folder, tmp_path, capsys):
    told = call("analyse", sat, "--excel", tmp_path / "a.xlsx")
    assert told["summary"]["taken"] == 6
    assert told["summary"]["pass_rate"] is not None
    assert len(told["items"]) == 10
    assert told["items"][0]["verdict_words"] == "人数不足"
    assert told["forms"][0]["told"] == "人数太少，无法判断"
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert run(["--data", str(folder), "exam", "analyse", sat]) == 0
    read = capsys.readouterr().out
    assert "参加 6" in read
    assert "A 卷" in read


def test_hints_of_copying_are_told_with_how_they_were_looked_for(call, sat, folder, capsys):
    assert call("copying", sat) == {"hints": [], "pairs": 15, "by_seats": False}
    assert run(["--data", str(folder), "exam", "copying", sat]) == 0
    assert "比对 15 对答卷，可疑 0 对。" in capsys.readouterr().out


def test_a_question_is_followed_over_its_exams(call, sat, folder, capsys):
    asked = call("analyse", sat)["items"][0]["question_id"]
    told = call("question", asked)
    assert (told["taken"], len(told["uses"])) == (6, 1)
    assert told["uses"][0]["exam_id"] == sat
    assert run(["--data", str(folder), "exam", "question", asked[-8:]]) == 0
    assert "共 1 场，6 人" in capsys.readouterr().out


def test_exams_are_summed_up_by_year(call, sat, folder, capsys):
    told = call("years")
    assert [(one["year"], one["exams"], one["taken"]) for one in told["years"]] == [(2026, 1, 6)]
    assert run(["--data", str(folder), "exam", "years"]) == 0
    assert "2026：1 场，6 人" in capsys.readouterr().out
