"""Options that nothing marks as such, read as lines of the stem: the key in words tells them."""

import re

from dongan_training.bank.recognising.blanks import BLANK
from dongan_training.bank.recognising.key_texts import letters_in_key
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import CHOICES, Raw

MARK = re.compile(
    r"\s*(?:([-+*·•●○■◆◇▪▸►▹▶□☐◦‣➢➤→])\s*|[(（]?\d{1,2}\s*([)）.、．])\s*|([①-⑫])\s*)"
)
ASKS = re.compile(r"[?？:：]\s*$|哪|下列|以下")
LABELLED = re.compile(r"\n\s*(?:备选|可选|供选)?(?:选项|答案选项|备选答案)\s*[:：]\s*([^\n]+)$")
BRACKETED = re.compile(r"\s*[\[【(（{]([^\[\]【】{}\n]+\|[^\[\]【】{}\n]+)[\]】)）}]\s*$")
SIGNS = (" / ", "|", "；", ";", "/", "\t", "，", ",", "、", "  ", " ")
MOST = 8
COUNTED = "①"
MAY_CHOOSE = (None, *CHOICES)


def take_options(raw: Raw) -> None:
    """Give a question those lines of its stem as options that its key repeats, and their like."""
    if raw.options or not raw.key or raw.declared not in MAY_CHOOSE:
        return
    if "\n" not in raw.stem and "|" not in raw.stem:
        return
    if _take_line(raw):
        return
    lines = [line for line in raw.stem.split("\n") if line.strip()]
    if len(lines) < 3:
        return
    start = _first_option(lines)
    options = [_bare(line) for line in lines[start:]]
    if not 2 <= len(options) <= MOST or len(set(options)) < len(options) or not all(options):
        return
    letters = letters_in_key(raw.key, options)
    if not letters or not _says(raw.key, options):
        return
    raw.options, raw.stem = options, "\n".join(lines[:start])
    raw.key = letters


def _take_line(raw: Raw) -> bool:
    """``选项：甲 / 乙`` below the stem, or ``[甲|乙]`` behind it."""
    found = LABELLED.search(raw.stem) or BRACKETED.search(raw.stem)
    if found is None:
        return False
    for sign in SIGNS:
        options = [part.strip() for part in found[1].split(sign)]
        letters = letters_in_key(raw.key, options) if 1 < len(options) <= MOST else ""
        if letters and all(options) and _says(raw.key, options):
            raw.stem, raw.options, raw.key = raw.stem[: found.start()].rstrip(), options, letters
            return True
    return False


def _first_option(lines: list[str]) -> int:
    """Where the last lines begin that bear one kind of mark; without any, behind what asks."""
    style = _style(lines[-1])
    start = len(lines) - 1
    if style:
        while start > 1 and _style(lines[start - 1]) == style:
            start -= 1
        return max(start, 1)
    asking = [
        at for at, line in enumerate(lines[:-2]) if BLANK.search(fold(line)) or ASKS.search(line)
    ]
    return asking[-1] + 1 if asking else 1


def _style(line: str) -> str:
    found = MARK.match(line)
    return "" if found is None else found[1] or found[2] or COUNTED


def _bare(line: str) -> str:
    found = MARK.match(line)
    return line[found.end() if found else 0 :].strip(" \t\u3000;；")


def _says(key: str, options: list[str]) -> bool:
    """Whether a key is told in the words of options, not by letters that only look so."""
    bare = fold(key)
    return any(fold(option) in bare for option in options)
