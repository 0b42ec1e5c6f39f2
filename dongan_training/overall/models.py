"""How the overall result of a class is made up, and what trainers gave for it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from dongan_training.storage.base import ID, Base, Record


class Composition(Record, Base):
    """The make-up of one class's overall result (总评构成); a class without one has none.

    ``parts`` lists ``{"name": "考试", "source": "exam", "weight": 60, "exam_id": ""}``.
    """

    __tablename__ = "composition"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), unique=True)
    parts: Mapped[list[Any]]
    pass_mark: Mapped[float]
    for_certificate: Mapped[bool] = mapped_column(default=False)


class GivenResult(Record, Base):
    """What a trainer gave somebody for one part (平时成绩): append-only, the last counts."""

    __tablename__ = "given_result"

    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    part: Mapped[str]  # its name
    percent: Mapped[float]
    given_at: Mapped[datetime]
    given_by: Mapped[str]
