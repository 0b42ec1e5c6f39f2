"""Runs of options: on lines of their own, several to a line, glued together, without letters."""

import re
from itertools import islice
from typing import NamedTuple

from dongan_training.bank.drafts import place_of
from dongan_training.bank.recognising.blocks import Block, Option
from dongan_training.bank.recognising.lexicon import INLINE_OPTION, OPTION_START
from dongan_training.bank.recognising.lifting import KEY_BRACKETS
from dongan_training.bank.recognising.lines import EDGE, Line
from dongan_training.bank.recognising.numbering import Ahead
from dongan_training.texts import N_
from dongan_training.texts import said as _

MISSING = N_("缺少选项 {missing}。")
NO_FORMATS: frozenset[str] = frozenset()
TICKED = frozenset(("tick",))
TOLD = frozenset(("told",))  # in words, so that all options may be right
TOLD_RIGHT = re.compile(r"\s*[(（\[【]\s*(?:正确答案|正确选项|正确项|答案)\s*[)）\]】]$")
# A 正确  B 错误: without signs behind the letters this would be a sentence about A.
TRUTH_LETTERS = re.compile(
    r"[(\[]?A[)\].、:,\-]?\s*(正确|对|是|√)\s*[;,、]?\s*[(\[]?B[)\].、:,\-]?\s*(错误|错|否|不对|不正确|×)"
)
TRUTHS_BEHIND = re.compile(
    rf"(?<=[。)\]?!\s])\s*{TRUTH_LETTERS.pattern}[;。]?$"
)  # …。A，正确 B，错误
TRUTH_ENDS = frozenset("确对是√错误否×;。")  # a cheap look before both patterns
CLOSES = frozenset(")）]】")
TRUTH_ALONE = re.compile(r"[(\[]?([AB])[)\].、:,]?\s*(正确|错误|对|错|是|否|√|×)[;。]?")
LEAD_OF_NEXT = re.compile(
    r"(?:\s*选项|(?:\s+|(?<=[;；。)）」】?？_]))[-*+·])\s*$"
)  # before a letter
STRONG_A = re.compile(r"(?<![A-Za-z(\[])(?:A\s*[.、:)]|[(\[]A[)\]])")
# …是( B )A使用消毒剂 B 流动水: right behind the key no sign is needed.
FIRST_A = re.compile(
    rf"{STRONG_A.pattern}|(?:(?<=[)\]】])|(?<=[)\]】] ))A(?=\s*[\u3400-\u9fff\d])"
    r"|(?<=[\s。])A(?=[\u3400-\u9fff][^A-L]{0,60}\s{2,}B[\u3400-\u9fff])"  # A甲  B乙
)
# Believed where the run has come so far and no clearer mark follows: ZIPCodeC.PostCode, 目的D 必须
WEAK = (
    r"(?<![A-Z(\[【]){}(?:(?P<sign>\s*[.、:)·])|(?P<blank>\s+)(?=\S)|(?=[\u3400-\u9fff《“\"]))\s*"
)


class Found(NamedTuple):
    """One option in a line: its letter, where its mark begins, and its text."""

    letter: str
    start: int
    text: str
    formats: frozenset[str]


class Spot(NamedTuple):
    """Where an option's mark stands and where its text begins."""

    letter: str
    start: int
    text: int
    ticked: bool


def read_options(line: Line, block: Block | None, ahead: Ahead) -> list[Found]:
    """The options of a line that begins with one; [] for any other line."""
    folded = line.folded
    if folded[0] not in OPTION_START:
        return []
    if folded[-1] in TRUTH_ENDS:
        if truths := TRUTH_LETTERS.fullmatch(folded):
            return [_truth(line, truths, "AB"[n - 1], n) for n in (1, 2)]
        if (alone := TRUTH_ALONE.fullmatch(folded)) and _beside_other(alone[1], block, ahead):
            return [_truth(line, alone, alone[1], 2)]
    first = line.opens.option
    if first is None:
        return []
    letter = (first["letter"] or first["inner"] or first["loose"]).upper()
    expected = block.next_letter() if block is not None else "A"
    certain = first["letter"] is not None or first["inner"] is not None
    if letter != "A" and not _plausible(letter, expected, block):
        return []
    written = first["letter"] or first["inner"] or first["loose"]
    if (not certain or written.islower()) and not _neighbours_agree(
        letter, expected, block, ahead, folded
    ):
        return []
    if first["inner"] and first.end() >= len(folded) and (letter == "A" or letter < expected):
        return []  # ``(A)`` alone is a key
    places = [Spot(letter, 0, first.end(), bool(first["tick"]))]
    following = chr(ord(letter) + 1)
    if folded.find(following, first.end()) > 0:
        places += _inline(folded, first.end(), following, _limit(ahead, letter))
    return _cut(line, places)


def _truth(line: Line, found: re.Match[str], letter: str, group: int) -> Found:
    return Found(letter, found.start(), found[group], line.formats_over(*found.span(group)))


def _beside_other(letter: str, block: Block | None, ahead: Ahead) -> bool:
    """Whether ``A 正确`` and ``B 错误`` stand one below the other."""
    if letter == "B":
        return block is not None and len(block.options) == 1
    following = ahead.next()
    other = TRUTH_ALONE.fullmatch(following.folded) if following else None
    return other is not None and other[1] == "B"


