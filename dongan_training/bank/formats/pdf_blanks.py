"""Blanks to be filled in: spaces, of which a PDF keeps the place and at most their stroke."""

from collections.abc import Sequence

from dongan_training.bank.formats.pdf_lines import Line
from dongan_training.bank.formats.pdf_rules import Rule
from dongan_training.bank.formats.pdf_signs import Sign

BELOW, ABOVE = 0.4, 0.3  # of a sign's height: where its underline may lie, from its lower edge
BESIDE = 1.0  # of its height: a blank stands next to words
BLANKS = 3.0  # of it, which an answer may have on both sides above its line
MOST_PAIRS = 1_000_000
LEAST = 4  # underscores, or spaces before a stem, that every reader takes for a blank
INDENT = 2.5  # of a sign's height; a paragraph begins two signs from the edge


def with_blanks(signs: Sequence[Sign | None], rules: Sequence[Rule]) -> list[Sign | None]:
    """The signs with underscores where a stroke lies below a gap in a line."""
    found = list(signs)
    if len(signs) * len(rules) > MOST_PAIRS:
        return found
    for rule in rules:
        level = [
            (place, sign)
            for place, sign in enumerate(found)
            if sign is not None and -BELOW <= (rule.at - sign.bottom) / sign.height <= ABOVE
        ]
        near = [one for one in level if not one[1].text.isspace()]
        if over := [
            one for one in near if one[1].left < rule.end - 1 and one[1].right > rule.start + 1
        ]:
            _underline(found, over, rule)
            continue
        before = [one for one in near if one[1].right <= rule.start + 1]
        behind = [one for one in near if one[1].left >= rule.end - 1]
        left = max(before, key=lambda one: one[1].right, default=None)
        right = min(behind, key=lambda one: one[1].left, default=None)
        if left and rule.start - left[1].right <= BESIDE * left[1].height:
            found.insert(left[0] + 1, _blank(rule, left[1]))
        elif right and right[1].left - rule.end <= BESIDE * right[1].height:
            found.insert(right[0], _blank(rule, right[1]))
        else:
            continue
        spaces = [sign for _place, sign in level if sign.text.isspace() and _is_over(rule, sign)]
        found = [sign for sign in found if sign not in spaces]
    return found


def opens_with_gap(lines: Sequence[Line], left: float, right: float, usual: float | None) -> bool:
    """Whether the words of a cell begin behind spaces, where the word to be found would stand.

    ``left`` and ``right`` are its edges, ``usual`` is where the cells of its column begin, if they
    begin at one place: spaces as wide as a sign leave nothing but their room in a PDF.
    """
    first = lines[0]
    if sum(len(line.text) for line in lines) <= LEAST:
        return False
    if first.lead >= LEAST:
        return True
    edge = min((line.left for line in lines[1:]), default=usual)
    if edge is None or first.left - edge < INDENT * first.height:
        return False
    beyond = right - first.right
    is_centred = abs(beyond - (first.left - left)) < first.height
    return not is_centred and (len(lines) > 1 or beyond > first.height)


def _underline(signs: list[Sign | None], words: Sequence[tuple[int, Sign]], rule: Rule) -> None:
    """Mark the words above a stroke that is as long as they are, or as blanks beside them make it.

    Longer ones part what stands above from what stands below.
    """
    left = min(sign.left for _place, sign in words)
    right = max(sign.right for _place, sign in words)
    room = BLANKS * words[0][1].height
    if -room <= rule.start - left <= 1 and -1 <= rule.end - right <= room:
        for place, sign in words:
            signs[place] = sign._replace(looks=(*sign.looks, "underline"))


def _is_over(rule: Rule, sign: Sign) -> bool:
    """Whether what stands there is the space that was underlined."""
    return rule.start - 1 <= sign.left and sign.right <= rule.end + 1


def _blank(rule: Rule, beside: Sign) -> Sign:
    length = max(LEAST, round((rule.end - rule.start) / beside.height * 2))
    return beside._replace(text="_" * length, left=rule.start, right=rule.end, looks=())
