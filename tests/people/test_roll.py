"""Keeping the roll by hand, and finding people on it."""

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.people import queries, roll
from dongan_training.people.finding import PersonAmbiguous, PersonUnknown, find_person
from dongan_training.people.models import Gender, Person
from dongan_training.people.searching import Wanted

MIN = "431122196410249987"
TYPED = {
    "name": "陈　敏",
    "id_number": MIN,
    "township": "白牙市镇",
    "unit": "莲塘村党总支",
    "post": "书记",
    "phone": "138 1234 5678",
    "categories": "支部书记、班子成员",
}


@pytest.fixture
def add(workspace, trainer, now):
    def add(**typed):
        with workspace.begin() as session:
            return roll.add_person(session, typed=typed, by=trainer, at=now)

    return add


@pytest.fixture
def change(workspace, trainer, now):
    def change(person_id, **typed):
        with workspace.begin() as session:
            return roll.change_person(session, person_id=person_id, typed=typed, by=trainer, at=now)

    return change


@pytest.fixture
def card(workspace):
    def card(person_id):
        with workspace.read() as session:
            return queries.person_card(session, person_id)

    return card


@pytest.fixture
def found(workspace):
    def found(text="", **wanted):
        with workspace.read() as session:
            rows = queries.find_people(session, Wanted(text, **wanted)).people
            return [row.name for row in rows]

    return found


def acts(workspace):
    with workspace.read() as session:
        return [entry.act for entry in session.scalars(select(AuditEntry))]


def test_somebody_added_has_what_the_id_number_tells(add, card):
    told = card(add(**TYPED))
    assert (told.name, told.gender, str(told.born_on)) == ("陈敏", Gender.FEMALE, "1964-10-24")
    assert told.path == ("东安县", "白牙市镇", "莲塘村党总支")
    assert (told.id_number, told.phone) == ("431122********9987", "138****5678")
    assert told.categories == ("支部书记", "班子成员")


def test_all_that_is_wrong_in_a_form_is_said_at_once(add, workspace):
    with pytest.raises(roll.PersonRefused) as refused:
        add(name="", id_number="123", phone="1")
    assert refused.value.told().count("；") == 3
    assert acts(workspace) == []


def test_nobody_is_added_twice(add, change, found):
    add(**TYPED)
    with pytest.raises(roll.AlreadyOnRoll):
        add(**TYPED)
    with pytest.raises(roll.AlreadyOnRoll):
        add(**TYPED | {"id_number": ""})
    other = add(name="王芳", township="横塘镇")
    with pytest.raises(roll.AlreadyOnRoll):
        change(other, id_number=MIN)
    assert found() == ["王芳", "陈敏"]


def test_a_change_touches_only_what_was_typed(add, change, card, workspace):
    person_id = add(**TYPED)
    assert change(person_id, post="副书记", phone="") == ("phone", "phone_digest", "post")
    told = card(person_id)
    assert (told.post, told.phone, told.id_number) == ("副书记", "", "431122********9987")
    assert told.path == ("东安县", "白牙市镇", "莲塘村党总支")
    assert change(person_id, post="副书记") == ()
    assert acts(workspace) == ["people.add", "people.change"]


def test_a_corrected_id_number_corrects_birth_date_and_gender(add, change, card):
    person_id = add(**TYPED)
    change(person_id, id_number="431122197605129998")
    assert (card(person_id).gender, str(card(person_id).born_on)) == (Gender.MALE, "1976-05-12")


def test_somebody_deep_in_the_tree_stays_there_when_another_thing_changes(add, change, card):
    person_id = add(name="王芳", township="横塘镇", village="横塘村", unit="第一党支部")
    path = ("东安县", "横塘镇", "横塘村", "第一党支部")
    assert card(person_id).path == path
    change(person_id, post="书记")
    assert card(person_id).path == path


def test_who_left_is_listed_apart_and_can_return(add, workspace, found, trainer, now):
    person_id = add(**TYPED)
    with workspace.begin() as session:
        roll.leave_roll(session, person_id=person_id, by=trainer, at=now)
    assert (found(), found(active=False)) == ([], ["陈敏"])
    with workspace.begin() as session:
        roll.return_to_roll(session, person_id=person_id, by=trainer, at=now)
        assert queries.people_counts(session) == queries.PeopleCounts(1, 0)
    assert acts(workspace)[-2:] == ["people.leave", "people.return"]


def test_numbers_in_full_are_given_and_the_look_is_logged(add, workspace, trainer, now):
    person_id = add(**TYPED)
    with workspace.begin() as session:
        shown = roll.show_in_full(session, person_id=person_id, by=trainer, at=now)
    assert shown == roll.FullIdentity(MIN, "13812345678")
    with workspace.read() as session:
        entry = session.scalars(select(AuditEntry)).all()[-1]
        assert (entry.act, entry.subject, entry.actor) == (
            "people.show_in_full",
            person_id,
            "李老师",
        )
        assert MIN not in str(entry.details)


def test_people_are_found_by_everything_one_may_type(add, found):
    add(**TYPED)
    add(name="曾小明", township="横塘镇", unit="机关支部", post="干事")
    for text in (
        "陈敏",
        "敏",
        "chenmin",
        "ChenM",
        "cm",
        "莲塘",
        "白牙市",
        "书记",
        MIN,
        "13812345678",
    ):
        assert found(text) == ["陈敏"], text
    assert found("oy") == found("nm") == []
    assert found("zxm") == found("横塘 干事") == ["曾小明"]
    assert found("陈 横塘") == found("100%") == found("_") == []
    assert found(limit=1) == ["陈敏"]


def test_a_name_with_a_dot_is_found_by_any_dot_and_without_one(add, found):
    add(name="阿依·古丽", township="横塘镇", unit="机关支部")
    for text in ("阿依·古丽", "阿依•古丽", "阿依．古", "阿依古丽", "依古丽"):
        assert found(text) == ["阿依·古丽"], text
    assert found("阿古丽") == []


def test_people_are_found_by_a_unit_and_all_below_it(add, found, workspace):
    add(**TYPED)
    add(name="曾小明", township="横塘镇")
    with workspace.read() as session:
        rows = {row.name: row for row in queries.units(session)}
    assert [(row.depth, row.people) for row in rows.values()] == [(0, 2), (1, 1), (2, 1), (1, 1)]
    assert found(unit_id=rows["白牙市镇"].id) == ["陈敏"]
    assert found(unit_id=rows["东安县"].id) == ["陈敏", "曾小明"]


def test_somebody_is_meant_by_name_or_by_id(add, workspace):
    person_id = add(**TYPED)
    with workspace.begin() as session:
        assert find_person(session, " 陈敏 ") == find_person(session, person_id[:20]) == person_id
        session.add(Person(name="陈敏", post="村民"))
        with pytest.raises(PersonAmbiguous, match="莲塘村党总支"):
            find_person(session, "陈敏")
        with pytest.raises(PersonUnknown):
            find_person(session, "%")


def test_namesakes_of_whom_nothing_is_known_are_told_apart_by_when_they_were_entered(workspace):
    with workspace.begin() as session:
        session.add_all([Person(name="陈敏"), Person(name="陈敏")])
    with (
        workspace.read() as session,
        pytest.raises(PersonAmbiguous, match=r"（20\d\d-\d\d-\d\d \d\d:\d\d 登记）.*登记）"),
    ):
        find_person(session, "陈敏")
