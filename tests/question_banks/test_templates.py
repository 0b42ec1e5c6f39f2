"""What people are given to fill in is read without a question about it."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.formats import read
from dongan_training.bank.writers import excel
from dongan_training.progress import Silent
from question_banks import templates


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("shipped", "write"),
    [(templates.WORD, templates.build_word), (templates.EXCEL, templates.build_excel)],
)
def test_the_shipped_template_is_what_is_built(shipped: Path, write: Any, tmp_path: Path) -> None:
    write(tmp_path / shipped.name)
    assert contents(tmp_path / shipped.name) == contents(shipped)


def test_the_word_template_shows_every_type_and_reads_as_it_says() -> None:
    reading = read(templates.WORD, Silent())
    assert [draft.type for draft in reading.drafts] == list(QuestionType)
    assert all(draft.answer for draft in reading.drafts)
    assert [problem.text for problem in reading.problems] == [templates.TITLE]


def test_the_excel_template_is_empty_and_has_the_heads_of_our_own_export(tmp_path: Path) -> None:
    assert read(templates.EXCEL, Silent()).drafts == []
    options = ("",) * templates.OPTIONS
    exported = tmp_path / "导出.xlsx"
    exported.write_bytes(excel.write([Draft(QuestionType.SINGLE_CHOICE, "题干", options)]))
    heads = [_heads(path) for path in (templates.EXCEL, exported)]
    assert heads[0] == heads[1]


def _heads(path: Path) -> list[Any]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name("题库").to_python()[0]
