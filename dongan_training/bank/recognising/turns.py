"""Questions and answers by turns, without numbers and without any word for either.

A question and its answer, again and again; or a page of questions and then as many answers in the
same order. What asks leaves a blank or ends with a question mark, and no answer does.
"""

from dataclasses import replace

from dongan_training.bank.recognising.glue import has_blank
from dongan_training.bank.recognising.heads import read_head
from dongan_training.bank.recognising.lexicon import RULE_LINE
from dongan_training.bank.recognising.lines import Line

FEWEST = 3  # pairs that make a habit
MOSTLY = 0.7


def keyed_turns(lines: list[Line]) -> list[Line]:
    """The lines with every such answer below its question, and written as its key."""
    ordered: list[Line] = []
    start = 0
    for place, line in enumerate([*lines, None]):
        if line is None or is_marked(line):
            ordered += _by_turns(lines[start:place])
            ordered += [line] if line is not None else []
            start = place + 1
    return ordered


def is_marked(line: Line) -> bool:
    """Whether a line is none of a list without marks."""
    return bool(
        line.heading
        or line.typed
        or line.bulleted
        or line.opens.option
        or line.opens.key
        or line.opens.field
        or RULE_LINE.match(line.folded)
        or line.opens.number
        or read_head(line.text, line.folded)
    )


def _by_turns(lines: list[Line]) -> list[Line]:
    if len(lines) < 2 * FEWEST:
        return lines
    asking = [_asks(line) for line in lines]
    pairs = _one_by_one(lines, asking) or _by_pages(lines, asking)
    shorter = sum(len(lines[said].text) < len(lines[asked].text) for asked, said in pairs)
    if not pairs or shorter * 10 < 8 * len(pairs):
        return lines
    answers = dict(pairs)
    taken = set(answers.values())
    ordered: list[Line] = []
    for place, line in enumerate(lines):
        if place in answers:
            said = lines[answers[place]]
            ordered += [replace(line, asks=True), said.rewritten([(0, 0, "答案:")])]
        elif place not in taken:
            ordered.append(replace(line, typed=True))
    return ordered


def _one_by_one(lines: list[Line], asking: list[bool]) -> list[tuple[int, int]]:
    """A question and its answer by turns; a line that stands alone before a question is a head."""
    pairs: list[tuple[int, int]] = []
    place = alone = 0
    while place + 1 < len(lines):
        if asking[place + 1]:
            alone += 1
            place += 1
        elif asking[place] or len(lines[place].text) > len(lines[place + 1].text):
            pairs.append((place, place + 1))
            place += 2
        else:
            return []
    asked = sum(asking[place] for place, _said in pairs)
    enough = len(pairs) >= FEWEST and asked >= MOSTLY * len(pairs)
    return pairs if enough and (alone + len(lines) - place) * 10 <= len(pairs) else []


def _by_pages(lines: list[Line], asking: list[bool]) -> list[tuple[int, int]]:
    """Runs of questions, each followed by a run of as many answers; [] where they are not even."""
    pairs: list[tuple[int, int]] = []
    place = 0
    while place < len(lines):
        asked = _run(asking, place, True)
        said = _run(asking, asked, False)
        if asked - place != said - asked or asked - place < FEWEST:
            return []
        pairs += zip(range(place, asked), range(asked, said), strict=True)
        place = said
    return pairs


def _run(asking: list[bool], start: int, wanted: bool) -> int:
    return next(
        (place for place in range(start, len(asking)) if asking[place] is not wanted), len(asking)
    )


def _asks(line: Line) -> bool:
    return has_blank(line.folded) or line.folded.endswith("?")
