"""Is the work of the last days safe: the last backup, and what came in since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts.backups import last_backup
from dongan_training.attendance.models import CheckIn
from dongan_training.exam.models import Attempt


@dataclass(frozen=True)
class Safety:
    """When the data was last backed up, and what would be lost with this machine."""

    backed_up_at: datetime | None
    check_ins: int
    attempts: int

    @property
    def is_safe(self) -> bool:
        """Whether a backup holds everything that cannot be made a second time."""
        return not self.check_ins and not self.attempts


def data_safety(session: Session) -> Safety:
    """Count the facts that are newer than the last backup."""
    backed_up_at = last_backup(session)
    check_ins = select(func.count()).select_from(CheckIn)
    attempts = select(func.count()).select_from(Attempt).where(Attempt.handed_in_at.is_not(None))
    if backed_up_at is not None:
        check_ins = check_ins.where(CheckIn.at > backed_up_at)
        attempts = attempts.where(Attempt.handed_in_at > backed_up_at)
    return Safety(backed_up_at, session.scalar(check_ins) or 0, session.scalar(attempts) or 0)
