"""The code on the projector is good for one lesson and a few seconds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.lesson_code import (
    LessonCodeOver,
    NotALessonCode,
    lesson_code,
    read_lesson_code,
)
from dongan_training.storage.base import new_id
from dongan_training.storage.vault import Vault
from tests.conftest import NOW

OURS, THEIRS = (Vault(*(bytes([number + shift]) * 32 for number in range(4))) for shift in (0, 9))
LESSON = new_id()


def seconds(count):
    return NOW + timedelta(seconds=count)  # NOW is 6 seconds after the beginning of a slot


def test_it_changes_every_fifteen_seconds_and_says_how_long_it_lasts():
    code = lesson_code(OURS, lesson_id=LESSON, at=NOW)
    assert code.seconds_left == 9
    assert lesson_code(OURS, lesson_id=LESSON, at=seconds(8)).text == code.text
    assert lesson_code(OURS, lesson_id=LESSON, at=seconds(9)).text != code.text


@given(st.floats(0, 15))
def test_whoever_scans_at_once_is_never_too_late(later):
    text = lesson_code(OURS, lesson_id=LESSON, at=NOW).text
    at = NOW + timedelta(seconds=later)
    assert read_lesson_code(OURS, text.lower(), at=at) == LESSON


@pytest.mark.parametrize("later", [-7, 24, 3600])
def test_a_code_of_another_moment_is_over(later):
    text = lesson_code(OURS, lesson_id=LESSON, at=NOW).text
    with pytest.raises(LessonCodeOver):
        read_lesson_code(OURS, text, at=seconds(later))


def test_nobody_without_the_key_can_make_or_change_one():
    mine = lesson_code(OURS, lesson_id=LESSON, at=NOW).text
    other = lesson_code(OURS, lesson_id=new_id(), at=NOW).text
    forged = ".".join([*other.split(".")[:4], mine.split(".")[4]])
    theirs = lesson_code(THEIRS, lesson_id=LESSON, at=NOW).text
    for text in (forged, theirs, "DA1.X.Y.Z", "", "https://example.org"):
        with pytest.raises(NotALessonCode):
            read_lesson_code(OURS, text, at=NOW)
