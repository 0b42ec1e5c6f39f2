"""Blanks to be filled in: underlined spaces, of which a PDF keeps nothing but the stroke."""

from collections.abc import Sequence

from dongan_training.bank.formats.pdf_lines import Sign
from dongan_training.bank.formats.pdf_rules import Rule

BELOW, ABOVE = 0.4, 0.3  # of a sign's height: where its underline may lie, from its lower edge
BESIDE = 1.0  # of its height: a blank stands next to words
MOST_PAIRS = 1_000_000
LEAST = 4  # underscores that every reader takes for a blank


def with_blanks(signs: Sequence[Sign | None], rules: Sequence[Rule]) -> list[Sign | None]:
    """The signs with underscores where a stroke lies below a gap in a line."""
    found = list(signs)
    if len(signs) * len(rules) > MOST_PAIRS:
        return found
    for rule in rules:
        near = [
            (place, sign)
            for place, sign in enumerate(found)
            if sign is not None
            and -BELOW <= (rule.at - sign.bottom) / sign.height <= ABOVE
            and not sign.text.isspace()
        ]
        if any(sign.left < rule.end - 1 and sign.right > rule.start + 1 for _place, sign in near):
            continue  # it underlines words
        before = [one for one in near if one[1].right <= rule.start + 1]
        behind = [one for one in near if one[1].left >= rule.end - 1]
        left = max(before, key=lambda one: one[1].right, default=None)
        right = min(behind, key=lambda one: one[1].left, default=None)
        if left and rule.start - left[1].right <= BESIDE * left[1].height:
            found.insert(left[0] + 1, _blank(rule, left[1]))
        elif right and right[1].left - rule.end <= BESIDE * right[1].height:
            found.insert(right[0], _blank(rule, right[1]))
    return found


def _blank(rule: Rule, beside: Sign) -> Sign:
    length = max(LEAST, round((rule.end - rule.start) / beside.height * 2))
    return beside._replace(text="_" * length, left=rule.start, right=rule.end, looks=())
