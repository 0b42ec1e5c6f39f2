"""Backups that a person makes, and when the last one was made.

Whoever holds a backup holds all data and the keys to it; so each one is in the audit log.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.accounts.models import AuditEntry
from dongan_training.storage import archive
from dongan_training.storage.archive import Manifest
from dongan_training.workspace import Workspace, holding

ACT = "backup.write"


def back_up(workspace: Workspace, target: Path, *, by: Actor, at: datetime) -> Manifest:
    """Write the whole data folder into ``target``, and note that it was done.

    Raises what ``archive.write_backup`` raises.
    """
    manifest = archive.write_backup(workspace.folder, target, at=at)
    details = {"file": target.name, "sha256": manifest.database_sha256}
    with workspace.begin() as session:
        audit.record(session, by=by, at=at, act=ACT, subject=by.device, details=details)
    return manifest


def restore(backup: Path, folder: Path) -> Manifest:
    """Put a backup into an empty folder that no program has open.

    Raises AlreadyOpen, and what ``archive.restore_backup`` raises.
    """
    with holding(folder):
        return archive.restore_backup(backup, folder)


def last_backup(session: Session) -> datetime | None:
    """When the data was last written into a backup by somebody; None if never."""
    return session.scalar(
        select(AuditEntry.at).where(AuditEntry.act == ACT).order_by(AuditEntry.at.desc()).limit(1)
    )
