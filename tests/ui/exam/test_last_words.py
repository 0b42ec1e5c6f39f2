import pytest

from ui.exam.sitting import _last_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(300, "还有不到 5 分钟。"), (130, "还有不到 3 分钟。"), (11, "只剩不到 1 分钟。")],
)
def test_who_comes_back_late_is_told_what_is_left(seconds, words):
    assert _last_words(seconds).startswith(words)
