import re

import pytest

from dongan_training.designs.fields import FIELDS, samples
from dongan_training.designs.shipped import WORDS, card_sheets, shipped_designs
from dongan_training.printing.designs.checking import flaws
from dongan_training.printing.designs.drawing import Values
from dongan_training.printing.designs.model import TextItem
from dongan_training.printing.purpose import Purpose
from tests.papers.people import TITLE

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", list(shipped_designs()))
def test_what_ships_has_no_flaw_for_short_long_and_rare_names(name):
    design = shipped_designs()[name]
    people = [Values(one) for one in samples(design.purpose)]
    assert flaws(design, people, FIELDS[design.purpose]) == []


@pytest.mark.parametrize("name", ["badge-95x67", "badge-95x67-photo", "badge-90x54", "badge-a6"])
def test_the_longest_name_of_a_class_stays_whole_on_a_badge(name):
    """A class of four offices bears a title of 57 characters."""
    design = shipped_designs()[name]
    person = {**samples(design.purpose)[0], "class_title": TITLE}
    assert flaws(design, [Values(person)], FIELDS[design.purpose]) == []


def test_there_are_three_certificates_and_a_badge_for_every_sheet():
    purposes = [one.purpose for one in shipped_designs().values()]
    assert purposes.count(Purpose.CERTIFICATE) == 3
    for sheet in card_sheets().values():
        design = shipped_designs()[sheet.design]
        assert (design.width, design.height) <= sheet.card


def test_every_word_that_ships_can_be_translated():
    shown = {one.name for one in shipped_designs().values()}
    shown |= {sheet.label for sheet in card_sheets().values()}
    shown |= {
        item.text
        for one in shipped_designs().values()
        for item in one.items
        if isinstance(item, TextItem) and CHINESE.search(item.text)
    }
    assert shown == set(WORDS)
