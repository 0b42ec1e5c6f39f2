"""Arranging the tree of organisations."""

import pytest

import dongan_training.models  # noqa: F401  merging looks at every table
from dongan_training.people import queries, tree
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.tree import (
    BothHaveUnit,
    StepOutlived,
    UnitBelowItself,
    UnitExists,
    UnitFacts,
    UnitHoldsOthers,
    UnitNameMissing,
)
from dongan_training.people.unit_history import UnitAmbiguous, UnitUnknown, find_unit, unit_history
from dongan_training.training import planning
from dongan_training.training.models import ClassQuota
from dongan_training.training.planning import ClassFacts


@pytest.fixture
def begin(workspace):
    return workspace.begin


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def county(begin):
    """东安县 with two townships, a branch in each, and somebody in each branch."""
    with begin() as session:
        ids = {}
        for name, above in (
            ("东安县", None),
            ("横塘镇", "东安县"),
            ("南桥镇", "东安县"),
            ("莲塘村党总支", "横塘镇"),
            ("沙井村党支部", "南桥镇"),
        ):
            unit = OrgUnit(name=name, kind="县" if above is None else "", parent_id=ids.get(above))
            session.add(unit)
            session.flush()
            ids[name] = unit.id
        for name, unit in (("陈敏", "莲塘村党总支"), ("王芳", "沙井村党支部")):
            session.add(Person(name=name, org_unit_id=ids[unit]))
    return ids


def outline(workspace):
    with workspace.read() as session:
        return [f"{row.depth}{row.name}{row.people}" for row in queries.units(session)]


def texts(workspace, unit_id):
    with workspace.read() as session:
        return [one.told() for one in unit_history(session, unit_id)]


def test_a_mobile_branch_is_added_with_its_place_and_known_as_one(workspace, begin, county, who):
    facts = UnitFacts("驻长沙流动党员党支部", place="长沙市")
    with begin() as session:
        added = tree.add_unit(session, facts=facts, parent_id=county["横塘镇"], **who)
        unit = session.get_one(OrgUnit, added)
        assert (unit.kind, unit.place) == ("流动党支部", "长沙市")
    assert texts(workspace, added) == ["建立“驻长沙流动党员党支部”"]


def test_the_shipped_townships_fill_up_what_is_missing(workspace, begin, county, who):
    with begin() as session:
        added = tree.add_townships(session, **who)
    assert len(added) == 15 and "横塘镇" not in added
    with begin() as session:
        assert tree.add_townships(session, **who) == ()


def test_an_organisation_moves_with_its_people_and_back_again(workspace, begin, county, who):
    before = outline(workspace)
    with begin() as session:
        event = tree.move_unit(
            session, unit_id=county["莲塘村党总支"], parent_id=county["南桥镇"], **who
        )
    assert "1南桥镇2" in outline(workspace)
    assert texts(workspace, county["莲塘村党总支"]) == ["移动：东安县 › 横塘镇 → 东安县 › 南桥镇"]
    with begin() as session:
        tree.undo(session, event_id=event, **who)
    assert outline(workspace) == before
    assert texts(workspace, county["莲塘村党总支"]) == []


def test_siblings_are_put_in_order(workspace, begin, county, who):
    with begin() as session:
        after = county["南桥镇"]
        above = county["东安县"]
        tree.move_unit(session, unit_id=county["横塘镇"], parent_id=above, after=after, **who)
    assert outline(workspace) == [
        "0东安县2",
        "1南桥镇1",
        "2沙井村党支部1",
        "1横塘镇1",
        "2莲塘村党总支1",
    ]


def test_a_merged_township_hands_over_everything_and_comes_back_whole(
    workspace, begin, county, who
):
    before = outline(workspace)
    with begin() as session:
        event = tree.merge_units(session, gone_id=county["南桥镇"], kept_id=county["横塘镇"], **who)
    assert outline(workspace) == ["0东安县2", "1横塘镇2", "2沙井村党支部1", "2莲塘村党总支1"]
    assert texts(workspace, county["横塘镇"]) == ["并入“东安县 › 南桥镇”"]
    with begin() as session:
        tree.undo(session, event_id=event, **who)
    assert sorted(outline(workspace)) == sorted(before)


