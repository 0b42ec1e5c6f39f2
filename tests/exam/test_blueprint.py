import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.blueprint_file import (
    BadBlueprint,
    BlueprintUnreadable,
    load_blueprint,
    read_blueprint,
    save_blueprint,
)
from dongan_training.sheets.refusals import MissingFile

KEYS = [
    *("title", "sections", "type", "count", "points", "cells", "chapter", "kind", "exposure"),
    *("fixed", "excluded", "enemies", "rest", "least_used_first", "facility", "x"),
]
GOOD = {
    "title": "第四季度党纪学习教育测试",
    "sections": [
        {"type": "single_choice", "count": 20, "points": 2},
        {"type": "true_false", "count": 10, "points": 1.5, "chapter": "第一章"},
    ],
}


def test_a_good_blueprint_is_read_from_a_file(tmp_path):
    path = tmp_path / "蓝图.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    blueprint = load_blueprint(path)
    assert (blueprint.count, blueprint.full_marks) == (30, 55)
    assert read_blueprint(blueprint.to_data()) == blueprint
    assert json.loads(json.dumps(blueprint.to_data()))["sections"][0]["type"] == "single_choice"


def test_every_problem_is_named_at_once():
    with pytest.raises(BadBlueprint) as failure:
        read_blueprint(
            {
                "sections": [
                    {"type": "essay", "count": 0, "points": 1},
                    {"type": "true_false", "count": 2.5, "points": -1, "chapters": "x"},
                    {"type": "true_false", "count": True, "points": float("nan"), "subject": 3},
                ]
            }
        )
    problems = failure.value.problems
    assert len(problems) == 9
    assert problems[0] == "缺少试卷标题（title）"
    assert "第 2 大题里有不认识的“chapters”" in problems
    assert "第 3 大题的“subject”应当是文字" in problems


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
        max_leaves=20,
    )
)
@example({"sections": [{"type": []}]})
def test_whatever_is_given_is_a_blueprint_or_a_clear_refusal(data):
    try:
        assert isinstance(read_blueprint(data), Blueprint)
    except BadBlueprint as refusal:
        assert refusal.problems
        assert "{" not in str(refusal) or "{" in str(data)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[" * 100_000, b" " * 1_000_001])
def test_a_file_that_is_no_json_is_refused(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(BlueprintUnreadable) as refusal:
        load_blueprint(path)
    assert "x.json" in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(MissingFile):
        load_blueprint(tmp_path / "none.json")


def test_a_section_knows_its_defaults():
    assert Section(QuestionType.SINGLE_CHOICE, 1, 1).subject == ""


FULL = {
    "title": "平行卷",
    "kind": "parallel",
    "exposure": 2,
    "facility": 0.62,
    "rest": 2,
    "least_used_first": True,
    "fixed": ["q1"],
    "excluded": ["q2"],
    "enemies": [["q3", "q4"]],
    "sections": [
        {
            "type": "single_choice",
            "points": 2,
            "subject": "党纪",
            "cells": [
                {"count": 3, "chapter": "第一章"},
                {"count": 2, "citation": "《中国共产党章程》", "difficulty": "难"},
            ],
        }
    ],
}


def test_a_whole_table_is_read_and_written_back(tmp_path):
    blueprint = read_blueprint(FULL)
    assert blueprint.kind is Kind.PARALLEL
    assert blueprint.count == 5
    assert blueprint.sections[0].parts == (
        Cell(3, subject="党纪", chapter="第一章"),
        Cell(2, subject="党纪", difficulty="难", citation="《中国共产党章程》"),
    )
    save_blueprint(blueprint, tmp_path / "表.json")
    assert load_blueprint(tmp_path / "表.json") == blueprint


def test_what_is_not_asked_for_is_not_written():
    assert set(read_blueprint(GOOD).to_data()) == {"title", "sections"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "other"}, "卷别种类（kind）应当是 same、parallel 之一"),
        ({"kind": ["same"]}, "卷别种类（kind）应当是 same、parallel 之一"),
        ({"exposure": 0}, "每题可用于几份卷（exposure）应当是 1 到 30 的整数"),
        ({"kind": "same"}, "各份题目相同时，不必写每题可用于几份卷（exposure）"),
        ({"rest": -1}, "避开最近几份试卷（rest）应当是 0 到 100 的整数"),
        ({"least_used_first": 1}, "少用的题优先（least_used_first）应当是 true 或 false"),
        ({"facility": 62}, "目标平均难度（facility）应当在 0.05 到 0.95 之间"),
        ({"fixed": ["q1", "q1"]}, "必选题（fixed）应当是试题编号的列表，不能重复"),
        ({"excluded": "q1"}, "排除题（excluded）应当是试题编号的列表，不能重复"),
        ({"excluded": ["q1"]}, "试题 q1 既是必选题又是排除题"),
        ({"enemies": [["q3"]]}, "互斥题（enemies）应当是若干组试题编号，每组至少两道"),
        (
            {"fixed": ["q1", "q5"], "enemies": [["q1", "q5"]]},
            "必选题 q1、q5 互斥，不能同卷",
        ),
    ],
)
def test_rules_that_make_no_sense_are_named(change, told):
    with pytest.raises(BadBlueprint) as refusal:
        read_blueprint({**FULL, **change})
    assert refusal.value.problems == (told,)


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ({"cells": "x"}, "第 1 大题的细目（cells）应当是不超过 200 个的列表"),
        ({"cells": [3]}, "第 1 大题第 1 个细目应当是一个 JSON 对象"),
        ({"cells": [{"count": 0}]}, "第 1 大题第 1 个细目的题数（count）应当是 1 到 500 的整数"),
        (
            {"cells": [{"count": 2}], "count": 3},
            "第 1 大题的题数（count）与各细目之和 2 不符，可以不写",
        ),
        ({"cells": [{"count": 400}] * 2}, "第 1 大题的题数（count）应当是 1 到 500 的整数"),
    ],
)
def test_cells_that_make_no_sense_are_named(section, told):
    data = {"title": "卷", "sections": [{"type": "single_choice", "points": 1, **section}]}
    with pytest.raises(BadBlueprint) as refusal:
        read_blueprint(data)
    assert refusal.value.problems == (told,)
