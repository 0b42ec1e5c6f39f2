"""What every assembly promises, whatever bank and blueprint: checked on thousands of small ones."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.assembly import Assembly, assemble, form_letter, missing_for
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.candidates import Candidate, Shelf
from dongan_training.exam.demand import cells_of

SINGLE, JUDGE = QuestionType.SINGLE_CHOICE, QuestionType.TRUE_FALSE
CHAPTERS = ("一", "二", "三")


def question(number: int, chapter: str = "", **facts) -> Candidate:
    told = {"type": SINGLE, "options": ("甲", "乙"), "subjects": frozenset({"纪律"}), **facts}
    return Candidate(
        f"v{number}", fingerprint=f"f{number}", chapter=chapter, question_id=f"q{number}", **told
    )


@st.composite
def questions(draw, most=40):
    return [
        question(
            number,
            draw(st.sampled_from(CHAPTERS)),
            type=draw(st.sampled_from((SINGLE, SINGLE, JUDGE))),
            difficulty=draw(st.sampled_from(("易", "难"))),
            facility=draw(st.sampled_from((0.3, 0.45, 0.65, 0.85))),
            uses=draw(st.integers(0, 3)),
            last_used=draw(st.integers(0, 3)),
        )
        for number in range(draw(st.integers(0, most)))
    ]


cells = st.builds(
    Cell,
    count=st.integers(1, 3),
    chapter=st.sampled_from(("", *CHAPTERS)),
    difficulty=st.sampled_from(("", "", "易", "难")),
)
sections = st.builds(
    lambda kind, of: Section(kind, sum(one.count for one in of), 2, cells=tuple(of)),
    st.sampled_from((SINGLE, JUDGE)),
    st.lists(cells, min_size=1, max_size=3),
)
ids = st.lists(st.integers(0, 39).map("q{}".format), max_size=3, unique=True).map(tuple)
groups = st.lists(
    st.lists(st.integers(0, 39).map("q{}".format), min_size=2, max_size=3, unique=True).map(tuple),
    max_size=4,
).map(tuple)
blueprints = st.builds(
    Blueprint,
    title=st.just("卷"),
    sections=st.lists(sections, min_size=1, max_size=3).map(tuple),
    kind=st.sampled_from(Kind),
    exposure=st.integers(1, 3),
    fixed=ids,
    excluded=ids,
    enemies=groups,
    rest=st.integers(0, 2),
    least_used_first=st.booleans(),
    facility=st.sampled_from((None, 0.5, 0.65)),
)


def on_forms(made: Assembly, pool) -> list[list[Candidate]]:
    by_id = {one.version_id: one for one in pool}
    return [[by_id[made.items[one.item].version_id] for one in form.order] for form in made.forms]


@settings(max_examples=400)
@given(questions(), blueprints, st.integers(0, 2**31), st.integers(1, 5))
def test_a_paper_that_is_made_keeps_every_rule(pool, blueprint, seed, forms):
    made = assemble(blueprint, pool, seed=seed, forms=forms)
    if not made.items:
        assert made.shortages or made.homeless
        assert made.forms == ()
        return
    assert [form.letter for form in made.forms] == [form_letter(one) for one in range(forms)]
    stood: Counter[str] = Counter()
    for form, placed in zip(made.forms, on_forms(made, pool), strict=True):
        has = {one.question_id for one in placed}
        assert len(has) == len(placed) == blueprint.count
        assert has.issuperset(blueprint.fixed)
        assert has.isdisjoint(blueprint.excluded)
        assert all(len(has.intersection(group)) < 2 for group in blueprint.enemies)
        resting = {one.question_id for one in placed if 0 < one.last_used <= blueprint.rest}
        assert resting.issubset(blueprint.fixed)
        sections = [made.items[one.item].section for one in form.order]
        assert sections == sorted(sections)
        assert_cells_are_filled(blueprint, list(zip(sections, placed, strict=True)))
        stood.update(has)
    if blueprint.kind is Kind.PARALLEL:
        most = max((count for one, count in stood.items() if one not in blueprint.fixed), default=0)
        assert most <= blueprint.exposure
    else:
        assert {tuple(sorted(one.version_id for one in placed)) for placed in on_forms(made, pool)}


def assert_cells_are_filled(blueprint, placed) -> None:
    """Some way of sorting the questions into the cells fills each exactly: an own matching."""
    wanted = [one for one in cells_of(blueprint) for _question in range(one.cell.count)]
    fits = np.array(
        [
            [section == one.section and suits(question_, one) for one in wanted]
            for section, question_ in placed
        ],
        dtype=int,
    )
    assert (maximum_bipartite_matching(csr_array(fits), perm_type="column") >= 0).all()


def suits(one: Candidate, wanted) -> bool:
    shelf = Shelf(one.type, one.subjects, one.chapter, one.difficulty, one.citation)
    return shelf.suits(wanted.type, wanted.cell)


@settings(max_examples=200)
@given(questions(24), st.lists(sections, min_size=1, max_size=3), st.integers(1, 3))
def test_without_enemies_and_passages_what_can_be_filled_is_filled(pool, wanted, forms):
    """Checked against SciPy's matching of all places on all forms with the whole bank."""
    blueprint = Blueprint("卷", tuple(wanted), kind=Kind.PARALLEL)
    places = [one for one in cells_of(blueprint) for _n in range(one.cell.count * forms)]
    can = False
    if pool:
        fits = np.array([[suits(one, place) for one in pool] for place in places], dtype=int)
        can = bool((maximum_bipartite_matching(csr_array(fits), perm_type="column") >= 0).all())
    assert bool(assemble(blueprint, pool, seed=1, forms=forms).items) is can


