"""What a design is for; apart, so that tables know it without loading fonts."""

from enum import StrEnum


class Purpose(StrEnum):
    """It decides which fields there are."""

    CERTIFICATE = "certificate"
    BADGE = "badge"
    EXAM_CARD = "exam_card"
