"""What is said about a person, in a roll or in a form, judged by one set of rules."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from dongan_training.people import identity
from dongan_training.people.models import Gender
from dongan_training.people.organisations import Path, Places, Whereabouts
from dongan_training.people.refusals import (
    BirthDisagrees,
    BirthImpossible,
    FactRefused,
    GenderDisagrees,
    TextTooLong,
)
from dongan_training.texts import N_, _

Value = TypeVar("Value")

LABELS: Mapping[str, str] = {
    "name": N_("姓名"),
    "gender": N_("性别"),
    "ethnicity": N_("民族"),
    "born": N_("出生年月"),
    "id_number": N_("身份证号"),
    "status": N_("政治面貌"),
    "township": N_("乡镇"),
    "unit": N_("所在党组织"),
    "post": N_("职务"),
    "phone": N_("联系电话"),
    "categories": N_("类别"),
    "note": N_("备注"),
    "active": N_("在册"),
}
LONGEST: Mapping[str, int] = {"ethnicity": 32, "status": 32, "post": 100, "note": 500}
LONGEST_CATEGORY = 32
STATUSES: Mapping[str, str] = {
    "党员": "中共党员",
    "正式党员": "中共党员",
    "中共正式党员": "中共党员",
    "中国共产党党员": "中共党员",
    "预备党员": "中共预备党员",
    "团员": "共青团员",
}
LIST_MARKS = re.compile(r"[、,，;；/|\n]+|\s{2,}")


@dataclass(frozen=True)
class PersonFacts:
    """Everything the program keeps about a person, clean; empty where nothing was said."""

    name: str
    path: Path
    gender: Gender = Gender.UNKNOWN
    ethnicity: str = ""
    born_on: date | None = None
    id_number: str | None = None
    status: str = ""
    post: str = ""
    phone: str | None = None
    categories: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Judgement:
    """The facts, or all reasons why they cannot be taken."""

    facts: PersonFacts | None
    reasons: tuple[str, ...]


def judge(
    cells: Mapping[str, str], numbers: Collection[str], *, places: Places, today: date
) -> Judgement:
    """Judge what was typed under the field names of ``LABELS`` (and village, workplace).

    ``numbers`` names the fields that a spreadsheet kept as numbers: of an ID number it has
    then lost the last digits, of October the zero.
    """
    judging = _Judging(cells, numbers)
    name = judging.ask(lambda: identity.clean_name(cells.get("name", "")))
    path = judging.ask(lambda: places.path(judging.whereabouts()))
    id_number = judging.ask(judging.id_number)
    gender = judging.ask(lambda: judging.gender(id_number))
    born_on = judging.ask(lambda: judging.born_on(id_number, today))
    phone = judging.ask(judging.phone)
    categories = judging.ask(judging.categories)
    texts = {field: judging.ask(partial(judging.text, field)) or "" for field in LONGEST}
    if judging.reasons or name is None or path is None:
        return Judgement(None, tuple(judging.reasons))
    facts = PersonFacts(
        name=name,
        path=path,
        gender=gender or Gender.UNKNOWN,
        ethnicity=_full_ethnicity(texts["ethnicity"]),
        born_on=born_on,
        id_number=id_number,
        status=STATUSES.get(texts["status"], texts["status"]),
        post=texts["post"],
        phone=phone,
        categories=categories or (),
        note=texts["note"],
    )
    return Judgement(facts, ())


class _Judging:
    """One row under judgement; goes on after a fault, so that all are told at once."""

    def __init__(self, cells: Mapping[str, str], numbers: Collection[str]):
        self._cells = cells
        self._numbers = numbers
        self.reasons: list[str] = []

    def ask(self, read: Callable[[], Value]) -> Value | None:
        try:
            return read()
        except FactRefused as refusal:
            self.reasons.append(refusal.told())
            return None

    def said(self, field: str) -> str:
        return identity.or_nothing(self._cells.get(field, ""))

    def whereabouts(self) -> Whereabouts:
        unit = self.said("unit") or self.said("workplace")
        return Whereabouts(self.said("township"), self.said("village"), unit)

    def id_number(self) -> str | None:
        text = self.said("id_number")
        if text and "id_number" in self._numbers:
            return identity.id_number_from_number(text)
        return identity.clean_id_number(text) if text else None

    def gender(self, id_number: str | None) -> Gender:
        written = identity.read_gender(self._cells.get("gender", ""))
        if id_number is None:
            return written
        known = identity.gender_by(id_number)
        if written not in (Gender.UNKNOWN, known):
            raise GenderDisagrees
        return known

    def born_on(self, id_number: str | None, today: date) -> date | None:
        text = self.said("born")
        known = identity.born_by(id_number) if id_number else None
        birth = None
        if text:
            as_number = "born" in self._numbers
            birth = identity.read_birth_number(text) if as_number else identity.read_birth(text)
            if known and not birth.agrees_with(known):
                raise BirthDisagrees(text)
        day = known or (birth.first_day() if birth else None)
        if day and day > today:
            raise BirthImpossible(text or str(day))
        return day

    def phone(self) -> str | None:
        text = self.said("phone")
        return identity.clean_phone(text) if text else None

    def categories(self) -> tuple[str, ...]:
        parts = (part.strip() for part in LIST_MARKS.split(self.said("categories")))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if any(len(one) > LONGEST_CATEGORY for one in found):
            raise TextTooLong(_(LABELS["categories"]), LONGEST_CATEGORY)
        return found

    def text(self, field: str) -> str:
        text = self.said(field)
        if len(text) > LONGEST[field]:
            raise TextTooLong(_(LABELS[field]), LONGEST[field])
        return text


def _full_ethnicity(text: str) -> str:
    """汉 means 汉族."""
    return f"{text}族" if len(text) == 1 else text
