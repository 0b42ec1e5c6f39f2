"""The manual of blueprint files is held against what reads them."""

import json
from pathlib import Path

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Kind
from dongan_training.exam.blueprint_file import BLUEPRINT_KEYS, SECTION_KEYS, read_blueprint

PAGE = (Path(__file__).parents[2] / "docs" / "blueprint.md").read_text(encoding="utf-8")


def test_the_example_of_the_manual_is_a_blueprint():
    example = json.loads(PAGE.split("```json")[1].split("```")[0])
    wanted = read_blueprint(example)
    assert (wanted.count, wanted.full_marks, wanted.kind) == (20, 50, Kind.PARALLEL)


def test_the_manual_names_every_field_and_every_type():
    names = {*BLUEPRINT_KEYS, *SECTION_KEYS, *QuestionType}
    assert [one for one in sorted(names) if f"`{one}`" not in PAGE] == []
