# ruff: noqa: E501  (banks stand here as their authors typed them)
import json

import pytest

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import read
from dongan_training.bank.reading_json import to_json
from dongan_training.progress import Silent
from dongan_training.sheets.refusals import DamagedFile
from tests.bank.formats.habits import HABITS
from tests.bank.formats.test_habits import found_in, recognised

BLANK = "任期是（ ）。"
ONE = {"question": BLANK, "options": ["甲", "乙"], "answer": "B"}


def written(folder, content: object, name: str = "题库.json") -> Reading:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return read(path, Silent())


@pytest.mark.parametrize(
    "content",
    [
        [ONE],
        {"data": {"list": [ONE]}},
        {"单选题": [ONE]},
        [{"题目": BLANK, "选项A": "甲", "选项B": "乙", "答案": "B"}],
        [{"title": BLANK, "options": {"A": "甲", "B": "乙"}, "answer": ["B"]}],
        [{"stem": BLANK, "options": [{"label": "A", "content": "甲"}, {"label": "B", "content": "乙"}], "answer": "B"}],
        [{"stem": BLANK, "options": [{"text": "甲"}, {"text": "乙", "correct": True}]}],
        [{"question": BLANK, "options": ["A.甲", "B.乙"], "answer": "乙"}],
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["题库.json", "题库.txt"])
def test_records_are_read_under_whatever_names(tmp_path, content, name):
    found = written(tmp_path, content, name)
    assert found_in(found) == (("single", 2, ("B",)),)
    assert found.drafts[0].options == ("甲", "乙")


def test_a_boolean_is_a_truth(tmp_path):
    found = written(tmp_path, [{"type": "judge", "question": "可以退党。", "answer": True}])
    assert found_in(found) == (("truth", 0, (True,)),)


def test_one_record_to_a_line_is_read(tmp_path):
    path = tmp_path / "题库.json"
    path.write_text("\n".join(json.dumps(ONE) for _ in range(3)), "utf-8")
    assert len(read(path, Silent()).drafts) == 3


def test_broken_json_is_refused(tmp_path):
    path = tmp_path / "题库.json"
    path.write_text('{"题目": ', "utf-8")
    with pytest.raises(DamagedFile):
        read(path, Silent())


def test_endless_nesting_is_no_crash(tmp_path):
    path = tmp_path / "题库.json"
    path.write_text("[" * 100_000 + "]" * 100_000, "utf-8")
    with pytest.raises(DamagedFile):
        read(path, Silent())


def test_what_the_command_line_prints_comes_back_as_it_was(tmp_path):
    drafts = [draft for habit in HABITS for draft in recognised(habit.text).drafts]
    printed = to_json(Reading("txt", drafts), tmp_path / "x.txt")
    again = written(tmp_path, printed["questions"])
    assert to_json(again, tmp_path)["questions"] == [
        {**one, "line": line, "images": 0, "warnings": []}
        for line, one in enumerate(printed["questions"], start=1)
    ]


@pytest.mark.parametrize("answer", [["甲乙"], ["a"], [True], [["A"]], [1]])
def test_a_key_of_another_form_than_its_type_asks_for_is_no_key_of_ours(tmp_path, answer):
    one = {"type": "single_choice", "stem": BLANK, "options": ["甲", "乙"], "answer": answer}
    reading = written(tmp_path, [one])
    assert all(letter in "AB" for draft in reading.drafts for letter in draft.answer)


def test_the_subject_of_a_record_is_no_question_where_another_name_has_one(tmp_path):
    record = {"subject": "宪法", "question": "公民的基本义务有哪些？", "answer": "依法纳税等。"}
    (draft,) = written(tmp_path, [record]).drafts
    assert draft.stem == "公民的基本义务有哪些？"
