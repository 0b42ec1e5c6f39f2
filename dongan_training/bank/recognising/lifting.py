"""Answers that stand in the stem: in its brackets, behind it, in its blanks."""

import re

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising import blanks
from dongan_training.bank.recognising.keys import CAPITALS, letters_of, truth_of
from dongan_training.bank.recognising.lexicon import LETTER_RUN
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Place

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
# A cheap look before a stem is folded: a letter behind an opening sign, or the last of all.
OPENED = re.compile(r"[(（\[［【〔「『_＿][\s_＿\ufe0f]*[A-La-lＡ-Ｌａ-ｌ]")
BEHIND_KEY = " \t\n\u00a0\u2002\u2003\u2009\u3000\ufe0f\u20e3*＊。｡.．﹒"
LAST = frozenset("ABCDEFGHIJKLＡＢＣＤＥＦＧＨＩＪＫＬ")
LIFTED = re.compile(
    r"\(\s*([^()]{1,60}?)\s*\)|【\s*([^【】]{1,60}?)\s*】|(?<!_)_\s*([^_\s,，。;；]{1,30})\s*_(?!_)"
)
TRAILING = re.compile(r"[(\[【]([^()\[\]【】]{1,80})[)\]】]\s*[。.]?$")
BEHIND = re.compile(r"_{2,}\s*\(([^()_]{1,40})\)")
BETWEEN = re.compile(r"(?<!_)__\s*([^_\s,。;、]{2,30}|\d)\s*__(?!_)")  # __安全带__
REMARK = re.compile(r"^(?:\d{4}年?|[\d.]+分|见|注|如|即|例)")
BRACKETS = ("(", "（", "[", "【")
ENDS = " 。.;；,，、"


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


def lift_answers(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers out of ``…经（支部大会）通过``, leaving blanks in their place."""
    folded = fold(stem)
    between = list(BETWEEN.finditer(folded))
    if between and not blanks.BLANK.search(BETWEEN.sub("", folded)):
        return BETWEEN.sub("____", stem), tuple(blanks.alternatives(one[1]) for one in between)
    if blanks.BLANK.search(folded):  # blanks are left, so what stands in brackets is a remark
        return stem, ()
    answers = []
    for found in reversed(list(LIFTED.finditer(folded))):
        group = next(index for index in (1, 2, 3) if found[index])
        text = stem[found.start(group) : found.end(group)].strip()
        if REMARK.match(text) and len(LIFTED.findall(folded)) > 1 and group != 3:
            continue
        answers.append(blanks.alternatives(text))
        empty = "____" if group == 3 else stem[found.start()] + "  " + stem[found.end() - 1]
        stem = stem[: found.start()] + empty + stem[found.end() :]
    return stem, tuple(reversed(answers))


def answers_behind(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers from the brackets behind each blank: ``____（办理）``."""
    folded = fold(stem)
    said = list(BEHIND.finditer(folded))
    if not said or len(said) != len(blanks.BLANK.findall(folded)):
        return stem, ()
    answers = tuple(blanks.alternatives(stem[one.start(1) : one.end(1)]) for one in said)
    for one in reversed(said):
        stem = stem[: one.start(1) - 1] + stem[one.end() :]
    return stem, answers


def trailing_answers(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers from the brackets behind ``…________，…。（实事求是）``."""
    folded = fold(stem)
    found = TRAILING.search(folded)
    wanted = len(blanks.BLANK.findall(folded[: found.start()])) if found else 0
    if found is None or not wanted or REMARK.match(found[1]):
        return stem, ()
    answers = blanks.share_out(stem[found.start(1) : found.end(1)], wanted)
    return (stem[: found.start()].rstrip(), answers) if len(answers) == wanted else (stem, ())


def lifted_from(before: str, after: str) -> Place:
    """Where in the stem the key stood that was taken out of it."""
    if before.startswith(after):
        return Place.INSIDE if before[len(after) :].strip()[:1] in BRACKETS else Place.BEHIND
    whole = blanks.count(after) > blanks.count(before) or after.strip(ENDS) in before
    return Place.INSIDE if whole else Place.AMID
