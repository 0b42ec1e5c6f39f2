"""Word 97 documents: ``files/old_word.doc`` was written by LibreOffice from a .docx made here.

It holds automatic numbers on two levels, a soft break, a field, a picture, drawn blanks, right
options in bold and in colour, and a table of questions.
"""

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongan_training.bank.formats import doc, read
from dongan_training.errors import UserError
from dongan_training.progress import Silent
from dongan_training.sheets import refusals
from dongan_training.sheets.incoming import Incoming, Kind
from tests.bank.formats.test_habits import found_in
from tests.bank.questions import png

OLD = Path(__file__).parent / "files" / "old_word.doc"
HEAD = b"\xec\xa5"  # where the main stream begins


def patched(folder: Path, place: int, value: int) -> Path:
    """The same document with another word in its file information block."""
    content = bytearray(OLD.read_bytes())
    struct.pack_into("<H", content, content.index(HEAD) + place, value)
    path = folder / "题库.doc"
    path.write_bytes(content)
    return path


def test_all_of_an_old_document_is_read():
    found = read(OLD, Silent())
    assert found_in(found) == (
        ("single", 3, ("B",)),  # automatic numbers and letters
        ("single", 2, ("B",)),
        ("truth", 0, (True,)),
        ("truth", 0, (False,)),  # behind a soft break
        ("truth", 0, (True,)),
        ("truth", 0, (True,)),
        ("fill", 0, (("三",),)),
        ("single", 3, ("B",)),  # bold
        ("multi", 3, ("B", "C")),  # red
        ("single", 2, ("B",)),  # the table
        ("single", 2, ("A",)),
    )
    assert found.problems == []
    assert found.drafts[8].options == ("甲", "乙", "丙")  # 五、表格题 below it is a head
    assert "五、表格题" in [one.text for one in found.headings]


def test_pictures_fields_and_drawn_blanks_are_found_where_they_stand():
    drafts = read(OLD, Silent()).drafts
    shown, linked, blank = drafts[4:7]
    assert shown.stem == "图中〔图1〕是党徽。"
    assert shown.pictures[0].data.startswith(png(9).data[:8])
    assert linked.stem == "见网页的说法正确。"
    assert blank.stem == "任期是______年。"


def test_an_encrypted_document_is_refused(tmp_path):
    with pytest.raises(refusals.LockedFile):
        read(patched(tmp_path, 10, 0x0100), Silent())


def test_a_document_older_than_word_97_is_refused_with_advice(tmp_path):
    with pytest.raises(refusals.OldWordFile, match=r"另存为 \.docx"):
        read(patched(tmp_path, 2, 0x65), Silent())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 13_000), st.integers(0, 255)), min_size=1, max_size=40))
def test_a_damaged_document_ends_in_a_sentence_or_a_reading(changes):
    content = bytearray(OLD.read_bytes())
    for place, value in changes:
        content[place] = value
    incoming = Incoming(OLD, bytes(content), Kind.DOC)
    with suppress(UserError):
        doc.read(incoming, Silent())


def test_a_row_of_many_cells_is_a_row_although_its_properties_lie_elsewhere():
    found = read(OLD.with_name("wide_key_table.doc"), Silent())
    assert [draft.answer for draft in found.drafts] == [(key,) for key in "ABCDABCDABCD"]
    assert found.problems == []
