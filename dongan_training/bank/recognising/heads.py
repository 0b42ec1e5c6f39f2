"""Section heads: they set type and points for what follows, and are never a question."""

import re
from dataclasses import dataclass
from enum import Enum

from dongan_training.bank.recognising.lexicon import (
    CHINESE,
    DECLARES,
    ORDINAL,
    PART,
    TYPE,
    TYPE_WORD,
)
from dongan_training.bank.recognising.raw import Declared

TYPED = re.compile(
    rf"(?P<prefix>(?:{PART}|第\s*[{CHINESE}]+\s*[题类])\s*[.、:]?|{ORDINAL}|[{CHINESE}]{{1,3}}\s+|\d{{1,2}}\s*[.、]?)?"
    rf"\s*(?P<second>{ORDINAL})?\s*[\[【《]?"
    rf"(?P<topic>(?:《[^《》]{{1,20}}》)?[^\s。,、?:;()\[\]【】（）《》\d_A-Za-z]{{0,12}}?)"
    rf"(?P<type>{TYPE})(?:{TYPE})?(?P<word>[类型]?题(?:部分)?|部分)?[\]】》]?"
    r"(?P<rest>.*)"
)
ANSWERS = re.compile(
    rf"(?P<prefix>{PART}|{ORDINAL}|附[录件]?\d?\s*[:.、]?|答题[卡纸])?\s*[\[【《(]?\s*"
    rf"(?P<topic>(?:[^\s。,?:;()]{{0,30}}?\([^()]{{1,8}}\))?[^\s。,?:;()]{{0,20}}?)(?:参考|标准|正确|试题)?答\s*案\s*"
    r"(?:[及与和、]?\s*(?:答案)?(?:解析|速查表?|速查|一览表?|对照表?|评分标准|评分细则|评分参考|要点|提示|详解|说明|部分|汇总|页|区)|如下)*"
    r"\s*(?:\([^()]*\))?\s*[\]】》)]?\s*:?"
)
ANSWERS_END = frozenset(
    "案析准则考点示解明分总页区查表览照下)]】》: "
)  # a cheap look before the pattern
PLACE = re.compile(
    rf"(?P<part>{PART})\s*[.、:]?\s*(?P<name>[^?。_]{{0,40}})$|[-—=\s]{{2,}}(?P<ruled>[^-—=?]{{1,40}}?)[-—=\s]{{2,}}$"
    r"|\d{1,3}\s*章\s*:?$"
)
LEADING_ORDINAL = re.compile(rf"(?:{ORDINAL})\s*(?P<name>[^?？。_]{{1,30}})$")

# What is drawn around a head: == 单选题 ==, ★判断题
DECORATION = " -—=~*#★☆●○◆◇■□▲△▶►※◎·"
# 选择题（单选）, 选择题（多选题）: the brackets tell what the word leaves open.
NARROWED = re.compile(r"[(\[【]\s*(?P<one>单|多|不定)项?(?:选择?)?题?\s*[)\]】]")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
OPEN_TAIL = re.compile(r"[(\[【][^)\]】]*$")
COUNT_WORDS = re.compile(
    rf"[\d\s{CHINESE}共计每本大小题道个分合满占约总有均得为答案部分,，。;；:：、.\-—~/+=×*\]】》]"
)
INSTRUCTION = re.compile(
    r"^[\s,，。:：.、\-—]*(?:判断|选择|填写|回答|简要|正确|对的|错|请|下列|以下|将|在|每|本|共|把|只有|多选|以上|根据|凡)"
)
CLAIM = (
    re.compile(r"共\s*(?:计|有)?\s*(\d{1,4})\s*(?:道|小|个)?\s*题"),
    re.compile(r"(?<![每\d])(\d{1,4})\s*(?:道|小题|个小题|题(?!\d))"),
)
EACH = re.compile(r"每\s*(?:小|道|个)?\s*[题空]\s*(?:计|得|为|各)?\s*(\d+(?:\.\d+)?)\s*分")
ORDINAL_OF = re.compile(rf"[{CHINESE}]{{1,3}}")


