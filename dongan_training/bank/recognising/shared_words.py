"""What many stems share at their ends: a label of the site or program they were copied from.

Neighbours that are all wrong alike do not tell of one another; what they have in common does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dongan_training.bank.recognising.lexicon import CHINESE, TYPE
from dongan_training.bank.recognising.pieces import fold

FEWEST, SHARE = 3, 0.2  # of the stems
EDGES = (
    re.compile(r"^(?P<words>[^\n]+)\n"),  # 3月4日  星期二  每日一题
    re.compile(r"\n(?P<words>[^\n]+)$"),  # 得分/总分
    re.compile(r"^(?P<words>[^\n\]】〗]{0,40}[\]】〗])\s*[^\s,。]"),  # C04【易 · 单选】
    re.compile(r"[^\n\]】〗](?P<words>[\[【〖][^\n\[【〖\]】〗]+[\]】〗]\W*)$"),  # [单选题] *
    re.compile(r"[。?!)]\s*(?P<words>[^\s\d。?!)(.,、;:\"'”’》]{1,6})\s*$"),  # 。  答案
    re.compile(rf"^(?P<words>(?:[{CHINESE}]{{1,3}}|\d{{1,4}})\s*[、.)](?!\d))"),  # 六、
    re.compile(r"^(?P<words>\w{1,3}题?\s*:)"),  # 问：
    re.compile(rf"^(?P<words>(?:{TYPE})题)"),  # 单选题党的
    re.compile(r"^(?P<words>[A-Za-z]{0,3}\d{1,6})\s+(?![年月日个条])[\u3400-\u9fff]"),  # N12 党的
)
WITHIN = re.compile(r"(?<=[\[【〖])[^\]】〗]+")
NUMBERS = (re.compile(r"\d+"), re.compile(rf"[{CHINESE}]+(?=[、.)月日题章节部])"))
SIGNS = re.compile(r"[A-Za-z\d_]+")
SERIAL = re.compile(r"\s*\d{1,6}\t\s*(?=\S)")
SECOND = re.compile(r"\s*(\d{1,4})\s*[、.．)）]\s*(?=\S)")


def shared_words(stems: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The place of each stem that begins or ends as many others do, and with what."""
    folded = [fold(stem).strip() for stem in stems]
    for edge in EDGES:
        found = [edge.search(stem) for stem in folded]
        shapes = [_shape(one["words"]) if one else "" for one in found]
        counts = Counter(filter(None, shapes))
        for at, (one, shape) in enumerate(zip(found, shapes, strict=True)):
            if one and counts[shape] >= max(FEWEST, SHARE * len(stems)):
                yield at, one["words"].strip()


def _shape(words: str) -> str:
    """The words, each run of letters and digits as one sign, without blanks and bracketed ones."""
    words = WITHIN.sub("", words)
    for number in NUMBERS:
        words = number.sub("0", words)
    return "".join(SIGNS.sub("0", words).split())


def counted_once(stems: Sequence[str]) -> list[str]:
    """The stems without a number of their own: one that counts on (32、31.甲), or before a tab."""
    if sum(map(bool, map(SERIAL.match, stems))) >= max(FEWEST, SHARE * len(stems)):
        stems = [SERIAL.sub("", stem, count=1) for stem in stems]
    found = [SECOND.match(stem) for stem in stems]
    numbers = [int(one[1]) if one else 0 for one in found]
    plain, start = list(stems), 0
    for at in range(1, len(stems) + 1):
        before = numbers[at - 1]
        again = before > 1 and at < len(stems) and numbers[at] == 1  # the next part counts anew
        if again or (before and at < len(stems) and numbers[at] == before + 1):
            continue
        if at - start >= FEWEST and numbers[start]:
            for place in range(start, at):
                plain[place] = SECOND.sub("", stems[place], count=1)
        start = at
    return plain
