"""What ships: regulations.json in resources, with the source of each edition."""

import json
from datetime import date
from functools import cache
from typing import Any

from dongan_training import paths
from dongan_training.bank.regulations.register import Chapter, Edition, EditionName

FILE = "regulations.json"


@cache
def shipped_editions() -> tuple[Edition, ...]:
    """The editions that ship, in the order of the file."""
    said = json.loads(paths.resource(FILE).read_text("utf-8"))
    return tuple(_edition(one) for one in said["editions"])


def _edition(said: dict[str, Any]) -> Edition:
    return Edition(
        name=EditionName(said["title"], said["year"]),
        in_force=_day(said.get("in_force")),
        issued=_day(said.get("issued")),
        articles=said["articles"],
        chapters=tuple(Chapter(*one) for one in said.get("chapters", ())),
        source=said["source"],
        called=tuple(said.get("called", ())),
        is_shipped=True,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
