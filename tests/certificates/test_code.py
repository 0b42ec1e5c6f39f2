"""A certificate's code verifies where it was signed, and any change to it shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.certificates import code
from dongan_training.certificates.code import (
    Facts,
    ForgedCertificate,
    NotACertificate,
    UnknownIssuer,
)
from dongan_training.storage.vault import Vault

VAULT = Vault(*(bytes([number]) * 32 for number in range(4)))
OTHER = Vault(*(bytes([number]) * 32 for number in range(4, 8)))
FACTS = Facts(
    number="东组培〔2026〕第 0412 号",
    name="欧阳𬱖",
    class_title="第四季度基层党务工作者培训班（第2期）",
    first_day="2026-11-23",
    last_day="2026-11-23",
    hours=4,
    score=92,
    organizer="中共东安县委组织部",
    issued_on="2026-11-23",
)
KEYS = code.own_key(VAULT)
SIGNED = code.sign(VAULT, FACTS)


@given(name=st.text(min_size=1, max_size=50), score=st.none() | st.integers(0, 100))
def test_what_was_signed_is_read_back_whatever_the_name(name, score):
    facts = replace(FACTS, name=name, score=score)
    assert code.read(KEYS, code.sign(VAULT, facts)).facts == facts


@given(
    place=st.integers(0, len(SIGNED) - 1),
    letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
)
def test_any_changed_character_is_refused(place, letter):
    if SIGNED[place] == letter:
        return
    changed = SIGNED[:place] + letter + SIGNED[place + 1 :]
    with pytest.raises((ForgedCertificate, NotACertificate, UnknownIssuer)):
        code.read(KEYS, changed)


def test_lower_case_full_width_and_blanks_of_a_scanner_are_forgiven():
    typed = SIGNED.lower().replace(".", "。").replace("d", "ｄ") + " "
    assert code.read(KEYS, typed).facts == FACTS


def test_a_certificate_of_another_issuer_says_so():
    with pytest.raises(UnknownIssuer):
        code.read(code.own_key(OTHER), SIGNED)


@pytest.mark.parametrize("text", ["", "https://example.org/x", "DA1.A.B.C", "陈敏"])
def test_other_codes_are_no_certificates(text):
    with pytest.raises(NotACertificate):
        code.read(KEYS, text)


def test_the_code_holds_only_what_the_dense_mode_of_a_qr_code_can():
    assert set(SIGNED) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")
