"""Whether a review waits as a draft import: one about which nothing was decided need not."""

from dongan_training import clock
from dongan_training.bank.importing import draft_imports
from dongan_training.bank.importing.draft_imports import Review
from ui.kit import Desk


def dropped(desk: Desk, draft_id: str) -> None:
    """Let a draft go for good."""
    if draft_id:
        with desk.workspace.begin() as session:
            draft_imports.discard(session, draft_id)


def kept(desk: Desk, review: Review) -> str:
    """Keep a review that was let go, and give the id of its draft."""
    with desk.workspace.begin() as session:
        return draft_imports.keep(session, review, by=desk.actor, at=clock.now())
