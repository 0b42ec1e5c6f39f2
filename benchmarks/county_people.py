"""The county's townships, branches and people, as benchmarks need them: invented, seeded."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from dongan_training import paths
from dongan_training.people.models import Gender, OrgUnit, Person
from dongan_training.people.order import pinyin_key, stroke_key
from dongan_training.people.pinyin import pinyin_of
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp
from resources.samples.names import COMMON, FEMALE, MALE

BRANCHES = 6  # in each township
ROLES = (
    (("支部书记",), "党支部书记"),
    (("班子成员",), "组织委员"),
    (("党务工作者",), "党建专干"),
)


@dataclass(frozen=True)
class Units:
    """Ids of townships and of the branches in them."""

    townships: tuple[str, ...]
    branches: tuple[str, ...]


def add_units(session: Session) -> Units:
    """The townships that ship with the product, with six branches each."""
    county = OrgUnit(name="东安县", kind="县")
    session.add(county)
    session.flush()
    with paths.resource("samples/townships.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    townships = [
        OrgUnit(name=name, kind="乡镇", parent_id=county.id, position=place)
        for place, name in enumerate(names)
    ]
    session.add_all(townships)
    session.flush()
    branches = [
        OrgUnit(name=f"{village}村党支部", kind="党支部", parent_id=one.id, position=place)
        for one in townships
        for place, village in enumerate(("莲塘", "樟木", "竹山", "大塘", "石山", "龙井")[:BRANCHES])
    ]
    session.add_all(branches)
    session.flush()
    return Units(tuple(one.id for one in townships), tuple(one.id for one in branches))


def add_people(session: Session, units: Units, count: int, chance: random.Random) -> Sequence[str]:
    """People of three roles, dealt out to the branches; gives their ids."""
    version = stamp(session).fields()
    rows = []
    for number in range(count):
        name = chance.choice(COMMON) + chance.choice(MALE + FEMALE)
        categories, post = ROLES[number % len(ROLES)]
        rows.append(
            {
                "id": new_id(),
                "name": name,
                **_sorted_by(name),
                "gender": Gender.UNKNOWN,
                "ethnicity": "",
                "political_status": "中共党员",
                "post": post,
                "categories": list(categories),
                "note": "",
                "active": True,
                "org_unit_id": units.branches[number % len(units.branches)],
                **version,
            }
        )
    insert_rows(session, Person, rows)
    return [row["id"] for row in rows]


@cache
def _sorted_by(name: str) -> dict[str, str]:
    """Names repeat: a county has fewer of them than people."""
    return {
        "pinyin": pinyin_of(name),
        "by_strokes": stroke_key(name),
        "by_pinyin": pinyin_key(name),
    }
