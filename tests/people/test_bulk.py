"""Many people changed at once, and taken back."""

import pytest

from dongan_training.people import queries, reserve, roll
from dongan_training.people.bulk import (
    BulkChange,
    NothingToChange,
    WordsTooLong,
    change_people,
    take_back_many,
)
from dongan_training.people.unit_history import find_unit


@pytest.fixture
def act(workspace, trainer, now):
    """Run a use case in a transaction of its own."""

    def act(use_case, **what):
        with workspace.begin() as session:
            return use_case(session, **what, by=trainer, at=now)

    return act


@pytest.fixture
def two(act):
    people = (
        {"name": "陈敏", "township": "横塘镇", "unit": "机关支部", "categories": "村民代表、党员"},
        {"name": "王芳", "township": "白牙市镇", "unit": "莲塘村党支部"},
    )
    return [act(roll.add_person, typed=one) for one in people]


def kept(workspace, ids):
    with workspace.read() as session:
        cards = [queries.person_card(session, one) for one in ids]
    return [(one.path[-1], one.categories, one.status, one.reserve) for one in cards]


def test_each_is_changed_only_in_what_was_said_and_all_is_taken_back(workspace, act, two):
    first = kept(workspace, two)
    list_id = act(reserve.keep_list, name="村级后备力量")
    act(reserve.put_on_list, list_id=list_id, person_id=two[1])
    before_that = kept(workspace, two)
    with workspace.read() as session:
        unit_id = find_unit(session, "横塘镇/机关支部")
    change = BulkChange(unit_id, "党务工作者", "村民代表", "中共党员", list_id)
    changed = act(change_people, person_ids=two, change=change)
    assert kept(workspace, two) == [
        ("机关支部", ("党员", "党务工作者"), "中共党员", ("村级后备力量",)),
        ("机关支部", ("党务工作者",), "中共党员", ("村级后备力量",)),
    ]
    assert act(take_back_many, changed=changed) == 2
    assert kept(workspace, two) == before_that != first


def test_who_has_it_already_is_not_changed(act, two):
    act(change_people, person_ids=two, change=BulkChange(add_category="党员"))
    assert act(change_people, person_ids=two, change=BulkChange(add_category="党员")) == []


def test_nothing_and_too_much_are_refused(act, two):
    with pytest.raises(NothingToChange):
        act(change_people, person_ids=two, change=BulkChange())
    with pytest.raises(WordsTooLong):
        act(change_people, person_ids=two, change=BulkChange(add_category="长" * 33))
