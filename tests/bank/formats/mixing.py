# ruff: noqa: E501  (marks as people type them)
"""A text bank from one habit of every kind: number, options, place and words of the key, heads.

Any mixture may come from a real clerk, so the reader is held against thousands of them. What is
true of each is known, for the questions come out of the shipped bank.
"""

import random
from dataclasses import dataclass, field

from tests.bank.formats.unseen.asked import (
    FILL,
    MULTI,
    SHORT,
    SINGLE,
    TRUTH,
    Asked,
    Bank,
)
from tests.bank.formats.unseen.texts import HEADS, ORDINALS, TAGS, filled

NUMBERS = (
    *("{}、", "{}.", "{}．", "{}. ", "（{}）", "({}) ", "{})", "{}）", "第{}题 ", "第{}题：", "第{}题\n"),
    *("{:02}.", "{:03}、", "【{}】", "[{}] ", "{}　", "题{}：", "题目{}：", "Q{}. ", "{}.", "  {}、", "{} 、", "{}，"),
)  # fmt: skip
LETTERS = (
    *("{}、", "{}.", "{}．", "{}. ", "{}）", "({}) ", "（{}）", "[{}] ", "{}:", "{}：", "{} ", "{}", "【{}】"),
    *("  {}. ", "\t{}、", "- {}. ", "* {}、", "{},", "{}，", "○ {}. ", "□{}.", "选项{}：", "{}\t", "{}-"),
)  # fmt: skip
GAPS = ("\n", "\n", "\n\n", "    ", "\t", "　　", "  ", "；", "；\n", " ", "two")
KEY_WORDS = (
    *("答案：", "答案:", "【答案】", "【答案】：", "正确答案：", "参考答案：", "标准答案：", "答：", "答案 ", "答案"),
    *("〔答案〕", "[答案]", "（答案）", "（答案：{}）", "【答案：{}】", "[答案] ", "答案是：", "正确选项：", "本题答案：", "Answer: ", "答案为", "答案为：", "key：", "正确答案是 ", "正确答案", "* 答案：", "> 答案：", "——答案："),
)  # fmt: skip
JOINTS = ("", "、", ",", "，", " ", "；", "/", "|", "和", "．")
TRUTHS = (
    *(("正确", "错误"), ("对", "错"), ("√", "×"), ("✓", "✗"), ("T", "F"), ("是", "否"), ("Y", "N")),
    *(("A", "B"), ("true", "false"), ("√", "X"), ("正确", "不正确"), ("(√)", "(×)")),
)  # fmt: skip
HEAD_FORMS = (
    *("{o}、{name}", "{o}、{name}（每题2分，共{count}题）", "{o}.{name}", "（{o}）{name}", "{name}", "{name}："),
    *("第{o}部分 {name}", "第{o}部分：{name}（共{count}小题）", "【{name}】", "## {name}", "{o}、{name}：", "{o} {name}"),
    *("{o}、{name}({count}题)", "{o}．{name}。", "== {name} ==", "—— {name} ——", "{name}（{count}道）", "{o}、{name}（每小题1分，下列各题只有符合题意的答案，请将正确的填在括号内）"),
    *("{name}部分", "第{o}题 {name}", "★{name}", "《条例》{name}", "{o}、{name}\n说明：每题2分，错选不得分。", "Ⅰ.{name}", "I、{name}", "{d}、{name}", "{d}. {name}（共{count}题）"),
)  # fmt: skip
NAMES = (
    HEADS,
    TAGS,
    {SINGLE: "单选", MULTI: "多选", TRUTH: "判断", FILL: "填空", SHORT: "简答"},
    {SINGLE: "单项选择", MULTI: "多项选择", TRUTH: "是非题", FILL: "填空题", SHORT: "问答题"},
    {SINGLE: "单项选择题", MULTI: "不定项选择题", TRUTH: "判断正误题", FILL: "填空题", SHORT: "简述题"},
    {SINGLE: "选择题（单选）", MULTI: "选择题（多选）", TRUTH: "判断题", FILL: "填空题", SHORT: "论述题"},
)  # fmt: skip
TAG_FORMS = ("【{}】", "[{}]", "（{}）", "({})", "〔{}〕", "「{}」")
REASONS = (
    "解析：",
    "【解析】",
    "答案解析：",
    "解析:\n",
    "【解析】：",
    "说明：",
    "[解析] ",
    "（解析）",
    "试题解析：",
)
LISTS = (
    *("{first}-{last} {values}", "{first}～{last}：{values}", "{first}—{last}、{values}", "each {n}.{v}", "each {n}、{v}", "each {n} {v}", "each {n}-{v}"),
    *("lines {n}.{v}", "lines {n}、{v}", "lines {n}. 答案：{v}", "lines 第{n}题：{v}", "lines {n}．【答案】{v}", "each {n}:{v}", "each ({n}){v}", "lines （{n}）{v}", "each {n}{v}"),
)  # fmt: skip
ANSWER_HEADS = ("参考答案", "答案：", "【参考答案】", "答案", "参考答案及解析", "附：参考答案", "标准答案：", "## 答案", "答  案", "--- 答案 ---", "答案与解析", "试题答案", "正确答案", "{name}答案：", "{o}、{name}答案", "参考答案：")  # fmt: skip
BLANKS = ("（ ）", "____", "______", "（　　）", "()", "(  )", "【 】", "（    ）", "_______")

