# ruff: noqa: E501  (lines as people write them)
"""Text files of unseen hands."""

import json
from collections.abc import Iterable
from itertools import chain

from tests.bank.formats.unseen.asked import FILL, MULTI, SHORT, SINGLE, TRUTH, Asked, Bank, Hand

HEADS = {
    SINGLE: "单项选择题",
    MULTI: "多项选择题",
    TRUTH: "判断题",
    FILL: "填空题",
    SHORT: "简答题",
}
TAGS = {SINGLE: "单选题", MULTI: "多选题", TRUTH: "判断题", FILL: "填空题", SHORT: "简答题"}
CHOICES = (SINGLE, MULTI, TRUTH)
ORDINALS = "一二三四五六七"


def lettered(one: Asked, form: str) -> list[str]:
    return [form.format("ABCDEFGH"[n], text) for n, text in enumerate(one.options)]


def key_of(one: Asked, right: str = "正确", wrong: str = "错误") -> str:
    if one.kind == TRUTH:
        return right if one.right else wrong
    return one.letters or "；".join(one.blanks) or one.text


def filled(stem: str, text: str) -> str:
    return stem.replace("（ ）", f"（{text}）", 1) if "（ ）" in stem else f"{stem}（{text}）"


def written(lines: Iterable[str], encoding: str = "utf-8", end: str = "\n") -> bytes:
    return end.join(chain(lines)).encode(encoding)


def learning_platform(bank: Bank) -> bytes:
    """Copied from the page on which a student sees her paper: her own answers stand beside."""
    lines, number = ["《条例》章节测验", "已完成", "得分：86.5分"], 0
    for kind, many in bank.items():
        lines.append(f"{ORDINALS[list(bank).index(kind)]}. {TAGS[kind]}（共{len(many)}题）")
        for one in many:
            number += 1
            lines.append(f"{number}. ({TAGS[kind]}, 2.0分) {one.stem}")
            lines += lettered(one, "{}. {}")
            mine = "BACD"[number % 4] if one.options else key_of(one, "对", "错")
            lines.append(f"我的答案: {mine}  {'√' if number % 3 else '×'}")
            lines.append(f"正确答案: {key_of(one, '对', '错')}")
            lines += [f"得分：{number % 3 and 2.0}分", f"答案解析：{one.why}", ""]
    return written(lines)


def exam_record(bank: Bank) -> bytes:
    """A record of a cadre school's system: letters on lines of their own, answers of both."""
    lines = ["干部在线学习平台  考试记录", "------------------------------"]
    for kind, many in bank.items():
        for number, one in enumerate(many, start=1):
            lines += [f"第{number}题 【{TAGS[kind]}】", one.stem]
            for n, text in enumerate(one.options):
                lines += ["ABCDEFGH"[n], text]
            lines += [
                f"考生答案：{'A' if one.options else key_of(one)}",
                f"标准答案：{key_of(one)}",
                "",
            ]
    return written(lines, "gb18030", "\r\n")


def paper_with_solutions(bank: Bank) -> bytes:
    """A printed paper; its solutions, with reasons, stand at the end under the same heads."""
    lines, ends, number = ["2025年度党纪学习测试卷", "（时间90分钟，满分100分）", ""], [], 0
    ends += ["", "参考答案及解析", ""]
    for place, (kind, many) in enumerate(bank.items()):
        head = f"{ORDINALS[place]}、{HEADS[kind]}（本大题共{len(many)}小题）"
        lines.append(head)
        ends.append(f"{ORDINALS[place]}、{HEADS[kind]}")
        for one in many:
            number += 1
            lines += [f"{number}．{one.stem}", "    ".join(lettered(one, "{}．{}"))]
            reason = f"【解析】{one.why}" if kind != SHORT else ""
            ends.append(f"{number}．【答案】{key_of(one, '√', '×')}{reason}")
    return written(filter(None, lines + ends), "utf-8-sig", "\r\n")


