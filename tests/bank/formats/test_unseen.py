"""What hands write that nobody here had in mind is read right, and nothing is lost in silence."""

import pytest

from dongan_training.bank.formats import read
from dongan_training.progress import Silent
from tests.bank.formats.unseen import HANDS, bank_for, compare


@pytest.mark.parametrize(
    ("place", "hand"), list(enumerate(HANDS)), ids=[hand.name for hand in HANDS]
)
def test_every_question_of_a_hand_has_its_type_options_and_key(tmp_path, place, hand):
    bank = bank_for(place, hand.kinds)
    path = tmp_path / hand.name
    path.write_bytes(hand.write(bank))
    result = compare(bank, read(path, Silent()))
    assert (result.wrong, result.lost, result.invented) == ([], [], [])
    assert result.right == result.asked


def test_the_files_hold_more_than_a_thousand_questions():
    counts = [sum(map(len, bank_for(0, hand.kinds).values())) for hand in HANDS]
    assert len(counts) > 20 and sum(counts) > 1000
