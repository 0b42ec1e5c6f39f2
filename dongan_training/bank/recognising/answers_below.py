"""Numbered fill-ins whose answers stand below them, a line for every blank, without any mark.

Believed only where nearly every numbered line with blanks in the file has as many lines below it
as it leaves blanks, or one for all of them.
"""

from dataclasses import replace

from dongan_training.bank.recognising import blanks
from dongan_training.bank.recognising.lexicon import BARE_KEY
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.turns import is_marked

FEWEST = 3
NEARLY_ALL = 0.8
LONGEST_ANSWER = 40  # signs


def keyed_below(lines: list[Line]) -> list[Line]:
    """The lines with such answers put together, and written as the key."""
    asked, answered = 0, dict[int, int]()
    for place, line in enumerate(lines):
        wanted = blanks.count(line.text) if line.opens.number else 0
        if not wanted:
            continue
        end = place + 1
        while end < len(lines) and not is_marked(lines[end]):
            end += 1
        below = lines[place + 1 : end]
        if not _keyed_otherwise(lines[place + 1 : end + 1]):
            asked += 1
            if len(below) in (1, wanted) and all(_answers(one) for one in below):
                answered[place + 1] = end
    if len(answered) < FEWEST or len(answered) < NEARLY_ALL * asked:
        return lines
    keyed: list[Line] = []
    done = 0
    for start, end in answered.items():
        keyed += [*lines[done:start], _as_key(lines[start:end])]
        done = end
    return keyed + lines[done:]


def _keyed_otherwise(below: list[Line]) -> bool:
    """Whether options or a key with a mark come next."""
    if not below:
        return False
    marked = below[-1].opens.option or below[-1].opens.key
    return bool(marked or BARE_KEY.match(below[0].folded))


def _answers(line: Line) -> bool:
    ends = line.folded[-1] in "。?!;,:"
    return len(line.folded) <= LONGEST_ANSWER and not ends and not blanks.count(line.text)


def _as_key(answers: list[Line]) -> Line:
    text, folded, printed = (
        "\n".join(parts)
        for parts in zip(*((one.text, one.folded, one.printed) for one in answers), strict=True)
    )
    whole = replace(answers[0], text=text, folded=folded, printed=printed, marks=())
    return whole.rewritten([(0, 0, "答案:")])
