# ruff: noqa: E501  (lines as people write them)
"""More tables and records of unseen hands: no heads, odd heads, keys and options in odd places."""

from typing import Any

from tests.bank.formats.unseen.asked import FILL, MULTI, SHORT, SINGLE, TRUTH, Asked, Bank, Hand
from tests.bank.formats.unseen.sheets import workbook
from tests.bank.formats.unseen.structured import (
    CHOICES,
    CLOSED,
    LETTERS,
    WIDTH,
    counts,
    dumped,
    each,
    letters,
    sheet,
    texts,
    wide,
)
from tests.bank.formats.unseen.texts import HEADS
from tests.bank.formats.unseen.words import document
from tests.bank.formats.word_files import table

ALL = (SINGLE, MULTI, TRUTH, FILL, SHORT)


def said(one: Asked) -> str:
    if one.kind == FILL:
        return "；".join(one.blanks)
    return one.text or one.letters or ("正确" if one.right else "错误")


def choosing(one: Asked) -> list[str]:
    return [*one.options, *[""] * (WIDTH - len(one.options))]


def all_types_headless(bank: Bank) -> bytes:
    """No head, every type: letters, words and whole answers in one column."""
    return sheet(
        [n, HEADS[one.kind][:3], one.stem, *choosing(one), said(one), one.why]
        for n, one in enumerate(each(bank), 1)
    )


def sheets_headless(bank: Bank) -> bytes:
    """A sheet for every type, none with a head."""
    return workbook(
        {
            HEADS[kind]: [
                [n, one.stem, *(choosing(one) if one.options else []), said(one)]
                for n, one in enumerate(many, 1)
            ]
            for kind, many in bank.items()
        }
    )


def ragged(bank: Bank) -> bytes:
    """Lines parted by strokes, each as long as it has options, the key at its end."""
    return "\n".join("|".join([one.stem, *texts(one), letters(one)]) for one in each(bank)).encode()


def stems_of_heaven(bank: Bank) -> bytes:
    """甲 乙 丙 over the options, the source before them, the question behind."""
    head = ["依据条文", *"甲乙丙丁戊己", "题", "正解"]
    return sheet([head, *[[one.why * 2, *wide(one), one.stem, letters(one)] for one in each(bank)]])


def nested(bank: Bank) -> bytes:
    """The question a record inside the record, and the key too."""
    return dumped({"items": [
        {"id": n, "question": {"text": one.stem, "type": one.kind}, "answer": {"labels": list(letters(one))},
         "options": [{"label": LETTERS[m], "text": t} for m, t in enumerate(texts(one))]}
        for n, one in enumerate(each(bank))
    ]})  # fmt: skip


def by_type(bank: Bank) -> bytes:
    """Lists named by their types, with names of one letter."""
    names = dict(
        zip(
            ALL,
            ("single_choice", "multiple_choice", "true_false", "fill_in", "short_answer"),
            strict=True,
        )
    )
    return dumped({names[kind]: [
        {"q": one.stem, **({"o": one.options} if one.options else {}), "a": said(one)} for one in many
    ] for kind, many in bank.items()})  # fmt: skip


def keys_apart(bank: Bank) -> bytes:
    """Questions in one list, the keys by their numbers in another."""
    asked = list(enumerate(each(bank), 1))
    return dumped({
        "questions": [{"id": n, "text": one.stem, "choices": [f"{LETTERS[m]}、{t}" for m, t in enumerate(texts(one))]} for n, one in asked],
        "answers": {str(n): letters(one) for n, one in asked},
    })  # fmt: skip


def flags(shape: str) -> Any:
    """Options as pairs, or as a record, with true beside the right ones."""

    def write(bank: Bank) -> bytes:
        found = []
        for one in each(bank):
            pairs = [(text, LETTERS[n] in letters(one)) for n, text in enumerate(texts(one))]
            found.append({"stem": one.stem, "options": pairs if shape == "pairs" else dict(pairs)})
        return dumped(found)

    return write


def by_stem(bank: Bank) -> bytes:
    """The question is the name of its record."""
    return dumped({one.stem: {"options": texts(one), "answer": letters(one)} for one in each(bank)})


def marked_up(bank: Bank) -> bytes:
    """Marks of web pages around every text."""
    return dumped([
        {"question": f"<div>{one.stem}&nbsp;</div>", "options": [f"<p>{t}</p>" for t in texts(one)], "answer": letters(one)}
        for one in each(bank)
    ])  # fmt: skip


def lists_in_lists(bank: Bank) -> bytes:
    """Rows without names: question, list of options, key."""
    return dumped([[one.stem, texts(one), letters(one)] for one in each(bank)])


def answers_and_correct(bank: Bank) -> bytes:
    """``answers`` are to choose from, ``correctAnswer`` counts them."""
    return dumped({"quiz": {"quizTitle": "党纪", "questions": [
        {"question": one.stem, "questionType": "text", "answers": texts(one),
         "correctAnswer": counts(one) if one.kind == MULTI else str(counts(one)[0]), "point": "20"}
        for one in each(bank)
    ]}})  # fmt: skip