class Role(Enum):
    """What a head opens."""

    SECTION = "section"
    ANSWERS = "answers"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Head:
    """One head and what it says about the questions under it."""

    role: Role
    text: str
    declared: Declared | None = None
    ordinal: str = ""
    claimed: int | None = None
    points: float | None = None


def read_head(text: str, folded: str, typed: bool = False) -> Head | None:
    """Recognise a head by its wording; None for everything else.

    ``typed`` says that other lines of the file show the line to be one.
    """
    if len(folded) > 160:
        return None
    bare = folded.strip(DECORATION)
    head = _answers(text, bare.replace(" ", "")) or _typed(text, bare) or _place(text, folded)
    if typed and (told := TYPE_WORD.search(folded)) and (head is None or not head.declared):
        declared = _declared(told[0], folded[told.end() :])
        return Head(
            Role.SECTION, text, declared, _ordinal(folded[:4]), _claimed(folded), _points(folded)
        )
    return head


def loose_head(text: str, folded: str) -> Head | None:
    """A Chinese ordinal with a short name: a head only if the neighbours agree."""
    found = LEADING_ORDINAL.match(folded)
    if found is None or "(" in folded[-4:]:
        return None
    return Head(Role.SECTION, text, ordinal=_ordinal(folded))


def _answers(text: str, folded: str) -> Head | None:
    if "答" not in folded or folded[-1] not in ANSWERS_END:
        return None
    if (found := ANSWERS.fullmatch(folded)) is None:
        return None
    declared = next((DECLARES[word] for word in re.findall(TYPE, found["topic"] or "")), None)
    return Head(Role.ANSWERS, text, declared, _ordinal(found["prefix"] or ""))


def _typed(text: str, folded: str) -> Head | None:
    found = TYPED.fullmatch(folded)
    if found is None or (found["topic"] and not found["prefix"] and not found["word"]):
        return None
    rest = found["rest"]
    told = _claimed(rest) or _points(rest)
    if not (found["word"] or found["prefix"] or told) and rest.strip(" :"):
        return None
    if len(set(DECLARES[word] for word in re.findall(f"(?:{TYPE})(?=题)", folded))) > 2:
        return None  # a title that lists what is inside
    bare = OPEN_TAIL.sub("", BRACKETED.sub("", rest))
    bare = COUNT_WORDS.sub("", bare)
    by_ordinal = bool(found["prefix"]) and not found["prefix"][0].isdigit()
    if bare and not (by_ordinal and INSTRUCTION.match(rest) and "?" not in rest):
        return None
    if found["topic"] and "答案" in found["topic"]:
        return None
    return Head(
        Role.SECTION,
        text,
        _declared(found["type"], rest),
        _ordinal(found["prefix"] or found["second"] or ""),
        _claimed(folded),
        _points(folded),
    )


def _declared(word: str, rest: str) -> Declared:
    declared = DECLARES[word]
    if declared is Declared.CHOICE and (narrowed := NARROWED.match(rest)):
        return {"单": Declared.SINGLE, "多": Declared.MULTIPLE}.get(narrowed["one"], declared)
    return declared


def _place(text: str, folded: str) -> Head | None:
    found = PLACE.match(folded)
    if found is None or "()" in folded.replace(" ", ""):
        return None
    return Head(Role.CHAPTER, text, ordinal=_ordinal(found["part"] or ""))


def _ordinal(prefix: str) -> str:
    found = ORDINAL_OF.search(prefix)
    return found[0] if found else ""


def _claimed(folded: str) -> int | None:
    found = next((found for one in CLAIM if (found := one.search(folded))), None)
    return int(found[1]) if found else None


def _points(folded: str) -> float | None:
    found = EACH.search(folded)
    return float(found[1]) if found else None
