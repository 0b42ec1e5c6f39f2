"""What a question rests on is read from its text, and written so that it reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.citations import (
    Citation,
    citation_text,
    parse_citation,
    parse_citations,
    place_text,
)
from dongan_training.bank.numerals import LARGEST, in_chinese, number_in

RULES = "中国共产党纪律处分条例"
BRANCH, BURDEN = "中国共产党支部工作条例（试行）", "整治形式主义为基层减负若干规定"
PLAN = "全国党员教育培训工作规划（2024－2028年）"
NUMBERS = st.integers(1, LARGEST)
TITLES = st.text("中国共产党纪律处分条例（试行）2024－", min_size=1, max_size=20)
PLACES = st.builds(Citation, TITLES, st.none() | st.integers(1949, 2099), NUMBERS) | st.builds(
    Citation, TITLES, st.none(), NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS
)


@given(NUMBERS)
def test_every_number_of_an_article_reads_back(number):
    assert number_in(in_chinese(number)) == number
    assert number_in(str(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("十", 10), ("一十", 10), ("一百零一", 101), ("一百一十", 110), ("一百二十二", 122),
     ("一二二", 122), ("二〇二三", 2023), ("两百", 200), ("１５８", 158), ("一千零五", 1005)],
)  # fmt: skip
def test_numerals_are_read_as_people_write_them(written, number):
    assert number_in(written) == number


@pytest.mark.parametrize("written", ["", "零", "0", "条", "第十", "十x"])
def test_what_is_no_number_is_none(written):
    assert number_in(written) is None


@given(PLACES)
def test_every_citation_reads_back(citation):
    assert parse_citation(citation_text(citation)) == citation


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (f"《{RULES}》第一百二十二条第一款第（五）项", Citation(RULES, None, 122, 1, 5)),
        (f"《{RULES}》（2023年修订）第八条", Citation(RULES, 2023, 8)),
        (f"《{RULES}》(2023版)第 97 条第2款", Citation(RULES, 2023, 97, 2)),
        (f"依据：〈{RULES}〉第十条规定", Citation(RULES, None, 10)),
        ("第一百条第(三)项", Citation("", None, 100, None, 3)),
        (f"《{BRANCH}》（2018年）第五条", Citation(BRANCH, 2018, 5)),
        (f"《{PLAN}》", Citation(PLAN)),
        (f"《{BURDEN}》（2024年）第一部分第1项", Citation(BURDEN, 2024, item=1)),
    ],
)  # fmt: skip
def test_citations_are_read_as_people_write_them(text, citation):
    assert parse_citation(text) == citation


@pytest.mark.parametrize("text", ["", "学习材料第3页", "第一百三十三条之一", "见讲义"])
def test_a_text_that_names_no_known_place_cites_nothing(text):
    assert parse_citation(text) is None


def test_several_places_are_all_found():
    text = f"《{RULES}》第九条至第十一条、第二十条；《中国共产党章程》（2022年修改）第四十一条"
    assert [(one.regulation[-4:], one.edition, one.article) for one in parse_citations(text)] == [
        ("处分条例", None, 9),
        ("处分条例", None, 10),
        ("处分条例", None, 11),
        ("处分条例", None, 20),
        ("产党章程", 2022, 41),
    ]


def test_a_place_is_written_as_laws_write_it():
    assert place_text(Citation(RULES, 2023, 122, 1, 5)) == "第一百二十二条第一款第（五）项"
