"""Badge, lesson and sheet have codes of one shape; no key, no code, and none stands for another."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dongan_training.attendance.lesson_code import NotALessonCode, lesson_code, read_lesson_code
from dongan_training.attendance.sheet_choice import Scope
from dongan_training.attendance.sheet_code import (
    ForgedSheet,
    SheetOfAnotherCounty,
    SheetPage,
    read_sheet_code,
    sheet_code,
)
from dongan_training.storage.base import new_id
from dongan_training.storage.vault import Vault
from dongan_training.training.badge_code import NotABadge, badge_code, read_badge_code
from dongan_training.training.models import TOKEN_LENGTH
from dongan_training.training.signed_code import (
    Forged,
    OtherIssuer,
    OtherKind,
    code_meant,
    issuer_of,
    read_signed,
    sign,
)
from tests.conftest import NOW

OURS, THEIRS = (Vault(*(bytes([number + shift]) * 32 for number in range(4))) for shift in (0, 9))
LESSON = new_id()
BADGE = badge_code(OURS, "A" * TOKEN_LENGTH)
ON_PROJECTOR = lesson_code(OURS, lesson_id=LESSON, at=NOW).text
SHEET = sheet_code(OURS, LESSON, 2)
parts = st.lists(st.text("ABC0123", max_size=9), min_size=1, max_size=3)


@given(parts)
def test_what_was_signed_is_read_back(parts):
    assert read_signed(OURS, sign(OURS, "DX1", *parts), "DX1", len(parts)) == parts


@given(parts, st.data())
def test_any_altered_character_is_refused(parts, data):
    code = sign(OURS, "DX1", *parts)
    place = data.draw(st.integers(0, len(code) - 1))
    altered = code[:place] + data.draw(st.characters()) + code[place + 1 :]
    assume(code_meant(altered) != code)
    with pytest.raises((OtherKind, OtherIssuer, Forged)):
        read_signed(OURS, altered, "DX1", len(parts))


@given(st.text(max_size=80))
def test_no_other_text_is_one(text):
    with pytest.raises((OtherKind, OtherIssuer, Forged)):
        read_signed(OURS, text, "DX1", 1)


def test_all_three_name_their_kind_and_this_data_folder_and_fit_the_dense_mode():
    for code, kind in ((BADGE, "DA1"), (ON_PROJECTOR, "DL1"), (SHEET, "DS1")):
        assert code.split(".")[:2] == [kind, issuer_of(OURS)]
        assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")


def test_none_stands_for_another():
    for code in (ON_PROJECTOR, SHEET):
        with pytest.raises(NotABadge):
            read_badge_code(OURS, code)
    for code in (BADGE, SHEET):
        with pytest.raises(NotALessonCode):
            read_lesson_code(OURS, code, at=NOW)
    assert [read_sheet_code(OURS, code) for code in (BADGE, ON_PROJECTOR, "王芳", "")] == [None] * 4


def test_a_sheet_names_its_lesson_and_page_however_it_is_typed():
    assert read_sheet_code(OURS, SHEET.lower().replace(".", "。")) == SheetPage(LESSON, 2)


def test_a_sheet_of_the_whole_class_says_so_in_its_code():
    code = sheet_code(OURS, LESSON, 12, Scope.CLASS)
    assert read_sheet_code(OURS, code) == SheetPage(LESSON, 12, is_of_class=True)


def test_a_sheet_of_another_county_and_a_forged_one_are_told_apart():
    with pytest.raises(SheetOfAnotherCounty, match=issuer_of(THEIRS)):
        read_sheet_code(OURS, sheet_code(THEIRS, LESSON, 1))
    other = sheet_code(OURS, new_id(), 2)
    with pytest.raises(ForgedSheet, match="校验不符"):
        read_sheet_code(OURS, SHEET.rpartition(".")[0] + "." + other.rpartition(".")[2])


def test_a_code_that_claims_to_be_ours_needs_our_key():
    claimed = sign(THEIRS, "DS1", "0", "1").replace(issuer_of(THEIRS), issuer_of(OURS))
    with pytest.raises(ForgedSheet):
        read_sheet_code(OURS, claimed)
