"""Marking and analysing 10,000 attempts of 100 questions, beside the same in plain numpy.

The yardstick knows nothing of rules, corrections or people's marks: it compares a matrix of
letters with a key and works out the same figures.
"""

from functools import partial

import numpy as np

from benchmarks.figure import Figure, compare, print_table
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import USUAL, Key
from dongan_training.exam.grading import ExamKey
from dongan_training.exam.item_figures import item_figures, reliability, upper_lower_weights
from dongan_training.exam.mark_table import AnswerTable, mark_table, totals_of
from dongan_training.exam.option_shares import Asked, option_shares

PEOPLE, ITEMS, OPTIONS = 10_000, 100, 4
LETTERS = "ABCD"
GOAL = 2.0


def measure() -> list[Figure]:
    """Time both, after holding the two results to each other."""
    answers, keys = _answers()
    codes = np.asfortranarray(answers.codes)
    key = np.array([LETTERS.index(keys[one].printed.answer[0]) + 1 for one in answers.item_ids])
    ours, plain = _ours(answers, keys), _plain(codes, key)
    assert np.allclose(ours[0], plain[0])
    assert np.allclose(ours[1], plain[1])
    assert np.isclose(ours[2], plain[2])
    return [
        compare(
            "10,000 x 100 marked and analysed / numpy",
            partial(_ours, answers, keys),
            partial(_plain, codes, key),
            GOAL,
        )
    ]


def _answers() -> tuple[AnswerTable, dict[str, ExamKey]]:
    chance = np.random.default_rng(2026)
    skill = chance.normal(0.7, 0.12, PEOPLE)
    right = chance.random((PEOPLE, ITEMS)) < np.clip(skill, 0.1, 0.98)[:, None]
    key = chance.integers(1, OPTIONS + 1, ITEMS)
    other = (key - 1 + chance.integers(1, OPTIONS, (PEOPLE, ITEMS))) % OPTIONS + 1
    codes = np.asfortranarray(np.where(right, key, other).astype(np.int32))
    item_ids = tuple(str(number) for number in range(ITEMS))
    values = ((), *([letter] for letter in LETTERS))
    table = AnswerTable(
        tuple(str(number) for number in range(PEOPLE)), item_ids, (values,) * ITEMS, codes
    )
    keys = {
        item_id: ExamKey(Key(QuestionType.SINGLE_CHOICE, [LETTERS[key[at] - 1]], 1))
        for at, item_id in enumerate(item_ids)
    }
    return table, keys


def _ours(answers: AnswerTable, keys: dict[str, ExamKey]) -> tuple[np.ndarray, np.ndarray, float]:
    points = mark_table(keys, answers, USUAL)
    totals = np.array(totals_of(keys, answers, points))
    figures = item_figures(points, np.ones(ITEMS), totals)
    weights = upper_lower_weights(totals)
    for at, item_id in enumerate(answers.item_ids):
        asked = Asked(
            QuestionType.SINGLE_CHOICE, LETTERS, [one.answer for one in keys[item_id].keys]
        )
        option_shares(asked, answers.values[at], answers.codes[:, at], weights)
    return totals, figures.correlation, reliability(points, totals) or 0


def _plain(codes: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    points = (codes == key).astype(float)
    totals = points.sum(axis=1)
    points.mean(axis=0)
    size = round(PEOPLE * 0.27)
    order = np.argsort(totals, kind="stable")
    points[order[-size:]].mean(axis=0) - points[order[:size]].mean(axis=0)
    centred, spread = points - points.mean(axis=0), points.std(axis=0)
    others = totals[:, None] - points
    others -= others.mean(axis=0)
    correlation = (centred * others).mean(axis=0) / (spread * others.std(axis=0))
    for group in (slice(None), order[-size:], order[:size]):
        for item in range(ITEMS):
            np.bincount(codes[group, item], minlength=OPTIONS + 1)
    alpha = ITEMS / (ITEMS - 1) * (1 - points.var(axis=0).sum() / totals.var())
    return totals, correlation, float(alpha)


if __name__ == "__main__":
    print_table(measure())
