"""Names as people type them to search: 陈敏 is found by chen, chenmin, min and cm."""

import re
from functools import cache

# Read otherwise in a surname than elsewhere; two readings where both are in use.
SURNAMES: dict[str, tuple[str, ...]] = {
    "曾": ("zeng",),
    "单": ("shan",),
    "解": ("xie",),
    "仇": ("qiu",),
    "区": ("ou",),
    "查": ("zha",),
    "盖": ("ge", "gai"),
    "覃": ("qin", "tan"),
    "谌": ("chen", "shen"),
    "翟": ("zhai", "di"),
    "朴": ("piao", "pu"),
    "缪": ("miao",),
    "员": ("yun",),
    "折": ("she",),
    "种": ("chong",),
    "卜": ("bu",),
    "乐": ("yue", "le"),
    "洗": ("xian",),
    "黑": ("he", "hei"),
    "召": ("shao", "zhao"),
    "秘": ("bi",),
    "繁": ("po",),
    "句": ("gou",),
    "隗": ("wei", "kui"),
    "佴": ("nai",),
    "郗": ("chi", "xi"),
    "乜": ("nie",),
    "牟": ("mou", "mu"),
    "粘": ("nian",),
    "重": ("chong",),
    "祭": ("zhai",),
    "都": ("du",),
    "晟": ("cheng", "sheng"),
}
READINGS = {0x2CC56: "wěi"}  # 𬱖, which the dictionary reads di
LATIN_WORD = re.compile(r"[a-z]+")


def pinyin_of(name: str) -> str:
    """Give the column that searches look into: syllables, then initials (``chen min cm``)."""
    return " ".join(_with_initials(reading) for reading in _readings(name))


def _readings(name: str) -> list[list[str]]:
    from pypinyin import lazy_pinyin  # 59 MB: only when names are written

    _correct_readings()
    known = SURNAMES.get(name[:1])
    if known is None:
        return [_syllables(lazy_pinyin(name))]
    rest = _syllables(lazy_pinyin(name[1:]))
    return [[one, *rest] for one in known]


@cache
def _correct_readings() -> None:
    from pypinyin import load_single_dict

    load_single_dict(READINGS)


def _syllables(parts: list[str]) -> list[str]:
    return [word for part in parts for word in LATIN_WORD.findall(part.lower())]


def _with_initials(syllables: list[str]) -> str:
    return " ".join([*syllables, "".join(one[0] for one in syllables)]).strip()
