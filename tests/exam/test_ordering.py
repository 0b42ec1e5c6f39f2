import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.items import personal_order
from dongan_training.exam.models import PaperItem
from dongan_training.exam.ordering import Movable, keeps_option_order, mixed_order, movable

SINGLE = QuestionType.SINGLE_CHOICE


@pytest.mark.parametrize(
    "option",
    [
        "以上都对",
        "以上都是",
        "以上均不正确",
        "上述各项",
        "ABC",
        "A和B",
        "A、B、C",
        "A项和C项",
        "都对",
        "三项均正确",
    ],
)
def test_options_that_speak_of_others_hold_all_in_place(option):
    assert keeps_option_order(["警告", "严重警告", option])


@pytest.mark.parametrize(
    "option", ["60周岁以上", "均衡发展", "五年以上", "都江堰", "ABS 系统", "全部没收", "是"]
)
def test_ordinary_options_may_move(option):
    assert not keeps_option_order(["警告", "严重警告", option])


seeds = st.text(max_size=20)
questions = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 5), st.booleans(), st.sampled_from(["", "", "甲", "乙"])
    ),
    max_size=30,
).map(lambda told: [Movable(*facts) for facts in sorted(told)])


@given(questions, seeds)
def test_every_question_stands_once_and_sections_keep_their_order(given_, seed):
    order = mixed_order(given_, seed)
    assert sorted(one.item for one in order) == list(range(len(given_)))
    sections = [given_[one.item].section for one in order]
    assert sections == sorted(sections)
    for one in order:
        assert sorted(one.options) == list(range(given_[one.item].options))


@given(questions, seeds)
def test_the_questions_of_a_passage_stand_together_in_their_order(given_, seed):
    order = [one.item for one in mixed_order(given_, seed)]
    for section in range(3):
        for passage in ("甲", "乙"):
            places = [
                place
                for place, item in enumerate(order)
                if (given_[item].section, given_[item].passage) == (section, passage)
            ]
            assert places == list(
                range(min(places, default=0), min(places, default=0) + len(places))
            )
            assert [order[place] for place in places] == sorted(order[place] for place in places)


@given(seeds)
def test_an_order_is_another_wherever_there_is_a_choice(seed):
    given_ = [Movable(0, 4, mixes=True), Movable(0, 4, mixes=True)]
    order = mixed_order(given_, seed)
    assert [one.item for one in order] == [1, 0]
    assert all(one.options != (0, 1, 2, 3) for one in order)


def test_a_seed_gives_the_same_order_on_every_machine():
    order = mixed_order([Movable(0, 4, mixes=True) for _ in range(6)], "考试/王芳")
    assert [one.item for one in order] == [2, 3, 0, 5, 1, 4]
    assert order[0].options == (3, 0, 2, 1)


def test_a_persons_order_names_the_items_and_the_options_of_the_version():
    item = PaperItem(paper_id="p", position=1, version_id="v", points=1)
    item.version = QuestionVersion(
        question_id="q",
        number=1,
        current=True,
        type=SINGLE,
        stem="？",
        options=list("甲乙丙丁"),
        answer=["A"],
        fingerprint="f",
    )
    items = {"x": item, "y": item}
    form = [{"item": "x", "options": [3, 2, 1, 0]}, {"item": "y", "options": [0, 1, 2, 3]}]
    order = personal_order(form, items, "王芳")
    assert [one["item"] for one in order] == ["y", "x"]
    assert all(sorted(one["options"]) == [0, 1, 2, 3] for one in order)
    assert order == personal_order(form, items, "王芳")
    assert order != personal_order(form, items, "陈敏")


def test_options_that_are_not_mixed_stay_as_they_are_shown():
    told = movable(QuestionType.TRUE_FALSE, (), 0)
    assert mixed_order([told], "a")[0].options == ()
    told = movable(SINGLE, ("对", "以上都对"), 0)
    assert mixed_order([told], "a")[0].options == (0, 1)
