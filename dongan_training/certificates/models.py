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
