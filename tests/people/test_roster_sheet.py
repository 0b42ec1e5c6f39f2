"""Reading rolls as clerks keep them."""

import pytest
import xlsxwriter

from dongan_training.people.roster_sheet import RosterEmpty, RosterHeadMissing, read_roster
from dongan_training.sheets.refusals import (
    EmptyFile,
    FileRefused,
    LockedFile,
    MissingFile,
    NoTables,
)
from tests.sheets.test_incoming import compound


def test_heads_are_found_below_a_title_with_brackets_breaks_and_blanks(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("第1期")
        sheet.write(0, 0, "参训人员名册")
        sheet.write(1, 0, "填报单位：白牙市镇")
        head = ["序号", "姓 名", "所在党组织\n（全称）", "现任职务 *", "手机号码（必填）", "身高"]
        sheet.write_row(3, 0, head)
        sheet.write_row(4, 0, [1, "陈　敏", "莲塘村党总支", "书记", 13812345678, "1.6"])
    table = read_roster(path)
    line = table.lines[0]
    assert (line.sheet, line.number) == ("第1期", 5)
    assert line.cells == {
        "name": "陈　敏",
        "unit": "莲塘村党总支",
        "post": "书记",
        "phone": "13812345678",
    }
    assert line.numbers == {"phone"}
    assert table.columns_left == ("序号", "身高")


def test_a_place_joined_over_its_people_is_read_for_each_of_them(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["乡镇", "姓名", "职务"])
        sheet.merge_range(1, 0, 3, 0, "横塘镇")
        sheet.write_column(1, 1, ["陈敏", "王芳", "李强", "张三"])
        sheet.merge_range(1, 2, 2, 2, "委员")  # a post is not one person's with another
    cells = [dict(line.cells) for line in read_roster(path).lines]
    assert [one.get("township") for one in cells] == ["横塘镇", "横塘镇", "横塘镇", None]
    assert [one.get("post") for one in cells] == ["委员", None, None, None]


def test_a_roll_in_two_halves_side_by_side_is_read_whole(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(
        "名册,,,,,\n序号,姓名,单位,序号,姓名,单位\n1,陈敏,横塘镇,3,李强,花桥镇\n2,王芳,横塘镇,,,\n"
    )
    table = read_roster(path)
    assert [line.cells["name"] for line in table.lines] == ["陈敏", "王芳", "李强"]
    assert table.lines[2].cells == {"name": "李强", "workplace": "花桥镇"}
    assert len({line.id for line in table.lines}) == 3
    assert table.columns_left == ("序号",)


def test_names_of_a_family_beside_a_person_are_no_second_half(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text("姓名,性别,单位,家庭成员,姓名\n陈敏,女,横塘镇,父亲,陈大年\n")
    assert [line.cells["name"] for line in read_roster(path).lines] == ["陈敏"]


def test_several_sheets_are_read_and_one_without_a_head_is_named(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("白牙市镇", "横塘镇"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["姓名", "支部"])
            sheet.write_row(1, 0, [f"{name[0]}某", "莲塘村党支部"])
            sheet.write_row(2, 0, ["姓名", "支部"])  # the head of the next printed page
        book.add_worksheet("填表说明").write(0, 0, "请如实填写")
        book.add_worksheet("空")
    table = read_roster(path)
    assert [(one.sheet, one.number) for one in table.lines] == [("白牙市镇", 2), ("横塘镇", 2)]
    assert table.sheets_left == ("填表说明",)


def test_a_csv_of_chinese_windows_is_read(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes("姓名,所在支部\n陈敏,莲塘村党支部\n".encode("gb18030"))
    assert read_roster(path).lines[0].cells == {"name": "陈敏", "unit": "莲塘村党支部"}


def test_a_workbook_with_the_wrong_suffix_is_read_and_remarked(write_roll, tmp_path):
    path = write_roll([("陈敏", "", "横塘镇")]).rename(tmp_path / "名册.csv")
    table = read_roster(path)
    assert table.lines[0].cells["name"] == "陈敏"
    assert ".xlsx" in table.remark


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("名册.xlsx", b"", EmptyFile),
        ("名册.xlsx", b"%PDF-1.7\0", NoTables),
        ("名册.xlsx", b"PK\x03\x04broken", FileRefused),
        ("名册.csv", "编号,数量\n1,2\n".encode(), RosterHeadMissing),
        ("名册.csv", "姓名,支部\n".encode(), RosterEmpty),
    ],
)
def test_a_file_that_is_no_roll_is_refused_in_one_sentence(tmp_path, name, content, refusal):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(refusal) as refused:
        read_roster(path)
    assert refused.value.told() and refused.value.advised()


def test_a_missing_a_locked_and_a_word_file_are_refused(tmp_path):
    from docx import Document

    with pytest.raises(MissingFile):
        read_roster(tmp_path / "没有.xlsx")
    locked = tmp_path / "名册.xlsx"
    locked.write_bytes(compound("EncryptedPackage", "EncryptionInfo"))
    with pytest.raises(LockedFile):
        read_roster(locked)
    word = tmp_path / "名册.docx"
    Document().save(word)
    with pytest.raises(NoTables):
        read_roster(word)
