"""Taking out of a stem what is not the stem: tags, points, keys in brackets."""

import re

from dongan_training.bank.drafts import letter_of, place_of
from dongan_training.bank.recognising.keys import (
    CAPITALS,
    LEADING_LETTERS,
    is_bare_key,
    letters_of,
    truth_of,
)
from dongan_training.bank.recognising.lexicon import (
    FIELD_TAG,
    LETTER_RUN,
    POINTS_TAG,
    TAG,
    TYPE,
    declared_by,
)
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Raw

# One set of signs begins it: so it is looked for twice as fast as where two patterns may begin.
KEY_BRACKETS = re.compile(
    rf"[(\[【_](?:(?<!_)\s*_*\s*({LETTER_RUN})\s*_*\s*[)\]】]|(?<=_)_*\s*([A-L]{{1,8}})\s*_+)"
)
KEY_TAIL = re.compile(
    r"(?:(?<=[)。?:_.])\s*|(?<=[是为有])\s+|\s{2,}|\s*\*\s*)([A-L](?:[、,]?[A-L]){0,7})\s*\*?\s*[。.]?$"
)
TRUTH_BRACKETS = re.compile(
    r"[(\[【]\s*(√|×|[xXvV]|不?正确|错误|不?对|错|是|否|[TFYN]|true|false)\s*[)\]】]", re.IGNORECASE
)
TRUTH_SIGN = re.compile(
    r"[(\[【]\s*[)\]】]\s*([√×TF对错]|正确|错误)\s*[。.]?$|^\s*([√×])\s*|\s*([√×])\s*$|(?<=[。;.])\s*(对|错|正确|错误)\s*$"
)
# A cheap look before the patterns: brackets that open the stem, or hold one of these words.
TAGGED = re.compile(
    rf"[\[【(（［〔「『](?:(?<=^[\[【［〔「『])"
    rf"|[^()（）\[\]【】［］〔〕]{{0,12}}(?:{TYPE}|答案|分|难度|知识点|章节))"
)
LABELLED = re.compile(rf"({TYPE})题\s*:\s*(?=\S)")  # 判断题：天是蓝的。
CHAPTER_TAG = re.compile(r"^\s*[\[【]([^\[\]【】]{2,30})[\]】]\s*")
MOST_TAGS = 20  # at either end of a stem
PARTING = ("\n", "|", "&", "#", ";", ",", "、", "/", "+", " ")  # several options in words
ENDS = "。.;,"
BETWEEN = "、,;|/ \n"  # options that a key tells in words
REMARK = re.compile(r"(?:\s|[(\[])[^A-L]*")  # BCD  5分, ABD（多选）
# A你错选为D
YOURS = re.compile(
    r"(?<=[A-LＡ-Ｌ对错确误])\s*[,，;；]?\s*[你您](?:的答案|[错漏少多没未]选|[选答][对错了]|没有).*$"
)
CHOSEN = re.compile(r"\s*[(（]?(?:未选|已选|漏选|选中)[)）]?$")
SEPARATOR_END = re.compile(r"\s*(?:@{2,}|#{2,}|\${2,}|\|+|&{2,}|~{2,})$")  # before the key
SEPARATORS = frozenset("@#$|&~")
# A cheap look before a stem is folded: a letter behind an opening sign, or the last of all.
OPENED = re.compile(r"[(（\[［【〔「『_＿][\s_＿\ufe0f]*[A-La-lＡ-Ｌａ-ｌ]")
BEHIND_KEY = " \t\n\u00a0\u2002\u2003\u2009\u3000\ufe0f\u20e3*＊。｡.．﹒"
LAST = frozenset("ABCDEFGHIJKLＡＢＣＤＥＦＧＨＩＪＫＬ")
PLAIN_KEY = re.compile(r"(?<![A-Za-z])([A-L])\s*[.、:)\-]")
MARKED_TEXT = re.compile(r"(?<![A-Za-z])([A-L])(?:\s*[.、:)\-]|\s+|(?=[\u3400-\u9fff]))")


def tidy(raw: Raw) -> None:
    """Move tags, points and fields out of the stem to where they belong."""
    stem = raw.stem.strip(" \n\u3000\u00a0") if not raw.stem.startswith("_") else raw.stem
    if stem[-1:] in SEPARATORS:
        stem = SEPARATOR_END.sub("", stem)
    if TAGGED.search(stem):
        stem = _without_tags(raw, stem)
    if "题" in stem and (found := LABELLED.match(fold(stem))):
        raw.declared, raw.told = declared_by(found[1]) or (raw.declared, raw.told)
        stem = stem[found.end() :]
    raw.stem = stem
    _take_choice_marks(raw)
    while raw.options and not raw.options[-1].strip():
        raw.options.pop()
    first = raw.options[0] if len(raw.options) > 1 else ""
    if first[-1:] in (";", "；") and all(text[-1:] in (";", "；") for text in raw.options[:-1]):
        raw.options = [text.rstrip(";； ") for text in raw.options]  # an enumeration


