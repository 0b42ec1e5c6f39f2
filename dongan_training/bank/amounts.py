"""Chinese numerals inside a text written in Arabic ones, to compare 二十四日 with 24日: pure.

Stricter than ``numerals``, which reads the number of an article and nothing else: what is
read here decides about points.
"""

import re
import unicodedata

from dongan_training.bank.numerals import VALUES as DIGITS

# As they stand on receipts, and 〇 as it stands in years.
_PLAIN = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零一二三四五六七八九十百千万亿")
_LARGE = (("亿", 10**8), ("万", 10**4))
_RUN = r"[零一二三四五六七八九两十百千万亿]+"
_PART = re.compile(rf"([百千])分之({_RUN}|\d+(?:\.\d+)?)")
_MIXED = re.compile(r"(\d+(?:\.\d+)?)([万亿])")
_SECTION = re.compile(
    r"(?:(?P<thousands>[一二两三四五六七八九])千)?"
    r"(?P<gap1>零)?(?:(?P<hundreds>[一二两三四五六七八九])百)?"
    r"(?P<gap2>零)?(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<gap3>零)?(?P<ones>[一二三四五六七八九])?"
)


def in_digits(text: str) -> str:
    """Write every numeral of a text in digits: 第一百二十条 → 第120条, 百分之五 → 5%.

    What is no whole numeral (万一, 一百二) stays as it is. Numerals inside words change too
    (统一 → 统1); that does no harm where both sides of a comparison are written so.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    plain = _PART.sub(_percentage, plain)
    plain = _MIXED.sub(_unfolded, plain)
    return re.sub(_RUN, lambda run: _digits(run[0]), plain)


def _digits(run: str) -> str:
    if len(run) > 1 and all(sign in DIGITS for sign in run):
        # 二〇二六 is read sign by sign; 五两 is a weight and no numeral.
        return run if "两" in run else "".join(str(DIGITS[sign]) for sign in run)
    value = _value(run)
    return run if value is None else str(value)


def _value(run: str) -> int | None:
    for unit, size in _LARGE:
        head, found, tail = run.rpartition(unit)
        if found:
            high = _value(head) if head else None
            low = _value(tail.removeprefix("零")) if tail else 0
            # 三万五 means 35,000 to some and 30,005 to others.
            is_clear = not tail or tail.startswith("零") or "千" in tail
            is_clear = is_clear and len(tail) != 1
            if high is None or low is None or low >= size or not is_clear:
                return None
            return high * size + low
    return _below_ten_thousand(run)


def _below_ten_thousand(run: str) -> int | None:
    if run in DIGITS:
        return DIGITS[run]
    found = _SECTION.fullmatch(run)
    if not found or not run.strip("零"):
        return None
    has_gap = found["ten"] or found["gap1"] or found["gap2"] or found["gap3"]
    if found["ones"] and (found["hundreds"] or found["thousands"]) and not has_gap:
        return None  # 一百二 means 120 to some and 102 to others
    tens = (DIGITS[found["tens"]] if found["tens"] else 1) if found["ten"] else 0
    thousands, hundreds, ones = (
        DIGITS[found[name]] if found[name] else 0 for name in ("thousands", "hundreds", "ones")
    )
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def _percentage(found: re.Match[str]) -> str:
    sign = "%" if found[1] == "百" else "‰"
    amount = "100" if found[2] == "百" else _digits(found[2])
    return f"{amount}{sign}"


def _unfolded(found: re.Match[str]) -> str:
    size = dict(_LARGE)[found[2]]
    value = float(found[1]) * size
    return str(int(value)) if value == int(value) else found[0]
