"""How a person's organisation is named in an exam: for the candidate, and by township."""

from dongan_training.people.models import OrgUnit

TOWNSHIP_ENDS = ("乡", "镇", "街道")
ABOVE_TOWNSHIPS = ("县", "市", "区", "州", "省")


def unit_path(unit: OrgUnit | None) -> str:
    """Name a unit from the township down: 白牙市镇莲塘村党总支."""
    line = _line(unit)
    return "".join(one.name for one in reversed(line) if not _is_county(one) or one is line[0])


def township_of(unit: OrgUnit | None) -> str:
    """Name the township a unit belongs to; else the highest unit below the county."""
    line = _line(unit)
    for one in line:
        if one.kind in ("乡镇", "街道") or one.name.endswith(TOWNSHIP_ENDS):
            return one.name
    below = [one for one in line if not _is_county(one)]
    return below[-1].name if below else ""


def _is_county(unit: OrgUnit) -> bool:
    return unit.parent_id is None and unit.name.endswith(ABOVE_TOWNSHIPS)


def _line(unit: OrgUnit | None) -> list[OrgUnit]:
    """The unit and those above it, from the lowest up; a circle in bad data ends it."""
    line: list[OrgUnit] = []
    while unit is not None and not any(unit is one for one in line):
        line.append(unit)
        unit = unit.parent
    return line
