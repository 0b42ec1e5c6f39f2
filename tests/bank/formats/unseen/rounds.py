"""Hands that another person invented and the reader failed at first; see docs/unseen.md."""

import json
from collections.abc import Iterable

from tests.bank.formats.unseen.asked import MULTI, SINGLE, TRUTH, Asked, Bank, Hand
from tests.bank.formats.unseen.sheets import workbook
from tests.bank.formats.unseen.texts import CHOICES, HEADS, TAGS, key_of, lettered, written
from tests.bank.formats.unseen.words import document
from tests.bank.formats.word_files import par, table


def survey(bank: Bank) -> bytes:
    """A survey platform's text: the right option says so itself."""
    lines, number = [], 0
    for kind, many in bank.items():
        for one in many:
            number += 1
            lines.append(f"{number}. {one.stem}[{TAGS[kind]}](分值：5)")
            texts = lettered(one, "{}.{}") or ["对", "错"]
            right = one.letters or ("A" if one.right else "B")
            lines += [
                text + "（正确答案）" * ("ABCDEFGH"[n] in right) for n, text in enumerate(texts)
            ]
            lines.append("")
    return written(lines)


def chat(bank: Bank) -> bytes:
    """Copied from a chat: key caps as numbers, pictures before key and reason."""
    lines = ["📚 每日一练", ""]
    for kind, many in bank.items():
        for number, one in enumerate(many[:9], start=1):
            lines.append(f"{number}\ufe0f\u20e3【{TAGS[kind][:2]}】{one.stem}")
            lines += [*lettered(one, "{} {}"), f"✅答案：{key_of(one)}", f"💡{one.why}", ""]
        del many[9:]
    return written(lines)


def keys_left(bank: Bank) -> bytes:
    """The key in brackets before the number, as examinees write it on paper."""
    lines: list[str] = []
    for place, (kind, many) in enumerate(bank.items()):
        lines.append(f"{'一二三'[place]}、{HEADS[kind]}")
        for number, one in enumerate(many, start=1):
            lines.append(f"（ {key_of(one, '√', '×')} ）{number}、{one.stem}")
            lines.append("    ".join(lettered(one, "{}、{}")))
    return written(filter(None, lines))


def circles(bank: Bank) -> bytes:
    """Options and keys as circled numbers."""
    lines: list[str] = []
    for place, (kind, many) in enumerate(bank.items()):
        lines.append(f"{'一二三'[place]}、{HEADS[kind]}")
        for number, one in enumerate(many, start=1):
            signs = "①②③④⑤⑥"
            lines.append(f"{number}、{one.stem}")
            lines += [f"   {signs[n]}{text}" for n, text in enumerate(one.options)]
            chosen = "".join(signs["ABCDEF".index(letter)] for letter in one.letters)
            lines.append(f"   答案：{chosen or key_of(one, '对', '错')}")
    return written(lines, "gb18030", "\r\n")


def keys_first(bank: Bank) -> bytes:
    """All keys stand before the questions, whose numbers run through."""
    keys, lines, number = ["【答案速查】"], list[str](), 0
    for kind, many in bank.items():
        keys.append(f"{HEADS[kind]}：")
        lines.append(f"{HEADS[kind]}：")
        row = []
        for one in many:
            number += 1
            row.append(f"{number}-{key_of(one, '√', '×')}")
            lines += [f"{number}. {one.stem}", *lettered(one, "{}. {}")]
        keys.append("    ".join(row))
    return document([par(line) for line in ["党纪知识竞赛", *keys, *lines]])


def running_heads(bank: Bank) -> bytes:
    """Copied from a printed book: the head of the page falls between the lines."""
    plain: list[str] = []
    for kind, many in bank.items():
        plain.append(HEADS[kind])
        for number, one in enumerate(many, start=1):
            plain += [f"{number}.{one.stem}", *lettered(one, "{}.{}"), f"正确答案：{key_of(one)}"]
    lines: list[str] = []
    for place, line in enumerate(plain):
        page = place % 29 == 28
        lines += (
            [f"某市党员干部纪律教育学习资料汇编第{place // 29 + 1}册", line] if page else [line]
        )
    return written(lines)


