import json

import pytest
from python_calamine import CalamineWorkbook

from dongan_training.cli.program import run
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    essay_exam,
    essays,
)


@pytest.fixture
def call(workspace, essays, capsys):  # noqa: F811  pytest hands fixtures over so
    workspace.close()

    def call_(*arguments, expect=0):
        code = run(["--data", str(workspace.folder), "exam", *map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert code == expect, told.err
        return json.loads(told.out) if expect == 0 else told.err

    return call_


def mark(call, exam, marker, text, points):
    """Give points to the answer that holds this text."""
    pile = call("mark", exam, "--marker", marker, "--question", 2)["answers"]
    (place,) = [one["place"] for one in pile if text in one["text"]]
    call(
        *("mark", exam, "--marker", marker, "--question", 2),
        *("--answer", place, "--points", points, "--comment", "要点清楚"),
    )


def test_two_people_mark_short_answers_blind_without_a_screen(call, essay_exam):  # noqa: F811
    exam = essay_exam.exam_id
    told = call("mark", exam, "--marker", "甲")
    assert [(one["number"], one["answers"], one["mine"]) for one in told["questions"]] == [
        (2, 2, 2),
    ]
    pile = call("mark", exam, "--marker", "甲", "--question", 2)["answers"]
    assert not any("attempt_id" in one or "name" in one for one in pile)
    for marker in ("甲", "乙"):
        mark(call, exam, marker, "抓早抓小", "4,2")
        mark(call, exam, marker, "惩前毖后", "0,6")
    people = call("results", exam)["people"]
    assert [(one["name"], one["score"], one["rank"]) for one in people[:3]] == [
        ("陈敏", 8, 1),
        ("欧阳𬱖", 8, 1),
        ("唐建国", 2, 3),
    ]
    assert [one["state"] for one in people[3:]] == ["absent"] * 3
    assert [one["band"] for one in people[:3]] == ["passed", "passed", "failed"]
    told = call("explain", exam, "陈敏")
    assert "甲给 6 分（要点清楚）" in told["lines"][1]["why"]
    assert "没有参加" in call("explain", exam, "邓志强", expect=1)


def test_a_regrade_is_previewed_applied_and_listed(call, essay_exam):  # noqa: F811
    exam = essay_exam.exam_id
    seen = call("regrade", exam, "--question", 1, "--key", "错")
    assert [(one["name"], one["before"], one["after"]) for one in seen["changes"]] == [
        ("唐建国", 2, 0),
    ]
    assert not seen["applied"]
    assert call("corrections", exam)["corrections"] == []
    assert "原因" in call("regrade", exam, "--question", 1, "--key", "错", "--apply", expect=1)
    done = call("regrade", exam, "--question", 1, "--drop", "--reason", "题干有误", "--apply")
    assert done["applied"]
    (row,) = call("corrections", exam)["corrections"]
    assert (row["number"], row["kind"], row["reason"]) == (1, "drop", "题干有误")
    (person,) = call("results", exam, "--search", "唐建国")["people"]
    assert person["score"] == 0


def test_one_way_of_correcting_is_named_and_only_one(call, essay_exam):  # noqa: F811
    call("regrade", essay_exam.exam_id, "--question", 1, expect=2)
    call("regrade", essay_exam.exam_id, "--question", 1, "--drop", "--everybody", expect=2)


def test_points_without_the_answer_they_are_for_are_wrong_usage(call, essay_exam):  # noqa: F811
    call("mark", essay_exam.exam_id, "--answer", 1, "--points", 3, expect=2)
    call("mark", essay_exam.exam_id, "--question", 2, "--points", 3, expect=2)
    call("mark", essay_exam.exam_id, "--question", 2, "--answer", 1, expect=2)


def test_the_pile_tells_a_third_marker_where_the_others_differ(
    workspace,
    essay_exam,  # noqa: F811
    call,
    capsys,
):
    mark(call, essay_exam.exam_id, "甲", "抓早抓小", "4,6")
    mark(call, essay_exam.exam_id, "乙", "抓早抓小", "0,0")
    run(["--data", str(workspace.folder), "exam", "mark", essay_exam.exam_id, "--question", "2"])
    assert "分歧：10、0" in capsys.readouterr().out


def test_marks_go_to_excel_and_the_posted_list_is_masked(call, essay_exam, tmp_path):  # noqa: F811
    full, posted = tmp_path / "marks.xlsx", tmp_path / "posted.xlsx"
    for marker in ("甲", "乙"):
        mark(call, essay_exam.exam_id, marker, "抓早抓小", "4,6")
        mark(call, essay_exam.exam_id, marker, "惩前毖后", "4,4")
    call("results", essay_exam.exam_id, "--excel", full, "--posted", posted)
    rows = CalamineWorkbook.from_path(full).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[3:6]] == ["陈敏", "欧阳𬱖", "唐建国"]
    shown = CalamineWorkbook.from_path(posted).get_sheet_by_index(0).to_python()
    assert [row[1] for row in shown[3:]] == ["陈＊", "欧＊𬱖"]


def test_a_resit_names_the_exam_it_repeats(call, essay_exam):  # noqa: F811
    opened = call(
        *("open", "2026Q4-01", "--paper", essay_exam.paper_id, "--title", "补考"),
        *("--resit-of", essay_exam.exam_id, "--resit-counts", "capped"),
    )
    assert opened["exam"]["title"] == "补考"
