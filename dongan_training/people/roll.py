"""Keeping the roll (花名册) by hand: add, change, let go, take back, and show in full."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people import matching
from dongan_training.people.careers import post_given_up, shown_day
from dongan_training.people.changing import change_columns
from dongan_training.people.facts import DAYS, PersonFacts, judge
from dongan_training.people.matching import Described, Known, Likeness
from dongan_training.people.models import Gender, Person, PostHeld
from dongan_training.people.organisations import Tree, places
from dongan_training.people.roster import column_values
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_, _, clauses

Typed = Mapping[str, str]  # by the field names of facts.LABELS, as a person types them
GENDER_WORDS: Mapping[Gender, str] = {
    Gender.MALE: N_("男"),
    Gender.FEMALE: N_("女"),
    Gender.UNKNOWN: "",
}


@dataclass(eq=False)
class PersonRefused(UserError):
    reasons: str
    message = N_("{reasons}。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class AlreadyOnRoll(UserError):
    name: str
    why: str
    message = N_("花名册里已有{name}：{why}。")
    advice = N_("没有保存。请打开原来的那一条修改，不要重复添加。")


@dataclass(frozen=True)
class FullIdentity:
    """ID number and phone as they are; None where not known."""

    id_number: str | None
    phone: str | None


WHY: Mapping[Likeness, str] = {
    Likeness.SAME_ID: N_("身份证号相同"),
    Likeness.OTHER_NAME: N_("身份证号相同"),
    Likeness.SAME_CONTACT: N_("姓名、党组织和电话都相同"),
}


def add_person(session: Session, *, typed: Typed, by: Actor, at: datetime) -> str:
    """Put somebody on the roll and give their id.

    Raises PersonRefused with all reasons, or AlreadyOnRoll.
    """
    facts = _judged(session, typed, at)
    tree = Tree.load(session)
    _require_new(session, tree, facts)
    values = column_values(facts, tree.find_or_create(facts.path), vault_of(session))
    person = Person(**values)
    session.add(person)
    session.flush()
    audit.record(session, by=by, at=at, act="people.add", subject=person.id)
    return person.id


def change_person(
    session: Session, *, person_id: str, typed: Typed, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Change what ``typed`` names, and give the names of the fields that changed.

    A field that is not named stays; an empty one is cleared, except name and organisation.
    """
    person = session.get_one(Person, person_id)
    tree = Tree.load(session)
    facts = _judged(session, _completed(person, tree, typed), at)
    if person.org_unit_id and not typed.keys() & {"township", "unit"}:
        facts = replace(facts, path=tree.path_of(person.org_unit_id))
    _require_new(session, tree, facts, person_id)
    values = column_values(facts, tree.find_or_create(facts.path), vault_of(session))
    values["active"] = person.active
    changed = tuple(name for name, value in values.items() if getattr(person, name) != value)
    given_up = post_given_up(person, values, clock.local(at).date())
    if given_up is not None:
        session.add(PostHeld(**given_up))
    if changed:
        change_columns(session, person, {name: values[name] for name in changed}, by=by, at=at)
    return changed


def leave_roll(session: Session, *, person_id: str, by: Actor, at: datetime) -> None:
    """Take somebody off the roll; what they did stays on record."""
    _set_active(session, person_id, active=False)
    audit.record(session, by=by, at=at, act="people.leave", subject=person_id)


def return_to_roll(session: Session, *, person_id: str, by: Actor, at: datetime) -> None:
    """Put somebody back who had left."""
    _set_active(session, person_id, active=True)
    audit.record(session, by=by, at=at, act="people.return", subject=person_id)


def show_in_full(session: Session, *, person_id: str, by: Actor, at: datetime) -> FullIdentity:
    """Give ID number and phone unmasked; that somebody looked is logged."""
    person = session.get_one(Person, person_id)
    audit.record(session, by=by, at=at, act="people.show_in_full", subject=person_id)
    return FullIdentity(person.id_number, person.phone)


def _set_active(session: Session, person_id: str, *, active: bool) -> None:
    session.get_one(Person, person_id).active = active


def _judged(session: Session, typed: Typed, at: datetime) -> PersonFacts:
    judged = judge(typed, (), places=places(session), today=clock.local(at).date())
    if judged.facts is None:
        raise PersonRefused(clauses(judged.reasons))
    return judged.facts


def _require_new(session: Session, tree: Tree, facts: PersonFacts, person_id: str = "") -> None:
    """Nobody stands on the roll twice; ``person_id`` is the one being changed."""
    row = matching.describe(facts, person_id, tree, vault_of(session))
    found = Known.like(session, tree, row).find(row)
    if found and found[1] in WHY:
        raise AlreadyOnRoll(_shown(found[0]), _(WHY[found[1]]))


def _shown(known: Described) -> str:
    return known.name if known.active else _("{name}（已离册）").format(name=known.name)


def _completed(person: Person, tree: Tree, typed: Typed) -> Typed:
    """What is known, as somebody would type it, with what ``typed`` says instead."""
    county, *below = tree.path_of(person.org_unit_id) or ("",)
    known = {
        "name": person.name,
        "gender": GENDER_WORDS[person.gender],
        "ethnicity": person.ethnicity,
        "born": person.born_on.isoformat() if person.born_on else "",
        "id_number": person.id_number or "",
        "status": person.political_status,
        "township": below[0] if below else county,
        "unit": "".join(below[1:]),
        "post": person.post,
        **{field: shown_day(getattr(person, column)) for field, column in DAYS.items()},
        "phone": person.phone or "",
        "categories": "、".join(person.categories),
        "note": person.note,
    }
    if typed.get("id_number"):
        known["gender"] = known["born"] = ""  # another number tells them anew
    return {**known, **typed}
