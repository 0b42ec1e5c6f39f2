"""Certificate numbers: a pattern, a year, and a sequence without gaps that is never reused."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dongan_training.certificates.models import NumberSeries
from dongan_training.errors import UserError
from dongan_training.texts import N_


@dataclass(eq=False)
class BadNumberPattern(UserError):
    pattern: str
    message = N_("证书编号格式“{pattern}”不能用。")
    advice = N_("请在“设置”中改正：须含 {{seq}} 或 {{seq:04}}，可含 {{year}}。")


def write_number(pattern: str, *, year: int, sequence: int) -> str:
    """Fill ``pattern``; raises BadNumberPattern where it names anything else or no sequence."""
    try:
        number = pattern.format(year=year, seq=sequence)
        other = pattern.format(year=year, seq=sequence + 1)
    except (KeyError, IndexError, ValueError, AttributeError):
        raise BadNumberPattern(pattern) from None
    if number == other:
        raise BadNumberPattern(pattern)
    return number


def next_sequence(session: Session, *, pattern: str, year: int) -> int:
    """Take the next number of a series; it is given back only if the transaction fails."""
    series = session.get(NumberSeries, (pattern, year), with_for_update=True)
    if series is None:
        series = NumberSeries(pattern=pattern, year=year)
        session.add(series)
    series.last += 1
    session.flush()
    return series.last