@given(questions(), blueprints, st.integers(0, 2**31), st.randoms(use_true_random=False))
def test_rows_in_another_order_and_other_ids_of_versions_give_the_same_paper(
    pool, blueprint, seed, chance
):
    elsewhere = [replace(one, version_id=f"other-{one.version_id}") for one in pool]
    chance.shuffle(elsewhere)
    here = assemble(blueprint, pool, seed=seed, forms=3)
    there = assemble(blueprint, elsewhere, seed=seed, forms=3)
    assert [f"other-{one.version_id}" for one in here.items] == [
        one.version_id for one in there.items
    ]
    assert here.forms == there.forms


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.integers(0, 20), st.integers(1, 12))
def test_passages_are_taken_whole_and_stand_together(sizes, singles, count):
    pool = [question(number) for number in range(singles)]
    for number, size in enumerate(sizes):
        pool += [
            question(100 + 10 * number + at, passage=f"p{number}", passage_place=size - at)
            for at in range(size)
        ]
    blueprint = Blueprint("卷", (Section(SINGLE, count, 1),))
    made = assemble(blueprint, pool, seed=5, forms=2)
    reachable = {0}
    for size in sizes:
        reachable |= {one + size for one in reachable}
    assert bool(made.items) is any(count - one in range(singles + 1) for one in reachable)
    for placed in on_forms(made, pool):
        for number, size in enumerate(sizes):
            at = [place for place, one in enumerate(placed) if one.passage == f"p{number}"]
            assert len(at) in (0, size)
            assert at == list(range(min(at, default=0), min(at, default=0) + len(at)))
            order = [placed[place].passage_place for place in at]
            assert order == sorted(order)


