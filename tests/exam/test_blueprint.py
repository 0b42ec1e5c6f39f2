import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import (
    BadBlueprint,
    Blueprint,
    BlueprintUnreadable,
    Section,
    load_blueprint,
    read_blueprint,
)
from dongan_training.sheets.refusals import MissingFile

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
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["title", "sections", "type", "count", "points", "x"]), inner
            )
        ),
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
