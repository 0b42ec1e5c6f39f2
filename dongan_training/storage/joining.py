"""One row takes the place of another: whatever points to the one given up points to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training.storage.base import Base, table_of

Pointer = tuple[type[Base], InstrumentedAttribute[Any]]


@runtime_checkable
class Absorbing(Protocol):
    """A row that knows what to do when another one would say the same again after a joining."""

    def absorb(self, other: Any) -> None:
        """Take over what ``other`` says, which is deleted then."""
        ...


@dataclass(frozen=True)
class Joined:
    """What a joining did: rows that point elsewhere now (table, column, id), and rows absorbed."""

    moved: tuple[tuple[str, str, str], ...]
    absorbed: int


class Clash(Exception):
    """Both have a row of ``kind`` of which there can be only one."""

    def __init__(self, kind: type[Base]):
        super().__init__(kind.__name__)
        self.kind = kind


def join(session: Session, kind: type[Base], *, gone_id: str, kept_id: str) -> Joined:
    """Let everything that points to ``gone_id`` point to ``kept_id``.

    Raises Clash where a unique constraint forbids it and the row is not ``Absorbing``. Only
    models that were imported are seen; deleting the row given up fails if there are others.
    """
    moved: list[tuple[str, str, str]] = []
    absorbed = 0
    for model, column in _pointers(kind):
        for row in session.scalars(sa.select(model).where(column == gone_id)).all():
            twin = _twin(session, row, column, kept_id)
            if twin is None:
                setattr(row, column.key, kept_id)
                moved.append((table_of(model).name, column.key, str(getattr(row, "id", ""))))
            elif isinstance(twin, Absorbing):
                twin.absorb(row)
                session.delete(row)
                absorbed += 1
            else:
                raise Clash(model)
        session.flush()
    return Joined(tuple(moved), absorbed)


def part(session: Session, kind: type[Base], *, joined: Joined, kept_id: str, back_id: str) -> None:
    """Undo a joining: rows that still point to ``kept_id`` point to ``back_id`` again."""
    by_name = {(table_of(model).name, column.key): model for model, column in _pointers(kind)}
    for table, column, row_id in joined.moved:
        row = session.get(by_name[table, column], row_id)
        if row is not None and getattr(row, column) == kept_id:
            setattr(row, column, back_id)
    session.flush()


def _pointers(kind: type[Base]) -> Iterator[Pointer]:
    target = table_of(kind)
    mappers = sorted(Base.registry.mappers, key=lambda mapper: table_of(mapper.class_).name)
    for mapper in mappers:
        for column in table_of(mapper.class_).columns:
            if any(key.column.table is target for key in column.foreign_keys):
                attribute = getattr(mapper.class_, mapper.get_property_by_column(column).key)
                yield mapper.class_, attribute


def _twin(
    session: Session, row: Base, column: InstrumentedAttribute[Any], kept_id: str
) -> Base | None:
    """The row that is in the way of ``row`` once ``column`` says ``kept_id``."""
    model = type(row)
    for rule in _unique_rules(model):
        if column.key not in rule:
            continue
        said = {name: kept_id if name == column.key else getattr(row, name) for name in rule}
        twin = session.scalar(sa.select(model).filter_by(**said))
        if twin is not None:
            return twin
    return None


def _unique_rules(model: type[Base]) -> Iterator[tuple[str, ...]]:
    for constraint in table_of(model).constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)
