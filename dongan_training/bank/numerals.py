"""Chinese numerals, as articles are numbered: 一百二十二 and 122. Pure."""

DIGITS = "零一二三四五六七八九"
VALUES = {sign: value for value, sign in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
SIGNS = "".join([*VALUES, *UNITS])  # for patterns
LARGEST = 9999


def in_chinese(number: int) -> str:
    """Write ``number``, 1–9999, as laws do: 10 is 十, 110 一百一十, 101 一百零一."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"no article has the number {number}")
    written, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + unit
        gap = bool(written) and not digit
    return written.removeprefix("一") if 10 <= number < 20 else written


def number_in(text: str) -> int | None:
    """Read 一百二十二, 一二二, 122 or １２２; None where it is no number above 0."""
    if text.isdecimal():
        return int(text) or None
    if not text or set(text) - set(SIGNS):
        return None
    if not set(text) & set(UNITS):
        return int("".join(str(VALUES[sign]) for sign in text)) or None
    return _counted(text)


def _counted(text: str) -> int | None:
    total, digit = 0, None
    for sign in text:
        if sign in UNITS:
            total += (1 if digit is None else digit) * UNITS[sign]
            digit = None
        else:
            digit = VALUES[sign] or None
    return total + (digit or 0) or None
