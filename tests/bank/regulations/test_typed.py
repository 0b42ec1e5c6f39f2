"""What a form says of an edition reads back, and what is unclear is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.regulations.keeping import ArticlesUnfit
from dongan_training.bank.regulations.register import Chapter, Edition, EditionName
from dongan_training.bank.regulations.typed import (
    ChapterUnreadable,
    DayUnfit,
    TypedFacts,
    typed_edition,
    typed_facts,
)

NAME = EditionName("某办法", 2025)
DAYS = st.none() | st.dates(date(1949, 10, 1), date(2099, 12, 31))
TITLES = st.text("第一二三章总则 公开附", min_size=1).filter(lambda text: text == text.strip())


@st.composite
def editions(draw):
    lengths = draw(st.lists(st.integers(1, 40), max_size=6))
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    chapters = tuple(
        Chapter(draw(TITLES), end - length + 1, end)
        for end, length in zip(ends, lengths, strict=True)
    )
    articles = ends[-1] if ends else draw(st.none() | st.integers(0, 500))
    return Edition(NAME, draw(DAYS), draw(DAYS), articles, chapters, draw(TITLES))


@given(editions())
def test_a_form_filled_from_an_edition_gives_it_back(edition):
    assert typed_edition(NAME, typed_facts(edition)) == edition


@pytest.mark.parametrize("written", ["2024-01-01", "2024年1月1日", "2024.1.1", "2024/01/01 "])
def test_a_day_is_read_as_people_write_it(written):
    assert typed_edition(NAME, TypedFacts(in_force=written)).in_force == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (TypedFacts(in_force="明年"), DayUnfit),
        (TypedFacts(issued="2024-02-30"), DayUnfit),
        (TypedFacts(articles="很多"), ArticlesUnfit),
        (TypedFacts(articles="-3"), ArticlesUnfit),
        (TypedFacts(chapters="第一章 总则"), ChapterUnreadable),
    ],
)
def test_what_cannot_be_read_is_named(facts, refusal):
    with pytest.raises(refusal):
        typed_edition(NAME, facts)
