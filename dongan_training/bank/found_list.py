"""The questions that fit, as a list that somebody scrolls through."""

from array import array

from sqlalchemy.orm import Session

from dongan_training.bank.filtering import (
    SOON,
    Filter,
    FoundRow,
    Order,
    Sorting,
    find,
    numbers_in_order,
    rows_of,
)


class FoundList:
    """Reads rows by their places, in the order asked.

    An index leads to any place of the order of arrival. Of every other order all numbers are
    known once somebody looks past its first rows, so that 100,000 questions are sorted once and
    not with every page. Questions taken out meanwhile are missing in the rows; a list is made
    anew after a commit.
    """

    def __init__(self, wanted: Filter, sorting: Sorting):
        self._wanted = wanted
        self._sorting = sorting
        self._numbers: array[int] | None = None

    def rows(self, session: Session, start: int, count: int) -> list[FoundRow]:
        """Read ``count`` rows from the place ``start``, or as many as there are."""
        near = self._sorting.by is Order.ARRIVAL or start + count <= SOON
        if self._numbers is None and near:
            return find(session, self._wanted, sorting=self._sorting, limit=count, offset=start)
        if self._numbers is None:
            self._numbers = numbers_in_order(session, self._wanted, self._sorting)
        return rows_of(session, self._numbers[start : start + count])
