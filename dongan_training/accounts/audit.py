"""The append-only, hash-chained log of sensitive acts.

Sensitive are: marks, answer keys, certificates, attendance by hand, and personal data
shown in full. Each device writes its own chain, so that logs merge by union.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.accounts.models import AuditEntry

FIRST = "0" * 64


def record(
    session: Session,
    *,
    by: Actor,
    at: datetime,
    act: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one act; it commits or rolls back with what it describes.

    ``act`` is a stable English key such as ``certificate.issue``; ``subject`` the id of
    what was acted on. ``details`` holds no ID numbers or phones.
    """
    last = session.scalar(
        select(AuditEntry)
        .where(AuditEntry.chain == by.device)
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )
    entry = AuditEntry(
        chain=by.device,
        number=last.number + 1 if last else 1,
        at=at,
        actor=by.name,
        act=act,
        subject=subject,
        details=dict(details or {}),
        previous_hash=last.hash if last else FIRST,
        hash="",
    )
    entry.hash = _hash(entry)
    session.add(entry)
    session.flush()


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold: changed, removed or inserted."""

    chain: str
    number: int


def verify(session: Session) -> tuple[Break, ...]:
    """Read the whole log and give the first break of each chain; () when all holds."""
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.number))
    return tuple(_breaks(entries))


def _breaks(entries: Iterable[AuditEntry]) -> Iterable[Break]:
    chain, number, previous, broken = "", 0, FIRST, False
    for entry in entries:
        if entry.chain != chain:
            chain, number, previous, broken = entry.chain, 0, FIRST, False
        number += 1
        holds = (
            entry.number == number
            and entry.previous_hash == previous
            and entry.hash == _hash(entry)
        )
        if not holds and not broken:
            broken = True
            yield Break(chain, number)
        previous = entry.hash


def _hash(entry: AuditEntry) -> str:
    facts = [
        entry.chain,
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.act,
        entry.subject,
        entry.details,
        entry.previous_hash,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
