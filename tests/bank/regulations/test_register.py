"""The register knows which edition holds on a day, and what of a citation does not fit it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.citations import Citation, parse_citations
from dongan_training.bank.regulations.completing import complete_citation
from dongan_training.bank.regulations.register import (
    Chapter,
    Edition,
    EditionName,
    FaultKind,
    Register,
    Standing,
    without_gaps,
)
from dongan_training.bank.regulations.shipped import shipped_editions
from question_banks.build import load_questions

RULES = "中国共产党纪律处分条例"
BRANCH = "中国共产党支部工作条例（试行）"
TODAY = date(2026, 11, 23)
SHIPPED = Register(shipped_editions())
NEW = Edition(EditionName(RULES, 2027), in_force=date(2027, 7, 1), articles=160)
FINAL = Edition(
    EditionName("中国共产党支部工作条例", 2026),
    in_force=date(2026, 12, 1),
    replaces=EditionName(BRANCH, 2018),
)
LATER = Register((*SHIPPED.editions, NEW, FINAL))
YEARS = st.lists(st.integers(1950, 2090), min_size=1, max_size=8, unique=True)


def kind(citation, register=SHIPPED, on=TODAY):
    fault = register.fault(citation, on)
    return fault and fault.kind


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation(RULES, 2023, 158), None),
        (Citation(RULES, None, 158), None),
        (Citation(RULES, 2024, 158), None),  # （2024年1月1日起施行）
        (Citation("纪律处分条例", 2023, 158), None),
        (Citation(RULES, 2023, 159), FaultKind.OUT_OF_RANGE),
        (Citation(RULES, 2018, 50), FaultKind.REPLACED),
        (Citation(RULES, 2003), FaultKind.REPLACED),
        (Citation(RULES, 2031), FaultKind.UNKNOWN_EDITION),
        (Citation("整治形式主义为基层减负若干规定", 2024, 1), FaultKind.NO_ARTICLES),
        (Citation("整治形式主义为基层减负若干规定", 2025, item=1), None),
        (Citation("某县某办法", 1999, 900), None),
        (Citation("", None, 900), None),
    ],
)
def test_a_citation_is_held_against_the_edition_it_means(citation, expected):
    assert kind(citation) == expected


def test_an_edition_holds_from_its_day_until_the_day_of_the_next():
    before, after = date(2027, 6, 30), date(2027, 7, 1)
    old = LATER.find(EditionName(RULES, 2023))
    assert LATER.standing(old, before) is Standing.IN_FORCE
    assert LATER.standing(NEW, before) is Standing.UPCOMING
    assert LATER.standing(old, after) is Standing.REPLACED
    assert LATER.in_force(RULES, before) == old and LATER.in_force(RULES, after) == NEW
    assert kind(Citation(RULES, 2027, 160), LATER, before) is FaultKind.UPCOMING
    assert kind(Citation(RULES, None, 160), LATER, before) is FaultKind.OUT_OF_RANGE
    assert kind(Citation(RULES, None, 160), LATER, after) is None


def test_an_edition_under_another_title_replaces_the_one_it_names():
    cited = Citation(BRANCH, 2018, 4)
    assert kind(cited, LATER) is None
    fault = LATER.fault(cited, date(2026, 12, 1))
    assert fault.kind is FaultKind.REPLACED and fault.edition == FINAL
    assert "2026" in fault.in_words() and "试行" in fault.in_words()


@given(YEARS, st.integers(0, 60000))
def test_on_every_day_exactly_one_edition_of_a_regulation_holds(years, days):
    editions = [Edition(EditionName("某条例", one), in_force=date(one, 3, 1)) for one in years]
    register, day = Register(tuple(editions)), date(1940, 1, 1) + timedelta(days)
    standings = [register.standing(one, day) for one in editions]
    assert standings.count(Standing.IN_FORCE) == (day >= min(one.since for one in editions))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_chapters_are_whole_only_when_every_article_has_one(lengths):
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    chapters = [
        Chapter(str(end), end - length + 1, end) for end, length in zip(ends, lengths, strict=True)
    ]
    assert without_gaps(chapters, ends[-1])
    assert not without_gaps(chapters, ends[-1] + 1)
    assert not without_gaps([*chapters, Chapter("", ends[-1] + 2, ends[-1] + 2)], ends[-1] + 2)


def test_what_ships_is_whole_and_names_its_source():
    names = [one.name for one in SHIPPED.editions]
    assert len(set(names)) == len(names)
    for one in SHIPPED.editions:
        assert one.source
        assert not one.chapters or without_gaps(one.chapters, one.articles)
    rules = SHIPPED.find(EditionName(RULES, 2023))
    assert (rules.articles, len(rules.chapters), rules.in_force) == (158, 12, date(2024, 1, 1))


def test_every_citation_of_the_shipped_bank_fits_its_edition_and_its_chapter():
    questions = load_questions()
    assert len(questions) >= 200
    for question in questions:
        places = parse_citations(question["citation"])
        assert places, question["citation"]
        for place in places:
            edition = SHIPPED.meant(place, TODAY)
            assert edition is not None and edition.is_shipped, question["citation"]
            assert SHIPPED.fault(place, TODAY) is None, question["citation"]
            if place.article and edition.chapters:
                chapter = edition.chapter_of(place.article)
                assert question["chapter"] == chapter.title, question["citation"]


def texts(typed, register=SHIPPED, on=TODAY):
    return [one.text for one in complete_citation(register, typed, on)]


def test_typing_a_title_offers_the_edition_in_force():
    assert texts("纪律处分")[0] == f"《{RULES}》（2023年版）"
    assert texts("《中国共产党纪律")[0] == f"《{RULES}》（2023年版）"
    assert not any("2018年版" in one for one in texts("纪律处分"))
    assert texts("纪律处分", LATER, date(2027, 7, 1))[0] == f"《{RULES}》（2027年版）"
    assert BRANCH not in "".join(texts("支部", LATER, date(2026, 12, 1)))
    assert texts("从来没有的条例") == [] and len(texts("")) > 3


def test_a_piece_of_a_title_with_a_number_behind_it_is_that_article():
    third = [f"《{RULES}》（2023年版）第三条"]
    for typed in ("纪律处分条例第三条", "纪律处分条例 第三", "纪律处分3"):
        assert texts(typed) == third
    assert texts("纪律处分条例第900条") == [] and texts("从来没有的条例第三条") == []
    several = texts("条例第五条")
    assert f"《{RULES}》（2023年版）第五条" in several and len(several) > 1


def test_a_number_is_offered_with_its_chapter_and_in_the_form_of_papers():
    (whole,) = complete_citation(SHIPPED, "《纪律处分条例》第97条第2款", TODAY)
    assert whole.text == f"《{RULES}》（2023年版）第九十七条第二款"
    assert whole.told.startswith("第八章")
    begun = complete_citation(SHIPPED, f"《{RULES}》", TODAY)
    assert [one.text for one in begun[:2]] == [
        f"《{RULES}》（2023年版）",
        f"《{RULES}》（2023年版）第一条",
    ]
