import json

import pytest

from dongan_training.cli.program import run
from dongan_training.workspace import Workspace
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    BLUEPRINT,
    bank,
    class_id,
    enrolments,
)


@pytest.fixture
def blueprint(tmp_path):
    path = tmp_path / "blueprint.json"
    path.write_text(json.dumps(BLUEPRINT.to_data()), encoding="utf-8")
    return path


@pytest.fixture
def folder(workspace: Workspace, bank, enrolments):  # noqa: F811  pytest hands fixtures over so
    workspace.close()
    return workspace.folder


@pytest.fixture
def call(folder, capsys):
    def call_(*arguments):
        code = run(["--data", str(folder), "exam", *map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert code == 0, told.err
        return json.loads(told.out)

    return call_


def test_from_a_blueprint_to_results_without_a_screen(call, blueprint, tmp_path):
    made = call("assemble", "--blueprint", blueprint, "--forms", 2, "--seed", 7)
    assert (made["questions"], made["full_marks"], made["seed"]) == (10, 24, 7)
    assert [form["letter"] for form in made["forms"]] == ["A", "B"]
    assert call("approve", made["paper"])["paper"]["approved_by"] == "命令行"
    exam = call("open", "2026Q4-01", "--paper", made["paper"], "--minutes", 45)
    assert exam["rule"] == "half"
    assert exam["exam"]["pass_mark"] == pytest.approx(14.4)
    assert len({one["code"] for one in call("codes", "2026Q4-01")["codes"]}) == 6
    assert call("list")["exams"][0]["id"] == exam["exam"]["id"]
    told = call("results", "2026Q4-01")
    assert [one["state"] for one in told["people"]] == ["absent"] * 6
    for key in ((), ("--key",)):
        told = call("print", made["paper"], "-o", tmp_path / "x.pdf", "--form", "b", *key)
        assert told["pages"] >= 1
        assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    for sheet in ("A3", "16K", "8K"):
        told = call("print", made["paper"], "-o", tmp_path / "x.pdf", "--format", sheet, "--large")
        assert told["pages"] % 2 == 0
    assert call("print", made["paper"], "-o", tmp_path / "x.docx")["pages"] is None
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")
    assert call("close", exam["exam"]["id"])["collected"] == 0


def test_the_same_seed_draws_the_same_paper(call, blueprint):
    first, second = (
        call("assemble", "--blueprint", blueprint, "--seed", 3, "--dry-run") for _time in range(2)
    )
    assert first == second
    assert not first["stored"]
    assert call("list")["papers"] == []


def test_a_bank_too_small_is_explained_on_stderr(folder, tmp_path, capsys):
    path = tmp_path / "b.json"
    section = {"type": "true_false", "count": 20, "points": 1}
    path.write_text(json.dumps({"title": "卷", "sections": [section]}), encoding="utf-8")
    assert run(["--data", str(folder), "exam", "assemble", "--blueprint", str(path), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "判断题需要 20 道，题库只有 8 道" in told.err


def test_a_paper_not_signed_off_is_not_offered(folder, call, blueprint, capsys):
    paper = call("assemble", "--blueprint", blueprint)["paper"]
    assert run(["--data", str(folder), "exam", "open", "2026Q4-01", "--paper", paper]) == 1
    assert "还没有审定" in capsys.readouterr().err


def test_people_read_words_instead_of_json(folder, blueprint, capsys):
    assert run(["--data", str(folder), "exam", "assemble", "--blueprint", str(blueprint)]) == 0
    told = capsys.readouterr().out
    assert "10 题，满分 24 分，A、B 卷" in told
    assert run(["--data", str(folder), "exam", "list"]) == 0
    assert "未审定" in capsys.readouterr().out