def word_headless(bank: Bank) -> bytes:
    """A table in Word that has no head."""
    rows = [[str(n), one.stem, *wide(one), letters(one)] for n, one in enumerate(each(bank), 1)]
    return document([table(*rows)])


def word_merged(bank: Bank) -> bytes:
    """A table in Word with one head over the options, and a strange one over the questions."""
    head = ["编号", "考核内容", "选项", *[""] * (WIDTH - 1), "答案"]
    rows = [[str(n), one.stem, *wide(one), letters(one)] for n, one in enumerate(each(bank), 1)]
    return document([table(head, *rows)])


def word_option_rows(bank: Bank) -> bytes:
    """A table in Word with a row for every option, the key beside the first."""
    rows = [["题号", "题目", "选项", "答案"]]
    for n, one in enumerate(each(bank), 1):
        for m, text in enumerate(one.options):
            option = f"{LETTERS[m]}. {text}"
            rows.append(["", "", option, ""] if m else [str(n), one.stem, option, one.letters])
    return document([table(*rows)])


def flagged_xml(bank: Bank) -> bytes:
    """XML of no standard, without a first line, whose options say whether they are right."""
    body = ""
    for one in each(bank):
        body += f"<item><stem>{one.stem}</stem>"
        for n, text in enumerate(texts(one)):
            body += f"<choice correct='{str(LETTERS[n] in letters(one)).lower()}'>{text}</choice>"
        body += "</item>"
    return f"<quizbank>{body}</quizbank>".encode()


def circled(bank: Bank) -> bytes:
    """Keys as circled numbers of the options."""
    head = ["题号", "题目", *[f"选项{n}" for n in "一二三四五六"], "正确选项序号"]
    signs = "①②③④⑤⑥"
    rows = [
        [n, one.stem, *wide(one), "、".join(signs[m] for m in counts(one, 0))]
        for n, one in enumerate(each(bank), 1)
    ]
    return sheet([head, *rows])


def head_again(bank: Bank) -> bytes:
    """The head 选项 over every column of options."""
    head = ["题目", *["选项"] * WIDTH, "答案"]
    return sheet([head, *[[one.stem, *wide(one), letters(one)] for one in each(bank)]])


def cards(bank: Bank) -> bytes:
    """A sheet of cards: what it is on the left, what it says on the right."""
    rows: list[list[str]] = []
    for one in each(bank):
        rows += [["题目", one.stem], ["题型", HEADS[one.kind][:3]]]
        rows += [[f"选项{LETTERS[n]}", text] for n, text in enumerate(one.options)]
        rows += [["答案", one.letters or "错对"[one.right]], ["", ""]]
    return sheet(rows)


def small_program(bank: Bank) -> bytes:
    """A module of a small program: options by letter, the right ones by letter with true."""
    found = {
        str(n): {
            "question": one.stem,
            "option": dict(zip(LETTERS, texts(one), strict=False)),
            "true": dict.fromkeys(letters(one), True),
        }
        for n, one in enumerate(each(bank))
    }
    return b"const json = " + dumped(found) + b"\nmodule.exports = json\n"


def pushed(before: str, between: str, after: str) -> Any:
    """Questions handed to a function, one by one or as a list."""

    def write(bank: Bank) -> bytes:
        found = [{"title": o.stem, "options": texts(o), "answer": letters(o)} for o in each(bank)]
        parts = [dumped(one).decode() for one in found]
        return f"{before}{between.join(parts)}{after}".encode()

    return write


MORE = [
    Hand("全题型无表头.xlsx", all_types_headless, ALL),
    Hand("分表无表头.xlsx", sheets_headless, ALL),
    Hand("竖线长短不一.txt", ragged, CLOSED),
    Hand("甲乙丙丁.xlsx", stems_of_heaven, CLOSED),
    Hand("题目是对象.json", nested, CLOSED),
    Hand("按题型一字名.json", by_type, ALL),
    Hand("答案另列.json", keys_apart, CLOSED),
    Hand("选项成对.json", flags("pairs"), CLOSED),
    Hand("选项为键.json", flags("record"), CLOSED),
    Hand("题目为键.json", by_stem, CLOSED),
    Hand("带网页标记.json", marked_up, CLOSED),
    Hand("无名数组.json", lists_in_lists, CLOSED),
    Hand("备选与正确.json", answers_and_correct, CHOICES),
    Hand("无表头.docx", word_headless, CLOSED),
    Hand("合并表头.docx", word_merged, CLOSED),
    Hand("选项逐行.docx", word_option_rows, CHOICES),
    Hand("圈码答案.xlsx", circled, CHOICES),
    Hand("选项重名.xlsx", head_again, CLOSED),
    Hand("卡片.xlsx", cards, CLOSED),
    Hand("小程序.js", small_program, CLOSED),
    Hand("逐题加入.js", pushed("var q = [];\nq.push(", ");\nq.push(", ");\n"), CLOSED),
    Hand("回调.js", pushed("callback([", ", ", "]);"), CLOSED),
    Hand("选项带对错.xml", flagged_xml, CLOSED),
]
