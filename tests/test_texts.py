"""Lists and sentences are joined as each language does."""

import copy
import json
import pickle

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


def test_a_kept_sentence_is_a_plain_one_to_everybody_and_can_be_said_again(request):
    told = texts.said("答案是 {letter}，但没有这个选项。").format(letter="E")
    assert told == "答案是 E，但没有这个选项。" and json.loads(json.dumps(told)) == told
    for copied in (copy.deepcopy(told), pickle.loads(pickle.dumps(told))):
        assert (copied, copied.pattern, copied.facts) == (told, told.pattern, {"letter": "E"})
    request.getfixturevalue("english")
    again = texts.Said(told.pattern, told.facts)
    assert "E" in again and "答案" not in again
