"""Which township somebody belongs to, at whatever depth."""

import pytest
from sqlalchemy import select

from dongan_training.people.models import OrgUnit
from dongan_training.people.units import NAMED_UNITS, NAMES, NOWHERE, Named, unit_names

LINES = (
    ((("东安县", "县"),), Named("东安县", "", "东安县")),
    ((("东安县", "县"), ("横塘镇", "乡镇")), Named("横塘镇", "横塘镇", "横塘镇")),
    (
        (("东安县", "县"), ("横塘镇", "乡镇"), ("莲塘村党总支", "党总支"), ("第一支部", "党支部")),
        Named("第一支部", "横塘镇", "横塘镇莲塘村党总支第一支部"),
    ),
    (
        (("东安县", "县"), ("横塘镇", "乡镇"), ("横塘镇机关支部", "党支部")),
        Named("横塘镇机关支部", "横塘镇", "横塘镇机关支部"),
    ),
    (
        (("东安县", "县"), ("县直机关工委", "党委"), ("档案馆支部", "党支部")),
        Named("档案馆支部", "县直机关工委", "县直机关工委档案馆支部"),
    ),
    (
        (("东安县", "县"), ("城区党工委", "党委"), ("沿江街道", "街道"), ("一社区", "社区")),
        Named("一社区", "沿江街道", "城区党工委沿江街道一社区"),
    ),
    (
        (("驻深圳流动支部", ""),),
        Named("驻深圳流动支部", "驻深圳流动支部", "驻深圳流动支部"),
    ),
)


def _store(session, line):
    unit_id = None
    for name, kind in line:
        unit = OrgUnit(name=name, kind=kind, parent_id=unit_id)
        session.add(unit)
        session.flush()
        unit_id = unit.id
    return unit_id


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_unit_is_named_with_its_township_alone_and_in_a_list(workspace, line, expected):
    with workspace.begin() as session:
        unit_id = _store(session, line)
        listed = session.execute(select(*NAMES).where(NAMED_UNITS.c.id == unit_id)).one()
        assert unit_names(session, unit_id) == Named(*listed) == expected


def test_nobody_without_a_unit_has_a_township(workspace):
    with workspace.read() as session:
        assert unit_names(session, None) == NOWHERE == unit_names(session, "no such unit")


def test_a_circle_in_bad_data_ends(workspace):
    with workspace.begin() as session:
        below = _store(session, (("甲", ""), ("乙", "")))
        top = session.get_one(OrgUnit, below).parent_id
        session.get_one(OrgUnit, top).parent_id = below
        session.flush()
        assert unit_names(session, below) == NOWHERE
        assert session.execute(select(NAMED_UNITS)).all() == []
