"""The audit log (操作日志)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from dongan_training.storage.base import Base, Record


class AuditEntry(Record, Base):
    """One sensitive act, chained by hash to the one before it on the same device.

    The database refuses to change or delete entries (triggers of the first migration).
    """

    __tablename__ = "audit_entry"
    __table_args__ = (sa.UniqueConstraint("chain", "number"),)

    chain: Mapped[str] = mapped_column(sa.String(36))  # the device that wrote it
    number: Mapped[int]  # 1, 2, 3 … without a gap in each chain
    at: Mapped[datetime]
    actor: Mapped[str]
    act: Mapped[str] = mapped_column(sa.String(64))
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))
