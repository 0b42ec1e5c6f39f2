"""Quiz pages without letters: what they say of their options is believed, and no more."""

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent

ASKED = (
    ("党章规定，预备党员的预备期为（ ）。", ("半年", "一年", "两年")),
    ("村党支部每届任期（ ）。", ("三年", "四年", "五年")),
    ("支部党员大会一般每（ ）召开一次。", ("月", "季度", "年")),
)


def questions(folder, body):
    path = folder / "测验.html"
    path.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", "utf-8")
    found = read(path, Silent())
    return found, [(one.stem, one.options, one.answer) for one in found.drafts]


def blocks(keys):
    found = ""
    for (stem, options), key in zip(ASKED, keys, strict=True):
        items = "".join(f"<li>{option}</li>" for option in options)
        found += f"<div data-key='{key}'><p>{stem}</p><ul>{items}</ul></div>"
    return found


@pytest.mark.parametrize(("keys"), [(1, 2, 0), (2, 3, 2)])
def test_a_count_of_the_options_begins_where_the_page_shows_it(tmp_path, keys):
    _found, read_from = questions(tmp_path, blocks(keys))
    base = 0 if 0 in keys else 1
    assert [key for _stem, _options, key in read_from] == [(chr(65 + n - base),) for n in keys]


def test_counts_that_may_begin_at_nought_or_at_one_are_told_and_not_guessed(tmp_path):
    found, read_from = questions(tmp_path, blocks((1, 2, 1)))
    assert [options for _stem, options, _key in read_from] == [options for _stem, options in ASKED]
    assert [key for _stem, _options, key in read_from] == [(), (), ()]
    assert all("对不上选项" in one.warnings[0] for one in found.drafts)


def test_lists_of_a_page_that_asks_nothing_stay_lists(tmp_path):
    menu = "<ul><li>首页</li><li class='right'>登录</li><li>关于我们</li></ul>"
    found, _questions = questions(tmp_path, menu + blocks(("一年", "五年", "季度")))
    assert [one.options for one in found.drafts][-3:] == [options for _stem, options in ASKED]
    plain = questions(
        tmp_path, menu + "<p>1. 预备期为（ ）。</p><p>A. 半年</p><p>B. 一年</p><p>答案：B</p>"
    )
    assert [options for _stem, options, _key in plain[1]] == [("半年", "一年")]


def test_a_question_whose_options_say_nothing_keeps_them_and_lacks_its_key(tmp_path):
    body = "".join(
        f"<h4>{n}. {stem}</h4><ol>"
        + "".join(
            f"<li{' class=correct' if n < 3 and m == 1 else ''}>{text}</li>"
            for m, text in enumerate(options)
        )
        + "</ol>"
        for n, (stem, options) in enumerate(ASKED, 1)
    )
    found, read_from = questions(tmp_path, body)
    assert [(options, key) for _stem, options, key in read_from] == [
        (ASKED[0][1], ("B",)),
        (ASKED[1][1], ("B",)),
        (ASKED[2][1], ()),
    ]
    assert [one.message for one in found.problems] == ["这道题没有答案。"]


def test_signs_that_no_tree_takes_and_stems_without_an_element_are_no_fault(tmp_path):
    odd = blocks(("一年", "五年", "季度")).replace("半年", "&#1;半年").replace("<p>", "<br>")
    found, read_from = questions(tmp_path, odd.replace("</p>", ""))
    assert [options[-1] for _stem, options, _key in read_from] == ["两年", "五年", "年"]
    assert len(found.drafts) == 3
