"""Reading keys: letters, right and wrong, and whole lists of them."""

import re
from dataclasses import dataclass
from functools import cache

from dongan_training.bank.recognising.lexicon import CHINESE, LETTER_RUN, TYPE
from dongan_training.bank.recognising.pieces import FOLD, fold

LETTERS = re.compile(rf"[(\[【]?\s*({LETTER_RUN})\s*[)\]】]?\s*[。.;,、]?")
LEADING_LETTERS = re.compile(rf"[(\[【]?\s*({LETTER_RUN})\s*[)\]】]?(?![A-Za-z])")
CAPITALS = frozenset("ABCDEFGHIJKL")
MAY_BE_LETTERS = re.compile(r"[\s(\[【（［\u3000]*[A-La-lＡ-Ｌａ-ｌ]")
NOT_LETTER = re.compile(r"[^A-L]")

RIGHT = {
    "√",
    "v",
    "正",
    "对",
    "正确",
    "是",
    "同意",
    "t",
    "true",
    "y",
    "yes",
    "right",
    "对的",
    "正确的",
    "真",
}
WRONG = {
    *("×", "x", "错", "错误", "否", "非", "不同意", "f", "false", "n", "no", "wrong"),
    *("不正确", "不对", "错的", "错误的", "假", "误"),
}
WRAPPING = " ()[]【】\"'“”‘’。.;,、:!*"
WRAPPING += "".join(chr(wide) for wide in FOLD if fold(chr(wide)) in WRAPPING)
LONGEST_TRUTH = max(map(len, RIGHT | WRONG))

TRUTH = r"√|×|不?正确|错误|不?对|错|是|否|[xXvVTtYyNn](?![A-Za-z])|true|false|True|False|TRUE|FALSE"
ONE = re.compile(
    rf"(?:第\s*|[(\[【]\s*)?(?P<number>\d{{1,4}})\s*题?\s*[)\]】]?\s*[.、:)\-]?\s*"
    rf"(?P<boxed>[(\[【]\s*)?(?P<value>{LETTER_RUN}|{TRUTH})(?![A-Za-z])(?(boxed)\s*[)\]】])"
)
SPAN = re.compile(
    r"(?P<first>\d{1,4})\s*(?:[-~—–―]+|至|到)\s*(?P<last>\d{1,4})\s*题?\s*[.、:)]?\s*"
    rf"(?P<values>(?:(?:[A-La-l]|{TRUTH})[\s,、;./|]*)+)(?![A-Za-z])"
)
RUN_ON = re.compile(r"(?:(?<=[\s;。、:)])|(?<=\D[.])|^)(\d{1,3})\s*[.、](?P<decimal>(?=\d))?\s*")
# What parts the keys of a span, the strongest first: in ``A;C B`` the blank does.
PARTING = (r"\s+", r"\s*;\s*", r"\s*[|/]\s*", r"\s*[,、.]\s*", r"[\s,、;./|]+")
GAP = re.compile(r"[\s,、;。.|/]*")
FIRST = re.compile(
    r"1\s*[.、](?!\d)(?!.*\b\d{1,2}\s*[.、](?!\d))\s*(?=\S)"
)  # and no number behind it
WRITTEN = frozenset({"填空", "简答", "问答", "论述", "简述", "名词解释"})
EDGES = " ;；。、,，\u3000"
MAY_BE_LIST = re.compile(
    r"[^\d０-９]{0,24}[\d０-９]{1,4}[^A-La-lＡ-Ｌａ-ｌ√×✓✗✔✘☑╳对错正是否xX\u3400-\u9fff]{0,16}"
    r"(?:[至到][^A-L\u3400-\u9fff]{0,12})?(?:题\W{0,3})?[A-La-lＡ-Ｌａ-ｌ√×✓✗✔✘☑╳对错正是否不xXvVTtYyNn]"
)
LIST_HEAD = re.compile(
    rf"\s*(?:(?P<ordinal>[{CHINESE}]{{1,3}})\s*[、.:]|\((?P<boxed>[{CHINESE}]{{1,3}})\))?\s*"
    rf"(?:(?P<type>{TYPE})题?\s*(?:答案)?\s*(?:\([^()]*\))?\s*:?)?\s*"
)


