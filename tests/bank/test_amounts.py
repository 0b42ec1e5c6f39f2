from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.amounts import in_digits

SIGNS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write a number as people do, to be read back."""
    if number >= 10_000:
        size, unit = (10**8, "亿") if number >= 10**8 else (10_000, "万")
        high, low = divmod(number, size)
        gap = "零" if low and (low < size // 10 or high % 10 == 0) else ""
        return in_chinese(high) + unit + gap + (in_chinese(low) if low else "")
    told, pending = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            told += ("零" if pending and told else "") + SIGNS[digit] + unit
        pending = not digit
    return told or "零"


@given(st.integers(0, 99_999))
def test_every_number_is_read_as_it_is_written(number):
    assert in_digits(in_chinese(number)) == str(number)


@given(st.integers(10**5, 10**12 - 1))
def test_large_numbers_are_read_too(number):
    assert in_digits(in_chinese(number)) == str(number)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("五", "5"),
        ("十", "10"),
        ("十二", "12"),
        ("二十四", "24"),
        ("两", "2"),
        ("两百五十", "250"),
        ("第一百二十条", "第120条"),
        ("二〇二六年", "2026年"),
        ("一九四九", "1949"),
        ("贰拾肆", "24"),
        ("百分之二十", "20%"),
        ("百分之百", "100%"),
        ("千分之五", "5‰"),
        ("2万元", "20000元"),
        ("2.5万", "25000"),
        ("三万五千", "35000"),
        ("６０", "60"),
    ],
)
def test_numerals_inside_a_text_are_written_in_digits(text, digits):
    assert in_digits(text) == digits


@pytest.mark.parametrize("text", ["一百二", "三万五", "万", "百", "五两", "党章"])
def test_what_is_no_clear_numeral_stays_as_it_is(text):
    assert in_digits(text) == text


@given(st.text(alphabet="零〇一二两三十百千万亿五两点年分之0123.", max_size=12))
def test_any_text_is_read_without_failing_and_alike_in_any_width(text):
    wide = text.translate({ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123."})
    assert in_digits(wide) == in_digits(text)


@given(st.text(alphabet="党纪律处分条例0123.%，", max_size=12))
def test_a_text_without_chinese_numerals_only_changes_its_width(text):
    assert in_digits(text) == normalize("NFKC", text)
