"""Sheets whose questions do not stand as rows under one head are read, whichever way they stand."""

import pytest
import xlsxwriter

from dongan_training.bank.formats import read
from dongan_training.progress import Silent

ASKED = (
    ("党支部委员会每届任期是", ("三年", "五年", "四年", "一年"), "B"),
    ("党的最高理想是实现", ("共产主义", "小康", "共同富裕", "社会主义"), "A"),
    ("下列属于党员义务的是", ("学习", "纳税", "服兵役", "经商"), "D"),
    ("入党预备期为", ("一年", "两年", "半年", "三个月"), "C"),
    ("党章规定党费应当", ("按时交纳", "随意交", "年底交", "不交"), "A"),
    ("违反廉洁纪律的处理是", ("处分", "表扬", "奖励", "提拔"), "B"),
)
HEAD = ("题目", "A", "B", "C", "D", "答案")
FLAT = [(stem, *options, key) for stem, options, key in ASKED]


def option_rows(stem_row, option_row):
    """The rows of each question: one for its stem, unless that is None, and one for each option."""
    rows = []
    for number, (stem, options, key) in enumerate(ASKED, 1):
        if stem_row is not None:
            rows.append(stem_row(number, stem, key))
        for place, option in enumerate(options):
            is_right = "ABCD"[place] == key
            rows.append(option_row(number, stem, place, option, is_right, key))
    return rows


SHEETS = {
    "letters beside the options, the key on the row of the stem": option_rows(
        lambda n, stem, key: (n, stem, key), lambda n, s, at, option, *_: ("ABCD"[at], option, "")
    ),
    "rows called 题目 and 选项": option_rows(
        lambda n, stem, key: ("题目", stem, key), lambda n, s, at, option, *_: ("选项", option, "")
    ),
    "the same under a head": [
        ("类型", "内容", "答案"),
        *option_rows(
            lambda n, stem, key: ("题目", stem, key),
            lambda n, s, at, option, *_: ("选项", option, ""),
        ),
    ],
    "a tick beside the right option": option_rows(
        lambda n, stem, key: (n, stem, ""),
        lambda n, s, at, option, right, _: ("", option, "√" * right),
    ),
    "1 and 0 beside the options": option_rows(
        lambda n, stem, key: (n, stem, ""),
        lambda n, s, at, option, right, _: ("", option, int(right)),
    ),
    "the stem again on each row": option_rows(
        None, lambda n, stem, at, option, right, _: (stem, option, int(right))
    ),
    "the stem in a merged cell": option_rows(
        None, lambda n, stem, at, option, right, _: (stem if at == 0 else "", option, int(right))
    ),
    "number, stem and key in merged cells": option_rows(
        None,
        lambda n, stem, at, option, _, key: (
            *((n, stem) if at == 0 else ("", "")),
            *("ABCD"[at], option, key if at == 0 else ""),
        ),
    ),
    "a question to each column": list(
        zip(*[("题目", "选项A", "选项B", "选项C", "选项D", "答案"), *FLAT], strict=True)
    ),
    "two blocks side by side": [
        (*HEAD, "", *HEAD),
        *((*FLAT[at], "", *FLAT[at + 3]) for at in range(3)),
    ],
    "keys below the questions": [
        ("序号", *HEAD[:5]),
        *((n, *row[:5]) for n, row in enumerate(FLAT, 1)),
        ("题号", "答案"),
        *((n, row[5]) for n, row in enumerate(FLAT, 1)),
    ],
    "keys below the questions, from left to right": [
        ("序号", *HEAD[:5]),
        *((n, *row[:5]) for n, row in enumerate(FLAT, 1)),
        ("题号", *range(1, 7)),
        ("答案", *(row[5] for row in FLAT)),
    ],
    "no head, the text of the right option at the end": [
        (n, *row[:5], row[1 + "ABCD".index(row[5])]) for n, row in enumerate(FLAT, 1)
    ],
    "no head, the options in one cell, the number of the right one at the end": [
        (n, row[0], "@".join(row[1:5]), "ABCD".index(row[5]) + 1) for n, row in enumerate(FLAT, 1)
    ],
    "no head, the number of the right option at the end": [
        (n, *row[:5], "ABCD".index(row[5]) + 1) for n, row in enumerate(FLAT, 1)
    ],
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_every_question_has_its_options_and_key(tmp_path, rows):
    path = tmp_path / "题库.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(line, place, value)
    found = read(path, Silent())
    assert [(one.stem, one.options, one.answer) for one in found.drafts] == [
        (stem, options, (key,)) for stem, options, key in ASKED
    ]
    assert found.problems == []


def test_lines_of_options_with_tabs_between_are_no_table(tmp_path):
    path = tmp_path / "题库.txt"
    lines = (
        f"{n}、{stem}（）\t\n"
        + "\t".join(f"{'ABCD'[at]}、{option}" for at, option in enumerate(options))
        + f"\t\n答案：{key}\n"
        for n, (stem, options, key) in enumerate(ASKED, 101)
    )
    path.write_text("单项选择题\n" + "".join(lines), "utf-8")
    found = read(path, Silent())
    assert [(one.options, one.answer) for one in found.drafts] == [
        (options, (key,)) for _stem, options, key in ASKED
    ]
