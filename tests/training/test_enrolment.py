import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dongan_training.training import enrolment, queries
from dongan_training.training.models import Badge


@pytest.fixture
def enrol(workspace, class_id, trainer, now):
    def enrol(person_ids):
        with workspace.begin() as session:
            return enrolment.enrol_people(
                session, class_id=class_id, person_ids=person_ids, by=trainer, at=now
            )

    return enrol


@pytest.fixture
def withdraw(workspace, trainer, now):
    def withdraw(ids, reason="长期外出务工"):
        with workspace.begin() as session:
            return enrolment.withdraw(session, enrolment_ids=ids, reason=reason, by=trainer, at=now)

    return withdraw


def roster_of(workspace, class_id):
    with workspace.read() as session:
        return queries.roster(session, class_id)


def test_people_get_numbers_in_the_order_given(workspace, class_id, add_people, enrol):
    one, two = add_people(["欧阳𬱖", "王颇"])
    enrol([two, one])
    rows = roster_of(workspace, class_id)
    assert sorted((row.number, row.name, row.org) for row in rows) == [
        (1, "王颇", "莲塘村党总支"),
        (2, "欧阳𬱖", "莲塘村党总支"),
    ]


def test_enrolling_somebody_twice_is_no_error(add_people, enrol):
    people = add_people(["陈敏", "邓建国"])
    first = enrol(people[:1])
    second = enrol([*people, people[1]])
    assert second.already == first.added
    assert len(second.added) == 1


def test_more_people_than_places_are_refused_with_numbers_and_nobody_gets_in(
    workspace, class_id, add_people, enrol
):
    people = add_people(["陈敏", "邓建国", "胡春花", "蒋志强"])
    enrol(people[:2])
    with pytest.raises(enrolment.QuotaExceeded) as refused:
        enrol(people)
    assert "名额 3 人，已有 2 人，这次要添加 2 人，超出 1 人" in str(refused.value)
    assert len(roster_of(workspace, class_id)) == 2


def test_people_off_the_roll_are_refused_by_name(workspace, class_id, add_people, enrol):
    people = add_people(["陈敏"]) + add_people(["雷小兵"], unit="赵家井村党支部", active=False)
    with pytest.raises(enrolment.PeopleInactive, match="雷小兵 已不在册"):
        enrol(people)
    assert roster_of(workspace, class_id) == []


def test_withdrawing_needs_a_reason_and_frees_the_place(
    workspace, class_id, add_people, enrol, withdraw
):
    people = add_people(["陈敏", "邓建国", "胡春花", "蒋志强"])
    places = enrol(people[:3])
    with pytest.raises(enrolment.ReasonMissing):
        withdraw(places.added[:1], "  ")
    assert withdraw(places.added[:1]) == 1
    assert withdraw(places.added[:1]) == 0
    enrol(people[3:])
    rows = roster_of(workspace, class_id)
    assert [(row.number, row.active) for row in rows] == [
        (1, False),
        (2, True),
        (3, True),
        (4, True),
    ]
    assert rows[0].withdrawn_reason == "长期外出务工"


def test_somebody_who_returns_keeps_the_number_but_not_the_badge(
    workspace, class_id, add_people, enrol, withdraw, now
):
    (person,) = add_people(["陈敏"])
    places = enrol([person])
    with workspace.begin() as session:
        session.add(Badge(enrolment_id=places.added[0], issued_at=now))
    withdraw(places.added)
    again = enrol([person])
    assert again.returned == places.added
    (row,) = roster_of(workspace, class_id)
    assert (row.number, row.active, row.withdrawn_reason) == (1, True, "")
    assert row.badge_issued_at is None
    with workspace.read() as session:
        assert session.scalars(select(Badge.voided_at)).one() == now


def test_a_withdrawal_taken_back_gives_the_badge_back_too(
    workspace, class_id, add_people, enrol, withdraw, trainer, now
):
    places = enrol(add_people(["陈敏"]))
    with workspace.begin() as session:
        session.add(Badge(enrolment_id=places.added[0], issued_at=now))
    withdraw(places.added)
    with workspace.begin() as session:
        enrolment.undo_withdrawal(session, enrolment_ids=places.added, by=trainer, at=now)
    (row,) = roster_of(workspace, class_id)
    assert (row.active, row.badge_issued_at) == (True, now)


def test_a_withdrawal_cannot_be_taken_back_into_a_full_class(
    workspace, add_people, enrol, withdraw, trainer, now
):
    people = add_people(["陈敏", "邓建国", "胡春花", "蒋志强"])
    places = enrol(people[:3])
    withdraw(places.added[:1])
    enrol(people[3:])
    with pytest.raises(enrolment.QuotaExceeded), workspace.begin() as session:
        enrolment.undo_withdrawal(session, enrolment_ids=places.added[:1], by=trainer, at=now)


def test_seats_are_given_to_those_without_one_and_never_twice(
    workspace, class_id, add_people, enrol, trainer, now
):
    places = enrol(add_people(["陈敏", "邓建国", "胡春花"]))
    with workspace.begin() as session:
        enrolment.place_person(
            session, enrolment_id=places.added[2], seat="1", group="第一组", by=trainer, at=now
        )
        assert enrolment.assign_seats(session, class_id=class_id, by=trainer, at=now) == 2
    assert [row.seat for row in roster_of(workspace, class_id)] == ["2", "3", "1"]
    with pytest.raises(enrolment.SeatTaken, match="“2”已安排给陈敏"), workspace.begin() as session:
        enrolment.place_person(
            session, enrolment_id=places.added[1], seat="2", group="", by=trainer, at=now
        )


def test_candidates_are_the_active_roll_with_those_inside_marked(
    workspace, class_id, add_people, enrol
):
    people = add_people(["陈敏", "邓建国"])
    add_people(["雷小兵"], unit="赵家井村党支部", active=False)
    enrol(people[:1])
    with workspace.read() as session:
        found = {one.name: one.enrolled for one in queries.candidates(session, class_id)}
    assert found == {"陈敏": True, "邓建国": False}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=8))
def test_no_number_is_ever_given_twice(workspace, add_people, trainer, now, steps):
    from dongan_training.training import planning
    from dongan_training.training.planning import ClassFacts

    people = add_people(["甲", "乙", "丙", "丁"], unit=f"党支部{len(steps)}{id(steps)}")
    with workspace.begin() as session:
        facts = ClassFacts(name="班", quarter=1)
        class_id = planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)
    numbers: dict[int, str] = {}
    for joins, which in steps:
        with workspace.begin() as session:
            mine = [
                one for one in queries.roster(session, class_id) if one.person_id == people[which]
            ]
            if joins:
                enrolment.enrol_people(
                    session, class_id=class_id, person_ids=[people[which]], by=trainer, at=now
                )
            else:
                ids = [one.id for one in mine]
                enrolment.withdraw(session, enrolment_ids=ids, reason="外出", by=trainer, at=now)
        for row in roster_of(workspace, class_id):
            assert numbers.setdefault(row.number, row.person_id) == row.person_id
