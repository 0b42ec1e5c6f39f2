"""Lists and sentences are joined as each language does."""

import pytest

from dongan_training import texts


@pytest.fixture
def english():
    texts.use_language("en")
    yield
    texts.use_language("zh")


def test_chinese_lists_have_its_own_comma_and_sentences_no_blank():
    assert texts.listed(["甲", "乙"]) == "甲、乙"
    assert texts.clauses(["甲", "乙"]) == "甲；乙"
    assert texts.sentences(["甲。", "乙。"]) == "甲。乙。"


def test_english_lists_have_commas_and_sentences_a_blank(english):
    assert texts.listed(["A", "B"]) == "A, B"
    assert texts.clauses(["A", "B"]) == "A; B"
    assert texts.sentences(["A.", "B."]) == "A. B."
