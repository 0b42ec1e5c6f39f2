# ruff: noqa: E501  (lines as people write them)
"""Banks whose options have no letters, and whose key is the text, the place or a flag of an option."""

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from tests.bank.formats.unseen.asked import MULTI, SINGLE, TRUTH, Asked, Bank, Hand
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
)

Write = Callable[[Bank], bytes]


def right(one: Asked) -> list[str]:
    """The right options in words."""
    return [texts(one)[place] for place in counts(one, 0)]


def page(body: str, script: str = "") -> bytes:
    head = f"<script>{script}</script>" if script else ""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>测试</title>{head}</head><body>{body}</body></html>".encode()


# Pages of a quiz


def page_said(bank: Bank) -> bytes:
    """Lists without letters, the answer in words below."""
    body = ""
    for n, one in enumerate(each(bank), 1):
        items = "".join(f"<li>{escape(text)}</li>" for text in texts(one))
        body += f"<div class='q'><h4>{n}. {escape(one.stem)}</h4><ul>{items}</ul><p>正确答案：{escape('；'.join(right(one)))}</p></div>"
    return page(body)


def page_classes(bank: Bank) -> bytes:
    """The right items have a class of their own."""
    body = ""
    for n, one in enumerate(each(bank), 1):
        items = "".join(
            f"<li class='option{' correct' if m in counts(one, 0) else ''}'>{escape(text)}</li>"
            for m, text in enumerate(texts(one))
        )
        body += (
            f"<section><p class='question'>{n}、{escape(one.stem)}</p><ol>{items}</ol></section>"
        )
    return page(body)


def page_flags(bank: Bank) -> bytes:
    """Buttons to tick, of which some say that they are right."""
    body = ""
    for n, one in enumerate(each(bank), 1):
        kind = "checkbox" if one.kind == MULTI else "radio"
        body += f"<fieldset><legend>{n}. {escape(one.stem)}</legend>"
        for m, text in enumerate(texts(one)):
            is_right = str(m in counts(one, 0)).lower()
            body += f"<label><input type='{kind}' name='q{n}' data-correct='{is_right}'> {escape(text)}</label>"
        body += "</fieldset>"
    return page(f"<form>{body}</form>")


def page_data(shape: str) -> Write:
    """The block of a question holds its key: as letters, as the text, or as places from 0 or 1."""

    def said(one: Asked) -> str:
        places = counts(one, 1 if shape == "from 1" else 0)
        told = {"letters": letters(one), "text": "|".join(right(one))}
        return told.get(shape, ",".join(map(str, places)))

    def write(bank: Bank) -> bytes:
        body = ""
        for one in each(bank):
            items = "".join(f"<div class='opt'>{escape(text)}</div>" for text in texts(one))
            body += f'<div class="question" data-answer="{escape(said(one))}"><div class="title">{escape(one.stem)}</div>{items}</div>'
        return page(body)

    return write


def page_values(bank: Bank) -> bytes:
    """The values of the buttons are their texts; the script holds the right ones by name."""
    body, keys = "", {}
    for n, one in enumerate(each(bank), 1):
        body += f"<p>{n}. {escape(one.stem)}</p>"
        for text in texts(one):
            body += f"<label><input type='radio' name='q{n}' value='{escape(text)}'>{escape(text)}</label><br>"
        keys[f"q{n}"] = right(one)[0]
    return page(body, f"const answers = {json.dumps(keys, ensure_ascii=False)};")


# Records


def records(make: Callable[[int, Asked], dict[str, Any]]) -> Write:
    def write(bank: Bank) -> bytes:
        return dumped([make(n, one) for n, one in enumerate(each(bank))])

    return write


def text_key(_n: int, one: Asked) -> dict[str, Any]:
    key: Any = right(one) if one.kind == MULTI else right(one)[0]
    return {"question": one.stem, "options": texts(one), "answer": key}


def joined_key(_n: int, one: Asked) -> dict[str, Any]:
    return {"title": one.stem, "choices": texts(one), "correct_answer": "；".join(right(one))}


def lettered_key(_n: int, one: Asked) -> dict[str, Any]:
    """The key repeats letter and text."""
    key = [f"{LETTERS[m]}. {texts(one)[m]}" for m in counts(one, 0)]
    return {
        "题目": one.stem,
        "选项": [f"{LETTERS[m]}. {t}" for m, t in enumerate(texts(one))],
        "答案": key if one.kind == MULTI else key[0],
    }


def true_by_letter(_n: int, one: Asked) -> dict[str, Any]:
    key = {LETTERS[m]: m in counts(one, 0) for m in range(len(texts(one)))}
    return {
        "question": one.stem,
        "options": dict(zip(LETTERS, texts(one), strict=False)),
        "answers": key,
    }


def true_list(_n: int, one: Asked) -> dict[str, Any]:
    return {
        "stem": one.stem,
        "options": texts(one),
        "correct": [m in counts(one, 0) for m in range(len(texts(one)))],
    }


def statements(name: str, flag: str) -> Callable[[int, Asked], dict[str, Any]]:
    def make(_n: int, one: Asked) -> dict[str, Any]:
        listed = [{name: t, flag: m in counts(one, 0)} for m, t in enumerate(texts(one))]
        return {"question": one.stem, "statements": listed}

    return make


