"""Stamps every written row with the device and its transaction; leaves tombstones.

A row that travels between machines carries ``(device, counter)``. The counter goes up
once in each write transaction of a device, so it orders that device's writes even when
its wall clock was set back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session, mapped_column

from dongan_training import clock
from dongan_training.storage.base import ID, Base, Record


class Device(Base):
    """A program on a machine with a data folder; a copied folder becomes a new device."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seat: Mapped[str]  # where the folder lies; see workspace.seat_of
    since: Mapped[datetime]
    counter: Mapped[int] = mapped_column(sa.BigInteger, default=0)


# Written once: every check-in at a busy door runs it.
_COUNT_UP = (
    sa.update(Device)
    .where(Device.id == sa.bindparam("of_device"))
    .values(counter=Device.counter + 1)
    .returning(Device.counter)
)


class Tombstone(Base):
    """What remains of a deleted row, so that a merge does not bring it back."""

    __tablename__ = "tombstone"

    kind: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    record_id: Mapped[str] = mapped_column(ID, primary_key=True)
    device: Mapped[str] = mapped_column(ID)
    counter: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[datetime]


@dataclass(frozen=True)
class Stamp:
    """The version that all rows of one transaction share."""

    device: str
    counter: int

    def fields(self) -> dict[str, Any]:
        """For bulk inserts, which the unit of work does not see."""
        return {"device": self.device, "counter": self.counter}


def stamp(session: Session) -> Stamp:
    """Give the version of this transaction; the first call counts the device's counter up."""
    known: Stamp | None = session.info.get("stamp")
    if known is None:
        device: str = session.info["device"]
        counter = session.connection().scalar(_COUNT_UP, {"of_device": device})
        assert counter is not None, "the workspace registers its device before it writes"
        known = session.info["stamp"] = Stamp(device, counter)
    return known


def watch_versions(sessions: type[Session]) -> None:
    """Stamp all new and changed records of these sessions, and bury the deleted ones."""
    event.listen(sessions, "before_flush", _stamp_all)


def _stamp_all(session: Session, _context: object, _instances: object) -> None:
    changed = [one for one in (*session.new, *session.dirty) if isinstance(one, Record)]
    deleted = [one for one in session.deleted if isinstance(one, Record)]
    if not changed and not deleted:
        return
    version = stamp(session)
    for record in changed:
        if record in session.new or session.is_modified(record):
            record.device, record.counter = version.device, version.counter
    for record in deleted:
        session.add(_tombstone(record, version))


def _tombstone(record: Record, version: Stamp) -> Tombstone:
    kind: str = type(record).__tablename__  # type: ignore[attr-defined]  # every Record has one
    return Tombstone(
        kind=kind,
        record_id=record.id,
        device=version.device,
        counter=version.counter,
        at=clock.now(),
    )