# Marks the reader has no pattern for: it can only learn them from the file.
STRANGE_NUMBERS = (
    "#{} ",
    "<{}> ",
    "{}# ",
    "Question {}: ",
    "第{}小题 ",
    "★{}★ ",
    "{}》",
    "T{}：",
    "{{{}}} ",
    "单选{}：",
    "试题 {} | ",
    "{} | ",
    "{}/ ",
    "{}、、",
    "练习{}：",
    "《{}》",
    "{} ⟩ ",
    "№{} ",
)
STRANGE_LETTERS = (
    "{}> ",
    "{}/ ",
    "{{{}}} ",
    "{} | ",
    "{}… ",
    "{}=",
    "选{}：",
    "《{}》",
    "{}~ ",
    "{}→",
    "{} - ",
    "{};",
    "【{}】",
    "{}--",
)
STRANGE_KEYS = (
    "选：",
    "→ ",
    "=> ",
    "正解：",
    "本题选 ",
    "故选",
    "Correct: ",
    "结果：",
    "【正解】",
    "☞",
    "解：",
    "选择 ",
    "√答 ",
    "我选",
    "对的是：",
    "$$",
    "ans>",
    "KEY=",
)


@dataclass
class Mix:
    """One choice of habits; ``str()`` tells them for the report of a failing test."""

    seed: int
    number: str = ""
    restart: bool = True
    letter: str = ""
    gap: str = ""
    place: str = ""
    key: str = ""
    joint: str = ""
    truths: tuple[str, str] = ("", "")
    truth_options: bool = False
    head: str = ""
    names: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    reason: str = ""
    blank: str = ""
    parted: bool = False
    listed: str = ""
    answers: str = ""
    bracket: str = "（ {} ）"
    points: str = ""
    kinds: tuple[str, ...] = ()
    indent: str = ""


def mix(seed: int) -> Mix:
    """The habits that belong to a seed."""
    rng = random.Random(seed)
    one = Mix(seed)
    one.number, one.letter = rng.choice(NUMBERS), rng.choice(LETTERS)
    one.gap = rng.choice(GAPS)
    one.restart = rng.random() < 0.7
    one.place = rng.choice(("below", "below", "below", "stem", "stem", "section", "end", "end"))
    one.key, one.joint = rng.choice(KEY_WORDS), rng.choice(JOINTS[:1] * 8 + JOINTS)
    one.truths = rng.choice(TRUTHS)
    one.truth_options = rng.random() < 0.15
    one.head, one.names = rng.choice(HEAD_FORMS), rng.choice(NAMES)
    one.tag = rng.choice(TAG_FORMS) if rng.random() < 0.2 else ""
    if one.tag:
        one.head = rng.choice(("", one.head))
    one.reason = rng.choice(REASONS) if rng.random() < 0.4 else ""
    one.blank, one.parted = rng.choice(BLANKS), rng.random() < 0.4
    one.listed, one.answers = rng.choice(LISTS), rng.choice(ANSWER_HEADS)
    one.bracket = rng.choice(
        ("（ {} ）", "（{}）", "({})", "( {} )", "【{}】", "[{}]", "（　{}　）")
    )
    one.points = (
        rng.choice(("（2分）", "（本题2分）", "[2分]", "(2.0分)")) if rng.random() < 0.1 else ""
    )
    kinds = [SINGLE, MULTI, TRUTH, FILL, SHORT]
    size = rng.choice((1, 2, 3, 3, 4, 5))
    one.kinds = tuple(kind for kind in kinds if kind in rng.sample(kinds, size))
    return one