def test_thirty_forms_of_a_hundred_are_equally_hard_and_equally_telling():
    chance = np.random.default_rng(1)
    eases = np.clip(chance.normal(0.6, 0.18, 6000), 0.05, 0.97)
    pool = [question(n, CHAPTERS[n % 3], facility=float(one)) for n, one in enumerate(eases)]
    counts = zip((40, 30, 30), CHAPTERS, strict=True)
    wanted = Section(SINGLE, 100, 1, cells=tuple(Cell(n, chapter=name) for n, name in counts))
    blueprint = Blueprint("卷", (wanted,), kind=Kind.PARALLEL, facility=0.62)
    made = assemble(blueprint, pool, seed=7, forms=30)
    means = [form.facility for form in made.forms]
    telling = [form.information for form in made.forms]
    assert made.remarks == ()
    assert max(means) - min(means) <= 0.001
    assert max(abs(mean - 0.62) for mean in means) <= 0.002
    assert (max(telling) - min(telling)) / np.mean(telling) <= 0.005
    assert len({one.version_id for one in made.items}) == 3000


def test_a_bank_used_up_to_the_last_question_is_shared_out_evenly():
    pool = [question(n, facility=0.3 + 0.6 * n / 399) for n in range(400)]
    blueprint = Blueprint("卷", (Section(SINGLE, 40, 1),), kind=Kind.PARALLEL)
    means = [form.facility for form in assemble(blueprint, pool, seed=3, forms=10).forms]
    assert max(means) - min(means) <= 0.001


def test_an_aim_that_cannot_be_reached_is_said_and_the_paper_comes_as_near_as_it_can():
    pool = [question(n, facility=0.3) for n in range(20)]
    blueprint = Blueprint("卷", (Section(SINGLE, 10, 1),), facility=0.62)
    made = assemble(blueprint, pool, seed=3)
    assert made.remarks == ("平均难度与目标 0.62 最多相差 0.320，题库里没有更合适的题",)


def test_the_least_used_questions_come_first():
    pool = [question(n, uses=n % 4) for n in range(40)]
    blueprint = Blueprint("卷", (Section(SINGLE, 10, 1),), least_used_first=True, facility=0.6)
    (placed, _other) = on_forms(assemble(blueprint, pool, seed=3), pool)
    assert {one.uses for one in placed} == {0}


def test_a_shortage_names_what_rests_and_who_else_wants_the_questions():
    pool = [question(n, "一", last_used=1 if n < 4 else 0) for n in range(10)]
    wanted = (Section(SINGLE, 4, 1, chapter="一"), Section(SINGLE, 4, 2))
    made = missing_for(Blueprint("卷", wanted, rest=2), pool, forms=1)
    assert [one.in_words() for one in made.shortages] == [
        "第 2 大题单选题需要 4 道，题库只有 2 道，另有 4 道最近用过，第 1 大题也要从中抽题"
    ]


def test_a_fixed_question_that_fits_nowhere_is_named():
    blueprint = Blueprint("卷", (Section(SINGLE, 1, 1, chapter="二"),), fixed=("q1", "q99"))
    made = assemble(blueprint, [question(1, "一"), question(2, "二")], seed=1)
    assert made.homeless == ("q1", "q99")
    alone = replace(blueprint, fixed=("q1",))
    made = assemble(alone, [question(1, "一"), question(2, "二")], seed=1)
    assert made.homeless == ("q1",)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ("中国共产党纪律处分条例", True),
        ("《中国共产党纪律处分条例》", True),
        ("《中国共产党纪律处分条例》（2023年修订）", True),
        ("《中国共产党纪律处分条例》（2018年修订）", False),
        ("《中国共产党纪律处分条例》第九条至第十一条", True),
        ("《中国共产党纪律处分条例》第十一条", False),
        ("《中国共产党章程》", False),
    ],
)
def test_a_cell_may_ask_for_places_in_a_regulation(wanted, fits):
    told = "《中国共产党纪律处分条例》（2023年修订）第十条第一款"
    blueprint = Blueprint("卷", (Section(SINGLE, 1, 1, citation=wanted),))
    made = assemble(blueprint, [question(1, citation=told)], seed=1)
    assert bool(made.items) is fits


def test_letters_go_on_after_z():
    assert [form_letter(one) for one in (0, 25, 26, 29)] == ["A", "Z", "AA", "AD"]
