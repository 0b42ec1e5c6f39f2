"""Copying is hinted at beyond chance only, with its probability."""

import numpy as np
import pytest
from scipy import stats

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.copying import at_least, similar_pairs
from dongan_training.exam.copying_hints import copying_hints
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.handing_in import hand_in
from dongan_training.exam.seating import plan_seats
from tests.exam.test_analysing import crowd, sit_exam  # noqa: F401  a fixture


@pytest.mark.parametrize("trials", [0, 1, 7, 20])
@pytest.mark.parametrize("chance", [0.0, 0.03, 0.5, 1.0])
@pytest.mark.parametrize("count", [0, 1, 6, 20])
def test_with_equal_chances_it_is_the_binomial_tail(trials, chance, count):
    found = at_least([chance] * trials, count)
    assert found == pytest.approx(stats.binom.sf(count - 1, trials, chance), abs=1e-12)


@pytest.mark.parametrize("count", range(0, 12, 2))
def test_with_unequal_chances_it_is_the_sum_over_all_outcomes(count):
    chances = np.random.default_rng(count).random(10)
    exactly = np.array([1.0])
    for chance in chances:
        exactly = np.convolve(exactly, [1 - chance, chance])
    assert at_least(chances, count) == pytest.approx(exactly[count:].sum(), abs=1e-12)


def room_of(seed: int, people: int = 40, items: int = 40):
    """People who work alone: right six times of ten, wrong answers of unequal popularity."""
    chance = np.random.default_rng(seed)
    return chance.choice([1, 2, 3, 4], (people, items), p=[0.6, 0.22, 0.12, 0.06])


def neighbours(people: int) -> list[tuple[int, int]]:
    return [(one, one + 1) for one in range(people - 1)]


def test_people_who_work_alone_are_hardly_ever_hinted_at():
    """At a level of 0.05 for the whole room, far fewer than one room of twenty."""
    hinted = 0
    for seed in range(100):
        codes = room_of(seed)
        hinted += bool(similar_pairs(codes, codes != 1, neighbours(len(codes))))
    assert hinted <= 5


def test_who_copies_the_mistakes_of_a_neighbour_stands_out():
    codes = room_of(7)
    codes[11, :34] = codes[10, :34]
    (found,) = similar_pairs(codes, codes != 1, neighbours(len(codes)))
    assert (found.first, found.second) == (10, 11)
    assert found.identical > 2 * found.expected
    assert found.probability < 1e-4
    assert found.corrected == pytest.approx(found.probability * 39)


def test_sharing_right_answers_says_nothing():
    codes = np.ones((20, 40), dtype=int)
    assert similar_pairs(codes, codes != 1, neighbours(20)) == ()


def test_the_mistake_that_all_make_says_nothing():
    codes = np.full((20, 40), 2)
    assert similar_pairs(codes, codes != 1, neighbours(20)) == ()


def test_few_people_are_never_hinted_at():
    codes = np.array([[2] * 40, [2] * 40, *[[1] * 40] * 5])
    assert similar_pairs(codes, codes != 1, [(0, 1)]) == ()


def test_an_exam_without_seats_looks_at_all_pairs(
    workspace,
    hall,
    crowd,  # noqa: F811  pytest hands fixtures over by their names
    trainer,
    now,
):
    sit_exam(workspace, hall.exam_id, crowd, [n % 8 for n in range(24)], by=trainer, at=now)
    with workspace.read() as session:
        found = copying_hints(session, hall.exam_id)
    assert (found.pairs, found.by_seats) == (24 * 23 // 2, False)
    assert found.hints == ()  # everybody made the same mistakes


def test_only_neighbours_on_the_seat_plan_are_looked_at(
    workspace,
    hall,
    crowd,  # noqa: F811  pytest hands fixtures over by their names
    trainer,
    now,
):
    """The first two sit side by side and share their mistakes; the last two share, far apart."""
    with workspace.begin() as session:
        plan_seats(session, exam_id=hall.exam_id, rows=4, columns=6, by=trainer, at=now)
    mistakes = [1, 1, *range(2, 22), 22, 22]
    mistakes[8], mistakes[23] = 50, 50  # seats 2-3 and 4-6
    for enrolment_id, kind in zip(crowd, mistakes, strict=True):
        sit_wrongly(workspace, hall.exam_id, enrolment_id, kind, by=trainer, at=now)
    with workspace.read() as session:
        found = copying_hints(session, hall.exam_id)
    assert found.by_seats
    assert found.pairs == 4 * 5 + 3 * 6 + 2 * 3 * 5  # beside, behind, across
    (hint,) = found.hints
    assert (hint.first, hint.second) == ("陈敏", "欧阳𬱖")
    assert (hint.first_seat, hint.second_seat) == ("1-1", "1-2")
    assert (hint.both_wrong, hint.identical) == (10, 10)
    assert hint.corrected == pytest.approx(hint.probability * found.pairs)
    assert hint.corrected < 0.05


def sit_wrongly(workspace, exam_id, enrolment_id, kind, *, by, at) -> None:
    """Answer everything wrongly; people of one ``kind`` make the same mistakes."""
    wrong_sets = [["A"], ["B"], ["C"], ["D"], ["A", "C"], ["B", "C"], ["C", "D"], ["A", "B"]]
    with workspace.begin() as session:
        attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=enrolment_id, at=at)
        questions = sorted(sitting_view(session, attempt_id).questions, key=lambda one: one.item_id)
        for place, question in enumerate(questions):
            number = kind * 7 + place * (kind + 3)
            value = {
                QuestionType.TRUE_FALSE: [False],
                QuestionType.SINGLE_CHOICE: ["ACD"[number % 3]],
                QuestionType.MULTIPLE_CHOICE: wrong_sets[number % len(wrong_sets)],
                QuestionType.FILL_BLANK: [f"错{kind}", "错"],
            }[question.type]
            given = Given(question.item_id, value, 1.0)
            save_answer(session, attempt_id=attempt_id, given=given, at=at)
        hand_in(session, attempt_id=attempt_id, seconds_used=60, by=by, at=at)
