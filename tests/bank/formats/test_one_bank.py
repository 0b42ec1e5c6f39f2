"""The same bank is read the same, whatever program saved it in whatever form."""

from pathlib import Path

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent

FILES = Path(__file__).parent / "files"
WORD = Path(__file__).parents[3] / "question_banks" / "题库模板.docx"


def questions(path):
    return [
        ("".join(one.stem.split()), one.options, one.answer, one.explanation)
        for one in read(path, Silent()).drafts
    ]


@pytest.mark.parametrize("suffix", ["odt", "rtf", "pdf"])
def test_the_template_saved_by_libreoffice_is_read_as_the_word_file_is(suffix):
    assert len(questions(WORD)) == 5
    assert questions(FILES / f"template.{suffix}") == questions(WORD)


def test_a_table_printed_to_pdf_is_read_as_a_table():
    found = read(FILES / "table.pdf", Silent())
    assert [one.answer for one in found.drafts] == [("B",), ("A", "B"), (True,)]
    assert found.problems == []
