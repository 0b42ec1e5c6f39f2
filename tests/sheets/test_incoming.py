"""Hostile, broken and mistaken files: each is refused with its own sentence."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongan_training.errors import UserError
from dongan_training.sheets import archive, refusals
from dongan_training.sheets.incoming import Kind, kind_of, open_file
from dongan_training.sheets.tables import read_tables

WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def zipped(**parts: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_on_a_vanished_stick_is_named_in_the_sentence(tmp_path):
    with pytest.raises(refusals.MissingFile, match=r"题库\.docx"):
        open_file(tmp_path / "没有了" / "题库.docx")


def test_a_stick_that_fails_while_reading_is_explained(tmp_path, monkeypatch):
    path = saved(tmp_path, "题库.txt", b"1")

    def broken(*_args, **_kwargs):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(refusals.Unreachable, match="设备读写出错"):
        open_file(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(refusals.ForeignKind, match="文件夹"):
        open_file(tmp_path)


def test_a_name_with_a_nul_is_no_crash():
    with pytest.raises(refusals.FileRefused):
        open_file(Path("a\0b.txt"))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"  \r\n\t", b"\0" * 50])
def test_an_empty_file_is_said_to_be_empty(tmp_path, content):
    with pytest.raises(refusals.EmptyFile):
        open_file(saved(tmp_path, "题库.xlsx", content))


def test_a_truncated_workbook_is_damaged(tmp_path):
    whole = zipped(**{"xl__workbook.xml": WORKBOOK * 50})
    with pytest.raises(refusals.DamagedFile):
        open_file(saved(tmp_path, "题库.xlsx", whole[: len(whole) // 2]))


def test_an_archive_without_members_is_damaged(tmp_path):
    with pytest.raises(refusals.DamagedFile):
        open_file(saved(tmp_path, "题库.xlsx", zipped()))


def test_a_bomb_of_one_gigabyte_is_refused_without_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_unpacked", lambda *_: pytest.fail("unpacked"))
    bomb = zipped(**{"xl__workbook.xml": WORKBOOK, "xl__sheet.xml": b" " * 40_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(refusals.Overblown):
        open_file(saved(tmp_path, "题库.xlsx", bomb))


def test_a_bomb_that_lies_about_its_size_is_refused_while_unpacking(tmp_path):
    bomb = bytearray(zipped(**{"xl__workbook.xml": b" " * 20_000_000}))
    directory = bomb.rindex(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    with pytest.raises((refusals.Overblown, refusals.DamagedFile)):
        open_file(saved(tmp_path, "题库.xlsx", bytes(bomb)))


def test_ten_thousands_of_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 5)
    many = zipped(**{f"xl__{number}.xml": "" for number in range(6)})
    with pytest.raises(refusals.Overblown):
        open_file(saved(tmp_path, "题库.xlsx", many))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_xml_that_declares_entities_is_refused(tmp_path, encoding):
    evil = f'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>{WORKBOOK}'.encode(encoding)
    with pytest.raises(refusals.HarmfulXml):
        open_file(saved(tmp_path, "题库.xlsx", zipped(**{"xl__workbook.xml": evil})))


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("dongan_training.sheets.incoming.LARGEST", 10)
    with pytest.raises(refusals.TooLarge):
        open_file(saved(tmp_path, "题库.txt", b"x" * 11))


def compound(*streams: str) -> bytes:
    """A smallest Office 97 container with empty streams of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    entries = b""
    for index, name in enumerate(("Root Entry", *streams)):
        encoded = (name + "\0").encode("utf-16-le")
        kind = 5 if index == 0 else 2
        child = 1 if index == 0 else 0xFFFFFFFF
        right = index + 1 if 0 < index < len(streams) else 0xFFFFFFFF
        entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
        entry += struct.pack("<III", 0xFFFFFFFF, right, child)
        entries += entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
    return bytes(header) + table + entries.ljust(512, b"\0")


def test_a_modern_file_under_a_password_is_told_from_a_broken_one(tmp_path):
    locked = compound("EncryptedPackage", "EncryptionInfo")
    with pytest.raises(refusals.LockedFile):
        open_file(saved(tmp_path, "题库.xlsx", locked))


def test_an_old_file_with_a_folder_that_holds_itself_is_called_damaged(tmp_path):
    content = bytearray(compound("WordDocument"))
    root = 1024
    content[root + 66] = 1  # a folder like others
    struct.pack_into("<I", content, root + 76, 0)  # whose first child is itself
    with pytest.raises(refusals.DamagedFile):
        open_file(saved(tmp_path, "题库.doc", bytes(content)))


def test_an_old_word_file_is_known_and_holds_no_tables_of_people(tmp_path):
    path = saved(tmp_path, "名册.doc", compound("WordDocument", "1Table"))
    assert open_file(path).kind is Kind.DOC
    with pytest.raises(refusals.NoTables):
        read_tables(path)


def test_an_old_excel_file_without_sheets_gives_no_rows_and_no_crash(tmp_path):
    assert read_tables(saved(tmp_path, "题库.xls", compound("Workbook"))) == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (zipped(**{"ppt__presentation.xml": "<a/>"}), "演示文稿"),
        (zipped(**{"readme.txt": "x"}), "压缩包"),
    ],
)
def test_what_people_pick_by_mistake_is_called_by_its_name(content, word):
    with pytest.raises(refusals.ForeignKind, match=word):
        kind_of(content, "题库.xlsx")


def test_a_suffix_that_lies_is_believed_less_than_the_content(tmp_path):
    csv = saved(tmp_path, "名册.xlsx", "姓名,职务\n李四,书记\n".encode())
    incoming = open_file(csv)
    assert incoming.kind is Kind.TEXT
    assert "名册" not in (incoming.remark() or "") and ".xlsx" in (incoming.remark() or "")
    assert read_tables(csv)[0].rows[1].cells == ("李四", "书记")


def test_a_web_page_saved_as_xls_is_read_as_the_table_it_is(tmp_path):
    page = "<html><body><table><tr><th>姓名</th></tr><tr><td> 王五 </td></tr></table></body></html>"
    table = read_tables(saved(tmp_path, "名册.xls", page.encode("gb18030")))[0]
    assert [row.cells for row in table.rows] == [("姓名",), ("王五",)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_no_bytes_whatever_end_in_a_traceback(tail, head):
    try:
        kind_of(head + tail, "x.xlsx")
    except UserError as refused:
        assert str(refused)
