"""What makes thousands of rows cheap: bare inserts, and a garbage collector that waits."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import Column, Dialect, Row, Table, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeEngine

from dongan_training.storage.base import Base, table_of

AT_ONCE = 500  # ids in one query


def rows_by_id(
    session: Session, columns: Sequence[InstrumentedAttribute[Any]], ids: Iterable[str]
) -> list[Row[Any]]:
    """The rows whose first column is one of ``ids``, however many those are."""
    wanted = sorted(set(ids))
    return [
        row
        for start in range(0, len(wanted), AT_ONCE)
        for row in session.execute(
            select(*columns).where(columns[0].in_(wanted[start : start + AT_ONCE]))
        )
    ]


def insert_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert in the session's transaction, at a third of the cost of the unit of work.

    The rows all name the same columns, ``id``, ``device`` and ``counter`` among them.
    """
    if rows:
        insert_columns(session, kind, {name: [row[name] for row in rows] for name in rows[0]})


def insert_columns(
    session: Session,
    kind: type[Base],
    columns: Mapping[str, Sequence[Any]],
    shared: Mapping[str, Any] | None = None,
) -> None:
    """The same for rows given column by column; ``shared`` are values that all of them have.

    The statement is compiled once, and its types are looked up once for all rows. A column that
    holds nothing is not named: the driver asks for each single None whether it is something else.
    """
    connection = session.connection()
    dialect = connection.dialect
    table = table_of(kind)
    shared = shared or {}
    filled = (name for name, values in columns.items() if not _is_empty(table.c[name], values))
    statement, names = _statement(table, dialect, (*filled, *shared))
    bound: list[Iterable[Any]] = []
    for name in names:
        bind = _binding(table.c[name].type, dialect)
        if name in shared:
            bound.append(repeat(bind(shared[name]) if bind else shared[name]))
        else:
            bound.append(_bound(columns[name], bind))
    lines: Any = zip(*bound, strict=False)  # the shared ones have no end
    if not dialect.positional:
        lines = (dict(zip(names, line, strict=True)) for line in lines)
    connection.exec_driver_sql(statement, list(lines))
    session.info["changed"].add(kind)


@lru_cache
def _statement(table: Table, dialect: Dialect, names: tuple[str, ...]) -> tuple[str, Sequence[str]]:
    """An insert, and the columns in the order in which it takes their values."""
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    return str(compiled), compiled.positiontup or names


def _is_empty(column: Column[Any], values: Sequence[Any]) -> bool:
    """Whether the database puts NULL there by itself."""
    if values[0] is not None or column.default is not None or column.server_default is not None:
        return False
    return values.count(None) == len(values)


Binding = Callable[[Any], Any] | None


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Binding:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _bound(values: Sequence[Any], bind: Binding) -> Sequence[Any]:
    """Turn one column into what the driver takes; one value for all rows is turned once."""
    if bind is None:
        return values
    first = values[0]
    if all(value is first for value in values):
        return [bind(first)] * len(values)
    if isinstance(first, Enum):  # few, in however many rows
        turned = {value: bind(value) for value in set(values)}
        return [turned[value] for value in values]
    return [bind(value) for value in values]


@contextmanager
def collector_waiting() -> Iterator[None]:
    """Keep the cyclic collector from walking over what is being built, again and again.

    Reading 10,000 questions makes half a million objects that all stay; looking through
    them for cycles each time they grow by a tenth costs a fifth of the whole time. What was
    built counts as old afterwards: else the next small thing would have all of it walked over.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # into the oldest generation
            gc.enable()
