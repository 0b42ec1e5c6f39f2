"""``exam blueprint`` and ``exam papers``: from a file to a paper signed off, without a screen."""

import json

import pytest
import sqlalchemy as sa

from dongan_training.bank.models import QuestionVersion
from dongan_training.cli.program import run
from dongan_training.workspace import Workspace
from tests.cli.test_exam import blueprint, call, folder  # noqa: F401  fixtures
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    BLUEPRINT,
    bank,
    class_id,
    enrolments,
)

# ruff: noqa: F811  pytest hands fixtures over by their names


@pytest.fixture
def paper(call, blueprint) -> str:
    return call("assemble", "--blueprint", blueprint, "--seed", 7)["paper"]


def test_a_blueprint_is_kept_shown_copied_exported_used_and_removed(call, blueprint, tmp_path):
    kept = call("blueprint", "save", blueprint, "--forms", 3)["blueprint"]
    assert (kept["title"], kept["questions"], kept["forms"]) == (BLUEPRINT.title, 10, 3)
    shown = call("blueprint", "show", BLUEPRINT.title)
    assert shown["can_be_filled"]
    assert [one["available"] for one in shown["cells"]] == [8, 8, 8, 8]
    copy = call("blueprint", "copy", kept["id"])["blueprint"]
    assert copy["title"] == f"{BLUEPRINT.title}（副本）"
    call("blueprint", "export", copy["title"], "-o", tmp_path / "copy.json")
    written = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert written["sections"] == BLUEPRINT.to_data()["sections"]
    made = call("assemble", "--blueprint", BLUEPRINT.title, "--dry-run")
    assert [one["letter"] for one in made["forms"]] == ["A", "B", "C"]
    call("blueprint", "save", tmp_path / "copy.json", "--replace", copy["id"], "--forms", 1)
    call("blueprint", "remove", kept["id"])
    assert [one["forms"] for one in call("blueprint", "list")["blueprints"]] == [1]


def test_a_cell_the_bank_cannot_fill_is_told_with_what_mends_it(call, tmp_path):
    path = tmp_path / "b.json"
    section = {"type": "true_false", "count": 20, "points": 1}
    path.write_text(json.dumps({"title": "卷", "sections": [section]}), encoding="utf-8")
    (cell,) = call("blueprint", "show", path)["cells"]
    assert (cell["available"], cell["missing"]) == (8, 12)
    assert cell["mends"] == ["减到 8 题", "再导入 12 道"]


def test_a_question_of_a_draft_is_changed_and_changed_back(call, paper, folder, capsys):
    before = call("papers", "show", paper)["questions"][2]
    found = call("papers", "swap", paper, "--question", 3)
    assert (found["outgoing"]["number"], found["total"], found["swapped"]) == (3, 4, False)
    code = found["substitutes"][0]["question_id"][-8:]
    assert call("papers", "swap", paper, "--question", 3, "--with", code)["swapped"]
    after = call("papers", "show", paper)["questions"][2]
    assert after["stem"] == found["substitutes"][0]["stem"]
    assert call("papers", "unswap", paper) == {"form": "A", "number": 3}
    assert call("papers", "show", paper)["questions"][2] == before
    for words in (
        ("swap", paper, "--question", 3, "--with", before["question_id"]),
        ("swap", paper, "--question", 11),
        ("unswap", paper),
    ):
        line = ["--data", str(folder), "exam", "papers", *map(str, words)]
        assert run(line) == 1
        assert "没有改动" in capsys.readouterr().err


def test_a_search_that_fits_no_question_says_what_to_try(call, paper, folder, capsys):
    call("papers", "show", paper)
    line = ["--data", str(folder), "exam", "papers", "swap", paper, "--question", "3"]
    assert run([*line, "--search", "没有的词"]) == 0
    told = capsys.readouterr().out
    assert "没有题干含“没有的词”的" in told and "不写 --search" in told


def test_a_paper_is_approved_reopened_copied_and_discarded(call, paper):
    call("papers", "approve", paper, "--remark", "同意")
    call("papers", "reopen", paper, "--reason", "第 2 题有误")
    shown = call("papers", "show", paper, "--form", "b")
    assert [one["remark"] for one in shown["sign_offs"]] == ["同意", "第 2 题有误"]
    assert len(shown["questions"]) == 10
    copy = call("papers", "copy", paper, "--title", "补考卷")["paper"]
    same = call("papers", "compare", paper, "补考卷")
    assert {tuple(line["contrasts"]) for line in same["lines"]} == {("same",)}
    forms = call("papers", "compare", paper)
    assert (forms["first"]["form"], forms["second"]["form"]) == ("A", "B")
    call("papers", "discard", copy["id"])
    assert [one["id"] for one in call("papers", "list")["papers"]] == [paper]


def test_people_read_of_blueprints_and_papers_in_words(folder, blueprint, paper, capsys):
    def read(*arguments) -> str:
        assert run(["--data", str(folder), "exam", *map(str, arguments)]) == 0
        return capsys.readouterr().out

    assert "题库够用。" in read("blueprint", "show", blueprint)
    assert "已保存" in read("blueprint", "save", blueprint)
    assert "题目相同、次序不同" in read("blueprint", "list")
    assert "相同 10 题" in read("papers", "compare", paper, paper)
    assert "未审定" in read("papers", "show", paper)


def test_what_is_not_there_is_a_sentence(folder, capsys):
    for arguments in (
        ("blueprint", "show", "没有"),
        ("blueprint", "show", "没有.json"),
        ("papers", "compare", "没有"),
        ("assemble", "--blueprint", "没有"),
    ):
        assert run(["--data", str(folder), "exam", *arguments]) == 1
        assert "没有" in capsys.readouterr().err


def test_sources_that_do_not_hold_on_the_day_are_told_of(call, folder, blueprint):
    workspace = Workspace.open(folder)
    with workspace.begin() as session:
        old = "《中国共产党纪律处分条例》（2018年修订）第八条"
        session.execute(sa.update(QuestionVersion).values(citation=old))
    workspace.close()
    made = call("assemble", "--blueprint", blueprint, "--seed", 7, "--on", "2027-01-05")
    assert {one["kind"] for one in made["sources"]} == {"replaced"}
    assert made["sources"][0]["day"] == "2027-01-05" and len(made["sources"]) == 10
    assert any("2023 年的版本取代" in one for one in made["remarks"])
    signed = call("approve", made["paper"])
    assert len(signed["sources"]) == 10 and signed["paper"]["approved_at"]
