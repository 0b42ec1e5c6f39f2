# ruff: noqa: E501  (lines as people write them)
"""A third round of keys in words, by place or by flag."""

from html import escape
from typing import Any

from tests.bank.formats.unseen.asked import MULTI, SINGLE, Asked, Bank, Hand
from tests.bank.formats.unseen.said_again import lines, pages
from tests.bank.formats.unseen.said_in_words import page, records, right
from tests.bank.formats.unseen.structured import (
    CHOICES,
    LETTERS,
    counts,
    delimited,
    dumped,
    each,
    letters,
    texts,
    wide,
)


def page_spans(n: int, one: Asked) -> str:
    """Options as stretches of one line, the answer set off in the line below."""
    spans = "".join(f'<span class="xx">{escape(t)}</span> ' for t in texts(one))
    return f'<div class="subject"><span class="num">{n}</span>、{escape(one.stem)}</div><div class="options">{spans}</div><div class="analysis">正确答案：<em>{escape("、".join(right(one)))}</em></div>'


def page_data_list(bank: Bank) -> bytes:
    """The questions as data inside the page."""
    found = [{"q": o.stem, "options": texts(o), "correct": counts(o, 0)} for o in each(bank)]
    data = dumped({"questions": found}).decode().replace("</", "<\\/")
    return page(
        f'<div id="app">正在加载……</div><script type="application/json" id="data">{data}</script>'
    )


def page_bold(n: int, one: Asked) -> str:
    """A list of lists, the right ones in bold."""
    items = "".join(
        f"<li><b>{escape(t)}</b></li>" if m in counts(one, 0) else f"<li>{escape(t)}</li>"
        for m, t in enumerate(texts(one))
    )
    return f"<p>{n}. {escape(one.stem)}</p><ol type='A'>{items}</ol>"


def page_attribute(n: int, one: Asked) -> str:
    """Letters as an attribute of each option, and of the block."""
    items = "".join(
        f"<a class='opt' data-opt='{LETTERS[m]}'>{escape(t)}</a>" for m, t in enumerate(texts(one))
    )
    return f"<div class='card' data-right-answer='{letters(one)}'><h2>{escape(one.stem)}</h2>{items}</div>"


def short_names(_n: int, one: Asked) -> dict[str, Any]:
    kind = "多选" if one.kind == MULTI else "单选"
    return {
        "t": kind,
        "q": one.stem,
        "opts": "|".join(f"{LETTERS[m]}.{t}" for m, t in enumerate(texts(one))),
        "a": "；".join(right(one)),
    }


def named_option(_n: int, one: Asked) -> dict[str, Any]:
    listed = {f"option{m}": t for m, t in enumerate(texts(one), 1)}
    return {"question": one.stem, **listed, "answer": f"option{counts(one)[0]}"}


def numbered_options(_n: int, one: Asked) -> dict[str, Any]:
    return {
        "question": one.stem,
        "options": {str(m): t for m, t in enumerate(texts(one), 1)},
        "answer": [str(m) for m in counts(one)],
    }


def ok_flags(_n: int, one: Asked) -> dict[str, Any]:
    return {
        "stem": one.stem,
        "items": [
            {"key": LETTERS[m], "val": t, "ok": m in counts(one, 0)}
            for m, t in enumerate(texts(one))
        ],
    }


def lettered_text(bank: Bank) -> bytes:
    rows = [
        [one.stem, *wide(one), "；".join(f"{LETTERS[m]} {texts(one)[m]}" for m in counts(one, 0))]
        for one in each(bank)
    ]
    return delimited([["题目", *"ABCDEF", "答案"], *rows])


def pointed(bank: Bank) -> bytes:
    """Tabs between cells, semicolons between options, a full stop behind the key."""
    rows = [[one.stem, "；".join(texts(one)), "；".join(right(one)) + "。"] for one in each(bank)]
    return delimited([["题干", "可选项", "参考答案"], *rows], "\t")


def markdown_table(bank: Bank) -> bytes:
    text = "| 题目 | 选项 | 答案 |\n| --- | --- | --- |\n"
    for one in each(bank):
        text += f"| {one.stem} | {'<br>'.join(texts(one))} | {'<br>'.join(right(one))} |\n"
    return text.encode()


def one_line_options(bank: Bank) -> bytes:
    text = ""
    for n, one in enumerate(each(bank), 1):
        text += (
            f"{n}. {one.stem}\n选项：{' / '.join(texts(one))}\n答案：{' / '.join(right(one))}\n\n"
        )
    return text.encode()


def in_brackets(bank: Bank) -> bytes:
    text = ""
    for n, one in enumerate(each(bank), 1):
        text += f"{n}. {one.stem} [{'|'.join(texts(one))}] 答案：{'|'.join(right(one))}\n"
    return text.encode()


THRICE = [
    Hand("网页同行选项.html", pages(page_spans), CHOICES),
    Hand("网页数据块.html", page_data_list, CHOICES),
    Hand("网页加粗正确项.html", pages(page_bold), CHOICES),
    Hand("网页卡片属性.html", pages(page_attribute), CHOICES),
    Hand("单字母名.json", records(short_names), CHOICES),
    Hand("答案为选项名.json", records(named_option), (SINGLE,)),
    Hand("数字键选项.json", records(numbered_options), CHOICES),
    Hand("短名标志.json", records(ok_flags), CHOICES),
    Hand("答案字母文字.csv", lettered_text, CHOICES),
    Hand("答案带句号.tsv", pointed, CHOICES),
    Hand("表格换行.md", markdown_table, CHOICES),
    Hand("选项一行.txt", one_line_options, CHOICES),
    Hand("方括号选项.txt", in_brackets, CHOICES),
    Hand(
        "行尾打勾.txt",
        lines("{n}. {stem}", lambda _m, t, r: f"  {t}{'  √' if r else ''}", None),
        CHOICES,
    ),
]
