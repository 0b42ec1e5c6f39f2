"""More hands, written after the reader was mended by the first, before it ran on these."""

import json
from collections.abc import Sequence
from typing import Any

from tests.bank.formats.unseen.asked import MULTI, SINGLE, TRUTH, Bank, Hand
from tests.bank.formats.unseen.sheets import workbook
from tests.bank.formats.unseen.texts import CHOICES, HEADS, TAGS, key_of, lettered, written
from tests.bank.formats.unseen.words import document, head
from tests.bank.formats.word_files import par, table


def labelled(bank: Bank) -> bytes:
    """Q1 and A1 as in a list of frequent questions, a label before the options."""
    lines = ["常见问题自测", ""]
    for kind, many in bank.items():
        for number, one in enumerate(many, start=1):
            lines += [f"Q{number}：{one.stem}（{TAGS[kind]}）", *lettered(one, "{}、{}")]
            lines += [f"【正确答案】：{key_of(one)}", f"【答案解析】：{one.why}", ""]
    return written(lines)


def head_in_two_rows(bank: Bank) -> bytes:
    """选项 stands over A, B, C, D in a row above."""
    rows: list[Sequence[Any]] = [
        ["序号", "题型", "题干", "选项", "", "", "", "", "答案", "备注"],
        ["", "", "", "A", "B", "C", "D", "E", "", ""],
    ]
    for kind, many in bank.items():
        for one in many:
            cells = [*one.options, *[""] * (5 - len(one.options))]
            rows.append([len(rows) - 1, TAGS[kind], one.stem, *cells, key_of(one, "对", "错"), ""])
    return workbook({"Sheet1": rows})


def rows_below_each_other(bank: Bank) -> bytes:
    """A question takes several rows: number and stem, then a row for each option."""
    rows: list[Sequence[Any]] = [["党纪题库"]]
    for kind, many in bank.items():
        rows.append([HEADS[kind]])
        for number, one in enumerate(many, start=1):
            rows.append([f"{number}、", one.stem])
            rows += [[f"{'ABCDE'[n]}.", text] for n, text in enumerate(one.options)]
            rows.append(["答案：", key_of(one, "√", "×")])
    return workbook({"题库": rows})


def upright_strokes(bank: Bank) -> bytes:
    """A post for phones: upright strokes part everything."""
    lines, number = ["纪法小测试｜来答题啦", ""], 0
    for kind, many in bank.items():
        for one in many:
            number += 1
            lines += [f"{number:02}丨{TAGS[kind]}", one.stem, *lettered(one, "{}丨{}")]
            lines += [f"正确答案丨{key_of(one)}", f"解析丨{one.why}", ""]
    return written(lines)


def counted_options(bank: Bank) -> bytes:
    """CSV with semicolons; options are counted, and the key counts them too."""
    rows = ["题目;题型;选项1;选项2;选项3;选项4;选项5;答案"]
    for kind, many in bank.items():
        for one in many:
            cells = [*one.options, *[""] * (5 - len(one.options))]
            key = ",".join(str("ABCDE".index(letter) + 1) for letter in one.letters)
            rows.append(";".join([one.stem, TAGS[kind], *cells, key or key_of(one, "对", "错")]))
    return written(rows)


def ticked_boxes(bank: Bank) -> bytes:
    """Boxes of a form: the right ones are ticked."""
    body = []
    for place, (kind, many) in enumerate(bank.items()):
        body.append(head(place, kind))
        for number, one in enumerate(many, start=1):
            body.append(par(f"{number}.{one.stem}"))
            if kind == TRUTH:
                body.append(par("☑正确  □错误" if one.right else "□正确  ☑错误"))
            for n, text in enumerate(lettered(one, "{}.{}")):
                body.append(par(f"{'☑' if 'ABCDE'[n] in one.letters else '□'}{text}"))
    return document(body)


def lines_of_records(bank: Bank) -> bytes:
    """A record a line, as data sets have it."""
    lines = []
    for many in bank.values():
        for one in many:
            options = dict(zip("ABCDE", one.options, strict=False))
            answer = one.right if one.kind == TRUTH else key_of(one)
            record = {"question": one.stem, **options, "answer": answer}
            lines.append(json.dumps(record, ensure_ascii=False))
    return written(lines)


def keys_in_a_markdown_table(bank: Bank) -> bytes:
    """Markdown lists, the keys in a table at the end of each section."""
    lines = ["# 自测题", ""]
    for kind, many in bank.items():
        lines += [f"## {HEADS[kind]}", ""]
        for number, one in enumerate(many, start=1):
            lines += [f"{number}. {one.stem}", *lettered(one, "   - {}）{}")]
        lines += ["", "### 答案", "", "| 题号 | 答案 |", "| :--: | :--: |"]
        lines += [f"| {n} | {key_of(one, '√', '×')} |" for n, one in enumerate(many, start=1)]
        lines.append("")
    return written(lines)


def options_in_rows_of_a_table(bank: Bank) -> bytes:
    """One table for a section: number, stem, then the options in columns of their own, and key."""
    body = []
    for place, (kind, many) in enumerate(bank.items()):
        body.append(head(place, kind))
        width = 5 if kind in (SINGLE, MULTI) else 0
        rows = [("题号", "试题内容", *"ABCDE"[:width], "标准答案")]
        for number, one in enumerate(many, start=1):
            cells = [*one.options, *[""] * (width - len(one.options))]
            rows.append((str(number), one.stem, *cells, key_of(one, "√", "×")))
        body.append(table(*rows))
    return document(body)


LATER = (
    Hand("问与答.txt", labelled),
    Hand("两行表头.xlsx", head_in_two_rows),
    Hand("逐行.xlsx", rows_below_each_other, CHOICES),
    Hand("竖线.txt", upright_strokes, CHOICES),
    Hand("选项编号.csv", counted_options),
    Hand("打勾.docx", ticked_boxes, CHOICES),
    Hand("逐条.json", lines_of_records, CHOICES),
    Hand("答案表.md", keys_in_a_markdown_table, CHOICES),
    Hand("列表.docx", options_in_rows_of_a_table),
)
