import pytest
import xlsxwriter

from dongan_training.training import name_list
from dongan_training.training.name_list import ListedName


def test_names_are_read_from_a_table_with_headings(tmp_path):
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["参训人员名单"])
        sheet.write_row(1, 0, ["序号", "姓　名", "所在单位"])
        sheet.write_row(2, 0, [1, "欧阳𬱖", "莲塘村"])
        sheet.write_row(3, 0, [2, "", "空行"])
    assert name_list.read_names(path) == [ListedName(3, "欧阳𬱖", "莲塘村")]


def test_names_are_read_from_a_text_of_bare_names(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_bytes("陈敏\n\n邓建国\n".encode("gb18030"))
    assert [one.name for one in name_list.read_names(path)] == ["陈敏", "邓建国"]


def test_a_file_without_names_is_refused(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("姓名,单位\n,莲塘村\n", encoding="utf-8")
    with pytest.raises(name_list.NoNames, match="名单"):
        name_list.read_names(path)


def test_namesakes_are_told_apart_by_their_organisation_and_the_rest_is_explained(
    workspace, add_people
):
    here, other = add_people(["王芳", "陈敏"])
    (there,) = add_people(["王芳"], unit="西江桥村党支部")
    listed = [
        ListedName(2, "王　芳", "西江桥村"),
        ListedName(3, "陈敏"),
        ListedName(4, "王芳", "白牙市镇莲塘村党总支"),
        ListedName(5, "王芳"),
        ListedName(6, "陈敏", "茶亭社区党委"),
        ListedName(7, "李四"),
    ]
    with workspace.read() as session:
        matched = name_list.match_names(session, listed)
    assert matched.person_ids == (there, other, here)
    assert [(one.row, one.message) for one in matched.problems] == [
        (5, "花名册里有 2 位王芳，分不清是哪一位。"),
        (6, "花名册里的陈敏在莲塘村党总支，与名单上的单位不符。"),
        (7, "花名册里没有这个人。"),
    ]
