"""Taking out of a stem what is not the stem: tags, points, keys in brackets."""

import re

from dongan_training.bank.recognising.keys import (
    is_bare_key,
)
from dongan_training.bank.recognising.lexicon import (
    FIELD_TAG,
    POINTS_TAG,
    TAG,
    TYPE,
    declared_by,
)
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Raw

# A cheap look before the patterns: brackets that open the stem, or hold one of these words.
TAGGED = re.compile(
    rf"[\[【(（［〔「『](?:(?<=^[\[【［〔「『])"
    rf"|[^()（）\[\]【】［］〔〕]{{0,12}}(?:{TYPE}|答案|分|难度|知识点|章节))"
)
LABELLED = re.compile(rf"({TYPE})题\s*:\s*(?=\S)")  # 判断题：天是蓝的。
CHAPTER_TAG = re.compile(r"^\s*[\[【]([^\[\]【】]{2,30})[\]】]\s*")
MOST_TAGS = 20  # at either end of a stem
CHOSEN = re.compile(r"\s*[(（]?(?:未选|已选|漏选|选中)[)）]?$")
SEPARATOR_END = re.compile(r"\s*(?:@{2,}|#{2,}|\${2,}|\|+|&{2,}|~{2,})$")  # before the key
SEPARATORS = frozenset("@#$|&~")


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
        raw.points = raw.points or first_number(value)
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


def first_number(text: str) -> float | None:
    """The first number of ``2分``, ``2.5`` or nothing."""
    if not text:
        return None
    found = re.search(r"\d+(?:\.\d+)?", fold(text))
    return float(found[0]) if found else None
