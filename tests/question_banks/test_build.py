"""The Word and Excel files say what the JSON says, and are built the same every time."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from dongan_training.bank.drafts import Draft
from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from question_banks import build

QUESTIONS = build.load_questions()


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(question: dict[str, Any]) -> tuple[Any, ...]:
    answer = tuple(tuple(one) if isinstance(one, list) else one for one in question["answer"])
    return (
        *(question["type"], question["stem"], tuple(question["options"]), answer),
        *(question["explanation"], question["citation"]),
        *(question["chapter"], question["difficulty"], question.get("passage")),
    )


def understood(draft: Draft) -> tuple[Any, ...]:
    return (
        *(draft.type.value, draft.stem, draft.options, draft.answer),
        *(draft.explanation, draft.citation, draft.chapter, draft.difficulty, draft.passage),
    )


@pytest.mark.parametrize(
    ("shipped", "write"), [(build.WORD, build.build_word), (build.EXCEL, build.build_excel)]
)
def test_the_shipped_file_is_what_the_json_builds(
    shipped: Path, write: Any, tmp_path: Path
) -> None:
    again = tmp_path / shipped.name
    write(QUESTIONS, again)
    assert contents(again) == contents(shipped)


@pytest.mark.parametrize("path", [build.WORD, build.EXCEL, build.SOURCE], ids=lambda p: p.suffix)
def test_our_own_reader_finds_every_question_as_it_was_written(path: Path) -> None:
    reading = read(path, Silent())
    assert [understood(draft) for draft in reading.drafts] == [
        written(question) for question in QUESTIONS
    ]
    others = [one for one in reading.problems if one.text != build.TITLE]  # the title is none
    assert others == []
    assert [draft.warnings for draft in reading.drafts if draft.warnings] == []
