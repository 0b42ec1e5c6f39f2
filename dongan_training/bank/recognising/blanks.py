"""Fill-in questions: counting blanks, and sharing a key out over them."""

import re

from dongan_training.bank.recognising.pieces import fold

BLANK = re.compile(r"_{2,}|[(\[【]\s*[)\]】]|《\s*》|(?<=\S)\s{4,}(?=\S)|-{4,}|—{4,}")
UNDERSCORES = re.compile(r"_{2,}")
NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,。、|]))(?:\d{1,2}[)\].、:]\s*(?!\d))|[(\[]\d{1,2}[)\]][.、]?\s*|[①-⑳]\s*"
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
SEPARATORS = (r"\n+", r"[|┋]+|#{2,}|\${2,}", r"[;]+", r"\s+/\s+", r"、", r",", r"\s{2,}", r"\s+")
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
        return (alternatives(_bare(text), with_semicolons=True),)
    for parts in _ways(text):
        if len(parts) == wanted or (wanted == 0 and len(parts) > 1):
            return tuple(alternatives(part) for part in parts)
    fallback = next((parts for parts in _ways(text) if len(parts) > 1), [text])
    return tuple(alternatives(part) for part in fallback) if wanted else (alternatives(text),)


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


def alternatives(text: str, with_semicolons: bool = False) -> tuple[str, ...]:
    pattern = r"[/／]|\|{2}" + (r"|[;；|┋\n]" if with_semicolons else "")
    parts = tuple(part.strip(ENDS) for part in re.split(pattern, text) if part.strip(ENDS))
    return parts or (text.strip(),)