def folded_answers(bank: Bank) -> bytes:
    """Markdown of a code site: the answer can be folded away."""
    lines = ["# 党纪题库", "", "> 整理：机关党支部", ""]
    for kind, many in bank.items():
        lines += [f"## {HEADS[kind]}", ""]
        for number, one in enumerate(many, start=1):
            lines += [f"**{number}.** {one.stem}", ""]
            lines += [*lettered(one, "- {}. {}"), ""]
            lines += [
                "<details>",
                "<summary>查看答案</summary>",
                "",
                f"**答案：{key_of(one)}**",
                "",
            ]
            lines += [one.why, "", "</details>", "", "---", ""]
    return written(lines)


def zero_padded(bank: Bank) -> bytes:
    """Numbers as 001, a colon behind the letters, reason and source below."""
    lines, number = [], 0
    for kind, many in bank.items():
        for one in many:
            number += 1
            lines += [f"{number:03}. [{TAGS[kind]}] {one.stem}", *lettered(one, "    {}: {}")]
            lines += [f"    答案: {key_of(one, 'T', 'F')}", f"    出处: {one.source}", ""]
    return written(lines)


def full_width(bank: Bank) -> bytes:
    """All letters and digits full width, the key in brackets behind the options."""
    lines = []
    for place, (kind, many) in enumerate(bank.items()):
        lines.append(f"（{ORDINALS[place]}）{HEADS[kind]}")
        for number, one in enumerate(many, start=1):
            wide = "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))
            letters = [f"{chr(0xFF21 + n)}．{text}" for n, text in enumerate(one.options)]
            key = "、".join(chr(ord(letter) + 0xFEE0) for letter in one.letters)
            lines += [f"{wide}．{one.stem}", "　".join(letters), f"答案：（{key or key_of(one)}）"]
    return written(filter(None, lines), "utf-16")


def keys_in_fives(bank: Bank) -> bytes:
    """Keys in blocks of five at the end of the document, under the heads again."""
    lines, ends = ["党规党纪知识题库"], ["", "【参考答案】"]
    for place, (kind, many) in enumerate(bank.items()):
        lines.append(f"{ORDINALS[place]}、{HEADS[kind]}")
        ends.append(f"{ORDINALS[place]}、{HEADS[kind]}")
        for number, one in enumerate(many, start=1):
            lines += [f"{number}、{one.stem}", *lettered(one, "{}、{}")]
        keys = [key_of(one, "√", "×") for one in many]
        for start in range(0, len(keys), 5):
            some, last = keys[start : start + 5], min(start + 5, len(keys))
            between = "" if kind == SINGLE else "  "
            ends.append(f"{start + 1}-{last}：{between.join(some)}")
    return written(lines + ends, "gbk", "\r\n")


def answer_in_brackets_then_reason(bank: Bank) -> bytes:
    """Everything in the stem: the key in its brackets, truth at its end, blanks filled in."""
    lines = []
    for kind, many in bank.items():
        lines += ["", f"{HEADS[kind]}（{len(many)}道）", ""]
        for number, one in enumerate(many, start=1):
            if kind == TRUTH:
                stem = f"{one.stem}（{'√' if one.right else '×'}）"
            elif kind in (SINGLE, MULTI):
                stem = filled(one.stem, f" {one.letters} ")
            lines += [
                f"{number}.{stem}",
                " ".join(lettered(one, "{}.{}")),
                f"（依据：{one.source}）",
            ]
    return written(filter(None, lines))


def contest_cards(bank: Bank) -> bytes:
    """Cards of a quiz evening: questions and answers read out aloud."""
    lines = ["“学党纪 守规矩”知识抢答赛", ""]
    for kind, many in bank.items():
        lines.append(f"【{HEADS[kind]}】")
        for number, one in enumerate(many, start=1):
            lines.append(f"第{number}题：{one.stem}")
            lines.append("；".join(lettered(one, "{}.{}")))
            lines += [f"答：{key_of(one, '对', '错')}", ""]
    return written(line for line in lines if line or lines)


