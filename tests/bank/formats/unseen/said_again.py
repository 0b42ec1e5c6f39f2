# ruff: noqa: E501  (lines as people write them)
"""More banks whose key is a text, a place or a flag, written once the first ones were read."""

from html import escape
from typing import Any

from tests.bank.formats.unseen.asked import MULTI, SINGLE, Asked, Bank, Hand
from tests.bank.formats.unseen.said_in_words import Write, one_cell, page, records, right
from tests.bank.formats.unseen.structured import (
    CHOICES,
    CLOSED,
    LETTERS,
    counts,
    delimited,
    dumped,
    each,
    letters,
    texts,
    wide,
)


def pages(write: Any) -> Write:
    """A page of blocks, one for each question."""
    return lambda bank: page("".join(write(n, one) for n, one in enumerate(each(bank), 1)))


def page_buttons(n: int, one: Asked) -> str:
    """Buttons to press; the right ones carry a 1."""
    buttons = "".join(
        f'<button class="choice" data-right="{int(m in counts(one, 0))}">{escape(t)}</button>'
        for m, t in enumerate(texts(one))
    )
    return f'<div class="quiz-item"><p class="q-text">第{n}题 {escape(one.stem)}</p>{buttons}</div>'


def page_select(n: int, one: Asked) -> str:
    """A list to choose from, whose first line asks to choose."""
    options = "".join(
        f'<option value="{m}"{" data-correct" if m in counts(one, 0) else ""}>{escape(t)}</option>'
        for m, t in enumerate(texts(one))
    )
    return f'<p>{n}. {escape(one.stem)}</p><select name="q{n}"><option value="">请选择</option>{options}</select>'


def page_terms(_n: int, one: Asked) -> str:
    """A list of terms: the question, its options, the answer last."""
    options = "".join(f"<dd>{escape(t)}</dd>" for t in texts(one))
    return f'<dl><dt>{escape(one.stem)}</dt>{options}<dd class="ans">答案：{escape("；".join(right(one)))}</dd></dl>'


