"""Rich Text is read as the lines and tables it shows, in the code page it names."""

import pytest

from dongan_training.bank.formats import read, rtf_text
from dongan_training.progress import Silent
from dongan_training.sheets.refusals import DamagedFile, EmptyFile, Overblown
from tests.bank.questions import png


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
    assert [one.text for one in found.problems] == ["（图片）"]
    assert found.format == "rtf"


@pytest.mark.parametrize("body", ["", "\\'" * 9, "\\bin99999999 "])
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
    read(written(tmp_path, "\\u-99999999999?\\u99999999? \\fs" + "9" * 9000), Silent())


def questions(folder, *lines):
    found = read(written(folder, "".join(f"{encoded(one)}\\par " for one in lines)), Silent())
    return found, [(one.stem, one.options, one.answer) for one in found.drafts]


@pytest.mark.parametrize("look", ["\\b", "\\cf2", "\\ul", "\\highlight3", "\\cf1\\b"])
def test_a_key_that_only_looks_different_is_seen(tmp_path, look):
    colours = (
        "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green0\\blue0;\\red255\\green255\\blue0;}"
    )
    lines = ("1．每届任期（　）。", "A．三年", f"{{{look} B．五年}}", "\\plain C．十年")
    _found, seen = questions(tmp_path, colours, *lines)
    assert seen == [("每届任期（　）。", ("三年", "五年", "十年"), ("B",))]


def test_what_was_deleted_is_left_out_and_what_is_raised_or_drawn_stays(tmp_path):
    lines = (
        "1．面积为 5m{\\super 2} 的房间有{\\ul      }人，{\\deleted 删去的字}，\\u24403?选（　）。",
        "A．H{\\sub 2}O　B．乙",
        "答案：A",
    )
    found, seen = questions(tmp_path, *lines)
    assert seen == [("面积为 5m² 的房间有_____人，，当选（　）。", ("H₂O", "乙"), ("A",))]
    assert found.problems == []


def test_notes_boxes_heads_and_pictures_have_their_place(tmp_path):
    body = (
        "{\\header 页眉}{\\stylesheet{\\s1 heading;}}",
        "\\pard\\outlinelevel0 一、单选题",
        f"\\pard 1．图中{{\\*\\shppict{{\\pict\\pngblip {png(1).data.hex()}}}}}是（　）。"
        "{\\footnote 出自教材。}{\\nonshppict{\\pict 00}}",
        "A．甲{\\shp{\\*\\shpinst{\\sp{\\sn a}}{\\shptxt B．乙\\par}}{\\shprslt B．乙}}",
        "答案：A",
    )
    found, seen = questions(tmp_path, *body)
    assert [(options, answer) for _stem, options, answer in seen] == [(("甲", "乙"), ("A",))]
    assert len(found.drafts[0].pictures) == 1
    assert [one.text for one in found.problems] == ["出自教材。"]


def test_lines_of_one_cell_and_tables_within_it_stay_in_their_cell(tmp_path):
    rows = (("题目", "选项", "答案"), ("每届任期（　）。", "A．三年\\par B．五年", "B"))
    body = "".join(
        "\\trowd\\cellx1000\\cellx2000\\cellx3000 "
        + "".join(f"\\pard\\intbl {encoded(one)}\\cell " for one in row)
        + "\\row "
        for row in rows
    )
    found = read(written(tmp_path, body + "\\pard\\par "), Silent())
    assert [(one.options, one.answer) for one in found.drafts] == [(("三年", "五年"), ("B",))]


def test_what_has_no_end_is_refused_in_a_sentence(tmp_path, monkeypatch):
    with pytest.raises(DamagedFile):
        read(written(tmp_path, "{" * 2_000), Silent())
    monkeypatch.setattr(rtf_text, "MOST_RUNS", 100)
    with pytest.raises(Overblown):
        read(written(tmp_path, "\\b x\\b0 x" * 100), Silent())
