"""Keys that tell their options in words: ``A 甲;C 丙``, 甲、丙, or a letter with a remark."""

import re

from dongan_training.bank.drafts import letter_of, place_of
from dongan_training.bank.recognising.keys import LEADING_LETTERS, letters_of
from dongan_training.bank.recognising.pieces import fold

PARTING = ("\n", "|", "&", "#", ";", ",", "、", "/", "+", " ")  # several options in words
ENDS = "。.;,"
BETWEEN = "、,;|/ \n"  # options that a key tells in words
REMARK = re.compile(r"(?:\s|[(\[])[^A-L]*")  # BCD  5分, ABD（多选）
PLAIN_KEY = re.compile(r"(?<![A-Za-z])([A-L])\s*[.、:)\-]")
MARKED_TEXT = re.compile(r"(?<![A-Za-z])([A-L])(?:\s*[.、:)\-]|\s+|(?=[\u3400-\u9fff]))")
# A你错选为D
YOURS = re.compile(
    r"(?<=[A-LＡ-Ｌ对错确误])\s*[,，;；]?\s*[你您](?:的答案|[错漏少多没未]选|[选答][对错了]|没有).*$"
)


def letters_in_key(key: str, options: list[str]) -> str:
    """The letters a key means: letters alone, letters with their texts, or texts alone."""
    if not key:
        return ""
    key = YOURS.sub("", key) if "你" in key or "您" in key else key
    if letters := letters_of(key):
        return letters
    folded = fold(key).strip()
    remarked = LEADING_LETTERS.match(folded)
    if remarked and REMARK.fullmatch(folded, remarked.end(1)):
        return letters_of(remarked[1])
    if remarked and len(letters_of(remarked[1])) > 1 and folded[remarked.end() :][:1] == ":":
        return letters_of(remarked[1])  # ABC:甲;乙;丙
    if marked := _marked_texts(folded, [fold(option).strip() for option in options]):
        return marked
    if leading := MARKED_TEXT.match(folded):
        several = "".join(found[1] for found in PLAIN_KEY.finditer(folded))
        return several or leading[1]
    return _letters_by_text(folded, [fold(option).strip() for option in options])


def _marked_texts(key: str, options: list[str]) -> str:
    """The letters of ``A 甲;C 丙``: each with the text of its option."""
    for separator in PARTING:
        parts = [part.strip() for part in key.split(separator) if part.strip()]
        found = [MARKED_TEXT.match(part) for part in parts]
        if len(parts) > 1 and all(
            mark
            and place_of(mark[1]) < len(options)
            and part[mark.end() :].strip(ENDS) == options[place_of(mark[1])].strip(ENDS)
            for mark, part in zip(found, parts, strict=True)
        ):
            return "".join(mark[1] for mark in found if mark)
    return ""


def _letters_by_text(key: str, options: list[str]) -> str:
    if key not in options and key.rstrip(ENDS) != key:
        options = [option.rstrip(ENDS) for option in options]
        key = key.rstrip(ENDS)
    if key in options:
        return letter_of(options.index(key))
    for separator in PARTING:
        parts = [part.strip() for part in key.split(separator) if part.strip()]
        if len(parts) > 1 and all(part in options for part in parts):
            return "".join(letter_of(options.index(part)) for part in parts)
    return _letters_one_by_one(key, options)


def _letters_one_by_one(key: str, options: list[str]) -> str:
    """Several options in words, one of which holds the sign that parts them."""
    letters, rest = "", key
    while rest:
        fits = [one for one in options if one and rest.startswith(one)]
        fits = [one for one in fits if rest == one or rest[len(one)] in BETWEEN]
        if not fits:
            return ""
        longest = max(fits, key=len)
        letters += letter_of(options.index(longest))
        rest = rest[len(longest) :].lstrip(BETWEEN)
    return letters if len(letters) > 1 else ""
