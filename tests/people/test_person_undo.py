"""What a form did to somebody is taken back as a whole, and told afterwards."""

from datetime import UTC, datetime

import pytest

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.people import careers, photos, queries, reserve, roll
from dongan_training.people.careers import PostFacts
from dongan_training.people.models import Person
from dongan_training.people.person_history import person_history
from dongan_training.people.person_undo import (
    AddedInUse,
    ChangedSince,
    snapshot,
    take_back,
    take_back_added,
)
from dongan_training.people.reserve import EntryFacts
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.planning import ClassFacts, add_class

FIRST = {
    "name": "陈敏",
    "id_number": "431122196410249987",
    "township": "白牙市镇",
    "unit": "莲塘村党总支",
    "post": "委员",
    "post_since": "2018-03",
}
DEPUTY = PostFacts("妇联主席", "莲塘村", "2016-01", "2020-01")


@pytest.fixture
def act(workspace, trainer, now):
    """Run a use case in a transaction of its own."""

    def act(use_case, **what):
        with workspace.begin() as session:
            return use_case(session, **what, by=trainer, at=now)

    return act


@pytest.fixture
def person(act):
    person_id = act(roll.add_person, typed=FIRST)
    act(careers.keep_posts, person_id=person_id, wanted=[("", DEPUTY)])
    act(photos.keep_photo, person_id=person_id, content=b"first")
    return person_id


def kept(workspace, person_id):
    with workspace.read() as session:
        noted = careers.posts_of(session, person_id)
        posts = [(one.post, one.org, one.since, one.until) for one in noted]
        lists = [
            (one.list_name, one.until) for one in reserve.entries(session, person_id=person_id)
        ]
        card = queries.person_card(session, person_id)
        return card, posts, lists, photos.photo_of(session, person_id)


def test_everything_a_form_changed_is_taken_back_at_once(workspace, act, person):
    list_id = act(reserve.keep_list, name="村级后备力量")
    first = kept(workspace, person)
    with workspace.read() as session:
        before = snapshot(session, person)
    act(roll.change_person, person_id=person, typed={"post": "书记", "post_since": "2021-01"})
    act(careers.keep_posts, person_id=person, wanted=[("", PostFacts("组长"))])
    act(reserve.keep_entries, person_id=person, wanted=[EntryFacts(list_id)])
    act(photos.keep_photo, person_id=person, content=b"second")
    with workspace.read() as session:
        after = snapshot(session, person)
    assert kept(workspace, person) != first
    act(take_back, before=before, after=after)
    assert kept(workspace, person) == first


@pytest.mark.parametrize(
    ("use_case", "what"),
    [
        (roll.change_person, {"typed": {"status": "共青团员"}}),
        (careers.keep_posts, {"wanted": []}),
        (photos.keep_photo, {"content": b"third"}),
    ],
)
def test_a_form_is_not_taken_back_over_what_was_changed_since(
    workspace, act, person, use_case, what
):
    with workspace.read() as session:
        before = snapshot(session, person)
    act(roll.change_person, person_id=person, typed={"post": "书记"})
    with workspace.read() as session:
        after = snapshot(session, person)
    act(use_case, person_id=person, **what)
    now = kept(workspace, person)
    with pytest.raises(ChangedSince, match="陈敏的信息后来又改过"):
        act(take_back, before=before, after=after)
    assert kept(workspace, person) == now


def test_somebody_just_added_is_struck_but_not_once_they_are_enrolled(workspace, act, person):
    class_id = act(add_class, year=2026, facts=ClassFacts("季度培训班", 4))
    other = act(roll.add_person, typed={"name": "王芳", "township": "横塘镇", "unit": "机关支部"})
    act(take_back_added, person_id=other)
    with workspace.read() as session:
        assert session.get(Person, other) is None
    act(enrol_people, class_id=class_id, person_ids=[person])
    with pytest.raises(AddedInUse, match="陈敏已经报名或有了记录"):
        act(take_back_added, person_id=person)
    assert kept(workspace, person)[3] == b"first"


def test_a_time_on_a_reserve_list_is_ended_and_reopened_by_what_the_form_says(
    workspace, act, person
):
    list_id = act(reserve.keep_list, name="村级后备力量")
    assert act(
        reserve.keep_entries, person_id=person, wanted=[EntryFacts(list_id, since="2020-01")]
    )
    with workspace.read() as session:
        entry = reserve.entries(session, person_id=person)[0]
    unchanged = EntryFacts(list_id, entry.id)
    assert not act(reserve.keep_entries, person_id=person, wanted=[unchanged])
    ended = EntryFacts(list_id, entry.id, until="2022-05", reason="已任支部书记")
    assert act(reserve.keep_entries, person_id=person, wanted=[ended])
    assert str(kept(workspace, person)[2][0][1]) == "2022-05-01"
    assert act(reserve.keep_entries, person_id=person, wanted=[unchanged])
    assert kept(workspace, person)[2][0][1] is None


def test_the_history_of_somebody_tells_from_what_to_what_and_masks_numbers(workspace, act, person):
    with workspace.read() as session:
        before = snapshot(session, person)
    act(roll.change_person, person_id=person, typed={"phone": "13812345678", "post": "书记"})
    with workspace.read() as session:
        after = snapshot(session, person)
    act(take_back, before=before, after=after)
    act(roll.leave_roll, person_id=person)
    assert told(workspace, person) == [
        "修改职务：委员 → 书记",
        "修改联系电话：（空） → 138****5678",
        "存入照片",
        "撤销修改职务：书记 → 委员",
        "撤销修改联系电话：138****5678 → （空）",
        "添加",
        "添加任职",
        "离册",
    ]


def test_what_an_older_program_logged_is_told_without_values(workspace, act, person):
    with workspace.begin() as session:
        audit.record(
            session,
            by=Actor("李老师", "A"),
            at=datetime(2025, 3, 1, tzinfo=UTC),
            act="people.change",
            subject=person,
            details={"fields": ["post", "phone"]},
        )
    assert "修改：职务、联系电话" in told(workspace, person)


def told(workspace, person_id):
    with workspace.read() as session:
        return sorted(one.told() for one in person_history(session, person_id))
