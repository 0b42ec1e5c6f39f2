"""Word documents of unseen hands."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bank.formats.unseen.asked import FILL, MULTI, SINGLE, TRUTH, Bank, Hand
from tests.bank.formats.unseen.texts import CHOICES, HEADS, ORDINALS, TAGS, filled, key_of, lettered
from tests.bank.formats.word_files import level, numbered, numbering, par, run, saved, table

RED, BOLD = '<w:color w:val="FF0000"/>', "<w:b/>"
YELLOW, LINE = '<w:highlight w:val="yellow"/>', '<w:u w:val="single"/>'


def document(body: Sequence[str], **parts: str | bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return saved(Path(folder), *body, **parts).read_bytes()


def head(place: int, kind: str) -> str:
    return par(f"{ORDINALS[place]}、{HEADS[kind]}")


def lists_with_key_table(bank: Bank) -> bytes:
    """Numbers and letters by Word's own lists; keys in tables under the heads at the end."""
    body, ends, identity = [par("党纪学习教育测试题")], [par("参考答案")], 0
    for place, (kind, many) in enumerate(bank.items()):
        identity += 1
        body.append(head(place, kind))
        ends.append(head(place, kind))
        for one in many:
            body.append(numbered(one.stem, identity))
            body += [numbered(text, identity, 1) for text in one.options]
        keys = [key_of(one, "√", "×") for one in many]
        for start in range(0, len(keys), 10):
            some = keys[start : start + 10]
            numbers = [str(start + n + 1) for n in range(len(some))]
            ends.append(table(("题号", *numbers), ("答案", *some)))
    letters = level(0, "decimal", "%1."), level(1, "upperLetter", "%2.")
    kept = numbering(*letters, lists=identity, restart=True)
    return document(body + ends, **{"word__numbering.xml": kept})


def options_in_layout_tables(bank: Bank) -> bytes:
    """Options two by two in tables without lines, the key red in the brackets of the stem."""
    body = []
    for place, (kind, many) in enumerate(bank.items()):
        body.append(head(place, kind))
        for number, one in enumerate(many, start=1):
            key = one.letters or ("√" if one.right else "×")
            before, _gap, after = filled(one.stem, "\0").partition("\0")
            body.append(par(run(f"{number}．{before}"), run(key, RED), run(after)))
            shown = lettered(one, "{}．{}")
            if shown:
                shown += [""] * (len(shown) % 2)
                body.append(table(*zip(shown[::2], shown[1::2], strict=True)))
    return document(body)


def one_table_for_all(bank: Bank) -> bytes:
    """A table of an office: the options stand below the stem in its cell."""
    rows = [("序号", "题型", "题目", "答案", "依据")]
    for kind, many in bank.items():
        for one in many:
            cell = "</w:t><w:br/><w:t>".join([one.stem, *lettered(one, "{}.{}")])
            rows.append((str(len(rows)), TAGS[kind], cell, key_of(one, "√", "×"), one.source))
    return document([par("附件2"), par("党纪学习教育题库"), table(*rows)])


def bold_right_options(bank: Bank) -> bytes:
    """Four options on a line parted by tabs, the right ones bold; truth behind the statement."""
    body = []
    for place, (kind, many) in enumerate(bank.items()):
        body.append(par(run(f"{ORDINALS[place]}、{HEADS[kind]}", BOLD)))
        for number, one in enumerate(many, start=1):
            sign = "" if kind != TRUTH else f"（{'√' if one.right else '×'}）"
            body.append(par(f"{number}、{one.stem}{sign}"))
            runs = []
            for n, text in enumerate(lettered(one, "{}、{}")):
                runs += [
                    run(text, BOLD if "ABCDE"[n] in one.letters else ""),
                    "<w:r><w:tab/></w:r>",
                ]
            if runs:
                body.append(par(*runs))
    return document(body)


def marked_yellow(bank: Bank) -> bytes:
    """The right options yellow, each on its own line, blanks filled in with a line below."""
    body = []
    for place, (kind, many) in enumerate(bank.items()):
        body.append(head(place, kind))
        for number, one in enumerate(many, start=1):
            if kind == FILL:
                runs = [run(f"{number}. ")]
                parts = one.stem.split("____")
                for n, part in enumerate(parts):
                    runs.append(run(part))
                    if n < len(one.blanks) and n < len(parts) - 1:
                        runs.append(run(one.blanks[n], LINE))
                body.append(par(*runs))
                continue
            sign = "" if kind != TRUTH else f"（{'正确' if one.right else '错误'}）"
            body.append(par(f"{number}. {one.stem}{sign}"))
            for n, text in enumerate(lettered(one, "{}. {}")):
                body.append(par(run(text, YELLOW if "ABCDE"[n] in one.letters else "")))
    return document(body)


def table_for_each_question(bank: Bank) -> bytes:
    """A form for each question: what a row is stands in its first column."""
    body = [par("命题卡片")]
    for kind, many in bank.items():
        for one in many:
            rows = [("题型", TAGS[kind]), ("题干", one.stem)]
            rows += [(f"选项{'ABCDE'[n]}", text) for n, text in enumerate(one.options)]
            rows += [("答案", key_of(one)), ("解析", one.why)]
            body += [table(*rows), par("")]
    return document(body)


def answers_below_in_grey(bank: Bank) -> bytes:
    """A handbook: bold numbers of its own, soft line ends, the answer and its ground below."""
    body, number = [par(run("应知应会手册", BOLD))], 0
    for kind, many in bank.items():
        body.append(par(run(f"● {HEADS[kind]}", BOLD)))
        for one in many:
            number += 1
            lines = "</w:t><w:br/><w:t>".join([one.stem, *lettered(one, "{}. {}")])
            body.append(par(run(f"{number}. ", BOLD), run(lines)))
            body.append(
                par(run(f"【答案】{key_of(one, '正确', '错误')}", '<w:color w:val="808080"/>'))
            )
            body.append(par(run(f"【依据】{one.source}", '<w:color w:val="808080"/>')))
    return document(body)


WORDS = (
    Hand("自动编号.docx", lists_with_key_table, CHOICES),
    Hand("选项表格.docx", options_in_layout_tables, CHOICES),
    Hand("附件2.docx", one_table_for_all),
    Hand("加粗.docx", bold_right_options, CHOICES),
    Hand("涂黄.docx", marked_yellow, (SINGLE, MULTI, TRUTH, FILL)),
    Hand("命题卡片.docx", table_for_each_question),
    Hand("应知应会.docx", answers_below_in_grey),
)
