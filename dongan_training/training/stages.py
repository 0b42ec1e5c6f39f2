"""How far a class is in its life: pure, from its lessons and the moment."""

from datetime import datetime
from enum import StrEnum

from dongan_training.training.queries import ClassCard


class Stage(StrEnum):
    """From the idea to the archive."""

    PLANNED = "planned"  # no lesson yet
    COMING = "coming"
    RUNNING = "running"
    OVER = "over"


def stage_of(card: ClassCard, at: datetime) -> Stage:
    """Say how far the class is at this moment."""
    if card.starts_at is None or card.ends_at is None:
        return Stage.PLANNED
    if at < card.starts_at:
        return Stage.COMING
    return Stage.RUNNING if at <= card.ends_at else Stage.OVER
