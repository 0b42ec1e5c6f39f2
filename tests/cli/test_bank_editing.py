"""Questions written, changed, filed and taken back from the command line, as scripts do it."""

import base64
import io
import json
import sys

import pytest

from dongan_training.cli.program import run
from tests.bank.questions import png

CHOICE = {
    "type": "single_choice",
    "stem": "留党察看处分期限最长不得超过（ ）。",
    "options": ["一年", "二年", "三年", "五年"],
    "answer": ["B"],
    "tags": ["必考"],
}
TRUE = {"type": "true_false", "stem": "村务公开可以只公开结果。", "answer": [False]}
PICTURE = {"media_type": "image/png", "data": base64.b64encode(png(1).data).decode()}
BLUEPRINT = {
    "title": "测试",
    "sections": [{"type": "true_false", "count": 1, "points": 1, "subject": "纪律"}],
}


@pytest.fixture
def command(data_folder, capsys, monkeypatch):
    def command(*words: object, given: object = None):
        if given is not None:
            text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        code = run([*map(str, words), "--data", str(data_folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def answered(command):
    def answered(*words: object, given: object = None):
        code, out, err = command(*words, "--json", given=given)
        assert code == 0, err
        return json.loads(out)

    return answered


@pytest.fixture
def question(answered):
    return answered("bank", "add", "-", "--subject", "纪律", given=CHOICE)["id"]


def test_a_question_is_added_edited_and_its_history_told(command, answered, question):
    edited = answered(
        *("bank", "edit", question, "-", "--reason", "说法更准"),
        given={"stem": "留党察看的期限最长不得超过（ ）。", "answer": ["C"]},
    )
    assert (edited["version"], edited["question"]["tags"]) == (2, ["必考"])
    second, first = answered("bank", "history", question)
    assert (second["reason"], first["reason"], first["changes"]) == ("说法更准", "新建", [])
    assert [one["name"] for one in second["changes"]] == ["题干", "答案"]
    assert first["question"]["answer"] == ["B"] and second["uses"] == []
    told = command("bank", "history", question[-8:])[1]
    assert "{+的+}" in told and "[-B-]{+C+}" in told
    assert answered("bank", "restore", question, 1) == {"id": question, "version": 3}
    assert "没有第 9 版" in command("bank", "restore", question, 9)[2]


def test_a_question_moves_below_its_passage(command, answered, question):
    code, _out, err = command("bank", "move", question, 1)
    assert code == 1 and "不是材料题的小题" in err
    passage = {"passage": "某村的平面图〔图1〕。", "pictures": [PICTURE]}
    first = answered("bank", "add", "-", "--subject", "纪律", given={**TRUE, **passage})["id"]
    second = answered(
        *("bank", "add", "-", "--subject", "纪律", "--beside", first),
        given={**TRUE, "stem": "看图判断。"},
    )
    assert second["question"]["passage"] == passage["passage"]
    assert second["question"]["pictures"] == [PICTURE]
    moved = answered("bank", "move", second["id"], 1, "--reason", "先易后难")
    assert moved == {"id": second["id"], "place": 1, "questions": [second["id"], first]}
    past = answered("bank", "history", second["id"])
    assert (past[0]["reason"], past[0]["changes"][0]["name"]) == ("先易后难", "小题次序")
    assert "第 2 小题，共 2 道" in command("bank", "move", second["id"], 2)[1]
    code, _out, err = command("bank", "move", first, 3)
    assert code == 1 and "只有 2 道小题" in err


def test_what_is_odd_is_told_and_what_cannot_be_used_is_refused(command, answered, question):
    same = answered("bank", "add", "-", "--subject", "纪律", given={**CHOICE, "points": 2})
    assert [one["field"] for one in same["cautions"]] == ["stem"]
    code, _out, err = command("bank", "edit", question, "-", given={"answer": []})
    assert code == 1 and "还没有正确答案" in err
    draft = answered("bank", "edit", question, "-", "--status", "draft", given={"answer": []})
    assert draft["status"] == "draft" and draft["cautions"][0]["blocks"]
    for given in ("[]", "{", {"type": "riddle", "stem": "谜"}):
        code, _out, err = command("bank", "add", "-", "--subject", "纪律", given=given)
        assert code == 1 and "不是一道题" in err


def test_a_question_joins_the_passage_of_another(answered):
    passage = {**TRUE, "passage": "某村……"}
    first = answered("bank", "add", "-", "--subject", "纪律", given=passage)["id"]
    second = answered("bank", "add", "-", "--subject", "纪律", "--beside", first, given=CHOICE)
    assert second["question"]["passage"] == "某村……"
    answered("bank", "edit", second["id"], "-", given={"passage": "某镇……"})
    assert answered("bank", "show", first)["passage"] == "某镇……"


def test_bulk_changes_are_listed_and_taken_back(command, answered, question):
    found = answered("bank", "search", "留党")
    done = answered(
        *("bank", "change", "-", "--points", 3, "--chapter", "第二章", "--add-tag", "新"),
        given=found,
    )
    assert done["changed"] == 1
    shown = answered("bank", "show", question)
    assert (shown["points"], shown["chapter"]) == (3, "第二章")
    told = command("bank", "changes")[1]
    assert done["step"][-8:] in told and "章节 第二章" in told and "+新" in told
    assert answered("bank", "undo", done["step"][-8:])["restored"] == 1
    assert answered("bank", "show", question)["points"] is None
    code, _out, err = command("bank", "undo", done["step"])
    assert code == 1 and "已经撤销过" in err
    assert "没有可以撤销" in command("bank", "undo")[2]


def test_what_an_undo_leaves_as_it_is_is_told_with_its_reason(command, answered, question):
    first = answered("bank", "change", question, "--points", 3)["step"]
    answered("bank", "change", question, "--points", 4)
    code, told, _err = command("bank", "undo", first)
    assert code == 0 and "0 题恢复" in told and "留党" in told and "现在是第 3 版" in told


def test_a_status_is_set_and_taken_back(command, answered, question):
    assert answered("bank", "status", "retired", question)["changed"] == 1
    assert answered("bank", "search") == []
    assert answered("bank", "status", "retired", question) == {
        "step": None,
        "changed": 0,
        "incomplete": 0,
    }
    assert "恢复" in command("bank", "undo")[1]
    assert len(answered("bank", "search")) == 1


def test_a_merged_subject_is_parted_again_with_its_blueprints(
    command, answered, question, tmp_path
):
    answered("bank", "subjects", "add", "村务")
    path = tmp_path / "细目表.json"
    path.write_text(json.dumps(BLUEPRINT), encoding="utf-8")
    answered("exam", "blueprint", "save", path)
    merged = answered("bank", "subjects", "merge", "纪律", "--into", "村务")
    assert [one["path"] for one in answered("bank", "subjects", "list")] == ["村务"]
    answered("bank", "subjects", "part", merged["step"][-8:])
    assert [one["path"] for one in answered("bank", "subjects", "list")] == ["村务", "纪律"]
    assert answered("bank", "show", question)["subject"] == "纪律"
    renamed = answered("bank", "subjects", "rename", "纪律", "党纪")
    assert len(renamed["blueprints"]) == 1
    code, _out, err = command("bank", "subjects", "part", "没有")
    assert code == 1 and "没有编号为“没有”的合并" in err
    code, _out, err = command("bank", "subjects", "part")
    assert code == 1 and "没有可以撤销的合并" in err


def test_unused_and_lately_changed_questions_are_found(answered, command, question):
    assert len(answered("bank", "search", "--never-used")) == 1
    assert len(answered("bank", "search", "--changed-since", "2026-01-01")) == 1
    assert answered("bank", "search", "--changed-since", "2199-01-01") == []
    assert command("bank", "search", "--changed-since", "gestern")[0] == 1
