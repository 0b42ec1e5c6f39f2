"""What several results come to by their weights (总评): pure, all in percent of full marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.texts import N_, _

WHOLE = 100  # what the weights come to


class Source(StrEnum):
    """Where the percents of a part come from."""

    EXAM = "exam"  # the result of the class's exam, resits counted in
    HOURS = "hours"  # hours earned of those offered
    GIVEN = "given"  # what the trainer gives (平时成绩)


SOURCE_NAMES = {
    Source.EXAM: N_("考试成绩"),
    Source.HOURS: N_("考勤学时"),
    Source.GIVEN: N_("人工评定"),
}


@dataclass(frozen=True)
class Part:
    """One part of the overall result; ``exam_id`` names one exam where the class has several."""

    name: str
    source: Source
    weight: float
    exam_id: str = ""


@dataclass(frozen=True)
class Weights:
    """How a class's overall result is made up, and what it decides."""

    parts: tuple[Part, ...] = ()
    pass_mark: float = 60  # of 100
    for_certificate: bool = False  # whether a certificate asks for it


@dataclass(frozen=True)
class Weighed:
    """An overall result; ``percent`` is None while a part is missing."""

    percent: float | None
    missing: tuple[str, ...]  # names of the parts that are missing


def source_name(source: Source) -> str:
    """Name where the percents of a part come from."""
    return _(SOURCE_NAMES[source])


def weigh(parts: Sequence[Part], percents: Mapping[str, float | None]) -> Weighed:
    """Bring the parts together; ``percents`` by the name of the part."""
    missing = tuple(one.name for one in parts if percents.get(one.name) is None)
    if missing or not parts:
        return Weighed(None, missing)
    total = sum(one.weight * (percents[one.name] or 0) for one in parts)
    return Weighed(round(total / sum(one.weight for one in parts), 2), ())


def weights_in_words(parts: Sequence[Part]) -> str:
    """Write the make-up as people say it: 考试 60% + 平时 40%."""
    return " + ".join(f"{one.name} {one.weight:g}%" for one in parts)
