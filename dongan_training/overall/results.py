"""The overall results of a class (总评): each part, what they come to, band and place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.attendance.hours import EarnedHours, class_hours
from dongan_training.exam.bands import Band, Bands, band_of, ranks, usual_bands
from dongan_training.exam.class_scores import AS_STORED, class_scores, exam_scores
from dongan_training.overall.composing import given_results, weights_of
from dongan_training.overall.weighing import Part, Source, Weighed, Weights, weigh
from dongan_training.training.queries import RosterRow, active_roster

Percents = Mapping[str, float | None]


@dataclass(frozen=True)
class OverallRow:
    """One person of the class; ``percents`` by the name of the part, None where it is missing."""

    enrolment_id: str
    number: int
    name: str
    pinyin: str
    unit: str
    township: str
    percents: Mapping[str, float | None]
    overall: float | None
    missing: tuple[str, ...]
    band: Band | None
    rank: int | None

    @property
    def id(self) -> str:
        """What stays the same when the row is read anew."""
        return self.enrolment_id


@dataclass(frozen=True)
class OverallList:
    """A class with its overall results, the best first, then those that are incomplete."""

    weights: Weights
    rows: tuple[OverallRow, ...]


def overall_list(session: Session, class_id: str, *, at: datetime) -> OverallList:
    """Read the overall results of a class as they stand now."""
    weights = weights_of(session, class_id)
    usual = usual_bands(settings.load(session))
    bands = Bands(usual.excellent, usual.good, weights.pass_mark)
    people = active_roster(session, class_id)
    hours = {one.enrolment_id: one for one in class_hours(session, class_id=class_id, now=at)}
    percents = part_percents(
        session, class_id, weights.parts, {one.id: hours.get(one.id) for one in people}
    )
    found = [weigh(weights.parts, percents[one.id]) for one in people]
    places = ranks([one.percent for one in found])
    rows = [
        _row(person, percents[person.id], weighed, place, bands)
        for person, weighed, place in zip(people, found, places, strict=True)
    ]
    return OverallList(
        weights, tuple(sorted(rows, key=lambda one: (one.rank is None, one.rank or 0)))
    )


def part_percents(
    session: Session,
    class_id: str,
    parts: tuple[Part, ...],
    people: Mapping[str, EarnedHours | None],
    *,
    instead: Mapping[str, float | None] = AS_STORED,
) -> dict[str, Percents]:
    """Give each person's percents by part, by enrolment; ``people`` have their hours, if any.

    ``instead`` has scores by attempt that are not stored: how people would stand with them.
    """
    given = given_results(session, class_id)
    scores: dict[str, dict[str, float]] = {}
    for part in parts:
        if part.source is Source.EXAM:
            found = (
                exam_scores(session, part.exam_id, instead=instead)
                if part.exam_id
                else class_scores(session, class_id, instead=instead)
            )
            scores[part.name] = {one: result.percent for one, result in found.items()}
    percents: dict[str, Percents] = {}
    for enrolment_id, hours in people.items():
        own: dict[str, float | None] = {}
        for part in parts:
            if part.source is Source.EXAM:
                own[part.name] = scores[part.name].get(enrolment_id)
            elif part.source is Source.GIVEN:
                own[part.name] = given.get((enrolment_id, part.name))
            else:
                own[part.name] = _share_of_hours(hours)
        percents[enrolment_id] = own
    return percents


def _share_of_hours(hours: EarnedHours | None) -> float | None:
    return hours.earned / hours.possible * 100 if hours and hours.possible else None


def _row(
    person: RosterRow, percents: Percents, weighed: Weighed, rank: int | None, bands: Bands
) -> OverallRow:
    return OverallRow(
        enrolment_id=person.id,
        number=person.number,
        name=person.name,
        pinyin=person.pinyin,
        unit=person.org,
        township=person.township,
        percents=percents,
        overall=weighed.percent,
        missing=weighed.missing,
        band=None if weighed.percent is None else band_of(weighed.percent, bands),
        rank=rank,
    )
