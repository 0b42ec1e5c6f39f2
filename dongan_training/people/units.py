"""How an organisation is named, and which township it belongs to: the one place that knows.

The township of somebody is the nearest unit of kind 乡镇 or 街道 above them, however many
general branches and villages lie between, or their own unit if it is one. Where there is
none (county organs), it is the highest unit below the county.
"""

from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from dongan_training.people.models import OrgUnit

COUNTY = "县"
TOWNSHIP, SUBDISTRICT = "乡镇", "街道"
HIGHEST_LINE = 20  # units above one another; bad data may hold a circle
NOTHING = literal("", Text)


@dataclass(frozen=True)
class Named:
    """The names of a unit; all empty for somebody who belongs to none."""

    org: str = ""
    township: str = ""
    full: str = ""  # from the township down: 白牙市镇莲塘村党总支


NOWHERE = Named()


def _named(units: FromClause) -> CTE:
    """Name each of these units, from the county down; they hold all units above their own."""
    is_county = units.c.kind == COUNTY
    upper = (
        select(
            units.c.id,
            units.c.name.label("org"),
            units.c.position,
            case((is_county, NOTHING), else_=units.c.name).label("township"),
            case((is_county, 0), else_=units.c.position).label("township_position"),
            case((is_county, NOTHING), else_=units.c.name).label("full"),
        )
        .where(units.c.parent_id.is_(None))
        .cte("named_unit", recursive=True)
    )
    unit = units.alias("unit_below")
    is_township = (unit.c.kind == TOWNSHIP) | (unit.c.kind == SUBDISTRICT)
    stays_within = ~is_township & (upper.c.township != "")
    return upper.union_all(
        select(
            unit.c.id,
            unit.c.name,
            unit.c.position,
            case((stays_within, upper.c.township), else_=unit.c.name),
            case((stays_within, upper.c.township_position), else_=unit.c.position),
            _joined(upper.c.full, unit.c.name),
        ).where(unit.c.parent_id == upper.c.id)
    )


def _joined(upper: ColumnElement[str], name: ColumnElement[str]) -> ColumnElement[str]:
    """横塘镇 and 横塘镇机关支部 make no 横塘镇横塘镇机关支部."""
    says_it_itself = func.substr(name, 1, func.length(upper)) == upper
    return case((says_it_itself, name), else_=upper.concat(name))


def _line_of(unit_id: ColumnElement[str]) -> CTE:
    """A unit and all above it; a door must not read the whole county at each scan."""
    unit, above = OrgUnit.__table__, OrgUnit.__table__.alias("unit_above")
    line = (
        select(*unit.c["id", "name", "kind", "position", "parent_id"], literal(1).label("height"))
        .where(unit.c.id == unit_id)
        .cte("line", recursive=True)
    )
    return line.union_all(
        select(*above.c["id", "name", "kind", "position", "parent_id"], line.c.height + 1).where(
            above.c.id == line.c.parent_id, line.c.height < HIGHEST_LINE
        )
    )


def _county_by_name(named: CTE) -> Select[str, str, int, str, int, str]:
    """For those below it the county goes without saying; it is named only by itself."""
    full = case((named.c.full == "", named.c.org), else_=named.c.full)
    own = (named.c.id, named.c.org, named.c.position)
    return select(*own, named.c.township, named.c.township_position, full.label("full"))


# To be joined to people by their unit: id, org, position, township, township_position, full.
NAMED_UNITS = _county_by_name(_named(OrgUnit.__table__)).subquery("named_units")
NAMES = (NAMED_UNITS.c.org, NAMED_UNITS.c.township, NAMED_UNITS.c.full)  # for ``named``


def _names_of_one() -> Select[str, str, str]:
    wanted = bindparam("unit_id", type_=OrgUnit.id.type)
    one = _county_by_name(_named(_line_of(wanted))).subquery()
    return select(one.c.org, one.c.township, one.c.full).where(one.c.id == wanted)


_OF_ONE = _names_of_one()  # written once: every check-in at a busy door runs it


def named(org: str | None, township: str | None, full: str | None) -> Named:
    """The names that an outer join found, or none."""
    return Named(org or "", township or "", full or "")


def unit_names(session: Session, unit_id: str | None) -> Named:
    """Name one unit, without reading all others."""
    if unit_id is None:
        return NOWHERE
    found = session.connection().execute(_OF_ONE, {"unit_id": unit_id}).one_or_none()
    return Named(*found) if found else NOWHERE
