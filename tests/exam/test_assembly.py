from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS, Key, score
from dongan_training.exam.assembly import assemble
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.candidates import Candidate

SINGLE, TRUE_FALSE = QuestionType.SINGLE_CHOICE, QuestionType.TRUE_FALSE
OPTIONS = ("一年", "二年", "三年", "五年")


def single(number: int, chapter: str = "") -> Candidate:
    return Candidate(f"v{number}", SINGLE, f"f{number:04}", OPTIONS, chapter=chapter)


def paper(*sections: Section) -> Blueprint:
    return Blueprint("测试卷", sections)


def test_every_section_gets_its_questions_and_points():
    pool = [single(n) for n in range(30)] + [
        Candidate(f"t{n}", TRUE_FALSE, f"t{n}") for n in range(9)
    ]
    made = assemble(paper(Section(SINGLE, 20, 2), Section(TRUE_FALSE, 5, 1)), pool, seed=7)
    assert [item.points for item in made.items] == [2] * 20 + [1] * 5
    assert len({item.version_id for item in made.items}) == 25
    assert [form.letter for form in made.forms] == ["A", "B"]


def test_what_is_missing_is_named_and_nothing_is_made():
    pool = [single(n) for n in range(30)] + [
        Candidate(f"t{n}", TRUE_FALSE, f"t{n}") for n in range(12)
    ]
    made = assemble(paper(Section(SINGLE, 20, 2), Section(TRUE_FALSE, 20, 1)), pool, seed=7)
    assert made.items == ()
    assert [one.in_words() for one in made.shortages] == [
        "第 2 大题判断题需要 20 道，题库只有 12 道"
    ]


def test_a_narrow_section_gets_its_questions_from_a_wide_one_before_it():
    pool = [single(n, "第一章" if n < 5 else "第二章") for n in range(10)]
    made = assemble(
        paper(Section(SINGLE, 5, 1), Section(SINGLE, 5, 2, chapter="第一章")), pool, seed=3
    )
    assert made.shortages == ()
    assert {item.version_id for item in made.items if item.section == 1} == {
        f"v{n}" for n in range(5)
    }


def test_a_shortage_says_where_it_looked():
    made = assemble(paper(Section(SINGLE, 2, 1, chapter="第九章")), [single(1)], seed=1)
    assert made.shortages[0].in_words() == "第 1 大题单选题（第九章）需要 2 道，题库只有 0 道"


def test_the_same_text_never_stands_twice_on_a_paper():
    pool = [single(1), replace(single(2), fingerprint="f0001")]
    made = assemble(paper(Section(SINGLE, 2, 1)), pool, seed=1)
    assert made.shortages[0].available == 1


def test_the_paper_does_not_depend_on_the_ids_of_this_bank_or_the_order_of_its_rows():
    pool = [single(n) for n in range(40)]
    elsewhere = [replace(one, version_id=f"other-{one.version_id}") for one in reversed(pool)]
    here = assemble(paper(Section(SINGLE, 10, 1)), pool, seed=11, forms=3)
    there = assemble(paper(Section(SINGLE, 10, 1)), elsewhere, seed=11, forms=3)
    assert [f"other-{item.version_id}" for item in here.items] == [
        item.version_id for item in there.items
    ]
    assert here.forms == there.forms


def test_a_seed_gives_the_same_paper_on_every_machine():
    made = assemble(paper(Section(SINGLE, 4, 1)), [single(n) for n in range(9)], seed=2026)
    assert [item.version_id for item in made.items] == ["v0", "v5", "v4", "v6"]
    assert [placed.item for placed in made.forms[1].order] == [1, 0, 3, 2]


sizes = st.integers(min_value=0, max_value=12)


@given(sizes, sizes, sizes, st.integers(0, 2**40), st.integers(1, 5))
def test_all_forms_hold_the_same_questions_in_their_sections(first, second, spare, seed, forms):
    sections = [Section(SINGLE, count, 1) for count in (first, second) if count]
    if not sections:
        return
    pool = [single(n) for n in range(first + second + spare)]
    made = assemble(paper(*sections), pool, seed=seed, forms=forms)
    assert made.shortages == ()
    for form in made.forms:
        assert sorted(placed.item for placed in form.order) == list(range(first + second))
        assert [made.items[placed.item].section for placed in form.order] == sorted(
            made.items[placed.item].section for placed in form.order
        )
        for placed in form.order:
            assert sorted(placed.options) == [0, 1, 2, 3]


@given(st.integers(0, 2**40), st.sampled_from("ABCD"))
def test_other_forms_change_the_order_but_never_the_marks(seed, right):
    """Whoever picks the right text gets the points, wherever the form shows it."""
    made = assemble(paper(Section(SINGLE, 6, 2)), [single(n) for n in range(6)], seed=seed)
    key = Key(SINGLE, (right,), 2)
    for form in made.forms:
        for placed in form.order:
            shown = [OPTIONS[number] for number in placed.options]
            pressed = shown.index(OPTIONS[LETTERS.index(right)])
            assert score(key, [LETTERS[placed.options[pressed]]]) == 2
    first, second = made.forms
    assert [one.item for one in first.order] != [one.item for one in second.order]
    moved = {one.item: one.options for one in second.order}
    assert all(one.options != moved[one.item] for one in first.order)
