import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.sheets.refusals import NotText
from dongan_training.sheets.text import decode, lines_of, read_text

TEXT = "1、东安县的农村党支部书记（ ）。\r\nA.甲\r\nB.乙\r\n答案：A"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_of_chinese_windows_is_read(tmp_path, encoding):
    path = tmp_path / "题库.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path) == TEXT


def test_rare_names_beyond_gbk_survive_gb18030():
    assert decode("欧阳𬱖、䶮".encode("gb18030"), "x") == "欧阳𬱖、䶮"


def test_one_broken_character_does_not_cost_the_file():
    broken = ("党" * 500).encode() + b"\xff" + "支部".encode()
    assert decode(broken, "x").endswith("\ufffd支部")


def test_a_picture_named_txt_is_refused():
    with pytest.raises(NotText):
        decode(bytes(range(256)) * 20, "图.txt")


def test_soft_breaks_and_all_line_ends_part_lines():
    assert lines_of("a\r\nb\rc\nd\ve\u2028f") == list("abcdef")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "x") == text
