"""Bands and ranks of marks (优秀、良好、合格): pure, for one exam and for overall results."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.settings import Settings
from dongan_training.texts import N_, _


class Band(StrEnum):
    """How good a result is, in a word."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


BAND_NAMES = {
    Band.EXCELLENT: N_("优秀"),
    Band.GOOD: N_("良好"),
    Band.PASSED: N_("合格"),
    Band.FAILED: N_("不合格"),
}


@dataclass(frozen=True)
class Bands:
    """From how many of 100 a result is excellent, good, passed."""

    excellent: float = 85
    good: float = 75
    passed: float = 60


def usual_bands(practice: Settings) -> Bands:
    """Give the bands that the settings name."""
    return Bands(practice.excellent_from, practice.good_from, practice.pass_mark)


def band_of(percent: float, bands: Bands) -> Band:
    """Give the band of a result; whoever does not pass is in no higher band."""
    if percent < bands.passed - 1e-9:
        return Band.FAILED
    if percent >= bands.excellent - 1e-9:
        return Band.EXCELLENT
    return Band.GOOD if percent >= bands.good - 1e-9 else Band.PASSED


def band_name(band: Band) -> str:
    """Name a band."""
    return _(BAND_NAMES[band])


def ranks(scores: Sequence[float | None]) -> list[int | None]:
    """Give each score its place: equal scores share it, and the next place is left out."""
    ordered = sorted((one for one in scores if one is not None), reverse=True)
    places: dict[float, int] = {}
    for place, one in enumerate(ordered, start=1):
        places.setdefault(one, place)
    return [None if one is None else places[one] for one in scores]
