"""Cutting lines that hold more than one thing: ``…D、广州答案B031922年召开的…``."""

import re

from dongan_training.bank.recognising.lexicon import (
    CHINESE,
    EMPTY_BRACKETS,
    FIELD,
    INLINE_FIELD,
    INLINE_KEY,
    KEY,
    LETTER_RUN,
    TYPE,
)

INLINE_HEAD = re.compile(
    rf"(?<=.)(?:第[{CHINESE}]部分\s*[:、.]?|[{CHINESE}]{{1,3}}[、.])\s*(?:{TYPE})题"
)
HEAD_START = re.compile(
    rf"[{CHINESE}]{{1,3}}、\s*(?:{TYPE})题\s*(?:\([^()]*\))?(?=\s*\d)"
    rf"|(?:{TYPE})题\s*(?:\([^()]*\))?\s*:?(?=\s*\d{{1,4}}\s*[.、](?!\d))"
)
KEY_VALUE = re.compile(rf"\s*(?:{LETTER_RUN}|[√×]|正确|错误|对|错)")
BEFORE_OPTIONS = re.compile(
    r"\s*[A-L]{1,12}\s+(?=A\s*[.、:]\s*\S.*?\sB\s*[.、:])"
)  # 答案：AB  A.甲  B.乙
LONGEST_MARK = 40  # signs; what begins behind the first cut is of no interest
ANSWERED = re.compile(r"(?<=\?)\s*答:(?!\s*[_([【])")
LINK = re.compile(r"!?\[[^\[\]]*\]\([^()]*[./#:][^()]*\)")  # of Markdown, to a picture or a page
CLUE = re.compile("解析|难度|知识点|依据|出处|考点|说明|【")
GLUED = re.compile(r"(?:\s*[.、]\s*|(?=\D)|(?=(?:19|20)\d\d年))\S")
LISTED_NUMBER = re.compile(
    r"(?<=[\s;。,])(\d{1,4})\s*(?:[、]|[.](?!\d)|[.](?=(?:19|20)\d\d年))\s*\S"
)


def first_cut(folded: str, expected: tuple[str, ...], in_list: bool) -> int:
    """Where the first thing in the line ends; its length if it is only one thing.

    ``expected`` are the ways the next question's number would be written; ``in_list`` says
    that the line stands among answers, where a number needs no evidence of a question.
    """
    limit = len(folded)
    if limit < 4 or is_link(folded):
        return limit
    if "答" in folded or "题" in folded or CLUE.search(folded):
        limit = min((limit, *_marks(folded)))
    for written in expected:
        if folded.find(written, 1) > 0 and (place := _number(folded, limit, written, in_list)):
            return place
    return limit


def is_link(folded: str) -> bool:
    """Whether a line is a link of Markdown and nothing else."""
    return folded[0] in "![" and LINK.fullmatch(folded) is not None


def _marks(folded: str) -> list[int]:
    cuts = []
    if found := HEAD_START.match(folded):
        cuts.append(found.end())
    if found := INLINE_HEAD.search(folded, 1):
        cuts.append(found.start())
    if place := _before_options(folded):
        cuts.append(place)
    if FIELD.match(folded):
        return cuts  # an explanation may speak of answers
    for pattern in (INLINE_KEY, INLINE_FIELD, ANSWERED):
        end = min((cut + LONGEST_MARK for cut in cuts), default=len(folded))
        found = pattern.search(folded, 1, end)
        while found and _inside_brackets(folded, found.start()):
            found = pattern.search(folded, found.end(), end)
        if found and found.start() > 0 and not _still_the_mark(folded, found.start()):
            cuts.append(found.start())
    return cuts


def _before_options(folded: str) -> int:
    """Where the options begin behind a key of letters; 0 if there are none."""
    own_key = KEY.match(folded)
    found = BEFORE_OPTIONS.match(folded, own_key.end()) if own_key else None
    return found.end() if found else 0


def _inside_brackets(folded: str, place: int) -> bool:
    """``题干[单选题][答案: D]`` keeps its tags: they are taken out of the stem later."""
    return folded[place - 1] in "[【(" and folded[place] not in "[【"


def _still_the_mark(folded: str, place: int) -> bool:
    """The line's own mark may hold the word again: ``【答案】:``, ``参考答案：``."""
    own = KEY.match(folded) or FIELD.match(folded)
    return bool(own and place < own.end())


def _number(folded: str, limit: int, written: str, in_list: bool) -> int:
    """Where the next number stands, glued to a key or in a list of them; 0 if nowhere."""
    own_key = KEY.match(folded)
    if own_key and (value := KEY_VALUE.match(folded, own_key.end())):
        place = len(folded) - len(folded[value.end() :].lstrip())
        if folded.startswith(written, place) and GLUED.match(folded, place + len(written)):
            return value.end() if value.end() < limit else 0
    for found in LISTED_NUMBER.finditer(folded, 1, limit) if in_list else ():
        if found[1] == written:
            return found.start()
    return 0


def has_blank(folded: str) -> bool:
    """Whether a stem leaves something open."""
    return bool(EMPTY_BRACKETS.search(folded)) or "__" in folded
