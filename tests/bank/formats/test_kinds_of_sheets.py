"""One bank as each spreadsheet program keeps it; ``files/table.*`` were written by LibreOffice."""

from pathlib import Path

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from tests.bank.formats.test_habits import found_in

FILES = Path(__file__).parent / "files"
BANK = (
    ("single", 3, ("B",)),
    ("multi", 3, ("A", "C")),
    ("truth", 0, (True,)),
    ("fill", 0, (("季度",),)),
    ("short", 0, ("见党章第三条。",)),
)


NAMES = (("table.ods", "题库.ods"), ("table.xls", "题库.xls"), ("table.xls", "题库.et"))


@pytest.mark.parametrize(("file", "name"), NAMES)
def test_a_bank_is_read_whatever_program_kept_it(tmp_path, file, name):
    path = tmp_path / name
    path.write_bytes((FILES / file).read_bytes())
    found = read(path, Silent())
    assert found_in(found) == BANK
    assert found.problems == []
    assert [draft.points for draft in found.drafts] == [2.0, 3.0, 1.0, 2.5, 5.0]


@pytest.mark.parametrize("name", ["题库.ods", "题库.xls"])
def test_a_suffix_of_another_program_is_named_and_the_content_read(tmp_path, name):
    path = tmp_path / name
    path.write_bytes((FILES / ("table.xls" if name.endswith("ods") else "table.ods")).read_bytes())
    found = read(path, Silent())
    assert found_in(found) == BANK
    assert [str(problem.kind) for problem in found.problems] == ["wrong_suffix"]


def test_commas_of_a_csv_without_a_head_stay_out_of_its_questions(tmp_path):
    path = tmp_path / "题库.csv"
    rows = ["1,党支部每届任期几年？,", "A,三年,", "B,五年,√", "2,下列哪些是处分？,"]
    rows += ["A,警告,√", "B,谈话,", "C,严重警告,√"]
    path.write_text("\n".join(rows), "utf-8")
    first, second = read(path, Silent()).drafts
    assert (first.stem, first.options) == ("党支部每届任期几年？", ("三年", "五年"))
    assert second.options == ("警告", "谈话", "严重警告")
    assert (first.answer, second.answer) == (("B",), ("A", "C"))


def test_a_text_that_calls_itself_csv_keeps_its_commas(tmp_path):
    path = tmp_path / "题库.csv"
    path.write_text("1、党员,干部,群众都应当守法。（√）\n2、党员可以退党。（√）\n", "utf-8")
    assert read(path, Silent()).drafts[0].stem == "党员,干部,群众都应当守法。"
