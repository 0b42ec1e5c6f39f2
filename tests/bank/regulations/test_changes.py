"""What a new edition changed is read as clerks write it, and everything doubtful is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.citation_rewriting import Move, rewritten
from dongan_training.bank.citations import Citation, citation_text, parse_citations
from dongan_training.bank.regulations.changes import (
    ArticleChange,
    BadChanges,
    Change,
    Changes,
    changes_text,
    read_changes,
)

U, C, R, N = Change.UNCHANGED, Change.CHANGED, Change.REMOVED, Change.NEW
RULES = "中国共产党纪律处分条例"


def read(text, old=200, new=200):
    return read_changes(text, old_articles=old, new_articles=new)


def lines(text):
    return [(one.old, one.new, one.change) for one in read(text).lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("44-45→49-50", [(44, 49, U), (45, 50, U)]),
        ("第五十条 → 第五十六条 改", [(50, 56, C)]),
        ("50->56改动；117删", [(50, 56, C), (117, None, R)]),
        ("新 55、57", [(None, 55, N), (None, 57, N)]),
        ("55 新增", [(None, 55, N)]),
        ("44→49、45→50 改", [(44, 49, C), (45, 50, C)]),
        ("第一条至第三条 不变", [(1, 1, U), (2, 2, U), (3, 3, U)]),
        ("9", [(9, 9, U)]),
        ("8 改", [(8, 8, C)]),
        ("10-11→20 改", [(10, 20, C), (11, 20, C)]),
        ("", []),
    ],
)
def test_changes_are_read_as_clerks_write_them(text, expected):
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("见附件", "看不懂“见附件”"),
        ("9-3", "看不懂“9-3”"),
        ("新 55 删", "看不懂“新 55 删”"),
        ("44-46→49-50", "“44-46→49-50”两边的条数不同"),
        ("50 改，50 删", "旧版第 50 条写了不止一次"),
        ("50→60；51→60", "新版第 60 条写了不止一次"),
        ("201 改", "旧版只有 200 条，没有第 201 条；新版只有 200 条，没有第 201 条"),
        ("新 55；其余不变", "新版第 55 条另有内容，请写明旧版第 55 条到了哪里"),
    ],
)
def test_what_is_doubtful_is_named(text, told):
    with pytest.raises(BadChanges) as refused:
        read(text)
    assert told in refused.value.told()


def test_a_shorter_edition_must_say_where_the_last_articles_went():
    with pytest.raises(BadChanges, match="旧版第 9 条"):
        read("其余不变", old=10, new=8)
    assert read("9-10 删；其余不变", old=10, new=8).of(3).new == 3


def test_what_nobody_named_is_unknown_unless_the_rest_is_unchanged():
    assert read("8 改").of(9) == ArticleChange(9, None, Change.UNKNOWN)
    assert read("8 改；其余不变").of(9) == ArticleChange(9, 9, U)
    whole = read("2 删；新 5；其余不变", old=3).all_of(3)
    assert [one.change for one in whole] == [U, R, U, N]


@st.composite
def some_changes(draw):
    """Articles 1 to n, each with a fate; new numbers run on."""
    made, number = [], 0
    for old in range(1, draw(st.integers(1, 40)) + 1):
        fate = draw(st.sampled_from((U, U, C, R, N)))
        if fate is N:
            number += 1
            made.append(ArticleChange(None, number, N))
            fate = U
        number += fate is not R
        made.append(ArticleChange(old, None if fate is R else number, fate))
    made.sort(key=lambda one: (one.old is None, one.old or 0, one.new or 0))
    return Changes(tuple(made))


@given(some_changes())
def test_changes_read_back_as_they_were_written(changes):
    assert read(changes_text(changes)) == changes


PLACES = st.builds(
    Citation,
    st.just(RULES),
    st.sampled_from((None, 2023)),
    st.integers(1, 100),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
) | st.builds(Citation, st.just("中国共产党章程"), st.just(2022), st.integers(1, 40))


@given(st.lists(PLACES, min_size=1, max_size=4), st.integers(0, 40))
def test_a_citation_led_over_means_the_same_places_under_new_numbers(places, shift):
    move = Move(lambda one: one.regulation == RULES, RULES, 2027, lambda article: article + shift)
    text = "；".join(map(citation_text, places))
    expected = dict.fromkeys(
        Citation(RULES, 2027, one.article + shift, one.paragraph, one.item)
        if one.regulation == RULES
        else one
        for one in places
    )
    assert parse_citations(rewritten(text, move)) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《条例》（2023年修订）第9条第2款", "《新条例》（2027年版）第10条第2款"),
        ("依据：《条例》第九条至第十一条。", "依据：《新条例》（2027年版）第十条至第十二条。"),
        ("《条例》（以下简称本条例）第九条", "《新条例》（2027年版）（以下简称本条例）第十条"),
        ("《条例》第二十条", None),
        ("《条例》第19条至第21条", None),
        ("《办法》第二十条", "《办法》第二十条"),
    ],
)
def test_the_rest_of_the_text_stays(text, expected):
    move = Move(
        lambda one: one.regulation == "条例",
        "新条例",
        2027,
        lambda article: None if article == 20 else article + 1,
    )
    assert rewritten(text, move) == expected
