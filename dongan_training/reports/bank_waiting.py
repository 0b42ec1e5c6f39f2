"""What waits in the question bank, for the start page."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.models import DraftImport
from dongan_training.bank.regulations.awaiting import waiting_count


@dataclass(frozen=True)
class BankWaiting:
    """Questions whose article was replaced, and files whose review is not finished."""

    questions: int
    drafts: tuple[str, ...]  # the ids, the latest first


def bank_waiting(session: Session) -> BankWaiting:
    """Count what waits for somebody."""
    latest = select(DraftImport.id).order_by(DraftImport.at.desc(), DraftImport.id.desc())
    return BankWaiting(waiting_count(session), tuple(session.scalars(latest)))
