"""From words in a roll to a place in the tree."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from dongan_training.people.models import OrgUnit
from dongan_training.people.organisations import Tree, Whereabouts, kind_of
from dongan_training.people.refusals import OrganisationMissing, TextTooLong, TownshipDisagrees


@pytest.mark.parametrize(
    ("township", "village", "unit", "path"),
    [
        ("白牙市镇", "", "莲塘村党总支", "白牙市镇/莲塘村党总支"),
        ("", "", "白牙市镇莲塘村党总支", "白牙市镇/莲塘村党总支"),
        ("白牙市", "", "莲塘村 党总支", "白牙市镇/莲塘村党总支"),
        ("", "", "中共东安县白牙市镇莲塘村支部委员会", "白牙市镇/莲塘村支部委员会"),
        ("", "", "白牙市镇党委莲塘村党支部", "白牙市镇/莲塘村党支部"),
        ("", "", "白牙市镇莲塘村党总支第一党支部", "白牙市镇/莲塘村党总支/第一党支部"),
        ("白牙市镇", "莲塘村", "第一党支部", "白牙市镇/莲塘村/第一党支部"),
        ("白牙市镇", "莲塘村", "莲塘村党支部", "白牙市镇/莲塘村党支部"),
        ("", "", "大盛镇驻长沙流动党员党支部", "大盛镇/大盛镇驻长沙流动党员党支部"),
        ("", "", "南溪镇清水村党支部", "南溪镇/清水村党支部"),
        ("南溪乡", "", "", "南溪乡"),
        ("", "", "东安县委组织部", "东安县委组织部"),
        ("", "", "东安县", ""),
    ],
)
def test_where_somebody_belongs_is_understood(places, township, village, unit, path):
    expected = tuple(part for part in ("东安县", *path.split("/")) if part)
    assert places.path(Whereabouts(township, village, unit)) == expected


def test_a_branch_without_township_belongs_to_the_township_of_this_program(places):
    home = replace(places, home="紫溪市镇", _read={})
    assert home.path(Whereabouts(unit="莲塘村党支部")) == ("东安县", "紫溪市镇", "莲塘村党支部")
    assert home.path(Whereabouts(unit="东安县委组织部")) == ("东安县", "东安县委组织部")


def test_no_place_two_places_and_an_endless_place_are_refused(places):
    with pytest.raises(OrganisationMissing):
        places.path(Whereabouts())
    with pytest.raises(TownshipDisagrees):
        places.path(Whereabouts("横塘镇", "", "白牙市镇莲塘村党支部"))
    with pytest.raises(TextTooLong):
        places.path(Whereabouts("横塘镇", "", "村" * 200))


def test_the_kind_of_a_unit_is_guessed_from_its_name():
    kinds = {
        "白牙市镇": "乡镇",
        "大庙口林场": "乡镇",
        "莲塘村党总支": "党总支",
        "第一党支部": "党支部",
        "莲塘村支部委员会": "党支部",
        "第二党小组": "党小组",
        "横塘镇党委": "党委",
        "县直机关": "机关",
        "莲塘村": "村",
        "东安县委组织部": "",
    }
    assert {name: kind_of(name, 1) for name in kinds} == kinds


def test_units_are_made_once_and_townships_stand_in_their_official_order(workspace):
    paths = [
        ("东安县", "横塘镇", "机关支部"),
        ("东安县", "白牙市镇", "莲塘村党总支"),
        ("东安县", "南溪镇"),
        ("东安县", "横塘镇", "横塘镇机关支部"),
    ]
    with workspace.begin() as session:
        tree = Tree.load(session)
        ids = [tree.find_or_create(path) for path in paths]
        assert ids[0] == ids[3]
        assert tree.created == 6
    with workspace.read() as session:
        again = Tree.load(session)
        assert [again.find(path) for path in paths] == ids
        assert again.path_of(ids[1]) == paths[1]
        townships = session.scalars(
            select(OrgUnit).where(OrgUnit.kind == "乡镇").order_by(OrgUnit.position)
        )
        assert [(one.name, one.code) for one in townships] == [
            ("白牙市镇", "431122100"),
            ("横塘镇", "431122103"),
            ("南溪镇", None),
        ]
