"""A badge's code names its badge where it was made; any change to it shows."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dongan_training.storage.vault import Vault
from dongan_training.training.badge_code import (
    LENGTH,
    BadgeOfAnotherCounty,
    ForgedBadge,
    NotABadge,
    WebAddress,
    badge_code,
    read_badge_code,
)
from dongan_training.training.models import TOKEN_ALPHABET, TOKEN_LENGTH

VAULT = Vault(*(bytes([number]) * 32 for number in range(4)))
OTHER = Vault(*(bytes([number]) * 32 for number in range(4, 8)))
TOKEN = "ABCDEFGHJK23456W"
CODE = badge_code(VAULT, TOKEN)
tokens = st.text(TOKEN_ALPHABET, min_size=TOKEN_LENGTH, max_size=TOKEN_LENGTH)


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("。", ".").split())


@given(token=tokens)
def test_what_was_printed_is_read_back(token):
    assert read_badge_code(VAULT, badge_code(VAULT, token)) == token


@given(place=st.integers(0, len(CODE) - 1), character=st.characters())
def test_any_altered_character_is_refused(place, character):
    altered = CODE[:place] + character + CODE[place + 1 :]
    assume(folded(altered) != CODE)
    with pytest.raises((NotABadge, BadgeOfAnotherCounty, ForgedBadge)):
        read_badge_code(VAULT, altered)


@given(text=st.text(max_size=80))
def test_no_other_text_is_a_badge(text):
    with pytest.raises((NotABadge, BadgeOfAnotherCounty, ForgedBadge)):
        read_badge_code(VAULT, text)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace(".", "。"),
        CODE.replace(".", "．").replace("A", "Ａ").replace("D", "ｄ"),
        f"  {CODE[:9]} {CODE[9:]}\r\n",
    ],
)
def test_what_a_scanner_types_through_a_chinese_input_method_is_understood(typed):
    assert read_badge_code(VAULT, typed) == TOKEN


def test_a_badge_of_another_county_is_recognised_as_such():
    with pytest.raises(BadgeOfAnotherCounty) as refused:
        read_badge_code(OTHER, CODE)
    assert CODE.split(".")[1] in str(refused.value)


def test_a_token_with_the_signature_of_another_badge_is_forged():
    other = badge_code(VAULT, "W" * TOKEN_LENGTH)
    swapped = ".".join([*CODE.split(".")[:3], other.split(".")[3]])
    with pytest.raises(ForgedBadge):
        read_badge_code(VAULT, swapped)


@pytest.mark.parametrize("text", ["https://example.org/a.b.c", "HTTP://X", "www.example.org"])
def test_a_web_address_is_told_to_be_one(text):
    with pytest.raises(WebAddress, match="这是一个网址，不是胸牌。"):
        read_badge_code(VAULT, text)


@pytest.mark.parametrize("text", ["", "陈敏", "DC1.A.B.C", "431122199001011234", "DA1...", "."])
def test_other_codes_are_no_badges_of_ours(text):
    with pytest.raises((NotABadge, BadgeOfAnotherCounty)):
        read_badge_code(VAULT, text)


def test_the_code_fits_the_dense_mode_of_a_small_qr_code():
    assert set(CODE) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")
    assert len(CODE) == LENGTH <= 47  # version 3 at error correction Q
