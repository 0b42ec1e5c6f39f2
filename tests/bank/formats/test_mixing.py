"""Habits in any mixture: what the reader makes of some hundred banks nobody ever saw."""

from collections import Counter

from dongan_training.bank.formats.plain_text import read_text
from tests.bank.formats.mixing import mix, write
from tests.bank.formats.unseen.asked import bank_for, compare

SEEDS = range(200)
EACH = 3  # questions of a kind


def test_banks_of_mixed_habits_are_read_or_told_of():
    found: Counter[str] = Counter()
    for seed in SEEDS:
        one = mix(seed)
        bank = {kind: many[:EACH] for kind, many in bank_for(seed % 20, one.kinds).items()}
        result = compare(bank, read_text(write(one, bank)))
        found.update(asked=result.asked, right=result.right)
        found.update(silent=len(result.wrong) + len(result.lost))
    assert found["right"] >= 0.93 * found["asked"], found
    assert found["silent"] <= 0.015 * found["asked"], found
