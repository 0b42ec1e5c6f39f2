"""Fill-in questions: counting blanks, sharing a key out over them, lifting answers from them."""

import re

from dongan_training.bank.recognising.pieces import fold

BLANK = re.compile(r"_{2,}|[(\[【]\s*[)\]】]|《\s*》|(?<=\S)\s{4,}(?=\S)|-{4,}|—{4,}")
UNDERSCORES = re.compile(r"_{2,}")
NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,。、|]))(?:\d{1,2}[)\].、:]\s*(?!\d))|[(\[]\d{1,2}[)\]][.、]?\s*|[①-⑳]\s*"
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
SEPARATORS = (r"\n+", r"[|┋]+|#{2,}|\${2,}", r"[;]+", r"\s+/\s+", r"、", r",", r"\s{2,}", r"\s+")
LIFTED = re.compile(
    r"\(\s*([^()]{1,60}?)\s*\)|【\s*([^【】]{1,60}?)\s*】|(?<!_)_\s*([^_\s,，。;；]{1,30})\s*_(?!_)"
)
BETWEEN = re.compile(r"(?<!_)__\s*([^_\s,。;、]{2,30}|\d)\s*__(?!_)")  # __安全带__
TRAILING = re.compile(r"[(\[【]([^()\[\]【】]{1,80})[)\]】]\s*[。.]?$")
BEHIND = re.compile(r"_{2,}\s*\(([^()_]{1,40})\)")
REMARK = re.compile(r"^(?:\d{4}年?|[\d.]+分|见|注|如|即|例)")
ENDS = " \n\t\u3000\u00a0。；;，,、"


def count(stem: str) -> int:
    """How many blanks the stem leaves."""
    return len(BLANK.findall(fold(stem)))


def count_underscores(stem: str) -> int:
    """How many blanks are drawn as lines: those are never mere brackets."""
    return len(UNDERSCORES.findall(stem))


def share_out(key: str, wanted: int) -> tuple[tuple[str, ...], ...]:
    """Part a key over ``wanted`` blanks; of several ways the one that gives that many counts.

    With one blank, ``;`` and ``/`` part alternatives; with several, ``/`` does.
    """
    text = key.strip()
    if wanted == 1:
        return (_alternatives(_bare(text), with_semicolons=True),)
    for parts in _ways(text):
        if len(parts) == wanted or (wanted == 0 and len(parts) > 1):
            return tuple(_alternatives(part) for part in parts)
    fallback = next((parts for parts in _ways(text) if len(parts) > 1), [text])
    return tuple(_alternatives(part) for part in fallback) if wanted else (_alternatives(text),)


def _ways(text: str) -> list[list[str]]:
    folded = fold(text)
    ways = []
    marks = list(NUMBERED.finditer(folded))
    if len(marks) > 1 and not folded[: marks[0].start()].strip():
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        ways.append([text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)])
    boxed = list(BRACKETS.finditer(folded))
    if len(boxed) > 1 and not BRACKETS.sub("", folded).strip(ENDS):
        ways.append([text[found.start() + 1 : found.end() - 1] for found in boxed])
    for separator in SEPARATORS:
        places = [
            0,
            *(at for found in re.finditer(separator, folded) for at in found.span()),
            len(text),
        ]
        ways.append([text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)])
    return [
        kept for way in ways if (kept := [part.strip(ENDS) for part in way if part.strip(ENDS)])
    ]


def _bare(text: str) -> str:
    """``(1) 五`` and ``（五）`` as the only answer mean 五."""
    folded = fold(text)
    found = NUMBERED.match(folded)
    if found and len(NUMBERED.findall(folded)) == 1 and folded[found.end() :].strip(ENDS):
        text, folded = text[found.end() :], folded[found.end() :]
    whole = BRACKETS.fullmatch(folded.strip())
    return text.strip()[1:-1] if whole else text


def _alternatives(text: str, with_semicolons: bool = False) -> tuple[str, ...]:
    pattern = r"[/／]|\|{2}" + (r"|[;；|┋\n]" if with_semicolons else "")
    parts = tuple(part.strip(ENDS) for part in re.split(pattern, text) if part.strip(ENDS))
    return parts or (text.strip(),)


def lift_answers(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers out of ``…经（支部大会）通过``, leaving blanks in their place."""
    folded = fold(stem)
    between = list(BETWEEN.finditer(folded))
    if between and not BLANK.search(BETWEEN.sub("", folded)):
        return BETWEEN.sub("____", stem), tuple(_alternatives(one[1]) for one in between)
    if BLANK.search(folded):  # blanks are left, so what stands in brackets is a remark
        return stem, ()
    answers = []
    for found in reversed(list(LIFTED.finditer(folded))):
        group = next(index for index in (1, 2, 3) if found[index])
        text = stem[found.start(group) : found.end(group)].strip()
        if REMARK.match(text) and len(LIFTED.findall(folded)) > 1 and group != 3:
            continue
        answers.append(_alternatives(text))
        empty = "____" if group == 3 else stem[found.start()] + "  " + stem[found.end() - 1]
        stem = stem[: found.start()] + empty + stem[found.end() :]
    return stem, tuple(reversed(answers))


def answers_behind(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers from the brackets behind each blank: ``____（办理）``."""
    folded = fold(stem)
    said = list(BEHIND.finditer(folded))
    if not said or len(said) != len(BLANK.findall(folded)):
        return stem, ()
    answers = tuple(_alternatives(stem[one.start(1) : one.end(1)]) for one in said)
    for one in reversed(said):
        stem = stem[: one.start(1) - 1] + stem[one.end() :]
    return stem, answers


def trailing_answers(stem: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take the answers from the brackets behind ``…________，…。（实事求是）``."""
    folded = fold(stem)
    found = TRAILING.search(folded)
    wanted = len(BLANK.findall(folded[: found.start()])) if found else 0
    if found is None or not wanted or REMARK.match(found[1]):
        return stem, ()
    answers = share_out(stem[found.start(1) : found.end(1)], wanted)
    return (stem[: found.start()].rstrip(), answers) if len(answers) == wanted else (stem, ())
