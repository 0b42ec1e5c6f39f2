"""Changing what the roll says about somebody, so that their history can tell from what to what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.people.columns import as_text, packed
from dongan_training.people.models import Person, PersonChange

CHANGE = "people.change"


def change_columns(
    session: Session,
    person: Person,
    values: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    act: str = CHANGE,
) -> PersonChange:
    """Write these columns of somebody, if any; keep what they were and became, and log it.

    The log names the columns alone: it is not encrypted. The values are.
    """
    before = packed(person, values)
    for name, value in values.items():
        setattr(person, name, value)
    change = PersonChange(
        person_id=person.id, before=as_text(before), after=as_text(packed(person, values))
    )
    session.add(change)
    if values:
        fields = [name for name in values if not name.endswith("_digest")]
        details = {"fields": fields, "change": change.id}
        audit.record(session, by=by, at=at, act=act, subject=person.id, details=details)
    return change
