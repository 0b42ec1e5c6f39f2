"""What every stored entity shares."""

import enum
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from uuid_utils import UUID, uuid7

from dongan_training.storage.types import Moment

ID = sa.String(36)


def new_id() -> str:
    """Make an id no other machine will make (UUIDv7, RFC 9562): sorted by birth, mergeable."""
    return str(uuid7())


SHORT = 8  # signs at the end of an id that tell records of one kind apart


def short_code(id_: str) -> str:
    """The end of an id, as lists show it: it is random, while the beginning tells the time."""
    return id_[-SHORT:]


def born_at(id_: str) -> datetime:
    """When ``new_id`` made it, by the clock of that machine, UTC."""
    return datetime.fromtimestamp(UUID(id_).timestamp / 1000, UTC)


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """All entities; identity is ``id``, never a visible number."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        date: sa.Date,
        str: sa.Text,
        dict[str, Any]: sa.JSON,
        list[str]: sa.JSON,
        list[Any]: sa.JSON,
        enum.Enum: sa.Enum(
            enum.Enum,
            native_enum=False,
            length=32,
            create_constraint=False,
            values_callable=_values,
        ),
    }


def table_of(kind: type[Base]) -> sa.Table:
    """The bare table of an entity, for statements past the unit of work."""
    table = kind.__table__
    assert isinstance(table, sa.Table)
    return table


class Record(MappedAsDataclass, kw_only=True):
    """An entity that travels between machines.

    ``(device, counter)`` is the version of the row: which device wrote it last, in which
    of its write transactions. The storage layer fills both; nobody sets them by hand.
    """

    id: Mapped[str] = mapped_column(ID, primary_key=True, default_factory=new_id)
    device: Mapped[str] = mapped_column(ID, init=False, default="")
    counter: Mapped[int] = mapped_column(sa.BigInteger, init=False, default=0)
