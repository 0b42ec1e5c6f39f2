"""Tables, records and scripts of unseen hands: what the rows hold says what heads do not."""
# ruff: noqa: E501  (lines as people write them)

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from tests.bank.formats.unseen.asked import FILL, MULTI, SINGLE, TRUTH, Asked, Bank, Hand
from tests.bank.formats.unseen.sheets import workbook
from tests.bank.formats.unseen.texts import HEADS

CHOICES = (SINGLE, MULTI)
CLOSED = (SINGLE, MULTI, TRUTH)
LETTERS = "ABCDEFGH"
WIDTH = 6  # columns of options


def each(bank: Bank) -> list[Asked]:
    return [one for many in bank.values() for one in many]


def texts(one: Asked) -> tuple[str, ...]:
    return one.options or ("正确", "错误")


def letters(one: Asked) -> str:
    return one.letters or ("A" if one.right else "B")


def counts(one: Asked, base: int = 1) -> list[int]:
    return [LETTERS.index(letter) + base for letter in letters(one)]


def wide(one: Asked) -> list[str]:
    return [*texts(one), *[""] * (WIDTH - len(texts(one)))]


def sheet(rows: Iterable[Sequence[Any]]) -> bytes:
    return workbook({"Sheet1": list(rows)})


def delimited(rows: Iterable[Sequence[Any]], mark: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode()


def dumped(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def option_rows(bank: Bank) -> bytes:
    """A row for each option, its letter, its text, 是 or 否; the question in the first row."""
    rows: list[list[Any]] = [["序号", "题型", "题目", "选项", "选项内容", "是否正确"]]
    for number, one in enumerate(each(bank), 1):
        for place, text in enumerate(texts(one)):
            first = ["", "", ""] if place else [number, HEADS[one.kind], one.stem]
            rows.append([*first, LETTERS[place], text, "否是"[LETTERS[place] in letters(one)]])
    return sheet(rows)


def repeated_rows(bank: Bank) -> bytes:
    """A row for each option, as databases give them: the question again and again, 1 or 0."""
    rows: list[list[Any]] = [["question_id", "question", "option", "is_correct"]]
    for number, one in enumerate(each(bank), 1):
        for place, text in enumerate(texts(one)):
            rows.append([number, one.stem, text, int(LETTERS[place] in letters(one))])
    return delimited(rows)


def ticked_rows(bank: Bank) -> bytes:
    """The question on a row of its own, below it the options, the right ones ticked."""
    rows: list[list[Any]] = [["题干", "选项", "正确答案"]]
    for number, one in enumerate(each(bank), 1):
        rows.append([f"{number}、{one.stem}", "", ""])
        rows += [["", t, "√" * (LETTERS[n] in one.letters)] for n, t in enumerate(one.options)]
    return sheet(rows)


def stacked_rows(bank: Bank) -> bytes:
    """Options with letters below the question in its own column, the key beside the question."""
    rows: list[list[Any]] = [["试题", "答案"]]
    for number, one in enumerate(each(bank), 1):
        rows.append([f"{number}、{one.stem}", one.letters])
        rows += [[f"{LETTERS[n]}、{text}", ""] for n, text in enumerate(one.options)]
    return sheet(rows)


def coded(first: int, head: str) -> Callable[[Bank], bytes]:
    """Types as numbers that nobody explains."""

    def write(bank: Bank) -> bytes:
        codes = {kind: place + first for place, kind in enumerate(CLOSED)}
        return delimited(
            [
                ["题目", head, *LETTERS[:WIDTH], "答案"],
                *[
                    [
                        one.stem,
                        codes[one.kind],
                        *(wide(one) if one.options else [""] * WIDTH),
                        one.letters or "错对"[one.right],
                    ]
                    for one in each(bank)
                ],
            ]
        )

    return write


def coded_records(bank: Bank) -> bytes:
    """Types 1, 2, 3 in another order than ours, statements with two options."""
    codes = {kind: place + 1 for place, kind in enumerate(CLOSED)}
    return dumped(
        {"code": 200, "data": {"list": [
            {"questionType": codes[one.kind], "questionTitle": f"<p>{one.stem}</p>",
             "optionList": [{"optionKey": LETTERS[n], "optionValue": t} for n, t in enumerate(texts(one))],
             "rightAnswer": letters(one)}
            for one in each(bank)
        ]}}
    )  # fmt: skip


def pairs(bank: Bank) -> bytes:
    """Two columns, no head: a question with its blank, and the word."""
    return delimited(
        [one.stem, "；".join(one.blanks)] for one in each(bank) if len(one.blanks) == 1
    )


def statements(bank: Bank) -> bytes:
    """Two columns, no head: a statement, and 对 or 错."""
    return delimited([one.stem, "错对"[one.right]] for one in each(bank))


def key_before(bank: Bank) -> bytes:
    """No head, and the key stands left of the question."""
    return sheet([n, one.letters, one.stem, *one.options] for n, one in enumerate(each(bank), 1))


def strange(heads: Sequence[str]) -> Callable[[Bank], bytes]:
    """Heads that say little or nothing over number, type, stem, options, key and reason."""

    def write(bank: Bank) -> bytes:
        return sheet(
            [
                heads,
                *[
                    [n, HEADS[one.kind][:3], one.stem, *wide(one), letters(one), one.why]
                    for n, one in enumerate(each(bank), 1)
                ],
            ]
        )

    return write


def numbered_keys(bank: Bank) -> bytes:
    """Keys that count the options from 1, under heads of letters."""
    head = ["题目", *LETTERS[:WIDTH], "答案"]
    rows = [[one.stem, *wide(one), ",".join(map(str, counts(one)))] for one in each(bank)]
    return sheet([head, *rows])


def quiz_platform(bank: Bank) -> bytes:
    """The sheet of a quiz platform: English heads with instructions, keys that count."""
    head = ["", "Question - max 120 characters"]
    head += [f"Answer {n} - max 75 characters" for n in range(1, WIDTH + 1)]
    head += ["Time limit (sec) - 5, 10", "Correct answer(s) - choose at least one"]
    rows = [
        [n, one.stem, *wide(one), 30, ",".join(map(str, counts(one)))]
        for n, one in enumerate(each(bank), 1)
    ]
    return sheet([["我的测验"], head, *rows])


def from_zero(bank: Bank) -> bytes:
    """Keys that count the options from 0."""
    head = ["题目", *[f"选项{n}" for n in range(1, WIDTH + 1)], "答案"]
    rows = [[one.stem, *wide(one), ",".join(map(str, counts(one, 0)))] for one in each(bank)]
    return delimited([head, *rows])


def parted(sign: str, lead: str = "{1}") -> Callable[[Bank], bytes]:
    """All options in one cell, parted by ``sign``."""

    def write(bank: Bank) -> bytes:
        rows = [
            [one.stem, sign.join(lead.format(LETTERS[n], t) for n, t in enumerate(one.options)),
             one.letters]
            for one in each(bank)
        ]  # fmt: skip
        return sheet([["题目", "选项", "答案"], *rows])

    return write


def merged_head(bank: Bank) -> bytes:
    """One head 选项 over all the columns of options."""
    head = ["序号", "题目", "选项", *[""] * (WIDTH - 1), "答案"]
    return sheet([head, *[[n, o.stem, *wide(o), letters(o)] for n, o in enumerate(each(bank), 1)]])


def two_titles(bank: Bank) -> bytes:
    """标题 holds the subject of every question, 内容 the question."""
    head = ["标题", "内容", *[f"选项{one}" for one in "一二三四五六"], "答案"]
    return sheet([head, *[["党纪学习", o.stem, *wide(o), letters(o)] for o in each(bank)]])


def answers_to_choose(bank: Bank) -> bytes:
    """Options under 答案1, 答案2 …, and the letters under 正确答案."""
    head = ["题目", *[f"答案{n}" for n in range(1, WIDTH + 1)], "正确答案"]
    return sheet([head, *[[one.stem, *wide(one), letters(one)] for one in each(bank)]])


def flags_between(bank: Bank) -> bytes:
    """A column beside every option that says whether it is right."""
    head = ["题目"]
    for letter in LETTERS[:WIDTH]:
        head += [f"选项{letter}", f"{letter}是否正确"]
    rows = []
    for one in each(bank):
        row = [one.stem]
        for n, text in enumerate(wide(one)):
            row += [text, text and "否是"[LETTERS[n] in one.letters]]
        rows.append(row)
    return sheet([head, *rows])


def bare_pipes(bank: Bank) -> bytes:
    """A Markdown table without strokes at its edges."""
    head = ["序号", "题型", "题目", *LETTERS[:WIDTH], "答案"]
    rows = [head, ["---"] * len(head)]
    for n, one in enumerate(each(bank), 1):
        rows.append([str(n), HEADS[one.kind], one.stem, *wide(one), letters(one)])
    return "\n".join(" | ".join(row) for row in rows).encode()


def cards_with_breaks(bank: Bank) -> bytes:
    """Notes of a card program: settings first, question and options in one cell with <br>."""
    lines = ["#separator:tab", "#html:true"]
    for one in each(bank):
        body = "<br>".join([one.stem, *[f"{LETTERS[n]}. {t}" for n, t in enumerate(one.options)]])
        lines.append(f"{body}\t{one.letters}\t党纪")
    return "\n".join(lines).encode()


def index_records(base: int) -> Callable[[Bank], bytes]:
    """Keys as places in the list of options: a number, or a list of them."""

    def write(bank: Bank) -> bytes:
        return dumped(
            [
                {"question": one.stem, "options": one.options, "answer": counts(one, base)}
                if one.kind == MULTI
                else {"question": one.stem, "options": one.options, "answer": counts(one, base)[0]}
                for one in each(bank)
            ]
        )

    return write


def chapters(bank: Bank) -> bytes:
    """Titles above titles: chapters, sections, and the questions deep inside."""
    kinds = {SINGLE: "single", MULTI: "multiple", TRUTH: "judge"}
    return dumped({"title": "题库", "chapters": [{"name": f"第{n}章", "sections": [{"name": "一节", "questions": [
        {"type": kinds[one.kind], "content": one.stem, "answer": list(one.letters) or one.right,
         "options": [{"id": LETTERS[n], "text": t} for n, t in enumerate(one.options)]}
        for one in many
    ]}]} for n, many in enumerate(bank.values(), 1)]})  # fmt: skip


def flagged_records(bank: Bank) -> bytes:
    """The options say themselves which of them is right."""
    return dumped(
        [
            {"questionText": one.stem, "answerOptions": [
                {"answerText": t, "isCorrect": LETTERS[n] in letters(one)} for n, t in enumerate(texts(one))
            ]}
            for one in each(bank)
        ]
    )  # fmt: skip


def named_options(bank: Bank) -> bytes:
    """Options with numbers of their own, which the key names."""
    return dumped(
        [
            {"name": one.stem, "items": [{"id": 1000 + 10 * n + m, "content": t} for m, t in enumerate(texts(one))],
             "answerIds": [1000 + 10 * n + m for m in counts(one, 0)]}
            for n, one in enumerate(each(bank))
        ]
    )  # fmt: skip


def initials(bank: Bank) -> bytes:
    """Names made of initials."""
    return dumped(
        [
            {"xh": n, "tg": one.stem, **{f"xx{LETTERS[m].lower()}": t for m, t in enumerate(wide(one))}, "zqda": letters(one)}
            for n, one in enumerate(each(bank), 1)
        ]
    )  # fmt: skip


def rows_as_lists(bank: Bank) -> bytes:
    """A table as a list of lists."""
    head = ["题目", *LETTERS[:WIDTH], "答案"]
    return dumped([head, *[[one.stem, *wide(one), letters(one)] for one in each(bank)]])


def script(before: str, quote: str, after: str) -> Callable[[Bank], bytes]:
    """A list in a script: bare names, other quotes, remarks, commas too many."""

    def write(bank: Bank) -> bytes:
        body = ""
        for n, one in enumerate(each(bank), 1):
            options = ", ".join(
                f"{quote}{LETTERS[m]}. {t}{quote}" for m, t in enumerate(texts(one))
            )
            body += f"  {{\n    id: {n}, // 第{n}题\n    question: {quote}{one.stem}{quote},\n"
            body += f"    options: [{options}],\n    answer: {quote}{letters(one)}{quote},\n  }},\n"
        return f"{before}[\n{body}]{after}".encode()

    return write


def plain_xml(bank: Bank) -> bytes:
    """XML that follows no standard."""
    body = ""
    for n, one in enumerate(each(bank), 1):
        options = "".join(f"<option>{escape(text)}</option>" for text in texts(one))
        body += (
            f"<question id='{n}'><type>{HEADS[one.kind]}</type><title>{escape(one.stem)}</title>"
        )
        body += f"<options>{options}</options><answer>{letters(one)}</answer></question>"
    return f"<?xml version='1.0' encoding='UTF-8'?><questions>{body}</questions>".encode()


STRUCTURED = [
    Hand("选项逐行.xlsx", option_rows, CLOSED),
    Hand("选项逐行_数据库.csv", repeated_rows, CLOSED),
    Hand("选项逐行_打勾.xlsx", ticked_rows, CHOICES),
    Hand("选项在题下.xlsx", stacked_rows, CHOICES),
    Hand("题型代码_从零.csv", coded(0, "类型"), CLOSED),
    Hand("题型代码_从一.csv", coded(1, "type"), CLOSED),
    Hand("题型代码.json", coded_records, CLOSED),
    Hand("两列填空.csv", pairs, (FILL,)),
    Hand("两列判断.csv", statements, (TRUTH,)),
    Hand("答案在前无表头.xlsx", key_before, CHOICES),
    Hand("列名无意义.xlsx", strange([f"列{n}" for n in range(1, 12)]), CLOSED),
    Hand("拼音缩写.xlsx", strange(["bh", "lx", "tg", *[f"xx{n}" for n in range(1, 7)], "bzda", "jx"]), CLOSED),
    Hand("英文表头.xlsx", strange(["No.", "Kind of item", "Question wording", *[f"Choice {one}" for one in "ABCDEF"], "Correct one", "Remark"]), CLOSED),
    Hand("答案是序号.xlsx", numbered_keys, CHOICES),
    Hand("测验平台.xlsx", quiz_platform, CHOICES),
    Hand("答案从零数.csv", from_zero, CHOICES),
    *[Hand(f"一格选项{n}.xlsx", parted(*how), CHOICES) for n, how in enumerate([("$;$",), ("<br>", "{}.{}"), ("\\n", "{}.{}"), ("^",), ("&",), ("@@",), ("~",), ("#",), ("_x000D_\n", "{}.{}"), (" / ",)])],
    Hand("合并表头.xlsx", merged_head, CLOSED),
    Hand("标题与内容.xlsx", two_titles, CLOSED),
    Hand("答案一至六.xlsx", answers_to_choose, CLOSED),
    Hand("逐项标对错.xlsx", flags_between, CHOICES),
    Hand("无边线表格.md", bare_pipes, CLOSED),
    Hand("卡片.txt", cards_with_breaks, CHOICES),
    Hand("答案从零数.json", index_records(0), CHOICES),
    Hand("答案从一数.json", index_records(1), CHOICES),
    Hand("章节套章节.json", chapters, CLOSED),
    Hand("选项自带对错.json", flagged_records, CLOSED),
    Hand("选项编号.json", named_options, CLOSED),
    Hand("首字母键名.json", initials, CLOSED),
    Hand("二维数组.json", rows_as_lists, CLOSED),
    Hand("题库.js", script("// 题库\nvar questions = ", "'", ";\n"), CLOSED),
    Hand("导出.ts", script("export default ", '"', "\n"), CLOSED),
    Hand("模块.js", script("const data = ", "`", ";\n\nmodule.exports = { data };\n"), CLOSED),
    Hand("宽松.json", script("", "'", ""), CLOSED),
    Hand("无标准.xml", plain_xml, CLOSED),
]  # fmt: skip
