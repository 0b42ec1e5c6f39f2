"""The figures of all items of a form at once, by columns: pure.

Rows are people, columns items. The formulas are those of classical test theory; each
function names its source, and tests hold them to published results.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]
    Table = NDArray[np.float64]

GROUP_SHARE = 0.27
FEWEST_PEOPLE = 10  # below that an item's figures say more about chance than about the item


@dataclass(frozen=True)
class ItemFigures:
    """One value for each item; NaN where all people or all totals were alike."""

    facility: "Column"  # mean share of the points
    discrimination: "Column"
    correlation: "Column"


def item_figures(points: "Table", full: "Column", totals: "Column") -> ItemFigures:
    """Work out facility, upper–lower discrimination and corrected item–total correlation.

    Facility is the mean share of the points (P; Guilford, Fundamental Statistics, 1954).
    """
    import numpy as np

    means = points.mean(axis=0)
    if len(totals) < FEWEST_PEOPLE:
        nothing = np.full(len(full), np.nan)
        return ItemFigures(means / full, nothing, nothing)
    weights = upper_lower_weights(totals)
    return ItemFigures(
        means / full, weights @ points / full, corrected_correlations(points, totals)
    )


def upper_lower_weights(totals: "Column") -> "Column":
    """Give what each person counts in D: mean share of the best 27 % minus the last 27 %.

    Kelley (1939), "The selection of upper and lower groups for the validation of test
    items", J. Educ. Psych. 30, 17–24. People with equal totals at the edge of a group count
    in part, so that the order of rows never decides.
    """
    size = max(1, round(len(totals) * GROUP_SHARE))
    upper, lower = _smallest(-totals, size), _smallest(totals, size)
    difference: Column = (upper - lower) / size
    return difference


def _smallest(totals: "Column", size: int) -> "Column":
    """How much each person belongs to the ``size`` smallest."""
    import numpy as np

    edge = np.partition(totals, size - 1)[size - 1]
    inside, tied = totals < edge, totals == edge
    share = (size - inside.sum()) / tied.sum()
    return np.where(inside, 1.0, np.where(tied, share, 0.0))


def corrected_correlations(points: "Table", totals: "Column") -> "Column":
    """Correlate each item with the total of the others (r.drop of R's psych::alpha).

    Henrysson (1963), "Correction of item–total correlations in item analysis",
    Psychometrika 28, 211–218. ``totals`` are the sums of the rows.
    """
    import numpy as np

    people = len(totals)
    centred = totals - totals.mean()
    covariance = centred @ points / people
    variance = _variances(points)
    others = centred @ centred / people - 2 * covariance + variance
    spread = np.sqrt(np.clip(variance * others, 0, None))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Column = np.where(spread > 1e-12, (covariance - variance) / spread, np.nan)
    return found


def reliability(points: "Table", totals: "Column") -> float | None:
    """Give Cronbach's alpha (Psychometrika 16, 1951, 297–334).

    For items marked 0 or 1 it is KR-20 (Kuder and Richardson, Psychometrika 2, 1937,
    151–160). None where it means nothing: fewer than two items or FEWEST_PEOPLE people, or
    all totals equal.
    """
    people, items = points.shape
    if people < FEWEST_PEOPLE or items < 2:
        return None
    total = float(totals.var())
    if total < 1e-12:
        return None
    parts = float(_variances(points).sum())
    return float(items / (items - 1) * (1 - parts / total))


def _variances(points: "Table") -> "Column":
    """Variances of columns, without a second table of that size."""
    import numpy as np

    means = points.mean(axis=0)
    squares: Column = np.einsum("ij,ij->j", points, points) / len(points) - means * means
    return np.clip(squares, 0, None)
