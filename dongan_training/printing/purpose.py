"""What a design is for; apart, so that tables know it without loading fonts."""

from enum import StrEnum

from dongan_training.texts import N_


class Purpose(StrEnum):
    """It decides which fields there are."""

    CERTIFICATE = "certificate"
    BADGE = "badge"
    EXAM_CARD = "exam_card"


PURPOSE_NAMES = {
    Purpose.CERTIFICATE: N_("证书"),
    Purpose.BADGE: N_("胸牌"),
    Purpose.EXAM_CARD: N_("考试证"),
}
