"""Web pages that ask and mark by themselves."""

from base64 import b64encode

import pytest

from dongan_training.bank.formats import read
from dongan_training.bank.recognising.pieces import Grid, Mark
from dongan_training.progress import Silent
from tests.bank.questions import png

BUTTON = "<input type=radio value='{0}' onClick='mark({1}, this.value)'>{2}<br>"
ASKED = (
    ("党章规定，预备党员的预备期为（ ）。", ("半年", "一年", "两年"), "b"),
    ("村党支部每届任期（ ）。", ("三年", "四年", "五年"), "c"),
    ("纪律处分的种类有（ ）种。", ("五", "六", "七"), "a"),
)


def page(folder, first, *, lettered=False, keys=True):
    """An old quiz page whose script counts from ``first``."""
    script, body = "", ""
    for number, (stem, options, key) in enumerate(ASKED, start=1):
        script += f'right[{number - 1 + first}] = "{key}";\n' if keys else ""
        body += f"<b>{number}. {stem}</b><p>"
        for letter, option in zip("abc", options, strict=True):
            shown = f"{letter.upper()}、{option}" if lettered else option
            body += BUTTON.format(letter, number, shown)
    path = folder / "网上答题.html"
    path.write_text(f"<html><script>{script}</script><body><form>{body}</form></body></html>")
    return path


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("lettered", [True, False])
def test_buttons_to_tick_are_options_and_the_script_holds_the_keys(tmp_path, first, lettered):
    found = read(page(tmp_path, first, lettered=lettered), Silent())
    assert [(one.stem, one.options, one.answer) for one in found.drafts] == [
        (stem, options, (key.upper(),)) for stem, options, key in ASKED
    ]


def test_without_keys_the_options_are_read_and_the_missing_keys_told(tmp_path):
    found = read(page(tmp_path, 1, keys=False), Silent())
    assert [one.options for one in found.drafts] == [options for _stem, options, _key in ASKED]
    assert [one.answer for one in found.drafts] == [(), (), ()]
    assert [one.message for one in found.problems] == ["这道题没有答案。"] * 3


def test_a_piece_of_a_page_is_a_page_by_its_name(tmp_path):
    path = tmp_path / "题库.html"
    path.write_text(
        "<h3>1. 预备期为（ ）。</h3><p>A. 半年</p><p>B. 一年</p><p>答案：B</p>", "utf-8"
    )
    found = read(path, Silent())
    assert found.format == "html"
    assert [(one.options, one.answer) for one in found.drafts] == [(("半年", "一年"), ("B",))]


def test_a_cell_that_a_row_of_a_table_lacks_has_no_looks():
    grid = Grid(1, (("任期几年？", "五年"), ("几届？",)), looks={(0, 1): (Mark(0, 2, "bold"),)})
    assert grid.looks_of(0, 1) == {"bold"} and grid.looks_of(1, 1) == frozenset()


def test_an_archive_of_a_page_brings_its_pictures_and_a_page_alone_tells_of_them(tmp_path):
    body = (
        '<html><p>1. 图中是什么？<img src=3D"a.files/image001.png"></p><p>A. 甲</p><p>B. 乙</p>'
        '<p>答案：A<img width=3D16 src=3D"icon.gif"></p></html>'
    )
    parts = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="--x"\n',
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n'
        f"Content-Location: file:///C:/a.htm\n\n{body}\n",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n"
        f"Content-Location: file:///C:/a.files/image001.png\n\n{b64encode(png(5).data).decode()}\n",
    )
    (tmp_path / "题库.mht").write_text("\n----x\n".join(parts) + "\n----x--\n", "utf-8")
    (draft,) = read(tmp_path / "题库.mht", Silent()).drafts
    assert (draft.stem, draft.pictures, draft.warnings) == ("图中是什么？〔图1〕", (png(5),), ())
    (tmp_path / "题库.html").write_text(body.replace("=3D", "="), "utf-8")
    (draft,) = read(tmp_path / "题库.html", Silent()).drafts
    assert any("图片读不出来" in one for one in draft.warnings)


def test_questions_that_a_script_makes_by_running_are_told_with_their_words(tmp_path):
    path = tmp_path / "网上练习.html"
    calls = "".join(
        f'add({n}, "{stem}", ["甲", "乙"], "A", "解析：{stem * 3}");\n'
        for n, (stem, *_) in enumerate(ASKED)
    )
    path.write_text(f"<html><body><h1>练习</h1><script>{calls}</script></body></html>")
    told = "\n".join(
        one.text for one in read(path, Silent()).problems if "写在程序里" in one.message
    )
    assert all(stem in told for stem, *_rest in ASKED)
