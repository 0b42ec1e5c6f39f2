"""Places by township, waiting, exchanges, kinds and copies of classes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training import clock
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training import copying, enrolment, kinds, planning, queries, quotas, waiting
from dongan_training.training.copying import Target
from dongan_training.training.enrolment import QuotaExceeded, enrol_people
from dongan_training.training.kinds import SHIPPED, KindFacts, KindNameImpossible, UnknownKind
from dongan_training.training.planning import ClassFacts, ElectivesImpossible
from dongan_training.training.quotas import (
    NoPlacesThere,
    PlacesImpossible,
    QuotasAboveClass,
    TownshipFull,
    share_places,
)
from dongan_training.training.waiting import NotToBeSwapped


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def county(workspace):
    """Two townships with a branch each, three people in the first and one in the second."""
    with workspace.begin() as session:
        ids = {}
        for township, names in (("横塘镇", "甲乙丙"), ("南桥镇", "丁")):
            unit = OrgUnit(name=township, kind="乡镇")
            session.add(unit)
            session.flush()
            branch = OrgUnit(name="机关支部", kind="党支部", parent_id=unit.id)
            session.add(branch)
            session.flush()
            ids[township] = unit.id
            for name in names:
                person = Person(name=name, org_unit_id=branch.id, categories=["支部书记"])
                session.add(person)
                session.flush()
                ids[name] = person.id
    return ids


@pytest.fixture
def shared(workspace, class_id, county, who):
    """Two places for the first township, one for the second."""
    places = {county["横塘镇"]: 2, county["南桥镇"]: 1}
    with workspace.begin() as session:
        quotas.set_quotas(session, class_id=class_id, places=places, **who)


def add_class(workspace, who, **more):
    with workspace.begin() as session:
        facts = ClassFacts(name="第四季度另一班", quarter=4, **more)
        return planning.add_class(session, year=2026, facts=facts, **who)


def test_a_township_has_only_its_places(workspace, class_id, county, shared, who):
    first = [county[name] for name in "甲乙丙"]
    with pytest.raises(TownshipFull) as refused, workspace.begin() as session:
        enrol_people(session, class_id=class_id, person_ids=first, **who)
    assert "横塘镇有 2 个名额" in str(refused.value)
    with workspace.begin() as session:
        enrol_people(session, class_id=class_id, person_ids=first[:2], **who)
        rows = quotas.quotas(session, class_id)
        assert [(one.places, one.enrolled) for one in rows] == [(1, 0), (2, 2)]


def test_where_no_places_were_given_nobody_is_enrolled(workspace, class_id, county, who):
    with workspace.begin() as session:
        places = {county["横塘镇"]: 2}
        quotas.set_quotas(session, class_id=class_id, places=places, **who)
        with pytest.raises(NoPlacesThere):
            enrol_people(session, class_id=class_id, person_ids=[county["丁"]], **who)


def test_places_are_checked(workspace, class_id, county, who):
    with workspace.begin() as session:
        with pytest.raises(QuotasAboveClass):
            quotas.set_quotas(session, class_id=class_id, places={county["横塘镇"]: 4}, **who)
        with pytest.raises(PlacesImpossible):
            quotas.set_quotas(session, class_id=class_id, places={county["横塘镇"]: -1}, **who)


def test_places_are_proposed_by_whom_the_class_is_for(workspace, county, who):
    class_id = add_class(workspace, who, quota=3, targets=("支部书记",))
    with workspace.read() as session:
        assert quotas.proposed_quotas(session, class_id) == {
            county["横塘镇"]: 2,
            county["南桥镇"]: 1,
        }


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 500)), st.integers(0, 2000))
def test_shares_add_up_and_nobody_gets_more_places_than_people(counts, total):
    places = share_places(counts, total)
    assert sum(places.values()) == min(total, sum(counts.values()))
    assert all(places[name] <= counts[name] for name in counts)


def test_who_finds_no_place_waits_and_moves_up_in_turn(workspace, class_id, county, shared, who):
    everybody = [county[name] for name in "甲乙丙丁"]
    with workspace.begin() as session:
        placed = waiting.enrol_or_wait(session, class_id=class_id, person_ids=everybody, **who)
        assert (len(placed.done.added), placed.waiting) == (3, (county["丙"],))
        assert placed.reasons[0].startswith("丙：") and "放不下" in placed.reasons[0]
        again = waiting.enrol_or_wait(session, class_id=class_id, person_ids=everybody, **who)
        assert (len(again.done.added), len(again.done.already)) == (0, 3)
    with workspace.begin() as session:
        assert [one.name for one in waiting.waiting_list(session, class_id)] == ["丙"]
        left = next(one for one in queries.active_roster(session, class_id) if one.name == "甲")
        enrolment.withdraw(session, enrolment_ids=[left.id], reason="外出", **who)
    with workspace.begin() as session:
        assert len(waiting.move_up(session, class_id=class_id, **who).done.added) == 1
        assert waiting.waiting_list(session, class_id) == []


def test_somebody_stops_waiting(workspace, class_id, county, shared, who):
    with workspace.begin() as session:
        everybody = [county[name] for name in "甲乙丙"]
        waiting.enrol_or_wait(session, class_id=class_id, person_ids=everybody, **who)
        said = {"class_id": class_id, "person_id": county["丙"], **who}
        assert waiting.stop_waiting(session, **said)
        assert not waiting.stop_waiting(session, **said)


def test_two_people_of_two_full_classes_exchange_places(workspace, county, who):
    first, second = add_class(workspace, who, quota=1), add_class(workspace, who, quota=1)
    with workspace.begin() as session:
        (one,) = enrol_people(session, class_id=first, person_ids=[county["甲"]], **who).added
        (other,) = enrol_people(session, class_id=second, person_ids=[county["乙"]], **who).added
        waiting.swap_places(session, one_id=one, other_id=other, **who)
        names = [
            [row.name for row in queries.active_roster(session, one)] for one in (first, second)
        ]
        assert names == [["乙"], ["甲"]]
        with pytest.raises(NotToBeSwapped):
            waiting.swap_places(session, one_id=one, other_id=other, **who)


def test_somebody_else_takes_a_place_in_a_full_class(workspace, county, who):
    class_id = add_class(workspace, who, quota=1)
    with workspace.begin() as session:
        (place,) = enrol_people(session, class_id=class_id, person_ids=[county["甲"]], **who).added
        with pytest.raises(QuotaExceeded):
            enrol_people(session, class_id=class_id, person_ids=[county["乙"]], **who)
        waiting.replace_person(session, enrolment_id=place, person_id=county["乙"], **who)
        assert [one.name for one in queries.active_roster(session, class_id)] == ["乙"]
        states = {one.name: one.active for one in queries.roster(session, class_id)}
        assert states == {"甲": False, "乙": True}


def test_kinds_ship_and_can_be_changed(workspace, who):
    with workspace.begin() as session:
        assert kinds.kinds(session) == list(SHIPPED)
        kept = [SHIPPED[3], KindFacts("新任书记班", ("支部书记",), 40)]
        kinds.keep_kinds(session, wanted=kept, **who)
        assert kinds.kinds(session) == kept
        assert kinds.kind_named(session, "新任书记班") == kept[1]
        with pytest.raises(UnknownKind, match="没有“冬训”这种班别"):
            kinds.kind_named(session, "冬训")
        with pytest.raises(KindNameImpossible):
            kinds.keep_kinds(session, wanted=[KindFacts(" ")], **who)


def test_a_class_is_copied_into_the_next_quarter_with_all_but_its_people(
    workspace, class_id, lesson_id, county, shared, who
):
    with workspace.begin() as session:
        enrol_people(session, class_id=class_id, person_ids=[county["甲"]], **who)
        made = copying.copy_class(session, class_id=class_id, **who)
    with workspace.read() as session:
        card = queries.class_card(session, made)
        assert (card.year, card.quarter, card.name) == (2027, 1, "第一季度基层党务工作者培训班")
        assert (card.enrolled, card.lessons, card.quota) == (0, 1, 3)
        assert f"{clock.local(card.starts_at):%Y-%m-%d %H:%M %a}" == "2027-02-22 08:30 Mon"
        assert [one.places for one in quotas.quotas(session, made)] == [1, 2]


def test_a_copy_begins_on_the_day_that_is_asked_for(workspace, class_id, lesson_id, who):
    target = Target(2027, 2, date(2027, 4, 6))
    with workspace.begin() as session:
        made = copying.copy_class(session, class_id=class_id, target=target, **who)
        starts_at = clock.local(queries.class_card(session, made).starts_at)
        assert f"{starts_at:%Y-%m-%d %H:%M}" == "2027-04-06 08:30"


def test_what_a_class_says_of_targets_staff_and_money_is_kept(workspace, who):
    class_id = add_class(
        workspace, who, targets=("村民代表",), staff="李老师", budget="2 万元", electives=2
    )
    with workspace.begin() as session:
        facts = planning.class_facts(session, class_id)
        assert (facts.targets, facts.staff, facts.budget) == (("村民代表",), "李老师", "2 万元")
        with pytest.raises(ElectivesImpossible):
            planning.add_class(session, year=2026, facts=ClassFacts("班", 1, electives=-1), **who)
