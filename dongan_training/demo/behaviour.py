"""How the people of the demo behave: seeded, so every run tells the same story."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Key


class Manner(Enum):
    """How somebody treats a lesson."""

    PUNCTUAL = auto()
    LATE = auto()
    TWICE = auto()  # scans twice, as people do
    ON_LEAVE = auto()
    AWAY = auto()


# Of the 78 who are enrolled; the others are punctual.
MANNERS = {Manner.LATE: 4, Manner.TWICE: 3, Manner.ON_LEAVE: 2, Manner.AWAY: 3}


@dataclass(frozen=True)
class Arrival:
    """One scan at the door."""

    enrolment_id: str
    at: datetime


def manners(enrolment_ids: Sequence[str], chance: random.Random) -> dict[str, Manner]:
    """Choose who does what."""
    order = list(enrolment_ids)
    chance.shuffle(order)
    chosen = [manner for manner, count in MANNERS.items() for _one in range(count)]
    chosen += [Manner.PUNCTUAL] * (len(order) - len(chosen))
    return dict(zip(order, chosen, strict=True))


def arrivals(
    behaviour: dict[str, Manner], starts_at: datetime, chance: random.Random
) -> list[Arrival]:
    """All scans of a lesson in the order in which they happen."""
    scans = []
    for enrolment_id, manner in behaviour.items():
        if manner in (Manner.ON_LEAVE, Manner.AWAY):
            continue
        late = manner is Manner.LATE
        seconds = chance.randint(120, 900) if late else -chance.randint(20, 1500)
        at = starts_at + timedelta(seconds=seconds)
        scans.append(Arrival(enrolment_id, at))
        if manner is Manner.TWICE:
            scans.append(Arrival(enrolment_id, at + timedelta(seconds=9)))
    return sorted(scans, key=lambda scan: (scan.at, scan.enrolment_id))


def answer(key: Key, options: int, skill: float, chance: random.Random) -> list[Any]:
    """Answer one question: right with the chance ``skill``, else as people go wrong."""
    right = chance.random() < skill
    if key.type is QuestionType.TRUE_FALSE:
        return [key.answer[0] == right]
    if key.type is QuestionType.FILL_BLANK:
        return [[blank[0] if right else "三"] for blank in key.answer]
    if key.type is QuestionType.SINGLE_CHOICE:
        wrong = [one for one in "ABCDEFGH"[:options] if one not in key.answer]
        return list(key.answer) if right else [chance.choice(wrong)]
    return list(key.answer) if right else sorted(chance.sample(list(key.answer), 1))