def truths(name: str, flag: str) -> Write:
    def write(bank: Bank) -> bytes:
        return dumped({"items": [{name: one.stem, flag: one.right} for one in each(bank)]})

    return write


def truth_pairs(bank: Bank) -> bytes:
    return dumped([[one.stem, one.right] for one in each(bank)])


def placed(base: int, several: bool) -> Callable[[int, Asked], dict[str, Any]]:
    def make(_n: int, one: Asked) -> dict[str, Any]:
        key: Any = counts(one, base) if several else counts(one, base)[0]
        return {"question": one.stem, "options": texts(one), "correctAnswer": key}

    return make


def identified(n: int, one: Asked) -> dict[str, Any]:
    """The key names options by numbers of their own."""
    listed = [{"id": 1000 + 10 * n + m, "content": t} for m, t in enumerate(texts(one))]
    return {
        "id": n,
        "content": one.stem,
        "options": listed,
        "rightOptionIds": [listed[m]["id"] for m in counts(one, 0)],
    }


def database(n: int, one: Asked) -> dict[str, Any]:
    """As tables of a database come out: flags 1 and 0 as texts."""
    listed = [
        {"answer_id": str(m), "answer_text": t, "is_correct": str(int(m in counts(one, 0)))}
        for m, t in enumerate(texts(one))
    ]
    return {"question_id": n, "question_text": one.stem, "answers": listed}


# Tables of text


def one_cell(mark: str, between: str, head: Sequence[str] = ("题目", "选项", "答案")) -> Write:
    """All options in one cell, parted by ``mark``; right ones in words, parted by ``between``."""

    def write(bank: Bank) -> bytes:
        rows = [[one.stem, mark.join(texts(one)), between.join(right(one))] for one in each(bank)]
        return delimited([head, *rows])

    return write


# Lines


def bullets(sign: str, answer: str, between: str = "；", number: str = "{}. ") -> Write:
    """Bulleted options below a numbered question, the right ones in words below them."""

    def write(bank: Bank) -> bytes:
        text = ""
        for n, one in enumerate(each(bank), 1):
            text += f"{number.format(n)}{one.stem}\n"
            text += "".join(f"{sign}{option}\n" for option in texts(one))
            text += answer.format(between.join(right(one))) + "\n\n"
        return text.encode()

    return write


SAID = [
    Hand("列表与文字答案.html", page_said, CHOICES),
    Hand("正确项有类名.html", page_classes, CHOICES),
    Hand("按钮带对错.html", page_flags, CLOSED),
    Hand("题块带字母答案.html", page_data("letters"), CHOICES),
    Hand("题块带文字答案.html", page_data("text"), CHOICES),
    Hand("题块带序号从0.html", page_data("from 0"), CHOICES),
    Hand("题块带序号从1.html", page_data("from 1"), CHOICES),
    Hand("脚本存文字答案.html", page_values, (SINGLE,)),
    Hand("答案为选项文字.json", records(text_key), CLOSED),
    Hand("答案文字相连.json", records(joined_key), CHOICES),
    Hand("答案字母加文字.json", records(lettered_key), CHOICES),
    Hand("字母对真假.json", records(true_by_letter), CHOICES),
    Hand("真假列表.json", records(true_list), CHOICES),
    Hand("陈述带真假.json", records(statements("statement", "isTrue")), CHOICES),
    Hand("说法带真假.json", records(statements("text", "value")), CHOICES),
    Hand("逐句判断.json", truths("statement", "isTrue"), (TRUTH,)),
    Hand("逐句判断二.json", truths("text", "truth"), (TRUTH,)),
    Hand("判断成对.json", truth_pairs, (TRUTH,)),
    Hand("序号从0.json", records(placed(0, False)), (SINGLE,)),
    Hand("序号从1.json", records(placed(1, False)), (SINGLE,)),
    Hand("序号列表从0.json", records(placed(0, True)), CHOICES),
    Hand("序号列表从1.json", records(placed(1, True)), CHOICES),
    Hand("选项编号.json", records(identified), CHOICES),
    Hand("数据库导出.json", records(database), CHOICES),
    Hand("竖线选项文字答案.csv", one_cell("|", "|"), CHOICES),
    Hand("分号选项文字答案.csv", one_cell("；", "；"), CHOICES),
    Hand("换行选项文字答案.csv", one_cell("\n", "\n", ("question", "options", "answer")), CHOICES),
    Hand("斜线选项文字答案.csv", one_cell(" / ", " / ", ("试题", "备选项", "正确答案")), CHOICES),
    Hand("井号选项文字答案.csv", one_cell("#", "#", ("题干", "选项", "标准答案")), CHOICES),
    Hand("竖线选项分号答案.csv", one_cell("|", ";", ("stem", "choices", "key")), CHOICES),
    Hand("横线选项.md", bullets("- ", "答案：{}"), CHOICES),
    Hand("星号选项.md", bullets("* ", "**答案**：{}", number="### {}. "), CHOICES),
    Hand("圆点选项.txt", bullets("• ", "正确答案：{}", "、"), CHOICES),
    Hand("圆圈选项.txt", bullets("○ ", "【答案】{}", number="{}、"), CHOICES),
    Hand("方框选项.txt", bullets("□", "参考答案：{}", number="（{}）"), CHOICES),
]
