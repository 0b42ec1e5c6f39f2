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


def modules_in(code):
    """The modules as the stencil holds them, row by row."""
    side, bits = re.fullmatch(
        r"BI /W (\d+) /H \1 /BPC 1 /IM true /D \[1 0\] /F /AHx ID ([0-9a-f]+)> EI", code.mask()
    ).groups()
    rows = re.findall("." * (len(bits) // int(side)), bits)
    return tuple(f"{int(row, 16):0{4 * len(row)}b}"[: int(side)] for row in rows)


def picture_of(code, scale):
    """The code as its stencil draws it in the white around, ``scale`` pixels a module."""
    picture = Image.new("L", (code.side, code.side), 255)
    for y, row in enumerate(modules_in(code), start=QUIET_ZONE):
        for x, module in enumerate(row, start=QUIET_ZONE):
            picture.putpixel((x, y), 255 * (module == "0"))
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
def test_the_stencil_holds_each_module_in_a_bit(length):
    code = qr_code("D" * length)
    assert modules_in(code) == code.rows


def test_a_text_too_long_for_any_code_is_explained():
    with pytest.raises(TooLongForQr) as refused:
        qr_code("a" * 3000)
    assert "3000" in str(refused.value)
