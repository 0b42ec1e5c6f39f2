"""Two entries that are one person."""

from datetime import date

import pytest
from sqlalchemy import func, select

import dongan_training.models  # noqa: F401  merging looks at every table
from dongan_training.people.duplicates import (
    BothTookPart,
    DifferentNumbers,
    MergeOutlived,
    SameEntry,
    Sign,
    find_duplicates,
    merge_people,
    merges_of,
    undo_merge,
)
from dongan_training.people.models import OrgUnit, Person, PersonMerge
from dongan_training.training import enrolment, planning
from dongan_training.training.models import Enrolment
from dongan_training.training.planning import ClassFacts


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def twice(workspace):
    """陈敏 stands on the roll twice: with a phone, and with a birthday and an ID number."""
    with workspace.begin() as session:
        unit = OrgUnit(name="莲塘村党总支")
        session.add(unit)
        session.flush()
        first = Person(name="陈敏", org_unit_id=unit.id, phone="13812345678", phone_digest="p")
        second = Person(
            name="陈敏",
            post="书记",
            born_on=date(1980, 1, 1),
            id_number="431122196410249987",
            id_number_digest="i",
            categories=["支部书记"],
        )
        session.add_all((first, second))
        session.flush()
        return first.id, second.id


@pytest.fixture
def class_id(workspace, who):
    with workspace.begin() as session:
        facts = ClassFacts(name="班", quarter=4)
        return planning.add_class(session, year=2026, facts=facts, **who)


def add(workspace, **said):
    with workspace.begin() as session:
        person = Person(**said)
        session.add(person)
        return person.id


def test_namesakes_are_told_with_the_surest_sign_first(workspace):
    for said in (
        {"name": "王芳"},
        {"name": "王芳"},
        {"name": "李明", "phone_digest": "1"},
        {"name": "李明", "phone_digest": "1"},
        {"name": "何丽", "id_number_digest": "2"},
        {"name": "何莉", "id_number_digest": "2"},
        {"name": "赵强", "id_number_digest": "3"},
        {"name": "赵强", "id_number_digest": "4"},
    ):
        add(workspace, **said)
    with workspace.read() as session:
        found = [(one.first.name, one.sign) for one in find_duplicates(session)]
        assert found == [
            ("何丽", Sign.SAME_ID),
            ("李明", Sign.SAME_PHONE),
            ("王芳", Sign.SAME_NAME),
        ]
        assert len(find_duplicates(session, surely=True)) == 2


def test_the_entry_that_stays_takes_over_records_and_fills_its_gaps(
    workspace, twice, class_id, who
):
    kept_id, gone_id = twice
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=[gone_id], **who)
    with workspace.begin() as session:
        merge_people(session, gone_id=gone_id, kept_id=kept_id, **who)
    with workspace.read() as session:
        kept = session.get_one(Person, kept_id)
        assert (kept.post, kept.phone, kept.id_number) == (
            "书记",
            "13812345678",
            "431122196410249987",
        )
        assert kept.categories == ["支部书记"]
        assert session.scalar(select(Enrolment.person_id)) == kept_id
        assert [one.name for one in merges_of(session, kept_id)] == ["陈敏"]


def test_what_the_entry_given_up_said_is_encrypted_in_the_file(workspace, twice, who):
    with workspace.begin() as session:
        merge_people(session, gone_id=twice[1], kept_id=twice[0], **who)
    with workspace.read() as session:
        raw = session.connection().exec_driver_sql("select gone from person_merge").scalar_one()
    assert "431122196410249987" not in raw


def test_a_merge_is_parted_again_as_if_it_had_not_been(workspace, twice, class_id, who):
    kept_id, gone_id = twice
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=[gone_id], **who)
        merge = merge_people(session, gone_id=gone_id, kept_id=kept_id, **who)
    with workspace.begin() as session:
        assert undo_merge(session, merge_id=merge, **who) == gone_id
    with workspace.read() as session:
        kept, back = session.get_one(Person, kept_id), session.get_one(Person, gone_id)
        assert (kept.post, kept.id_number, kept.categories) == ("", None, [])
        assert (back.post, back.id_number, back.born_on) == (
            "书记",
            "431122196410249987",
            date(1980, 1, 1),
        )
        assert session.scalar(select(Enrolment.person_id)) == gone_id
        assert session.scalar(select(func.count()).select_from(PersonMerge)) == 0


def test_a_merge_after_which_something_changed_stays(workspace, twice, who):
    with workspace.begin() as session:
        merge = merge_people(session, gone_id=twice[1], kept_id=twice[0], **who)
    with workspace.begin() as session:
        session.get_one(Person, twice[0]).post = "委员"
    with pytest.raises(MergeOutlived), workspace.begin() as session:
        undo_merge(session, merge_id=merge, **who)


def test_what_cannot_be_one_person_is_refused(workspace, twice, class_id, who):
    first, second = twice
    other = add(workspace, name="陈敏", id_number_digest="other")
    with workspace.begin() as session:
        with pytest.raises(SameEntry):
            merge_people(session, gone_id=first, kept_id=first, **who)
        with pytest.raises(DifferentNumbers):
            merge_people(session, gone_id=other, kept_id=second, **who)
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=twice, **who)
    with pytest.raises(BothTookPart), workspace.begin() as session:
        merge_people(session, gone_id=first, kept_id=second, **who)


def test_of_a_name_that_many_have_only_those_with_more_in_common_are_told(workspace):
    with workspace.begin() as session:
        session.add_all(Person(name="王伟") for _number in range(11))
        session.add_all(Person(name="王伟", phone_digest="p") for _number in range(2))
        session.add_all(Person(name="李娜") for _number in range(3))
    with workspace.read() as session:
        told = [(one.first.name, one.sign) for one in find_duplicates(session)]
    assert told == [("王伟", Sign.SAME_PHONE), *[("李娜", Sign.SAME_NAME)] * 3]
