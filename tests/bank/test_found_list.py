"""A list that knows its whole order gives what a search for each page gives."""

import pytest

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import SOON, Filter, Order, Sorting, find
from dongan_training.bank.found_list import FoundList
from dongan_training.bank.importing.intake import accept

COUNT = SOON + 40


@pytest.fixture
def bank(workspace, trainer, now):
    """Questions whose stems stand in another order than they came."""
    drafts = [
        Draft(
            QuestionType.TRUE_FALSE,
            f"第{number * 37 % COUNT:04}次会议应当记录在案",
            answer=(True,),
            citation=f"《条例》第{number % 9 + 1}条" if number % 4 else None,
            difficulty=("易", "中", "难")[number % 3],
        )
        for number in range(COUNT)
    ]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="会", file_name="题.docx", by=trainer, at=now)
    return workspace


def test_every_place_of_every_order_is_what_a_search_finds_there(bank):
    with bank.read() as session:
        for by in Order:
            for descending in (False, True):
                sorting = Sorting(by, descending)
                for wanted in (Filter(), Filter(text="会议")):
                    listed = FoundList(wanted, sorting)
                    for start in (0, SOON - 30, COUNT - 10, 0, COUNT):
                        rows = find(session, wanted, sorting=sorting, limit=20, offset=start)
                        assert listed.rows(session, start, 20) == rows


def test_a_narrowed_list_has_only_what_fits(bank):
    listed = FoundList(Filter(article=2), Sorting(Order.STEM))
    with bank.read() as session:
        rows = listed.rows(session, 0, SOON + 1)
    assert rows and {row.citation for row in rows} == {"《条例》第2条"}


@pytest.mark.parametrize("text", ["会议", "次", "第0037次", "条例》", "%", "_", "没有"])
def test_a_text_within_one_article_is_found_as_the_index_finds_it(bank, text):
    with bank.read() as session:
        cited = [row.id for row in find(session, Filter(article=2))]
        said = {row.id for row in find(session, Filter(text=text))}
        both = [row.id for row in find(session, Filter(article=2, text=text))]
    assert both == [one for one in cited if one in said]