def letters_of(text: str) -> str:
    """The letters of a key that is nothing but letters: ``A、C`` gives AC, ``略`` nothing."""
    if CAPITALS.issuperset(text):
        return text
    if not MAY_BE_LETTERS.match(text):
        return ""
    found = LETTERS.fullmatch(fold(text).strip())
    return NOT_LETTER.sub("", found[1].upper()) if found else ""


@cache
def one_by_one(letters: str) -> tuple[str, ...]:
    """The same tuple for all questions with that key: there are few, however many those are."""
    return tuple(letters)


def is_bare_key(text: str) -> bool:
    """Whether a text is a key of letters, or of right or wrong, and nothing else."""
    return bool(letters_of(text)) or truth_of(text) is not None


def truth_of(text: str) -> bool | None:
    """Right, wrong, or None where the key says neither."""
    bare = text.strip(WRAPPING)
    if len(bare) > LONGEST_TRUTH:
        return None
    word = fold(bare).lower()
    if word in RIGHT:
        return True
    return False if word in WRONG else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of keys: which section it names, and number by number."""

    ordinal: str
    type: str
    entries: tuple[tuple[int, str, str], ...]  # number, value, as printed


def listed_keys(text: str) -> Listed | None:
    """Read ``1-5 ABCDA``, ``1.A 2.B`` or ``一、1.B 2.C``; None unless it is that and no more."""
    if not MAY_BE_LIST.match(text):
        return None
    folded = fold(text)
    head = LIST_HEAD.match(folded)
    place = head.end() if head else 0
    entries: list[tuple[int, str, str]] = []
    while place < len(folded):
        found = SPAN.match(folded, place)
        if found:
            entries += _span(found)
        else:
            found = ONE.match(folded, place)
            if found is None:
                return None
            entries.append((int(found["number"]), found["value"], found[0].strip()))
        place = found.end()
        gap = GAP.match(folded, place)
        place = gap.end() if gap else place
    if not entries or head is None:
        return None
    number, value, printed = entries[0]
    entries[0] = (number, value, text[: head.end()] + printed)
    return Listed(head["ordinal"] or head["boxed"] or "", head["type"] or "", tuple(entries))


def numbered_texts(text: str) -> Listed | None:
    """Read ``四、1.季度 2.生命``: a section's answers in words, run on in one line."""
    folded = fold(text)
    head = LIST_HEAD.match(folded)
    if head is None or not (head["ordinal"] or head["boxed"] or head["type"]):
        return None
    rest = text[head.end() :]
    row = texts_in_a_row(rest)
    alone = FIRST.match(fold(rest)) if head["type"] in WRITTEN else None
    if row is None and alone:  # 五、简答题：1、…… the only one
        row = Listed("", "", ((1, rest[alone.end() :].strip(EDGES), rest.strip()),))
    if row is None:
        return None
    (number, value, printed), *others = row.entries
    first = (number, value, text[: head.end()] + printed)
    return Listed(head["ordinal"] or head["boxed"] or "", head["type"] or "", (first, *others))


def texts_in_a_row(text: str) -> Listed | None:
    """Read ``1.季度 2.生命``: numbers that count on, each with words behind it.

    ``1.6 2.36`` are two numbers as well; a number of a decimal that does not count on is none.
    """
    places: list[re.Match[str]] = []
    for found in RUN_ON.finditer(fold(text)):
        if not places or int(found[1]) == int(places[-1][1]) + 1:
            places.append(found)
        elif found["decimal"] is None:
            return None
    if len(places) < 2 or places[0].start() != 0:
        return None
    ends = [found.start() for found in places[1:]] + [len(text)]
    entries = tuple(
        (int(found[1]), text[found.end() : end].strip(EDGES), text[found.start() : end].strip())
        for found, end in zip(places, ends, strict=True)
    )
    return Listed("", "", entries) if all(value for _number, value, _printed in entries) else None


def _span(found: re.Match[str]) -> list[tuple[int, str, str]]:
    """Share out the values of ``1-5 ABCDA`` or ``1-3 AB,CD,ABC``; [] where they do not fit."""
    first, last = int(found["first"]), int(found["last"])
    wanted = last - first + 1
    values = found["values"].strip(" ,、;./|")
    ways = [re.split(sign, values) for sign in PARTING]
    ways.append(re.findall(rf"[A-La-l]|{TRUTH}", values))
    words = next((way for way in ways if len(way) == wanted), None)
    if words is None:
        return [(first, found[0], found[0].strip())]
    return [
        (first + index, word, found[0].strip() if index == 0 else "")
        for index, word in enumerate(words)
    ]
