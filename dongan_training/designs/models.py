"""Designs an office made itself (版式), and which class uses which."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from dongan_training.printing.purpose import Purpose
from dongan_training.storage.base import ID, Base, Record


class OwnDesign(Record, Base):
    """One design as JSON has it (printing.designs.writing); pictures are inside."""

    __tablename__ = "design"

    name: Mapped[str]
    purpose: Mapped[Purpose]
    data: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class ClassDesign(Record, Base):
    """The design of one class's certificates, where it is not that of the settings."""

    __tablename__ = "class_design"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), unique=True)
    design: Mapped[str]  # the key of designs.keeping.KnownDesign
