"""Where somebody belongs: from words in a roll to a path in the tree, and from a path to units.

A path is a tuple of names from the county down: ("东安县", "白牙市镇", "莲塘村党总支").
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training import paths, settings
from dongan_training.people.models import OrgUnit
from dongan_training.people.refusals import (
    OrganisationMissing,
    TextTooLong,
    TownshipDisagrees,
)
from dongan_training.texts import _

Path = tuple[str, ...]
Place = str | Path  # the id of a unit that exists, or the path of one still to be made

LONGEST_UNIT = 100
# The first ending that fits tells the kind; a kind is data, the tree takes any.
KINDS = (
    (re.compile(r"流动.*支部(?:委员会)?$"), "流动党支部"),
    (re.compile(r"党总支(?:部)?$|总支(?:部|委员会)$"), "党总支"),
    (re.compile(r"支部(?:委员会)?$|支委会$"), "党支部"),
    (re.compile(r"党小组$|小组$"), "党小组"),
    (re.compile(r"机关$"), "机关"),
    (re.compile(r"党委$|党工委$|委员会$"), "党委"),
    (re.compile(r"县$"), "县"),
    (re.compile(r"[镇乡]$|街道(?:办事处)?$|[林农]场$"), "乡镇"),
    (re.compile(r"村$"), "村"),
    (re.compile(r"社区$"), "社区"),
)
TOWNSHIP_LIKE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道办事处|街道|林场|农场)(?=..)")
PARTY = re.compile("^(?:中国共产党|中共)")
# A party organisation named after a place of its own keeps only that: 莲塘村党总支.
OWN_PLACE = re.compile(
    r"(?!党|委|机关|驻|政府|人民|直属|流动)"
    r"[\u4e00-\u9fff·]+?(?:村|社区|居委会|公司|学校|小学|中学|医院|合作社|协会)"
)
UPPER_PARTY = re.compile(r"^党工?委(?=.{3})")
UPPER = re.compile(r"(?<=党委)(?=.{3})|(?<=党总支)(?=[^部].{2})|(?<=党支部)(?=.{2})")


@dataclass(frozen=True)
class Whereabouts:
    """What a roll says about where somebody belongs; each may be empty."""

    township: str = ""
    village: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Places:
    """What is known when words are read: the county, its townships, and whose program this is."""

    county: str
    townships: Sequence[str]
    home: str = ""  # the township of this program, for names that tell none

    _read: dict[Whereabouts, Path] = field(default_factory=dict, compare=False, repr=False)

    def path(self, said: Whereabouts) -> Path:
        """Find the path meant, or raise OrganisationMissing or TownshipDisagrees."""
        if said not in self._read:  # a roll says the same few places again and again
            self._read[said] = self._path(said)
        return self._read[said]

    def _path(self, said: Whereabouts) -> Path:
        named = self._named_township(said.township)
        in_village, village = self._split(said.village)
        in_unit, unit = self._split(said.unit)
        found = named or in_unit or in_village
        for other in (in_unit, in_village):
            if other and other != found:
                raise TownshipDisagrees(found, other)
        below = _chain(village, unit)
        if not found and not below:
            raise OrganisationMissing
        _require_short((found, *below))
        if not found and not unit.startswith(self.county):
            found = self.home
        names = (self.county, found, *below)
        return tuple(dict.fromkeys(name for name in names if name))  # 东安县 alone is the county

    def _named_township(self, text: str) -> str:
        """What stands in a column of townships: 白牙市 means 白牙市镇 there."""
        township, rest = self._split(text)
        full = (rest + ending for ending in ("镇", "乡") if rest)
        return township or next((one for one in full if one in self.townships), rest)

    def _split(self, text: str) -> tuple[str, str]:
        """Part a text into township and what is below it; both may be empty."""
        bare = PARTY.sub("", re.sub(r"\s+", "", text))
        township = self._township_of(bare.removeprefix(self.county))
        if not township:
            return "", bare
        below = UPPER_PARTY.sub("", bare.removeprefix(self.county).removeprefix(township))
        if not below or OWN_PLACE.match(below):
            return township, below
        return township, township + below

    def _township_of(self, text: str) -> str:
        known = [name for name in self.townships if text.startswith(name)]
        if known:
            return max(known, key=len)
        guessed = TOWNSHIP_LIKE.match(text)
        return guessed[0] if guessed else ""


def _require_short(names: Sequence[str]) -> None:
    if any(len(name) > LONGEST_UNIT for name in names):
        raise TextTooLong(_("党组织"), LONGEST_UNIT)


def _chain(village: str, unit: str) -> list[str]:
    """The units below the township, from the upper to the lower one."""
    chain = [part for part in UPPER.split(unit) if part]
    if village and not unit.startswith(village.removesuffix("村").removesuffix("社区")):
        chain.insert(0, village)
    return chain


def kind_of(name: str, depth: int) -> str:
    """Guess the kind of a unit from its name, and its depth where the name is silent."""
    for ending, kind in KINDS:
        if ending.search(name):
            return kind
    return "" if depth else "县"


@cache
def seeded_townships() -> Mapping[str, str]:
    """Codes of the townships that ship with the program, by name, in their fixed order."""
    with paths.resource("samples", "townships.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


def places(session: Session) -> Places:
    """Read what is known about this county now."""
    stored = settings.load(session)
    kept = session.scalars(select(OrgUnit.name).where(OrgUnit.kind == "乡镇"))
    townships = tuple(dict.fromkeys((*seeded_townships(), *kept)))
    home = stored.township if stored.township in townships else ""
    return Places(stored.county, townships, home)


@dataclass(frozen=True)
class Unit:
    """A unit of the tree, as far as paths need it."""

    id: str
    name: str
    parent_id: str | None


@dataclass
class Tree:
    """All units of the county in memory; ``find_or_create`` stores what is missing."""

    session: Session
    units: dict[str, Unit] = field(default_factory=dict)
    _by_key: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _paths: dict[Path, str] = field(default_factory=dict)
    _above: dict[str | None, frozenset[Place]] = field(default_factory=dict)
    created: int = 0

    @classmethod
    def load(cls, session: Session) -> "Tree":
        """Read all units once: a county has some hundred."""
        tree = cls(session)
        found = session.execute(select(OrgUnit.id, OrgUnit.name, OrgUnit.parent_id))
        for unit_id, name, parent_id in found.all():
            tree.units[unit_id] = Unit(unit_id, name, parent_id)
        for unit in tree.units.values():
            tree._by_key[unit.parent_id, tree._key(unit.name, unit.parent_id)] = unit.id
        return tree

    def path_of(self, unit_id: str | None) -> Path:
        """Names from the county down to this unit."""
        names: list[str] = []
        while unit_id is not None:
            unit = self.units[unit_id]
            names.append(unit.name)
            unit_id = unit.parent_id
        return tuple(reversed(names))

    def above(self, unit_id: str | None) -> frozenset[Place]:
        """The ids of all units above this one."""
        if unit_id not in self._above:
            parent = self.units[unit_id].parent_id if unit_id else None
            self._above[unit_id] = self.above(parent) | {parent} if parent else frozenset()
        return self._above[unit_id]

    def find(self, path: Path) -> str | None:
        """The id of the unit meant by ``path``, or None.

        横塘镇机关支部 under 横塘镇 is the same unit as 机关支部 there.
        """
        if path in self._paths:
            return self._paths[path]
        unit_id: str | None = None
        for name in path:
            unit_id = self._by_key.get((unit_id, self._key(name, unit_id)))
            if unit_id is None:
                return None
        assert unit_id is not None, "a path has at least the county"
        self._paths[path] = unit_id
        return unit_id

    def find_or_create(self, path: Path) -> str:
        """The id of the unit meant by ``path``; what is missing on the way is stored."""
        known = self.find(path)
        if known is not None:
            return known
        parent_id = self.find_or_create(path[:-1]) if len(path) > 1 else None
        unit = self._create(path[-1], parent_id, len(path) - 1)
        self._paths[path] = unit.id
        return unit.id

    def _create(self, name: str, parent_id: str | None, depth: int) -> Unit:
        code = seeded_townships().get(name) if depth == 1 else None
        record = OrgUnit(
            name=name,
            kind=kind_of(name, depth),
            code=code,
            position=self._position(name, parent_id, depth),
            parent_id=parent_id,
        )
        self.session.add(record)
        self.session.flush()
        unit = self.units[record.id] = Unit(record.id, name, parent_id)
        self._by_key[parent_id, self._key(name, parent_id)] = unit.id
        self.created += 1
        return unit

    def _position(self, name: str, parent_id: str | None, depth: int) -> int:
        """Townships of the county stand in their official order, all else as it came."""
        seeded = list(seeded_townships()) if depth == 1 else []
        if name in seeded:
            return seeded.index(name) + 1
        last = self.session.scalar(
            select(func.max(OrgUnit.position)).where(OrgUnit.parent_id == parent_id)
        )
        return max(last or 0, len(seeded)) + 1

    def _key(self, name: str, parent_id: str | None) -> str:
        """A name as it is compared among siblings: without the names of the units above."""
        bare = PARTY.sub("", name)
        for upper in self.path_of(parent_id):
            bare = bare.removeprefix(upper) or bare
        return bare
