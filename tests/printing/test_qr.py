from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from dongan_training.printing.qr import ALPHANUMERIC, MASK, TooLongForQr, qr_code, qr_picture


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


@pytest.mark.parametrize("length", [1, 14, 26, 90, 154, 311, 1000, 2330])
def test_every_size_of_code_reads_back(length):
    text = ("Ab3-_" * 500)[:length]
    picture = Image.open(BytesIO(qr_picture(text, scale=4)))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [text]


def test_digits_alone_read_back():
    picture = Image.open(BytesIO(qr_picture("0123456789" * 3)))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["0123456789" * 3]


def test_the_white_around_is_part_of_the_code():
    code = qr_code("DA1")
    picture = Image.open(BytesIO(qr_picture("DA1", scale=1)))
    assert picture.size == (code.side, code.side) == (29, 29)
    assert picture.crop((0, 0, 29, 4)).getextrema() == (255, 255)


def test_the_path_is_whole_runs_not_single_modules():
    path = qr_code("DA1:0123456789").path()
    assert path.startswith("4 24 7 1 re")  # the upper edge of the first finder pattern
    assert path.count("re") < sum(row.count("1") for row in qr_code("DA1:0123456789").rows)


def test_a_text_too_long_for_any_code_is_explained():
    with pytest.raises(TooLongForQr) as refused:
        qr_code("a" * 3000)
    assert "3000" in str(refused.value)
