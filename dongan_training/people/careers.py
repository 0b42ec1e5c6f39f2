"""Posts (任职) with their dates: the one on the roll, those beside it, and those before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people import identity
from dongan_training.people.facts import LONGEST
from dongan_training.people.models import Person, PostHeld
from dongan_training.people.refusals import FactRefused
from dongan_training.people.units import unit_names
from dongan_training.texts import N_


@dataclass(eq=False)
class PostMissing(UserError):
    message = N_("没有写职务。")
    advice = N_("没有保存。请写上职务，例如“村党支部书记”。")


@dataclass(eq=False)
class PostUnknown(UserError):
    id: str
    message = N_("没有编号为“{id}”的任职记录。")
    advice = N_("没有改动。用 people posts list 可以看到一个人的任职和编号。")


@dataclass(eq=False)
class PostTooLong(UserError):
    most: int
    message = N_("职务太长，最多 {most} 个字。")
    advice = N_("没有保存。请写短一些。")


@dataclass(eq=False)
class DayUnclear(UserError):
    text: str
    message = N_("看不懂时间“{text}”。")
    advice = N_("没有保存。请写成 2021-03 或 2021-03-15 这样。")


@dataclass(eq=False)
class DayToCome(UserError):
    text: str
    message = N_("时间“{text}”还没有到。")
    advice = N_("没有保存。请核对年月。")


@dataclass(eq=False)
class EndsBeforeStart(UserError):
    since: str
    until: str
    message = N_("结束时间 {until} 早于开始时间 {since}。")
    advice = N_("没有保存。请核对年月。")


@dataclass(frozen=True)
class PostFacts:
    """A post as somebody types it; days as 2021-03 or 2021-03-15, empty where not known."""

    post: str
    org: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class PostLine:
    """A post of somebody; ``id`` is empty for the one that stands on the roll itself."""

    id: str
    post: str
    org: str
    since: date | None
    until: date | None


def read_day(text: str, at: datetime) -> date | None:
    """Read 2021-03 (its 1st) or a full day; nothing is None. Raises DayUnclear or DayToCome."""
    plain = identity.or_nothing(text)
    if not plain:
        return None
    try:
        day = identity.read_birth(plain).first_day()
    except FactRefused as error:
        raise DayUnclear(plain) from error
    if day > clock.local(at).date():
        raise DayToCome(plain)
    return day


def shown_day(day: date | None) -> str:
    """2021-03 where only the month is known, else the day."""
    if day is None:
        return ""
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def read_span(since: str, until: str, at: datetime) -> tuple[date | None, date | None]:
    """Read two days; raises EndsBeforeStart too."""
    first, last = read_day(since, at), read_day(until, at)
    if first and last and last < first:
        raise EndsBeforeStart(shown_day(first), shown_day(last))
    return first, last


def posts_of(session: Session, person_id: str) -> list[PostLine]:
    """The post on the roll, then what else somebody holds, then what they held, latest first."""
    person = session.get_one(Person, person_id)
    org = unit_names(session, person.org_unit_id).full
    own = [PostLine("", person.post, org, person.post_since, None)] if person.post else []
    kept = session.scalars(select(PostHeld).where(PostHeld.person_id == person_id))
    found = [PostLine(one.id, one.post, one.org, one.since, one.until) for one in kept]
    return own + sorted(found, key=_latest_first)


def add_post(session: Session, *, person_id: str, facts: PostFacts, by: Actor, at: datetime) -> str:
    """Note a post beside the one on the roll, and give its id; logged."""
    session.get_one(Person, person_id)
    kept = PostHeld(person_id=person_id, **_judged(facts, at))
    session.add(kept)
    session.flush()
    audit.record(session, by=by, at=at, act="people.post_add", subject=person_id)
    return kept.id


def _post(session: Session, post_id: str) -> PostHeld:
    kept = session.get(PostHeld, post_id)
    if kept is None:
        raise PostUnknown(post_id)
    return kept


def change_post(
    session: Session, *, post_id: str, facts: PostFacts, by: Actor, at: datetime
) -> None:
    """Change a post that was noted; logged."""
    kept = _post(session, post_id)
    for name, value in _judged(facts, at).items():
        setattr(kept, name, value)
    audit.record(session, by=by, at=at, act="people.post_change", subject=kept.person_id)


def remove_post(session: Session, *, post_id: str, by: Actor, at: datetime) -> PostFacts:
    """Strike a post that was noted, and give what it said, so that it can be noted again."""
    kept = _post(session, post_id)
    said = PostFacts(kept.post, kept.org, shown_day(kept.since), shown_day(kept.until))
    audit.record(session, by=by, at=at, act="people.post_remove", subject=kept.person_id)
    session.delete(kept)
    return said


def keep_posts(
    session: Session,
    *,
    person_id: str,
    wanted: Sequence[tuple[str, PostFacts]],
    by: Actor,
    at: datetime,
) -> bool:
    """Make the posts noted of somebody those ``wanted`` (id, or nothing for a new one).

    Gives whether anything changed. The post on the roll is not among them.
    """
    known = {one.id: facts_of(one) for one in posts_of(session, person_id) if one.id}
    for post_id in known.keys() - {post_id for post_id, _facts in wanted}:
        remove_post(session, post_id=post_id, by=by, at=at)
    changed = len(known) > sum(bool(post_id) for post_id, _facts in wanted)
    for post_id, facts in wanted:
        if not post_id:
            add_post(session, person_id=person_id, facts=facts, by=by, at=at)
        elif facts != known[post_id]:
            change_post(session, post_id=post_id, facts=facts, by=by, at=at)
        else:
            continue
        changed = True
    return changed


def facts_of(post: PostLine) -> PostFacts:
    """A post as somebody would type it."""
    return PostFacts(post.post, post.org, shown_day(post.since), shown_day(post.until))


def post_given_up(person: Person, values: Mapping[str, Any], today: date) -> dict[str, Any] | None:
    """What to note of the post on the roll before ``values`` write another one there.

    Nothing where no day is known, or where the day stays: then somebody only put the words
    right. It ended when the new post began, or today where nobody said when.
    """
    post, since = values.get("post", person.post), values.get("post_since", person.post_since)
    if not person.post or post == person.post:
        return None
    if since == person.post_since:
        return None
    until = since or today
    if person.post_since and person.post_since > until:
        return None
    return {
        "person_id": person.id,
        "post": person.post,
        "org": "",
        "since": person.post_since,
        "until": until,
    }


def _judged(facts: PostFacts, at: datetime) -> dict[str, Any]:
    post = identity.or_nothing(facts.post)
    if not post:
        raise PostMissing
    if len(post) > LONGEST["post"] or len(facts.org) > LONGEST["post"]:
        raise PostTooLong(LONGEST["post"])
    since, until = read_span(facts.since, facts.until, at)
    return {"post": post, "org": facts.org.strip(), "since": since, "until": until}


def _latest_first(one: PostLine) -> tuple[bool, int, int]:
    until, since = (day.toordinal() if day else 0 for day in (one.until, one.since))
    return one.until is not None, -until, -since
