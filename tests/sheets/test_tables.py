import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from dongan_training.errors import Cancelled
from dongan_training.sheets import extent, old_extent
from dongan_training.sheets.headings import find_headings, plain_heading
from dongan_training.sheets.refusals import DamagedFile, NoTables, TooWide
from dongan_training.sheets.tables import Row, Table, cell_text, delimiter_of, read_tables
from tests.sheets.test_incoming import compound

OLD_WORKBOOK = Path(__file__).parents[1] / "bank" / "formats" / "files" / "table.xls"


def workbook(path: Path, *rows: list[object]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("名册")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    return path


def test_cells_come_as_a_person_would_type_them(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", [" 李四 ", 1.0, 2.5, True, date(2026, 3, 5), 13800000000, ""]
    )
    cells = read_tables(path)[0].rows[0].cells
    assert cells[:6] == ("李四", "1", "2.5", "TRUE", "2026-03-05", "13800000000")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (float("nan"), "nan"),
        (datetime(2026, 1, 2, 8, 30), "2026-01-02 08:30:00"),
    ],
)
def test_odd_values_are_shown_sensibly(value, text):
    assert cell_text(value) == text


def test_rows_and_columns_keep_the_place_excel_shows(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [], [], ["", "姓名"], [], ["", "李四"])
    rows = read_tables(path)[0].rows
    assert rows == [Row(3, ("", "姓名")), Row(5, ("", "李四"))]


def test_a_stray_far_cell_is_refused_before_it_eats_the_memory(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write("A1", "姓名")
    sheet.write("XFD1048576", "x")
    book.close()
    with pytest.raises(TooWide):
        read_tables(tmp_path / "a.xlsx")


def test_a_part_that_claims_more_than_it_holds_is_refused_before_it_eats_the_memory(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["姓名"], ["李四"])
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/styles.xml":
                part = part.replace(b'cellXfs count="', b'cellXfs count="99999999')
            after.writestr(name, part)
    path.write_bytes(packed.getvalue())
    with pytest.raises(DamagedFile):
        read_tables(path)


def test_a_chain_of_sectors_without_end_is_refused(tmp_path):
    content = bytearray(compound("Workbook"))
    content[516:520] = b"\1\0\0\0"  # the sector of the directory is followed by itself
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        read_tables(path)


def record(kind, contents):
    return struct.pack("<HH", kind, len(contents)) + contents


SHEET = record(0x809, bytes(16))
CELL = record(0x203, struct.pack("<HHHd", 65535, 65535, 0, 1.0))


@pytest.mark.parametrize(
    "stream",
    [
        SHEET + record(0x200, struct.pack("<IIHHH", 0, 0x7A0006, 0, 11, 0)),
        SHEET + record(0x200, struct.pack("<HHHHH", 0, 6, 0, 65535, 0)),
        SHEET + record(0xFC, struct.pack("<II", 4, 2**31 - 1)),
        SHEET + CELL + SHEET,
        record(0x85, struct.pack("<IH", 77, 0)) + SHEET,
    ],
    ids=["rows", "columns", "strings", "a far cell", "a sheet within a record"],
)
def test_an_old_workbook_that_promises_too_much_is_told_before_it_is_opened(stream):
    assert old_extent.claims_too_much(stream)
    assert not old_extent.claims_too_much(
        SHEET + record(0x200, struct.pack("<IIHHH", 0, 9, 0, 9, 0))
    )


def test_an_old_workbook_with_a_damaged_dimension_is_refused_in_a_sentence(tmp_path):
    whole = OLD_WORKBOOK.read_bytes()
    before = record(0x200, struct.pack("<IIHHH", 0, 6, 0, 11, 0))
    assert before in whole
    path = tmp_path / "a.xls"
    path.write_bytes(whole.replace(before, before[:10] + b"\x7a" + before[11:]))
    with pytest.raises(DamagedFile):
        read_tables(path)


def test_the_extent_is_an_upper_bound():
    sheet = b'<sheetData><row r="1"><c r="AB1"/></row><row r="70000"><c r="B70000"/></row>'
    assert extent.cells_spanned(sheet) == 70000 * 28


def test_a_quoted_csv_cell_may_span_lines_and_rows_keep_their_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('姓名,说明\r\n李四,"一\r\n二"\r\n王五,三\r\n'.encode("gb18030"))
    assert [row.number for row in read_tables(path)[0].rows] == [1, 2, 4]


@pytest.mark.parametrize(
    ("text", "mark"), [("a,b\nc,d", ","), ("a\tb\nc\td", "\t"), ("a;b\nc;d", ";"), ("", ",")]
)
def test_the_delimiter_is_the_one_lines_agree_on(text, mark):
    assert delimiter_of(text) == mark


def test_a_word_file_is_no_table(tmp_path):
    import docx

    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(NoTables):
        read_tables(tmp_path / "a.docx")


def test_reading_can_be_cancelled(tmp_path):
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_tables(workbook(tmp_path / "a.xlsx", ["姓名"]), Stop())


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("所在党\n组织", "所在党组织"),
        (" 选项  D", "选项d"),
        ("正确答案(只能输入ABCD否则报错)", "正确答案"),
        ("＊姓　名（必填）", "姓名"),
        ("【题干】", "题干"),
    ],
)
def test_heads_are_matched_without_their_decoration(written, means):
    assert plain_heading(written) == means


def test_the_head_is_found_below_a_title():
    table = Table("", [Row(1, ("东安县名册",)), Row(3, ("", "姓 名", "手机", "备注"))])
    found = find_headings(table, {"name": ("姓名",), "phone": ("联系电话", "手机")}, ["name"])
    assert found is not None
    assert (found.index, dict(found.columns), dict(found.unknown)) == (
        1,
        {"name": 1, "phone": 2},
        {3: "备注"},
    )
    assert found.text(Row(4, ("", "李四")), "phone") == ""


def test_a_table_without_the_required_heads_has_no_head():
    assert find_headings(Table("", [Row(1, ("手机",))]), {"name": ("姓名",)}, ["name"]) is None


def test_a_workbook_that_makes_its_reader_panic_is_told_in_a_sentence_alone(tmp_path, capfd):
    content = bytearray(OLD_WORKBOOK.read_bytes())
    for place, value in ((1668, 73), (4789, 125), (5998, 19)):
        content[place] = value
    path = tmp_path / "题库.xls"
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        read_tables(path)
    assert capfd.readouterr().err == ""