def page_table(bank: Bank) -> bytes:
    """A table whose cells hold lists of options."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{escape(one.stem)}</td><td><ul>{''.join(f'<li>{escape(t)}</li>' for t in texts(one))}</ul></td><td>{escape('；'.join(right(one)))}</td></tr>"
        for n, one in enumerate(each(bank), 1)
    )
    return page(
        f"<table><tr><th>题号</th><th>题目</th><th>选项</th><th>答案</th></tr>{rows}</table>"
    )


def page_lettered_values(n: int, one: Asked) -> str:
    """Buttons with letters as values, texts without them, and the letters of the key below."""
    kind = "checkbox" if one.kind == MULTI else "radio"
    options = "".join(
        f'<div><input type="{kind}" name="t{n}" value="{LETTERS[m]}"><span>{escape(t)}</span></div>'
        for m, t in enumerate(texts(one))
    )
    return f'<div class="timu"><h3>{n}、{escape(one.stem)}</h3>{options}<p class="da">正确答案：{letters(one)}</p></div>'


def page_explained(n: int, one: Asked) -> str:
    """Items that say of themselves what they are, and an explanation below."""
    items = "".join(
        f'<li data-is-correct="{str(m in counts(one, 0)).lower()}"><span>{escape(t)}</span></li>'
        for m, t in enumerate(texts(one))
    )
    return f"<article><h5>{n}. {escape(one.stem)}</h5><ul>{items}</ul><p>解析：{escape(one.why or '略')}</p></article>"


def page_hidden(_n: int, one: Asked) -> str:
    """The answer in an element of its own, that calls itself so by its class alone."""
    items = "".join(f"<p class='option'>{escape(t)}</p>" for t in texts(one))
    return f"<div class='item'><p class='stem'>{escape(one.stem)}</p>{items}<p class='answer' style='display:none'>{escape('、'.join(right(one)))}</p></div>"


def by_name(n: int, one: Asked) -> Any:
    return f"q{n}", {
        "question": one.stem,
        "choices": dict(zip("abcdef", texts(one), strict=False)),
        "correct": letters(one).lower(),
    }


def named(bank: Bank) -> bytes:
    """Questions under names that count them."""
    return dumped({"quiz": dict(by_name(n, one) for n, one in enumerate(each(bank), 1))})


def right_flag(_n: int, one: Asked) -> dict[str, Any]:
    listed = [
        {"optionNo": LETTERS[m], "optionContent": t, "rightFlag": int(m in counts(one, 0))}
        for m, t in enumerate(texts(one))
    ]
    return {"content": one.stem, "optionList": listed}


def scored(_n: int, one: Asked) -> dict[str, Any]:
    listed = [{"text": t, "score": int(m in counts(one, 0))} for m, t in enumerate(texts(one))]
    return {"prompt": one.stem, "options": listed}


def indexed(_n: int, one: Asked) -> dict[str, Any]:
    return {
        "question": one.stem,
        "options": texts(one),
        "answer": {"index": counts(one, 0)[0], "text": right(one)[0]},
    }


def solution(_n: int, one: Asked) -> dict[str, Any]:
    return {"stem": one.stem, "choices": texts(one), "solution": counts(one, 0)}


def counted_text(_n: int, one: Asked) -> dict[str, Any]:
    return {"题干": one.stem, "选项": texts(one), "答案序号": ",".join(map(str, counts(one)))}


def flags_apart(_n: int, one: Asked) -> dict[str, Any]:
    """Two lists side by side: what to choose from, and 1 or 0 for each."""
    return {
        "question": one.stem,
        "answers": texts(one),
        "correct": [int(m in counts(one, 0)) for m in range(len(texts(one)))],
    }


def circled_cell(bank: Bank) -> bytes:
    """①甲 ②乙 in one cell, the right ones in words."""
    rows = [
        [
            one.stem,
            " ".join("①②③④⑤⑥"[m] + t for m, t in enumerate(texts(one))),
            "；".join(right(one)),
        ]
        for one in each(bank)
    ]
    return delimited([["题目", "选项", "答案"], *rows])


def listed_cell(bank: Bank) -> bytes:
    """A list as Python prints it, the right ones in words or as such a list."""
    rows = [
        [one.stem, str(list(texts(one))), right(one)[0] if one.kind == SINGLE else str(right(one))]
        for one in each(bank)
    ]
    return delimited([["question", "options", "answer"], *rows])


def headless_cell(bank: Bank) -> bytes:
    return delimited([[one.stem, "|".join(texts(one)), "|".join(right(one))] for one in each(bank)])


def counted_cell(bank: Bank) -> bytes:
    rows = [[one.stem, ";".join(texts(one)), ",".join(map(str, counts(one)))] for one in each(bank)]
    return delimited([["题目", "选项", "正确选项序号"], *rows])


def wide_said(bank: Bank) -> bytes:
    """Columns of options that count, the right ones in words, with the sign + between."""
    rows = [[one.stem, *wide(one), "+".join(right(one))] for one in each(bank)]
    return delimited([["题目", *[f"选项{n}" for n in range(1, 7)], "答案内容"], *rows])


def lines(head: str, option: Any, foot: Any) -> Write:
    def write(bank: Bank) -> bytes:
        text = ""
        for n, one in enumerate(each(bank), 1):
            text += head.format(n=n, stem=one.stem) + "\n"
            text += "".join(
                option(m, t, m in counts(one, 0)) + "\n" for m, t in enumerate(texts(one))
            )
            text += foot(one) + "\n\n" if foot else "\n"
        return text.encode()

    return write


AGAIN = [
    Hand("网页按钮带一.html", pages(page_buttons), CHOICES),
    Hand("网页下拉.html", pages(page_select), (SINGLE,)),
    Hand("网页术语表.html", pages(page_terms), CHOICES),
    Hand("网页表格列表.html", page_table, CHOICES),
    Hand("网页字母值.html", pages(page_lettered_values), CHOICES),
    Hand("网页带解析.html", pages(page_explained), CHOICES),
    Hand("网页隐藏答案.html", pages(page_hidden), CHOICES),
    Hand("按名分题.json", named, CHOICES),
    Hand("正确标志.json", records(right_flag), CHOICES),
    Hand("选项得分.json", records(scored), CHOICES),
    Hand("答案带序号和文字.json", records(indexed), (SINGLE,)),
    Hand("解答序号.json", records(solution), CHOICES),
    Hand("答案序号文字.json", records(counted_text), CHOICES),
    Hand("一零并列.json", records(flags_apart), CHOICES),
    Hand("圈号选项.csv", circled_cell, CHOICES),
    Hand("列表选项.csv", listed_cell, CHOICES),
    Hand("无表头文字答案.csv", headless_cell, CHOICES),
    Hand("选项序号.csv", counted_cell, CHOICES),
    Hand("加号答案.csv", wide_said, CHOICES),
    Hand("井号井号选项.csv", one_cell("##", "##", ("问题", "备选答案", "正确答案")), CHOICES),
    Hand(
        "缩进选项.txt",
        lines(
            "{n}. {stem}", lambda _m, t, _r: f"\t{t}", lambda one: "答案：" + "；".join(right(one))
        ),
        CHOICES,
    ),
    Hand(
        "勾选清单.md",
        lines("{n}. {stem}", lambda _m, t, r: f"   - [{'x' if r else ' '}] {t}", None),
        CHOICES,
    ),
    Hand(
        "数字选项.txt",
        lines(
            "{n}、{stem}",
            lambda m, t, _r: f"  {m + 1}) {t}",
            lambda one: "→ 答案：" + "；".join(right(one)),
        ),
        CHOICES,
    ),
    Hand(
        "加粗选项.md",
        lines("**{n}. {stem}**", lambda _m, t, r: f"- **{t}**" if r else f"- {t}", None),
        CHOICES,
    ),
    Hand(
        "答在下面.txt",
        lines(
            "{n}. {stem}", lambda _m, t, _r: f"* {t}", lambda one: "答：" + "；".join(right(one))
        ),
        CHOICES,
    ),
    Hand(
        "箭头选项.txt",
        lines(
            "第{n}题　{stem}",
            lambda _m, t, _r: f"▸ {t}",
            lambda one: "正确选项：" + "；".join(right(one)),
        ),
        CHOICES,
    ),
    Hand(
        "说对错.md",
        lines("## {n} {stem}", lambda _m, t, r: f"* {t}（{'正确' if r else '错误'}）", None),
        CLOSED,
    ),
]
