"""What is almost the same is found exactly: as if each text were held against each other."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dongan_training.bank import set_join
from dongan_training.bank.fingerprint import fold
from dongan_training.bank.similarity import THRESHOLD, compared_texts, most_similar

WORDS = ("党员", "处分", "警告", "村务", "公开", "第", "条", "一", "二", "12", "7", "年", "a", "的")
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=9).map("".join) | st.text(max_size=6).map(fold),
    max_size=12,
)


def pairs(text):
    return {text[at : at + 2] for at in range(max(1, len(text) - 1))}


def by_brute_force(texts, first):
    """The greatest similarity with anything before, for each from ``first`` on."""
    sets = [pairs(text) for text in texts]
    best = [
        max((len(own & one) / len(own | one) for one in sets[:place]), default=0.0)
        for place, own in enumerate(sets)
    ]
    return [share if share >= THRESHOLD else None for share in best[first:]]


def shares(texts, first=0):
    return [match and match.similarity for match in most_similar(texts, first)]


@settings(max_examples=200, deadline=None)
@example(texts=["甲", "甲", "", "", "甲乙", "乙甲"], data=None)
@given(texts=TEXTS, data=st.data())
def test_it_finds_what_comparing_all_with_all_finds(texts, data):
    first = data.draw(st.integers(0, len(texts))) if data else 0
    assert shares(texts, first) == by_brute_force(texts, first)


@pytest.mark.parametrize("length", (8, 13, 30, 60))
def test_the_same_where_even_the_rarest_pair_stands_in_many_texts(length, monkeypatch):
    """Long groups are asked for a second, third and fourth common pair."""
    monkeypatch.setattr(set_join, "FEW", 16)
    random = Random(length)
    texts = ["".join(random.choices("甲乙丙丁戊己庚辛", k=length)) for _one in range(250)]
    for _copy in range(60):
        text = list(random.choice(texts))
        text[random.randrange(length)] = random.choice("甲壬")
        texts.insert(random.randrange(len(texts)), "".join(text))
    assert shares(texts) == by_brute_force(texts, 0)
    assert shares(texts, 200) == by_brute_force(texts, 200)


def test_tiny_texts_are_found_among_many_that_share_all_their_pairs():
    texts = [*(f"甲乙丙丁戊{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(200)), "甲乙丙丁戊"]
    near = ["乙丙丁戊", "丁戊甲乙丙丁"]
    assert shares(texts + near, 200) == by_brute_force(texts + near, 200) == [None, None, 0.8]


def test_of_equal_texts_the_earliest_is_named():
    texts = ["村务公开栏应当设在便于观看的地方", "别的", "村务公开栏应当设在便于观看的地方"]
    assert [match and match.place for match in most_similar(texts)] == [None, None, 0]


def test_the_nearest_is_found_among_stems_that_differ_in_a_number_only():
    known = [f"党员{number:x}号在会议中有迟到情形的应当按规定处理" for number in range(2000)]
    matches = most_similar([*known, *(f"关于{known[number]}" for number in (7, 255, 1999))], 2000)
    assert [match and match.place for match in matches] == [7, 255, 1999]


def test_a_thousand_stems_that_are_all_alike_are_soon_compared():
    texts = [
        f"按照规定第{number}号文件的村务公开事项应当在几日内公布并存档备查"
        for number in range(2000)
    ]
    matches = most_similar(texts)
    assert matches[0] is None
    assert all(match is not None for match in matches[1:])


def test_a_short_or_common_stem_is_told_by_its_options():
    stems = ["下列说法正确的是（ ）。"] * 2 + ["关于党员的义务，下列说法中正确的是（ ）。"] * 4
    texts = compared_texts(stems, lambda place: (f"甲{place}说", f"乙{place}说"))
    assert len(set(texts)) == len(texts)