def scraped_numbers_in_brackets(bank: Bank) -> bytes:
    """A web page saved as text: points behind the stem, 参考答案 with a blank, source in brackets."""
    lines = ["首页 > 题库 > 党建", ""]
    for kind, many in bank.items():
        for number, one in enumerate(many, start=1):
            lines += [f"【{number}】{one.stem} ({TAGS[kind][:2]},2分)", ""]
            lines += [*lettered(one, "({}) {}"), ""]
            lines += [f"参考答案 {key_of(one)}", f"难度：{'易中难'[number % 3]}", "", ""]
    return written(lines, "utf-8", "\r\n")


def typed_columns(bank: Bank) -> bytes:
    """Copied out of a sheet: columns parted by tabs, short names of the types."""
    rows = [("编号", "试题类别", "试题", "A", "B", "C", "D", "E", "正确选项", "解析")]
    for kind, many in bank.items():
        for one in many:
            options = (*one.options, "", "", "", "", "")[:5]
            key = key_of(one, "对", "错")
            rows.append((str(len(rows)), TAGS[kind], one.stem, *options, key, one.why))
    return written("\t".join(row) for row in rows)


def program_records(bank: Bank) -> bytes:
    """What a quiz program for phones exports."""
    names = {SINGLE: "radio", MULTI: "checkbox", TRUTH: "judge", FILL: "fill", SHORT: "essay"}
    records = []
    for kind, many in bank.items():
        for one in many:
            options = [{"key": "ABCDE"[n], "value": text} for n, text in enumerate(one.options)]
            answer = list(one.letters) or key_of(one, "true", "false")
            records.append(
                {
                    "id": len(records) + 1,
                    "type": names[kind],
                    "title": one.stem,
                    "options": options,
                    "answer": answer,
                    "analysis": one.why,
                }
            )
    return json.dumps({"code": 0, "data": {"list": records}}, ensure_ascii=False).encode()


def lists_by_type(bank: Bank) -> bytes:
    """A list for each type, the options as a record."""
    shown = {}
    for kind, many in bank.items():
        shown[TAGS[kind]] = [
            {
                "题目": one.stem,
                **({"选项": dict(zip("ABCDE", one.options, strict=False))} if one.options else {}),
                "答案": key_of(one, "对", "错"),
            }
            for one in many
        ]
    return json.dumps(shown, ensure_ascii=False, indent=1).encode()


def separated_values(bank: Bank) -> bytes:
    """CSV of an English-speaking system, in GBK; letters in small, several parted by signs."""
    rows = ["type,question,option_a,option_b,option_c,option_d,option_e,answer,explanation"]
    for kind, many in bank.items():
        for one in many:
            cells = [kind, one.stem, *(*one.options, "", "", "", "", "")[:5]]
            key = "|".join(one.letters.lower()) or key_of(one, "TRUE", "FALSE")
            rows.append(",".join(f'"{text}"' for text in (*cells, key, one.why)))
    return written(rows, "gb18030", "\r\n")


TEXTS = (
    Hand("学习平台.txt", learning_platform, CHOICES),
    Hand("考试记录.txt", exam_record, CHOICES),
    Hand("测试卷.txt", paper_with_solutions),
    Hand("折叠答案.md", folded_answers),
    Hand("编号补零.txt", zero_padded),
    Hand("全角.txt", full_width, CHOICES),
    Hand("五个一组.txt", keys_in_fives, CHOICES),
    Hand("答案在题干.txt", answer_in_brackets_then_reason, CHOICES),
    Hand("抢答赛.txt", contest_cards),
    Hand("网页另存.txt", scraped_numbers_in_brackets),
    Hand("制表符.txt", typed_columns),
    Hand("手机程序.json", program_records),
    Hand("按题型.json", lists_by_type),
    Hand("英文表头.csv", separated_values),
)
