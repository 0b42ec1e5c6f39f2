"""Drawing parallel forms: 30 forms of 100 from 100,000, and beside HiGHS on 10,000.

The yardstick solves each form as a mixed-integer programme of its own (scipy.optimize.milp):
cells as equalities, and the mean within 0.0005 of the aim. Information it knows nothing of.
"""

import random
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from benchmarks.figure import Figure, Times, print_table, timed
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.assembly import Assembly, assemble
from dongan_training.exam.blueprint import Blueprint, Cell, Kind, Section
from dongan_training.exam.candidates import Candidate
from dongan_training.exam.demand import cells_of

FORMS, FORMS_BESIDE = 30, 5
AIM, CLOSE = 0.68, 0.0005
MOST_SECONDS = 1.0
WITHIN_EACH_OTHER, WITHIN_AIM, INFORMATION = 0.001, 0.002, 0.005
TYPES = (
    (QuestionType.SINGLE_CHOICE, 50),
    (QuestionType.MULTIPLE_CHOICE, 30),
    (QuestionType.TRUE_FALSE, 20),
)
CHAPTERS = 10
ROUNDS = 5


def measure() -> list[Figure]:
    """Time both; raises AssertionError where a promise about spreads is broken."""
    return [_large(), _beside_highs()]


def _large() -> Figure:
    pool, wanted = bank(100_000), blueprint()
    check(assemble(wanted, pool, seed=0, forms=FORMS))
    seconds = [
        timed(partial(assemble, wanted, pool, seed=seed, forms=FORMS))
        for seed in range(1, ROUNDS + 1)
    ]
    ours = Times(sorted(seconds)[ROUNDS // 2], min(seconds), max(seconds))
    most = Times(MOST_SECONDS, MOST_SECONDS, MOST_SECONDS)
    return Figure("30 forms x 100 of 100,000 / 1 s", ours, most, ours.median / MOST_SECONDS, 1.0)


def _beside_highs() -> Figure:
    """One round alone: the yardstick takes seconds for each form."""
    pool, wanted = bank(10_000), blueprint()
    check(assemble(wanted, pool, seed=0, forms=FORMS))
    ours = timed(partial(assemble, wanted, pool, seed=1, forms=FORMS_BESIDE))
    theirs = timed(partial(_form_by_form, pool, wanted))
    return Figure(
        f"{FORMS_BESIDE} forms x 100 of 10,000 / HiGHS form by form",
        Times(ours, ours, ours),
        Times(theirs, theirs, theirs),
        ours / theirs,
        1.0,
    )


def bank(size: int) -> list[Candidate]:
    """A bank of three types and ten chapters, with the facilities of a real one."""
    chance = random.Random(2026)
    return [
        Candidate(
            f"v{number}",
            chance.choice(TYPES)[0],
            f"f{number}",
            options=("甲", "乙", "丙", "丁"),
            subjects=frozenset({"纪律"}),
            chapter=str(chance.randrange(CHAPTERS)),
            question_id=f"q{number}",
            facility=round(min(0.97, max(0.15, chance.gauss(AIM, 0.17))), 3),
        )
        for number in range(size)
    ]


def blueprint() -> Blueprint:
    """A hundred questions in thirty cells, no question on two forms."""
    sections = tuple(
        Section(kind, count, 1, cells=tuple(_cell(count, at) for at in range(CHAPTERS)))
        for kind, count in TYPES
    )
    return Blueprint("卷", sections, kind=Kind.PARALLEL, facility=AIM)


def _cell(count: int, chapter: int) -> Cell:
    return Cell(count // CHAPTERS, chapter=str(chapter))


def check(made: Assembly) -> None:
    """Hold the forms to what is promised of them."""
    means = [form.facility for form in made.forms]
    information = [form.information for form in made.forms]
    assert len(made.items) == FORMS * 100
    assert len({one.version_id for one in made.items}) == FORMS * 100
    assert max(means) - min(means) <= WITHIN_EACH_OTHER, max(means) - min(means)
    assert max(abs(mean - AIM) for mean in means) <= WITHIN_AIM
    assert max(information) / min(information) - 1 <= INFORMATION


def _form_by_form(pool: list[Candidate], wanted: Blueprint) -> None:
    """Solve one form after the other; what one form took is gone for the next."""
    cells = cells_of(wanted)
    free = np.ones(len(pool))
    facility = np.array([one.facility for one in pool])
    suits = csr_array(
        [
            [one.type is cell.type and one.chapter == cell.cell.chapter for one in pool]
            for cell in cells
        ],
        dtype=float,
    )
    counts = np.array([cell.cell.count for cell in cells], dtype=float)
    for _form in range(FORMS_BESIDE):
        free[_solve(facility, suits, counts, free)] = 0


def _solve(
    facility: np.ndarray, suits: csr_array, counts: np.ndarray, free: np.ndarray
) -> np.ndarray:
    questions, total = len(facility), counts.sum()
    low, high = (AIM - CLOSE) * total, (AIM + CLOSE) * total
    found = milp(
        np.zeros(questions),
        constraints=LinearConstraint(
            vstack([suits, csr_array(facility[None, :])]),
            np.append(counts, low),
            np.append(counts, high),
        ),
        bounds=Bounds(0, free),
        integrality=np.ones(questions),
    )
    return np.flatnonzero(found.x > 0.5)


if __name__ == "__main__":
    print_table(measure())