def strange(seed: int) -> Mix:
    """A mixture with a number, option or key mark of which no list knows."""
    one, rng = mix(seed), random.Random(-seed)
    kinds = [kind for kind in one.kinds if kind in (SINGLE, MULTI)]
    one.kinds = tuple(kinds or [SINGLE])
    one.place = "below"
    one.number = rng.choice(STRANGE_NUMBERS) if seed % 3 == 0 else one.number
    one.letter = rng.choice(STRANGE_LETTERS) if seed % 3 == 1 else one.letter
    one.key = rng.choice(STRANGE_KEYS) if seed % 3 == 2 else one.key
    return one


def write(one: Mix, bank: Bank) -> str:
    """The questions of ``bank`` as somebody with these habits types them."""
    lines: list[str] = ["党纪学习题库", ""]
    ends: list[str] = []
    number = 0
    for place, (kind, many) in enumerate(bank.items()):
        said = {"name": one.names[kind], "count": len(many), "o": ORDINALS[place], "d": place + 1}
        if one.head:
            lines += [*one.head.format(**said).split("\n"), *[""] * one.parted]
        number = 0 if one.restart else number
        first = number + 1
        for asked in many:
            number += 1
            lines += _question(one, asked, number)
        keys = _list(one, kind, many, first)
        if one.place == "section":
            lines += [one.answers.format(**said), *keys, ""]
        elif one.place == "end":
            ends += [*([one.head.format(**said).split("\n")[0]] if one.head else []), *keys]
    if one.place == "end":
        lines += ["", one.answers.replace("{name}", "").replace("{o}、", ""), *ends]
    return "\n".join(lines)


def _question(one: Mix, asked: Asked, number: int) -> list[str]:
    key = _key(one, asked)
    stem = asked.stem.replace("（ ）", one.blank).replace("____", one.blank)
    inside = one.place == "stem" and asked.kind in (SINGLE, MULTI, TRUTH)
    if inside:
        stem = filled(asked.stem, "@").replace("（@）", one.bracket.format(key))
    if one.tag:
        tag = one.tag.format(one.names[asked.kind])
        stem = tag + stem if one.seed % 2 else stem + tag
    lines = (one.number.format(number) + stem + one.points).split("\n")
    lines += _options(one, asked)
    apart = one.place in ("section", "end")
    if not apart and not inside:
        lines.append(one.key.format(key) if "{}" in one.key else one.key + key)
    if one.reason and asked.why and asked.kind != SHORT:
        lines += (one.reason + asked.why).split("\n")
    return [*lines, *[""] * one.parted]


def _options(one: Mix, asked: Asked) -> list[str]:
    texts = asked.options
    if asked.kind == TRUTH and one.truth_options:
        texts = ("正确", "错误")
    if not texts:
        return []
    marked = [one.letter.format("ABCDEFGH"[n]) + text for n, text in enumerate(texts)]
    if one.gap != "two":
        return one.gap.join(marked).split("\n")
    return ["    ".join(marked[n : n + 2]) for n in range(0, len(marked), 2)]


def _key(one: Mix, asked: Asked) -> str:
    if asked.kind == TRUTH:
        if one.truth_options:
            return "A" if asked.right else "B"
        return one.truths[not asked.right]
    if asked.kind == FILL:
        return "；".join(asked.blanks)
    return one.joint.join(asked.letters) or asked.text


def _list(one: Mix, kind: str, many: list[Asked], first: int) -> list[str]:
    values = [_key(one, asked) for asked in many]
    form = one.listed
    if kind in (FILL, SHORT) and not form.startswith("lines"):
        form = "lines {n}、{v}"
    if form.startswith("lines "):
        return [form[6:].format(n=first + n, v=value) for n, value in enumerate(values)]
    if form.startswith("each "):
        pairs = [form[5:].format(n=first + n, v=value) for n, value in enumerate(values)]
        return ["  ".join(pairs[n : n + 5]) for n in range(0, len(pairs), 5)]
    rows = [values[n : n + 5] for n in range(0, len(values), 5)]
    between = "" if kind == SINGLE and one.seed % 2 else " "
    return [
        form.format(
            first=first + 5 * n, last=first + 5 * n + len(row) - 1, values=between.join(row)
        )
        for n, row in enumerate(rows)
    ]
