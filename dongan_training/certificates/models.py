"""Certificates (证书)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.storage.base import ID, Base, Record
from dongan_training.training.models import Enrolment


class NumberSeries(Base):
    """The last number given per pattern and year: gap-free, never reused."""

    __tablename__ = "number_series"

    pattern: Mapped[str] = mapped_column(sa.String(128), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class Issuer(Record, Base):
    """A public key that certificates are verified with: our own, or another office's."""

    __tablename__ = "issuer"

    key_id: Mapped[str] = mapped_column(sa.String(8), unique=True)  # as in the codes
    public_key: Mapped[str] = mapped_column(sa.String(64))  # Ed25519, hex
    name: Mapped[str]
    own: Mapped[bool]
    since: Mapped[datetime]
    endorsed_by: Mapped[str] = mapped_column(sa.String(8), default="")  # the key it replaced
    endorsement: Mapped[str] = mapped_column(default="")  # its signature, hex
    list_at: Mapped[datetime | None] = mapped_column(default=None)  # of the revoked numbers


class ForeignRevocation(Record, Base):
    """A number that another office has revoked; our own are told by ``Certificate``."""

    __tablename__ = "foreign_revocation"
    __table_args__ = (sa.UniqueConstraint("key_id", "number"),)

    key_id: Mapped[str] = mapped_column(sa.String(8))
    number: Mapped[str]
    at: Mapped[datetime]


class Certificate(Record, Base):
    """Frozen facts, a never reused number, a signature over both."""

    __tablename__ = "certificate"

    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    facts: Mapped[dict[str, Any]]  # what is printed; no ID number
    code: Mapped[str]  # the signed text of the QR
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_reason: Mapped[str] = mapped_column(default="")
    enrolment: Mapped[Enrolment] = relationship(init=False)
