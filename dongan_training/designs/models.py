"""Designs an office made itself (版式)."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from dongan_training.printing.purpose import Purpose
from dongan_training.storage.base import Base, Record


class OwnDesign(Record, Base):
    """One design as JSON has it (printing.designs.writing); pictures are inside."""

    __tablename__ = "design"

    name: Mapped[str]
    purpose: Mapped[Purpose]
    data: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
