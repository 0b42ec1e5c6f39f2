"""Reserve lists: kept as data, with who came and went and why."""

from datetime import date

import pytest

from dongan_training.people import reserve, roll
from dongan_training.people.careers import EndsBeforeStart
from dongan_training.people.queries import find_people
from dongan_training.people.reserve import (
    AlreadyOnList,
    ListInUse,
    ListNameMissing,
    ListTaken,
    ListUnknown,
)
from dongan_training.people.searching import OTHER_POSTS, Wanted, choices


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def people(workspace, who):
    rows = (("陈敏", "书记", "支部书记"), ("王芳", "妇女专干", ""), ("丁一", "会计", "后备干部"))
    with workspace.begin() as session:
        return {
            name: roll.add_person(
                session,
                typed={
                    "name": name,
                    "post": post,
                    "categories": category,
                    "status": "中共党员" if post == "书记" else "群众",
                    "township": "横塘镇",
                    "unit": "机关支部",
                },
                **who,
            )
            for name, post, category in rows
        }


@pytest.fixture
def list_id(workspace, who):
    with workspace.begin() as session:
        return reserve.keep_list(session, name="村书记后备力量", level="村级", **who)


def names(workspace, **wanted):
    with workspace.read() as session:
        return [one.name for one in find_people(session, Wanted(**wanted)).people]


def test_somebody_is_put_on_a_list_and_taken_off_with_a_reason(workspace, who, people, list_id):
    with workspace.begin() as session:
        entry = reserve.put_on_list(
            session, list_id=list_id, person_id=people["王芳"], since="2024-03", **who
        )
    assert names(workspace, reserve_id=list_id) == ["王芳"]
    with workspace.begin() as session:
        reserve.take_off_list(session, entry_id=entry, until="2026-01", reason="已任书记", **who)
    assert names(workspace, reserve_id=list_id) == []
    with workspace.read() as session:
        (kept,) = reserve.entries(session, person_id=people["王芳"])
        assert (kept.since, kept.until, kept.reason) == (
            *(date(2024, 3, 1), date(2026, 1, 1)),
            "已任书记",
        )
        assert [one.people for one in reserve.reserve_lists(session)] == [0]
    with workspace.begin() as session:
        reserve.reopen_entry(session, entry_id=entry, **who)
    assert names(workspace, reserve_id=list_id) == ["王芳"]


def test_what_does_not_fit_is_refused(workspace, who, people, list_id):
    with workspace.begin() as session:
        entry = reserve.put_on_list(session, list_id=list_id, person_id=people["王芳"], **who)
    with pytest.raises(AlreadyOnList), workspace.begin() as session:
        reserve.put_on_list(session, list_id=list_id, person_id=people["王芳"], **who)
    with pytest.raises(EndsBeforeStart), workspace.begin() as session:
        reserve.take_off_list(session, entry_id=entry, until="2020-01", **who)
    with pytest.raises(ListInUse), workspace.begin() as session:
        reserve.remove_list(session, list_id=list_id, **who)
    with pytest.raises(ListTaken), workspace.begin() as session:
        reserve.keep_list(session, name="村书记后备力量", **who)
    with pytest.raises(ListNameMissing), workspace.begin() as session:
        reserve.keep_list(session, name=" ", **who)
    with pytest.raises(ListUnknown, match="村书记后备力量"), workspace.read() as session:
        reserve.find_list(session, "没有")


def test_an_empty_list_can_be_renamed_and_removed(workspace, who, list_id):
    with workspace.begin() as session:
        reserve.keep_list(session, name="后备", level="县级", list_id=list_id, **who)
    with workspace.read() as session:
        assert [(one.name, one.level) for one in reserve.reserve_lists(session)] == [
            ("后备", "县级")
        ]
    with workspace.begin() as session:
        reserve.remove_list(session, list_id=list_id, **who)
    with workspace.read() as session:
        assert reserve.reserve_lists(session) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"category": "支部书记"}, ["陈敏"]),
        ({"category": "书记"}, []),
        ({"post": "专干"}, ["王芳"]),
        ({"post": OTHER_POSTS}, ["丁一"]),
        ({"status": "群众"}, ["丁一", "王芳"]),
        ({"sorted_by": "post"}, ["陈敏", "王芳", "丁一"]),
        ({"sorted_by": "name", "from_end": True}, ["王芳", "丁一", "陈敏"]),
        ({"sorted_by": "status"}, ["陈敏", "丁一", "王芳"]),
        ({"sorted_by": "unit"}, ["丁一", "王芳", "陈敏"]),
    ],
)
def test_people_are_narrowed_and_ordered(workspace, people, wanted, found):
    assert names(workspace, **wanted) == found


def test_what_people_can_be_narrowed_by_is_what_occurs(workspace, people, list_id):
    with workspace.read() as session:
        offered = choices(session)
    assert offered.categories == ("后备干部", "支部书记")
    assert offered.posts == ("书记", "专干", OTHER_POSTS)
    assert offered.statuses == ("中共党员", "群众")
    assert [one.name for one in offered.lists] == ["村书记后备力量"]