def inline_run(line: Line, ahead: Ahead) -> list[Found]:
    """Options that follow a stem on its own line: at least A and B, clearly marked."""
    folded = line.folded
    if "A" not in folded:
        return []
    if folded[-1] in TRUTH_ENDS and (truths := TRUTHS_BEHIND.search(folded)):
        return [_truth(line, truths, "AB"[n - 1], n) for n in (1, 2)]
    keys = {place for found in KEY_BRACKETS.finditer(folded) for place in range(*found.span())}
    starts = (found.start() for found in FIRST_A.finditer(folded))
    limit = _limit(ahead, "A")
    clear = (place for place in starts if place not in keys)  # （ A、B、D ） is the key
    runs = [_inline(folded, start, "A", limit) for start in islice(clear, 2)]
    places = max(reversed(runs), key=len, default=[])  # A、B两村…。A.… : the second is the mark
    run = len(places) >= 2 or (places and ahead.next_letter() == "B")
    if not run:
        return []
    first, *others = _cut(line, places)
    lead = LEAD_OF_NEXT.search(folded, 0, first.start)
    return [first._replace(start=lead.start()) if lead else first, *others]


def starts_run(folded: str) -> bool:
    """Whether a stem carries its options on the same line."""
    found = STRONG_A.search(folded)
    return bool(found and re.search(r"(?<![A-Za-z])B\s*[.、:)]|[(\[]B[)\]]", folded[found.end() :]))


def append(block: Block, found: list[Found]) -> None:
    """Add options, keeping a letter's place even where one before it is missing."""
    for one in found:
        expected = block.next_letter()
        if one.letter > expected:
            block.warnings.append(_(MISSING).format(missing=expected))
            while block.next_letter() < one.letter:
                block.options.append(Option(block.next_letter(), "", NO_FORMATS))
        elif one.letter < expected and not block.options[place_of(one.letter)].text:
            block.options[place_of(one.letter)] = Option(one.letter, one.text, one.formats)
            missing = _(MISSING).format(missing=one.letter)
            block.warnings[:] = [one for one in block.warnings if one != missing]
            block.warnings.append(_("选项不是按字母的顺序写的，请核对。"))
            continue
        elif one.letter < expected:
            block.warnings.append(_("选项 {letter} 出现了两次。").format(letter=one.letter))
        block.options.append(Option(one.letter, one.text, one.formats))


def append_unlettered(block: Block, line: Line) -> None:
    """Add an option that is only a point of a list."""
    text, formats = line.text, line.formats_over(0, len(line.text))
    told = TOLD_RIGHT.search(text)
    bare = text[: told.start()] if told else text.strip("√✓✔☑✅ ")
    if told:
        text, formats = bare, formats | TOLD
    elif (len(bare) < len(text) and line.folded.strip(" ")[:1] == "√") or line.folded[-1] == "√":
        text, formats = bare, formats | TICKED
    block.options.append(Option("", text, formats))


def _plausible(letter: str, expected: str, block: Block | None) -> bool:
    if block is None:
        return False
    if not block.options:
        return letter == "A"
    missing = [option.letter for option in block.options if not option.text]
    return letter in (expected, chr(ord(expected) + 1), block.options[-1].letter, *missing)


def _neighbours_agree(
    letter: str, expected: str, block: Block | None, ahead: Ahead, folded: str
) -> bool:
    """``A文字`` and ``a.`` are options only in a run."""
    if letter != expected and not (letter == "A" and block is not None and block.options):
        return False
    following = chr(ord(letter) + 1)
    if letter != "A":
        return True
    return ahead.next_letter() == following or bool(_inline(folded, 1, following, ""))


def _limit(ahead: Ahead, letter: str) -> str:
    """The next line's letter: what this line seems to hold from there on is mere text."""
    following = ahead.next_letter()
    return following if following > letter else ""


def _inline(folded: str, start: int, expected: str, limit: str) -> list[Spot]:
    places: list[Spot] = []
    while expected in folded[start:] and not (limit and expected >= limit):
        found = _mark(folded, start, expected) or (places and _weak(folded, expected, places))
        if not found:
            return places
        start, ticked = found.end(), bool(found.groupdict().get("tick"))
        places.append(Spot(expected, found.start(), start, ticked))
        expected = chr(ord(expected) + 1)
    return places


def _mark(folded: str, start: int, letter: str) -> re.Match[str] | None:
    return next(
        (
            one
            for one in INLINE_OPTION.finditer(folded, start)
            if letter in (one["letter"], one["inner"], one["loose"])
        ),
        None,
    )


def _weak(folded: str, letter: str, places: list[Spot]) -> re.Match[str] | None:
    """``A.佛教B道教C.儒教``: glued on both sides, but the run goes on with the next letter."""
    found = re.compile(WEAK.format(letter)).search(folded, places[-1].text)
    if found is None or found["sign"] or found["blank"]:
        return found
    following = chr(ord(letter) + 1)
    signed = folded[places[0].start + 1 : places[0].text].strip()
    return found if not signed or _mark(folded, found.end(), following) else None


def _cut(line: Line, places: list[Spot]) -> list[Found]:
    ends = [place.start for place in places[1:]] + [len(line.text)]
    found = []
    for place, end in zip(places, ends, strict=True):
        text = line.text[place.text : end].strip(EDGE)
        formats = (
            line.formats_over(place.text, place.text + len(text)) if line.marks else NO_FORMATS
        )
        told = TOLD_RIGHT.search(text) if text[-1:] in CLOSES else None
        if told:
            text = text[: told.start()].rstrip()
        if len(places) > 1:
            text = (
                LEAD_OF_NEXT.sub("", text).rstrip(";； □○☐\u3000\u00a0\t")
                if not text.endswith(" .")
                else text[:-2].rstrip()
            )
        formats = formats | TICKED if place.ticked else formats
        formats = formats | TOLD if told else formats
        found.append(Found(place.letter, place.start, text, formats))
    return found
