import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from dongan_training.printing.qr import (
    ALPHANUMERIC,
    MASK,
    QUIET_ZONE,
    TooLongForQr,
    qr_code,
)


def by_the_library(text):
    maker = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    maker.add_data(text, optimize=0)
    maker.make(fit=True)
    return tuple("".join("01"[bool(module)] for module in row) for row in maker.modules)


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.sampled_from(ALPHANUMERIC[10:]), min_size=1, max_size=600)
    | st.text(st.sampled_from("abcXYZ019-_.=/东安"), min_size=1, max_size=300).map("a".__add__)
)
def test_our_modules_are_those_of_the_library(text):
    assert qr_code(text).rows == by_the_library(text)


def picture_of(code, scale):
    """The code as its path draws it, ``scale`` pixels a module."""
    picture = Image.new("L", (code.side, code.side), 255)
    for x, y, width in re.findall(r"(\d+) (\d+) (\d+) 1 re", code.path()):
        top = code.side - 1 - int(y)
        picture.paste(0, (int(x), top, int(x) + int(width), top + 1))
    return picture.resize((code.side * scale, code.side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("length", [1, 14, 26, 90, 154, 311, 1000, 2330])
def test_every_size_of_code_reads_back(length):
    text = ("Ab3-_" * 500)[:length]
    picture = picture_of(qr_code(text), scale=4)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [text]


def test_digits_alone_read_back():
    picture = picture_of(qr_code("0123456789" * 3), scale=8)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["0123456789" * 3]


def test_the_white_around_is_part_of_the_code():
    code = qr_code("DA1")
    picture = picture_of(code, scale=1)
    assert picture.size == (code.side, code.side) == (29, 29)
    assert picture.crop((0, 0, 29, 4)).getextrema() == (255, 255)


@pytest.mark.parametrize("length", [1, 40, 400])
def test_the_path_covers_each_dark_module_once_in_few_rectangles(length):
    code = qr_code("D" * length)
    drawn = [[0] * len(code.rows) for _ in code.rows]
    runs = re.findall(r"(\d+) (\d+) (\d+) 1 re", code.path())
    for x, y, width in (map(int, run) for run in runs):
        for column in range(x - QUIET_ZONE, x - QUIET_ZONE + width):
            drawn[code.side - QUIET_ZONE - 1 - y][column] += 1
    assert tuple("".join(map(str, row)) for row in drawn) == code.rows
    assert len(runs) < 0.6 * sum(row.count("1") for row in code.rows)


def test_a_text_too_long_for_any_code_is_explained():
    with pytest.raises(TooLongForQr) as refused:
        qr_code("a" * 3000)
    assert "3000" in str(refused.value)
