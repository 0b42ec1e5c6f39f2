"""A single slip of the hand costs a look, and is not read as something else without a word."""

import random
from collections import Counter

from dongan_training.bank.formats.plain_text import read_text
from tests.bank.formats.mixing import mix, write
from tests.bank.formats.slips import SLIPS, Slip, held, slips
from tests.bank.formats.unseen.asked import bank_for

SEEDS = range(30)
EACH = 6  # questions of a kind
EVERY = 8  # lines


def slipped(slip: Slip, seeds: range, every: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in seeds:
        one = mix(seed)
        bank = {kind: many[:EACH] for kind, many in bank_for(seed % 20, one.kinds).items()}
        text = write(one, bank)
        clean = held(bank, read_text(text))
        for other in (
            slips(text, slip, every, random.Random(seed)) if clean.right == clean.asked else ()
        ):
            result = held(bank, read_text(other))
            silent = len(result.wrong) + len(result.lost)
            found.update(slips=1, told=result.told > 0, silent=silent > 0)
    return found


def test_a_bank_with_one_slip_is_read_or_told_of():
    total = sum((slipped(slip, SEEDS, EVERY) for slip in SLIPS), Counter())
    assert total["slips"] > 900
    assert total["silent"] <= 0.06 * total["slips"], total
