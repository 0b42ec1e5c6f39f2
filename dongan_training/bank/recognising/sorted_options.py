"""Options sorted by whether they are right: ``题干、正确答案:[D] 丁、错误答案:[A] 甲、[B] 乙``.

Believed where the letters of both sides together are A, B, C … without a gap; then written as a
stem, its options in their order, and a key.
"""

import re
from dataclasses import replace

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.lines import Line

SIDE = re.compile(r"(?:正确|(?P<wrong>错误|不正确|干扰))的?(?:答案|选项|项)\s*:\s*")
SIGN = re.compile("错误|不正确|干扰")
LETTERED = re.compile(r"(?:[(\[【]\s*([A-L])\s*[)\]】]|(?<![A-Za-z])([A-L])\s*[.、:])\s*")
BETWEEN = " 、,，;；\t\u3000\u00a0"


def plain_sides(lines: list[Line]) -> list[Line]:
    """The lines with such options written one below the other, and their key below them."""
    if not any(SIGN.search(line.folded) for line in lines):
        return lines
    plain: list[Line] = []
    place = 0
    while place < len(lines):
        sides = _sides(lines[place])
        taken = 1
        if len(sides) == 1 and sides[0].start() == 0 and place + 1 < len(lines):
            below = _sides(lines[place + 1])
            if len(below) == 1 and below[0].start() == 0:
                sides, taken = sides + below, 2
        again = bool(plain and plain[-1].opens.option)  # told once more, by side
        apart = [] if again else _apart(lines[place : place + taken], sides)
        plain += apart or lines[place : place + taken]
        place += taken
    return plain


def _sides(line: Line) -> list[re.Match[str]]:
    return list(SIDE.finditer(line.folded)) if "答案" in line.folded or "项" in line.folded else []


def _apart(lines: list[Line], sides: list[re.Match[str]]) -> list[Line]:
    """Stem, options and key; [] where the sides do not make up one question."""
    if len(sides) != 2 or (sides[0]["wrong"] is None) is (sides[1]["wrong"] is None):
        return []
    first = lines[0]
    until = sides[1].start() if len(lines) == 1 else len(first.text)
    options: dict[str, Line] = {}
    key = ""
    for line, side, end in ((first, sides[0], until), (lines[-1], sides[1], len(lines[-1].text))):
        marks = list(LETTERED.finditer(line.folded, side.end(), end))
        if not marks and not line.folded[side.end() : end].strip(BETWEEN):
            continue  # 错误答案: none
        if not marks or marks[0].start() != side.end():
            return []
        ends = [mark.start() for mark in marks[1:]] + [end]
        for mark, stop in zip(marks, ends, strict=True):
            letter = mark[1] or mark[2]
            if letter in options:
                return []
            text = line.text[: max(stop, mark.end())].rstrip(BETWEEN)
            one = line.part(mark.end(), max(len(text), mark.end()))
            options[letter] = one.rewritten([(0, 0, f"{letter}.")])
            key += letter if side["wrong"] is None else ""
    if sorted(options) != [letter_of(place) for place in range(len(options))] or len(options) < 2:
        return []
    stem = first.part(0, len(first.text[: sides[0].start()].rstrip(BETWEEN)))
    told = replace(first, text=f"答案:{key}", folded=f"答案:{key}", marks=(), parted=False)
    asked = [replace(stem, parted=first.parted, asks=True)] if stem.text else []
    return [*asked, *(options[letter] for letter in sorted(options)), told]
