"""Values that are made by the hundred thousand."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[Kind]) -> type[Kind]:
    """A frozen dataclass of which the type checker sees to it that nobody changes it.

    ``dataclass(frozen=True)`` guards it while the program runs, and pays with a call for each
    field of each value: a question of 22 fields then takes longer to make than to read.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)
