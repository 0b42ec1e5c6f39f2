"""The names of designs, for lists to choose from: read without loading fonts."""

import json
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import paths
from dongan_training.designs.models import OwnDesign
from dongan_training.printing.purpose import Purpose
from dongan_training.texts import _

FOLDER = "designs"


def design_names(session: Session, purpose: Purpose) -> tuple[tuple[str, str], ...]:
    """The key and the name of each design for this purpose, those that ship first."""
    shipped = [(key, _(name)) for key, name, made_for in _shipped() if made_for == purpose]
    own = session.execute(
        select(OwnDesign.id, OwnDesign.name)
        .where(OwnDesign.purpose == purpose)
        .order_by(OwnDesign.name, OwnDesign.id)
    )
    return (*shipped, *((key, name) for key, name in own))


@cache
def _shipped() -> tuple[tuple[str, str, str], ...]:
    files = sorted(paths.resource(FOLDER).glob("*-*.json"))
    found = [(file.stem, json.loads(file.read_text("utf-8"))) for file in files]
    return tuple((key, one["name"], one["purpose"]) for key, one in found)
