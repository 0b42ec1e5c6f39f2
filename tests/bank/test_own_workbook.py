"""Our Excel template: exact where nobody touched it, tolerant where somebody did."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, MarkingPoint, Picture, QuestionType
from dongan_training.bank.recognising.album import MISSING
from dongan_training.bank.writers import excel
from dongan_training.progress import Silent
from tests.bank.questions import png

PLAIN = Draft(QuestionType.SINGLE_CHOICE, "党支部任期是几年？", ("三年", "五年"), ("A",))
ODD = Draft(QuestionType.FILL_BLANK, "1、甲（A）是____。", answer=(("a/b", "甲;乙"),))


def written(folder, *drafts):
    path = folder / "题库.xlsx"
    path.write_bytes(excel.write(drafts))
    return path


def sheets(path):
    return CalamineWorkbook.from_path(path).sheet_names


def test_a_bank_of_plain_questions_is_one_plain_sheet(tmp_path):
    marked = Draft(
        QuestionType.SHORT_ANSWER,
        "党的六项纪律是什么？",
        answer=("政治纪律、组织纪律等六项。",),
        marking=(MarkingPoint("政治纪律", 2.0), MarkingPoint("组织纪律", 1.5)),
        tags=("纪律", "党章"),
        points=3.5,
    )
    free = Draft(
        QuestionType.FILL_BLANK,
        "全面从严治党永远在路上，要坚持____和____。",
        answer=(("教育",), ("惩处", "惩治")),
        order_free=True,
    )
    path = written(tmp_path, PLAIN, marked, free)
    assert sheets(path) == ["题库"]
    found = formats.read(path, Silent()).drafts
    assert [one.marking for one in found] == [(), marked.marking, ()]
    assert (found[1].tags, found[2].order_free, found[2].answer) == (marked.tags, True, free.answer)


def test_a_question_that_would_read_otherwise_is_kept_beside_its_row(tmp_path):
    path = written(tmp_path, PLAIN, ODD)
    assert sheets(path) == ["题库", "_dongan"]
    found = formats.read(path, Silent())
    assert (found.drafts[1].stem, found.drafts[1].answer) == (ODD.stem, ODD.answer)
    assert found.problems == []


def test_an_edited_row_is_read_as_it_stands(tmp_path):
    edited = Draft(ODD.type, ODD.stem.replace("甲", "乙"), answer=ODD.answer)
    before = excel.write([ODD])
    rows = excel.cells_of(edited, 1, 4)
    path = tmp_path / "题库.xlsx"
    path.write_bytes(_with_row(before, rows))
    assert formats.read(path, Silent()).drafts[0].stem == "乙（A）是____。"


def _with_row(content: bytes, cells: list[str]) -> bytes:
    """The same workbook with other words in its first row, as after a visit to Excel."""
    import xlsxwriter

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as out:
        for name in book.sheet_names:
            sheet = out.add_worksheet(name)
            rows = book.get_sheet_by_name(name).to_python()
            if name == "题库":
                rows[1] = cells
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return written.getvalue()


@pytest.mark.parametrize("media_type", ["image/webp", "image/tiff"])
def test_a_picture_that_excel_cannot_show_comes_back_too(tmp_path, media_type):
    data = {"image/webp": b"RIFF\0\0\0\0WEBPVP8 ", "image/tiff": b"II*\0abcd"}[media_type]
    draft = Draft(
        QuestionType.TRUE_FALSE,
        "图中〔图1〕是党徽〔图2〕。",
        answer=(True,),
        pictures=(png(1), Picture(media_type, data)),
    )
    found = formats.read(written(tmp_path, draft), Silent()).drafts[0]
    assert (found.stem, found.pictures) == (draft.stem, draft.pictures)


def test_a_text_longer_than_a_cell_comes_back_whole(tmp_path):
    draft = Draft(QuestionType.SHORT_ANSWER, "长长的题", answer=("甲乙丙丁" * 20_000,))
    found = formats.read(written(tmp_path, draft), Silent()).drafts[0]
    assert found.answer == draft.answer


def test_a_picture_that_was_spoilt_is_told_of(tmp_path):
    draft = Draft(ODD.type, "1、图中（A）是____。〔图1〕", answer=ODD.answer, pictures=(png(1),))
    path = written(tmp_path, draft)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(spoilt, "w") as copy:
        for name in whole.namelist():
            copy.writestr(name, b"none" if "/media/" in name else whole.read(name))
    path.write_bytes(spoilt.getvalue())
    found = formats.read(path, Silent()).drafts[0]
    assert found.pictures == () and found.warnings == (MISSING,)