def _take_choice_marks(raw: Raw) -> None:
    """``1000元未选``, where the key says 1000元: what a site tells of whoever sat is no option."""
    if "选" not in "".join(raw.options):
        return
    bare = [CHOSEN.sub("", option) for option in raw.options]
    if any(one != option and one in raw.key for one, option in zip(bare, raw.options, strict=True)):
        raw.options = bare


def _without_tags(raw: Raw, stem: str) -> str:
    for pattern, take in ((FIELD_TAG, _take_field), (TAG, _take_type), (POINTS_TAG, _take_points)):
        folded = fold(stem)
        tags = list(pattern.finditer(folded))
        tags[MOST_TAGS:-MOST_TAGS] = []
        for found in reversed(tags):
            if pattern is FIELD_TAG or _at_edge(folded, found):
                take(raw, found, stem)
                rest = stem[found.end() :]
                stem = (stem[: found.start()] + ("" if rest.strip() == "*" else rest)).strip()
                folded = fold(stem)
    tag = CHAPTER_TAG.match(stem)
    if tag and not is_bare_key(tag[1]) and len(stem) > tag.end() + 3:
        raw.chapter = raw.chapter or tag[1]
        stem = stem[tag.end() :]
    return stem


def _at_edge(folded: str, found: re.Match[str]) -> bool:
    """Tags stand before or after a stem; inside it the same words are the question's own."""
    before = folded[: found.start()].rpartition("\n")[2].strip(" _")
    after = folded[found.end() :].partition("\n")[0].strip(" _。.*")
    return not before or not after or after[0] in "[【(" or before[-1] in "]】"


def _take_field(raw: Raw, found: re.Match[str], stem: str) -> None:
    name, value = found["name"], stem[found.start("value") : found.end("value")].strip()
    if "答案" in name:
        raw.key = raw.key or value
    elif name in ("分值", "分数"):
        raw.points = raw.points or number_in(value)
    elif name == "难度":
        raw.difficulty = raw.difficulty or value
    else:
        raw.chapter = raw.chapter or value


def _take_type(raw: Raw, found: re.Match[str], stem: str) -> None:
    declared = declared_by(found["type"])
    if declared:
        raw.declared, raw.told = declared


def _take_points(raw: Raw, found: re.Match[str], stem: str) -> None:
    raw.points = float(found[1])


def number_in(text: str) -> float | None:
    """The first number of ``2分``, ``2.5`` or nothing."""
    if not text:
        return None
    found = re.search(r"\d+(?:\.\d+)?", fold(text))
    return float(found[0]) if found else None


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


def lift_letters(stem: str, options: int) -> tuple[str, str]:
    """Take the key out of ``…是（ B ）。``, leaving the brackets empty."""
    if not OPENED.search(stem) and stem.rstrip(BEHIND_KEY)[-1:] not in LAST:
        return stem, ""
    folded = fold(stem)
    groups = [
        (found, letters)
        for found in KEY_BRACKETS.finditer(folded)
        if _fits(letters := letters_of(found[1] or found[2]), options)
    ]
    if groups:
        chosen = (
            groups if len(groups) > 1 and all(len(one) == 1 for _, one in groups) else groups[-1:]
        )
        for found, _letters in reversed(chosen):
            empty = "____" if found[2] else stem[found.start()] + "  " + stem[found.end() - 1]
            stem = stem[: found.start()] + empty + stem[found.end() :]
        return stem, "".join(letters for _, letters in chosen)
    tail = KEY_TAIL.search(folded) if folded.rstrip(" *。.")[-1:] in CAPITALS else None
    if tail and _fits(letters_of(tail[1]), options):
        return stem[: tail.start()].rstrip(), letters_of(tail[1])
    return stem, ""


def _fits(letters: str, options: int) -> bool:
    return (
        bool(letters)
        and len(set(letters)) == len(letters)
        and max(letters) <= letter_of(max(options, 4) - 1)
    )


def lift_truth(stem: str, declared: bool) -> tuple[str, bool | None]:
    """Take ``（√）`` or ``（错）`` from the end or the beginning of a statement."""
    folded = fold(stem)
    found = None
    for candidate in TRUTH_BRACKETS.finditer(folded):
        before = folded[: candidate.start()].strip()
        after = folded[candidate.end() :].strip(" 。.;,、")
        if not before or not after or (declared and candidate[1] in "√×xX"):
            found = candidate
    if found is None:
        found = TRUTH_SIGN.search(folded)
    if found is None:
        return stem, None
    sign = next(group for group in found.groups() if group)
    rest = (stem[: found.start()] + stem[found.end() :]).strip()
    return rest, truth_of(sign)
