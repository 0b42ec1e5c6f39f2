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
    DayImpossible,
    DayUnknown,
    FactRefused,
    FullBeforeJoining,
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
    "post_since": N_("任职时间"),
    "joined": N_("入党时间"),
    "full_member": N_("转正时间"),
    "transferred": N_("组织关系转入时间"),
    "phone": N_("联系电话"),
    "categories": N_("类别"),
    "note": N_("备注"),
    "reserve": N_("后备名单"),
    "active": N_("在册"),
}
LONGEST: Mapping[str, int] = {"ethnicity": 32, "status": 32, "post": 100, "note": 500}
LONGEST_CATEGORY = 32
LONGEST_LIST_NAME = 64
# A column 后备 may only say that somebody is on a list, without naming it.
PLAIN_RESERVE = "后备干部"
YES, NO = frozenset(("是", "√", "✓", "有", "1")), frozenset(("否", "×", "✗", "非", "0"))
STATUSES: Mapping[str, str] = {
    "党员": "中共党员",
    "正式党员": "中共党员",
    "中共正式党员": "中共党员",
    "中国共产党党员": "中共党员",
    "预备党员": "中共预备党员",
    "团员": "共青团员",
}
# The days of a membership and of a post: name of the field, and of what it fills.
DAYS: Mapping[str, str] = {
    "joined": "joined_on",
    "full_member": "full_member_on",
    "transferred": "transferred_on",
    "post_since": "post_since",
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
    joined_on: date | None = None
    full_member_on: date | None = None
    transferred_on: date | None = None
    post_since: date | None = None
    reserve: tuple[str, ...] = ()  # names of reserve lists


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
    judging = _Judging(cells, numbers, today)
    name = judging.ask(lambda: identity.clean_name(cells.get("name", "")))
    path = judging.ask(lambda: places.path(judging.whereabouts()))
    id_number = judging.ask(judging.id_number)
    gender = judging.ask(lambda: judging.gender(id_number))
    born_on = judging.ask(lambda: judging.born_on(id_number))
    phone = judging.ask(judging.phone)
    categories = judging.ask(judging.categories)
    reserve = judging.ask(judging.reserve)
    days = judging.days(born_on)
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
        reserve=reserve or (),
        **days,
    )
    return Judgement(facts, ())


class _Judging:
    """One row under judgement; goes on after a fault, so that all are told at once."""

    def __init__(self, cells: Mapping[str, str], numbers: Collection[str], today: date):
        self._cells = cells
        self._numbers = numbers
        self._today = today
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
        if identity.is_masked(text):  # from an export of this program: nothing new
            return None
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

    def born_on(self, id_number: str | None) -> date | None:
        text = self.said("born")
        known = identity.born_by(id_number) if id_number else None
        birth = None
        if text:
            as_number = "born" in self._numbers
            birth = identity.read_birth_number(text) if as_number else identity.read_birth(text)
            if known and not birth.agrees_with(known):
                raise BirthDisagrees(text)
        day = known or (birth.first_day() if birth else None)
        if day and day > self._today:
            raise BirthImpossible(text or str(day))
        return day

    def days(self, born_on: date | None) -> dict[str, date | None]:
        """When somebody joined, became a full member, came here, took the post."""
        found = {
            column: self.ask(partial(self.day, field, born_on)) for field, column in DAYS.items()
        }
        joined, full = found["joined_on"], found["full_member_on"]
        if joined and full and full < joined:
            self.reasons.append(FullBeforeJoining().told())
        return found

    def day(self, field: str, born_on: date | None) -> date | None:
        """A day after the birth and not to come."""
        text = self.said(field)
        if not text:
            return None
        try:
            read = identity.read_birth_number if field in self._numbers else identity.read_birth
            day = read(text).first_day()
        except BirthImpossible as error:
            raise DayImpossible(_(LABELS[field]), text) from error
        except FactRefused as error:
            raise DayUnknown(_(LABELS[field]), text) from error
        if day > self._today or (born_on and day < born_on):
            raise DayImpossible(_(LABELS[field]), text)
        return day

    def reserve(self) -> tuple[str, ...]:
        parts = (part.strip() for part in LIST_MARKS.split(self.said("reserve")))
        named = (PLAIN_RESERVE if part in YES else part for part in parts)
        found = tuple(dict.fromkeys(part for part in named if part and part not in NO))
        if any(len(one) > LONGEST_LIST_NAME for one in found):
            field = "reserve"
            raise TextTooLong(_(LABELS[field]), LONGEST_LIST_NAME)
        return found

    def phone(self) -> str | None:
        text = self.said("phone")
        if not text or identity.is_masked(text):
            return None
        return identity.clean_phone(text)

    def categories(self) -> tuple[str, ...]:
        parts = (part.strip() for part in LIST_MARKS.split(self.said("categories")))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if any(len(one) > LONGEST_CATEGORY for one in found):
            raise TextTooLong(_("类别"), LONGEST_CATEGORY)
        return found

    def text(self, field: str) -> str:
        text = self.said(field)
        if len(text) > LONGEST[field]:
            raise TextTooLong(_(LABELS[field]), LONGEST[field])
        return text


def _full_ethnicity(text: str) -> str:
    """汉 means 汉族."""
    return f"{text}族" if len(text) == 1 else text
