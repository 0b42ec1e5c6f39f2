"""Names as people type them to search: 陈敏 is found by chen, chenmin, min and cm."""

import re
from functools import cache

from dongan_training.people.surnames import READINGS

# 𬱖, which the dictionary reads di; 𠮷 and 㐂, which it has not.
CORRECTED = {0x2CC56: "wěi", 0x20BB7: "jí", 0x3402: "xǐ"}
LATIN_WORD = re.compile(r"[a-z]+")


def pinyin_of(name: str) -> str:
    """Give the column that searches look into: syllables, initials, and the syllables run together.

    ``chen min cm chenmin``: whatever somebody types stands at the beginning of a word.
    """
    return " ".join(_as_typed(reading) for reading in _readings(name))


def toned_syllables(name: str) -> list[str]:
    """Give the sound of each character of a name, its tone as a number behind it (chen2).

    Of two readings of a surname the first; a character without a sound stands for itself.
    """
    from pypinyin import Style, lazy_pinyin  # 59 MB: only when names are written

    _correct_readings()
    surname, readings = _surname(name)
    sounds = readings[0].split() if readings else []
    for one in name[len(surname) :]:  # each alone: what has no sound is not joined
        sounds += lazy_pinyin(one, style=Style.TONE3, neutral_tone_with_five=True)
    return sounds


def _readings(name: str) -> list[list[str]]:
    from pypinyin import lazy_pinyin  # 59 MB: only when names are written

    _correct_readings()
    surname, readings = _surname(name)
    rest = _syllables(lazy_pinyin(name[len(surname) :]))
    return [[*_syllables(reading.split()), *rest] for reading in readings or ("",)]


def _surname(name: str) -> tuple[str, tuple[str, ...]]:
    """The surname of ``name`` and how it is read, where it is read in a way of its own."""
    for surname in (name[:2], name[:1]):
        if surname in READINGS and (len(surname) == 1 or len(name) > 2):
            return surname, READINGS[surname]
    return "", ()


@cache
def _correct_readings() -> None:
    from pypinyin import load_single_dict

    load_single_dict(CORRECTED)


def _syllables(parts: list[str]) -> list[str]:
    return [word for part in parts for word in LATIN_WORD.findall(part.lower())]


def _as_typed(syllables: list[str]) -> str:
    initials, joined = "".join(one[0] for one in syllables), "".join(syllables)
    return " ".join([*syllables, initials, joined]).strip()
