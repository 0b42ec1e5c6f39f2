"""Rich Text is read as the lines and tables it shows, in the code page it names."""

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from dongan_training.sheets.refusals import DamagedFile, EmptyFile


def encoded(text):
    """Chinese as WordPad writes it: bytes of code page 936."""
    return "".join(
        one if one.isascii() else "".join(f"\\'{byte:02x}" for byte in one.encode("gbk"))
        for one in text
    )


def written(folder, body):
    path = folder / "题库.rtf"
    path.write_text(
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}" + body + "}", "ascii"
    )
    return path


@pytest.mark.parametrize("named", [True, False])
def test_questions_and_a_table_of_keys_are_read_in_the_code_page_of_the_file(tmp_path, named):
    lines = (
        "一、单选题",
        "1．每届任期（　）。",
        "A．三年",
        "B．五年",
        "2．理想是（　）。",
        "A．甲",
        "B．乙",
    )
    table = "".join(
        "\\trowd\\cellx1000\\cellx2000\\cellx3000 "
        + "".join(f"{encoded(one)}\\cell " for one in row)
        + "\\row "
        for row in (("题号", "1", "2")[1 - named :], ("答案", "B", "A")[1 - named :])
    )
    body = "".join(f"{encoded(one)}\\par " for one in lines) + f"{table}{{\\pict\\wmetafile8 0100}}"
    found = read(written(tmp_path, body), Silent())
    assert [(one.options, one.answer) for one in found.drafts] == [
        (("三年", "五年"), ("B",)),
        (("甲", "乙"), ("A",)),
    ]
    assert ["1 张图片没有读入" in one.message for one in found.problems] == [True]
    assert found.format == "rtf"


@pytest.mark.parametrize("body", ["", "{" * 50_000, "\\'" * 9, "\\bin99999999 "])
def test_what_holds_no_words_is_refused_in_a_sentence(tmp_path, body):
    with pytest.raises(EmptyFile):
        read(written(tmp_path, body), Silent())


def test_a_mark_before_the_file_and_a_number_beyond_all_bounds_do_no_harm(tmp_path):
    body = "".join(f"{encoded(one)}\\par " for one in ("1．每届任期（　）。", "A．三年", "B．五年"))
    path = written(tmp_path, body + encoded("答案：B") + "\\par {\\v hidden}")
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    found = read(path, Silent())
    assert [one.answer for one in found.drafts] == [("B",)]
    assert any("隐藏的文字" in one.message for one in found.problems)
    with pytest.raises(DamagedFile):
        read(written(tmp_path, "\\u-99999999999?\\u99999999?"), Silent())
