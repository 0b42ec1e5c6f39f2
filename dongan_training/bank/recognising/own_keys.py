"""Words that stand in one file before its keys: below question after question, before letters."""

import re
from collections import defaultdict

from dongan_training.bank.recognising.lexicon import FIELD, KEY, LETTER_RUN, OPTION
from dongan_training.bank.recognising.lines import Line

COUNTED = 3  # keys that make a habit
NEARLY_ALL = 0.8

KEY_LINE = re.compile(
    rf"(?P<lead>[^\d\s(\[【]\D{{0,9}}?|[(\[【]\D{{1,8}}?[)\]】])\s*[:]?\s*"
    rf"(?P<value>(?<![A-Za-z])(?:{LETTER_RUN})(?![A-Za-z])|√|×|正确|错误|对|错)"
    r"(?P<end>[\s。.)\]】]*$|\s*[,，。;；:]\s*)"
)
# An option, a box to tick, or what the person chose who sat the exam stands before no key.
NO_LEAD = re.compile(
    r"(?<![A-Za-z])[A-L](?![A-Za-z])|正确|错误|[□☐☑×]|[对错√]\s*$"
    r"|[我你您]的|考生|学生|学员|用户|本人|作答"
)


def plain_keys(lines: list[Line]) -> list[Line]:
    """Keys behind a word that stands before letters or √ below one question after another."""
    sites: dict[str, list[int]] = defaultdict(list)
    known = 0
    for place, line in enumerate(lines):
        own = line.opens.key is not None
        known += own
        marked = line.opens.option or line.opens.number
        found = None if marked else KEY_LINE.match(line.folded)
        if found and place and not line.opens.field and not NO_LEAD.search(found["lead"]):
            sites[found["lead"]].append(place)
    changed = lines
    for lead, places in sites.items():
        own = KEY.match(f"{lead}A") is not None
        begun = [place for place, line in enumerate(lines) if line.folded.startswith(lead)]
        enough = len(places) >= max(COUNTED, 0 if own else known + 1)
        if enough and (own or _stands_below(places, begun, lines)):
            changed = list(changed)
            for place in begun if own else places:
                changed[place] = _as_key(lines[place], lead)
    return changed


def _stands_below(places: list[int], begun: list[int], lines: list[Line]) -> bool:
    """Whether nearly all lines that begin so are keys, and no options stand below them."""
    below = [lines[place + 1].folded for place in places if place + 1 < len(lines)]
    clear = sum(OPTION.match(one) is None for one in below)
    return len(places) >= NEARLY_ALL * len(begun) and clear >= NEARLY_ALL * len(below)


def _as_key(line: Line, lead: str) -> Line:
    """The line with the plain mark, and its reason behind one of its own."""
    folded = line.folded
    if KEY.match(folded) or FIELD.match(folded):
        return line
    found = KEY_LINE.match(folded)
    if found is None or found["lead"] != lead:
        return line.rewritten([(0, len(lead), "答案:")])
    reason = " 解析:" if folded[found.end() :] else ""
    return line.rewritten([(0, found.end(), f"答案:{found['value']}{reason}")])