def platform_page(bank: Bank) -> bytes:
    """A saved web page; the answers of the person stand before the right ones."""
    body = []
    for kind, many in bank.items():
        body.append(f"<h3>{HEADS[kind]}（共{len(many)}题）</h3>")
        for number, one in enumerate(many, start=1):
            items = "".join(f"<li>{text}</li>\n" for text in lettered(one, "{}. {}"))
            key = key_of(one, "对", "错")
            said = f"<i>我的答案:</i> A <span>正确答案:</span> {key}&nbsp;&nbsp;5分"
            body.append(f"<div><p>{number}. {one.stem}</p><ul>{items}</ul><p>{said}</p></div>")
    return f"<html><head><title>作业</title></head><body>{''.join(body)}</body></html>".encode()


def _records(bank: Bank) -> Iterable[tuple[str, Asked]]:
    return ((kind, one) for kind, many in bank.items() for one in many)


def numbered_records(bank: Bank) -> bytes:
    """JSON keyed by number, with one-letter names."""
    found = {}
    for number, (kind, one) in enumerate(_records(bank), start=1):
        options = dict(zip("abcdef", one.options, strict=False))
        key = key_of(one, "对", "错").lower()
        found[str(number)] = {"q": one.stem, **options, "ans": key, "kind": TAGS[kind]}
    return json.dumps(found).encode()


def prefixed_records(bank: Bank) -> bytes:
    """JSON of a web service whose names all begin alike."""
    many = [
        {
            "timu_tixing": TAGS[kind],
            "timu_title": one.stem,
            **{f"timu_{letter}": text for letter, text in zip("abcdef", one.options, strict=False)},
            "timu_daan": key_of(one, "对", "错"),
        }
        for kind, one in _records(bank)
    ]
    return json.dumps({"errCode": "0", "data": {"list": many}}, ensure_ascii=False).encode()


def ticked_columns(bank: Bank) -> bytes:
    """Statements in a table with the columns 对 and 错, of which one is ticked."""
    rows = [("序号", "题目", "对", "错")]
    for number, one in enumerate(bank[TRUTH], start=1):
        rows.append((str(number), one.stem, "√" if one.right else "", "" if one.right else "√"))
    return document([par("判断题（请在相应栏内打“√”）"), table(*rows)])


def keys_on_a_sheet(bank: Bank) -> bytes:
    """Questions on one sheet, their keys by number on another."""
    asked: list[list[object]] = [["2024年考试试题"]]
    asked.append(["题号", "题型", "试题内容", *(f"选项{letter}" for letter in "ABCDE")])
    keys: list[list[object]] = [["题号", "答案"]]
    for number, (kind, one) in enumerate(_records(bank), start=1):
        asked.append([number, TAGS[kind], one.stem, *one.options])
        keys.append([number, key_of(one, "√", "×")])
    return workbook({"试题": asked, "答案": keys})


ROUNDS = (
    Hand("问卷平台.txt", survey, CHOICES),
    Hand("聊天记录.txt", chat, (SINGLE, MULTI)),
    Hand("答案在题号前.txt", keys_left, CHOICES),
    Hand("圈码.txt", circles, CHOICES),
    Hand("速查在前.docx", keys_first, CHOICES),
    Hand("书页.txt", running_heads, (SINGLE, MULTI)),
    Hand("作业.htm", platform_page, CHOICES),
    Hand("编号.json", numbered_records, CHOICES),
    Hand("接口.json", prefixed_records, CHOICES),
    Hand("答案另表.xlsx", keys_on_a_sheet, CHOICES),
    Hand("打勾表.docx", ticked_columns, (TRUTH,)),
)
