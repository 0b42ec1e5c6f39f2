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


def test_english_has_the_word_that_fits_the_number(english):
    points, hours = texts._("{points} 分"), texts._("{hours:g} 学时")
    told = [points.format(points=some) for some in ("1", "1.5", 0, 11)]
    assert told == ["1 point", "1.5 points", "0 points", "11 points"]
    assert [hours.format(hours=some) for some in (1.0, 2.0)] == ["1 hour", "2 hours"]


def test_a_kept_sentence_is_a_plain_one_to_everybody_and_can_be_said_again(request):
    told = texts.said("答案是 {letter}，但没有这个选项。").format(letter="E")
    assert told == "答案是 E，但没有这个选项。" and json.loads(json.dumps(told)) == told
    for copied in (copy.deepcopy(told), pickle.loads(pickle.dumps(told))):
        assert (copied, copied.pattern, copied.facts) == (told, told.pattern, {"letter": "E"})
    request.getfixturevalue("english")
    again = texts.Said(told.pattern, told.facts)
    assert "E" in again and "答案" not in again
