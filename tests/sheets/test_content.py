"""What somebody gives is read up to a bound, and refused in words."""

import pytest

from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import MissingFile, TooLarge, Unreachable


def test_a_file_of_just_the_bound_is_read_and_one_of_a_byte_more_refused(tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"x" * 10)
    assert content_of(path, 10) == b"x" * 10
    with pytest.raises(TooLarge):
        content_of(path, 9)


def test_what_is_not_there_or_no_file_is_refused_in_words(tmp_path):
    with pytest.raises(MissingFile):
        content_of(tmp_path / "没有.xlsx", 10)
    for path in (tmp_path, tmp_path / "a\0b"):
        with pytest.raises(Unreachable):
            content_of(path, 10)
