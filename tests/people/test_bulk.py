"""Many people changed at once, and taken back."""

import pytest

from dongan_training.people import queries, reserve, roll
from dongan_training.people.bulk import (
    BulkChange,
    NothingToChange,
    Stepped,
    WordsTooLong,
    change_people,
)
from dongan_training.people.bulk_steps import (
    StepTakenBack,
    TakenBack,
    UnknownStep,
    find_step,
    steps,
    take_step_back,
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
    step = act(change_people, person_ids=two, change=change)
    assert kept(workspace, two) == [
        ("机关支部", ("党员", "党务工作者"), "中共党员", ("村级后备力量",)),
        ("机关支部", ("党务工作者",), "中共党员", ("村级后备力量",)),
    ]
    done = act(take_step_back, step_id=step.id)
    assert (done, done.told()) == (TakenBack(2, 0), "已撤销。")
    assert kept(workspace, two) == before_that != first


def test_what_was_changed_by_hand_since_is_kept_when_many_are_taken_back(workspace, act, two):
    list_id = act(reserve.keep_list, name="村级后备力量")
    change = BulkChange(add_category="党务工作者", status="中共党员", reserve_id=list_id)
    step = act(change_people, person_ids=two, change=change)
    act(roll.change_person, person_id=two[0], typed={"status": "共青团员"})
    with workspace.read() as session:
        (entry,) = reserve.entries(session, person_id=two[1])
    act(reserve.take_off_list, entry_id=entry.id, reason="已任支部书记")
    done = act(take_step_back, step_id=step.id)
    assert done.told() == "已撤销：0 人恢复原样；2 人后来又改过，保持现状。"
    categories = ("村民代表", "党员")
    assert [one[1:3] for one in kept(workspace, two)] == [(categories, "共青团员"), ((), "")]
    with workspace.read() as session:
        assert [one.until for one in reserve.entries(session, person_id=two[0])] == []
        (ended,) = reserve.entries(session, person_id=two[1])
    assert ended.until is not None


def test_a_time_on_a_list_that_is_struck_since_stops_no_taking_back(workspace, act, two):
    first = kept(workspace, two)
    list_id = act(reserve.keep_list, name="村级后备力量")
    change = BulkChange(status="中共党员", reserve_id=list_id)
    step = act(change_people, person_ids=two, change=change)
    act(reserve.keep_entries, person_id=two[0], wanted=[])
    assert act(take_step_back, step_id=step.id) == TakenBack(2, 0)
    assert kept(workspace, two) == first


def test_the_steps_are_kept_and_each_is_taken_back_once(workspace, act, two):
    list_id = act(reserve.keep_list, name="村级后备力量")
    change = BulkChange("", "党务工作者", "村民代表", "中共党员", list_id)
    first = act(change_people, person_ids=two, change=change)
    second = act(change_people, person_ids=two[:1], change=BulkChange(status="群众"))
    with workspace.read() as session:
        assert [(one.id, one.people, one.taken_back) for one in steps(session)] == [
            (second.id, 1, False),
            (first.id, 2, False),
        ]
        assert steps(session)[1].told == (
            "添加类别“党务工作者”；去掉类别“村民代表”；政治面貌改为中共党员；列入“村级后备力量”"
        )
        assert find_step(session) == find_step(session, second.id[-8:]) == second.id
        with pytest.raises(UnknownStep):
            find_step(session, "没有")
    act(take_step_back, step_id=second.id)
    with pytest.raises(StepTakenBack):
        act(take_step_back, step_id=second.id)
    with workspace.read() as session:
        assert find_step(session) == first.id


def test_who_has_it_already_is_not_changed(act, two):
    act(change_people, person_ids=two, change=BulkChange(add_category="党员"))
    again = act(change_people, person_ids=two, change=BulkChange(add_category="党员"))
    assert again == Stepped("", ())


def test_nothing_and_too_much_are_refused(act, two):
    with pytest.raises(NothingToChange):
        act(change_people, person_ids=two, change=BulkChange())
    with pytest.raises(WordsTooLong):
        act(change_people, person_ids=two, change=BulkChange(add_category="长" * 33))
