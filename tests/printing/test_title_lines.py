"""The title of a notice is broken between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.printing.official import TITLE, WIDTH
from dongan_training.printing.title_lines import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于举办第四季度基层党务工作者培训班的通知",
            ("关于举办第四季度基层", "党务工作者培训班的通知"),
        ),
        (
            "关于举办2026年村民代表示范班（第2期）的通知",
            ("关于举办2026年村民代表", "示范班（第2期）的通知"),
        ),
        ("关于举办培训班的通知", ("关于举办培训班的通知",)),
    ],
)
def test_a_line_ends_behind_a_whole_word(title, lines):
    assert title_lines(title, TITLE, WIDTH) == lines


@given(st.text("关于举办第四季度基层党务工作者培训班的通知·（）2026", max_size=45))
def test_no_character_of_a_title_is_lost_and_every_line_fits(title):
    lines = title_lines(title, TITLE, WIDTH)
    assert "".join(lines) == title
    assert all(TITLE.width(line) <= WIDTH + 0.01 for line in lines)
