"""How people and what a roll says of them read on screen."""

from collections.abc import Mapping, Sequence

from dongan_training.people import identity
from dongan_training.people.careers import shown_day
from dongan_training.people.facts import DAYS, PersonFacts
from dongan_training.people.models import Gender
from dongan_training.people.queries import PersonCard
from dongan_training.people.roll import GENDER_WORDS
from dongan_training.texts import _, listed


def gender_text(gender: Gender) -> str:
    """男, 女, or nothing."""
    return _(GENDER_WORDS[gender])


def place_text(path: Sequence[str]) -> str:
    """Where somebody belongs, without the county that all share."""
    return " ".join(path[1:] or path)


def field_text(field: str, person: PersonFacts | PersonCard) -> str:
    """What is said of a person under one name of ``facts.LABELS``; numbers masked."""
    texts: Mapping[str, object] = {
        "name": person.name,
        "gender": gender_text(person.gender),
        "ethnicity": person.ethnicity,
        "born": person.born_on or "",
        "id_number": identity.masked_id_number(person.id_number),
        "status": person.status,
        "unit": place_text(person.path),
        "post": person.post,
        "phone": identity.masked_phone(person.phone),
        "categories": listed(person.categories),
        "note": person.note,
        **{field: shown_day(getattr(person, column)) for field, column in DAYS.items()},
        "reserve": listed(person.reserve),
        "active": _("在册") if getattr(person, "active", True) else _("已离册"),
    }
    return str(texts[field])
