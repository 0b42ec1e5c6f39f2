"""Habits in any mixture: what the reader makes of some hundred banks nobody ever saw."""

from collections import Counter
from collections.abc import Callable

from dongan_training.bank.formats.plain_text import read_text
from tests.bank.formats.mixing import Mix, mix, strange, write
from tests.bank.formats.unseen.asked import bank_for, compare

SEEDS = range(200)
EACH = 3  # questions of a kind


def read(habits: Callable[[int], Mix], seeds: range, each: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in seeds:
        one = habits(seed)
        bank = {kind: many[:each] for kind, many in bank_for(seed % 20, one.kinds).items()}
        result = compare(bank, read_text(write(one, bank)))
        found.update(asked=result.asked, right=result.right)
        found.update(silent=len(result.wrong) + len(result.lost))
    return found


def test_banks_of_mixed_habits_are_read_or_told_of():
    found = read(mix, SEEDS, EACH)
    assert found["right"] >= 0.97 * found["asked"], found
    assert found["silent"] <= 0.003 * found["asked"], found


def test_marks_that_no_list_knows_are_learnt_from_the_file():
    found = read(strange, range(60), 6)
    assert found["right"] >= 0.98 * found["asked"], found
    assert found["silent"] <= 0.003 * found["asked"], found
