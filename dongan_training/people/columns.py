"""What the roll says about somebody, packed into a text from which it can be put back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dongan_training.people.models import Gender, Person

# Everything about a person but who wrote it last.
COLUMNS = (
    *("name", "pinyin", "by_strokes", "by_pinyin", "gender", "ethnicity", "born_on"),
    *("id_number", "id_number_digest", "phone", "phone_digest", "political_status"),
    *("joined_on", "full_member_on", "transferred_on", "post", "post_since", "categories"),
    *("note", "active", "org_unit_id"),
)
DATES = ("born_on", "joined_on", "full_member_on", "transferred_on", "post_since")


def packed(person: Person, names: Iterable[str] = COLUMNS) -> dict[str, Any]:
    """Give these columns as JSON can hold them; keep the result encrypted."""
    return {name: _plain(getattr(person, name)) for name in names}


def put_back(person: Person, values: Mapping[str, Any]) -> None:
    """Write columns that were packed."""
    for name, value in values.items():
        setattr(person, name, _stored(name, value))


def unpacked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give columns that were packed as a person takes them."""
    return {name: _stored(name, value) for name, value in values.items()}


def as_text(values: Mapping[str, Any]) -> str:
    """Write packed columns as one text."""
    return json.dumps(values, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """Read what ``as_text`` wrote."""
    read: dict[str, Any] = json.loads(text)
    return read


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def _stored(name: str, value: Any) -> Any:
    if name in DATES and value is not None:
        return date.fromisoformat(value)
    return Gender(value) if name == "gender" else value
