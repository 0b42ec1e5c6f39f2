"""Aiken, the plainest form of single choices that other systems write:

党支部每届任期是几年？
A. 三年
B. 五年
ANSWER: A
"""

import re

from dongan_training.bank.drafts import Draft, QuestionType, Reading, letter_of
from dongan_training.bank.formats.harvest import Harvest
from dongan_training.progress import Progress
from dongan_training.sheets.text import lines_of

OPTION = re.compile(r"\s*([A-Z])[.)]\s*(\S.*?)\s*")
ANSWER = re.compile(r"\s*ANSWER:\s*([A-Z])\s*")

Lines = list[tuple[int, str]]


def read_text(text: str, progress: Progress) -> Reading | None:
    """Read Aiken text; None unless every line of it is Aiken, which is then sure."""
    if "ANSWER:" not in text:
        return None
    drafts: list[Draft] = []
    waiting: Lines = []
    for number, line in enumerate(lines_of(text), start=1):
        if answer := ANSWER.fullmatch(line):
            draft = _question(waiting, answer[1])
            if draft is None:
                return None
            drafts.append(draft)
            waiting = []
        elif line.strip():
            waiting.append((number, line))
    return None if waiting else _harvested(drafts, progress)


def _question(lines: Lines, key: str) -> Draft | None:
    """The lines above one ``ANSWER``: a stem, then options lettered in order."""
    first = next((place for place, (_, line) in enumerate(lines) if OPTION.fullmatch(line)), 0)
    found = [OPTION.fullmatch(line) for _, line in lines[first:]]
    letters = [one[1] if one else "" for one in found]
    in_order = letters == [letter_of(place) for place in range(len(letters))]
    if not first or not in_order or key not in letters:
        return None
    stem = "\n".join(line.strip() for _, line in lines[:first])
    options = tuple(one[2] for one in found if one)
    return Draft(QuestionType.SINGLE_CHOICE, stem, options, (key,), line=lines[0][0])


def _harvested(drafts: list[Draft], progress: Progress) -> Reading:
    harvest = Harvest("aiken", progress)
    for draft in drafts:
        harvest.step()
        harvest.add(draft)
    return harvest.finish()