def test_quotas_of_merged_townships_add_up_and_bar_undoing(workspace, begin, county, who):
    with begin() as session:
        facts = ClassFacts(name="班", quarter=4)
        class_id = planning.add_class(session, year=2026, facts=facts, **who)
        for name, places in (("横塘镇", 3), ("南桥镇", 4)):
            quota = ClassQuota(class_id=class_id, org_unit_id=county[name], places=places)
            session.add(quota)
    with begin() as session:
        event = tree.merge_units(session, gone_id=county["南桥镇"], kept_id=county["横塘镇"], **who)
        assert [one.places for one in session.query(ClassQuota)] == [7]
    with pytest.raises(StepOutlived), begin() as session:
        tree.undo(session, event_id=event, **who)


def test_a_change_of_name_is_history_and_can_be_undone(workspace, begin, county, who):
    unit_id = county["莲塘村党总支"]
    with begin() as session:
        facts = UnitFacts("莲塘村党委", "党委")
        event = tree.change_unit(session, unit_id=unit_id, facts=facts, **who)
        assert tree.change_unit(session, unit_id=unit_id, facts=facts, **who) is None
    assert texts(workspace, unit_id) == ["改名：莲塘村党总支 → 莲塘村党委"]
    with begin() as session:
        tree.undo(session, event_id=event, **who)
    assert "2莲塘村党总支1" in outline(workspace)


def test_only_an_empty_organisation_is_removed_and_it_comes_back(workspace, begin, county, who):
    with pytest.raises(UnitHoldsOthers), begin() as session:
        tree.remove_unit(session, unit_id=county["莲塘村党总支"], **who)
    before = outline(workspace)
    with begin() as session:
        facts = UnitFacts("空支部")
        empty = tree.add_unit(session, facts=facts, parent_id=county["横塘镇"], **who)
        event = tree.remove_unit(session, unit_id=empty, **who)
    assert outline(workspace) == before
    with begin() as session:
        tree.undo(session, event_id=event, **who)
    assert "2空支部0" in outline(workspace)


def test_what_cannot_be_is_refused_in_words(begin, county, who):
    lower, upper, other = county["莲塘村党总支"], county["横塘镇"], county["南桥镇"]
    with begin() as session:
        facts = UnitFacts("莲塘村党总支")
        with pytest.raises(UnitExists):
            tree.add_unit(session, facts=facts, parent_id=upper, **who)
        with pytest.raises(UnitNameMissing):
            tree.add_unit(session, facts=UnitFacts("　"), parent_id=upper, **who)
        with pytest.raises(UnitBelowItself):
            tree.move_unit(session, unit_id=upper, parent_id=lower, **who)
        with pytest.raises(UnitBelowItself):
            tree.merge_units(session, gone_id=upper, kept_id=lower, **who)
        tree.add_unit(session, facts=facts, parent_id=other, **who)
        with pytest.raises(BothHaveUnit):
            tree.merge_units(session, gone_id=other, kept_id=upper, **who)


def test_only_the_last_step_of_an_organisation_is_undone(begin, county, who):
    with begin() as session:
        unit_id = county["莲塘村党总支"]
        first = tree.change_unit(session, unit_id=unit_id, facts=UnitFacts("甲支部"), **who)
        tree.change_unit(session, unit_id=unit_id, facts=UnitFacts("乙支部"), **who)
        with pytest.raises(StepOutlived):
            tree.undo(session, event_id=first, **who)


def test_an_organisation_is_found_by_its_name_or_path(begin, county, who):
    with begin() as session:
        for upper in ("横塘镇", "南桥镇"):
            facts = UnitFacts("机关支部")
            tree.add_unit(session, facts=facts, parent_id=county[upper], **who)
        assert find_unit(session, "南桥镇") == county["南桥镇"]
        assert find_unit(session, "横塘镇/机关支部") != find_unit(session, "南桥镇/机关支部")
        with pytest.raises(UnitAmbiguous):
            find_unit(session, "机关支部")
        with pytest.raises(UnitUnknown):
            find_unit(session, "没有的支部")
