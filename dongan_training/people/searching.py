"""Which people a list shows: words, organisation, and what else narrows it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from dongan_training.people import identity
from dongan_training.people.models import OrgUnit, Person, ReserveEntry
from dongan_training.people.order import POSTS, Order, chosen_order, post_column, post_rank
from dongan_training.people.refusals import FactRefused
from dongan_training.people.reserve import ListLine, reserve_lists
from dongan_training.storage.vault import Vault, vault_of

RUN_TOGETHER = 4  # letters that hardly occur together by chance
RUN_OVER_DOT = 3  # characters, as 阿依古丽 is typed for 阿依·古丽
FEW_POSTS = 1000  # different ones; a county has some hundred
OTHER_POSTS = "*"  # posts that hold none of ``order.POSTS``
# By what a list can be sorted: the orders themselves, and the titles of a table.
BY_FIELD: Mapping[str, Order] = {
    "strokes": Order.STROKES,
    "pinyin": Order.PINYIN,
    "name": Order.PINYIN,
    "township": Order.UNIT,
    "unit": Order.UNIT,
    "post": Order.POST,
}
BY_COLUMN: Mapping[str, ColumnElement[Any]] = {
    "gender": cast(Person.gender, Text),
    "status": cast(Person.political_status, Text),
    "categories": cast(Person.categories, Text),
}


@dataclass(frozen=True)
class Wanted:
    """Which people a list shows: all words must be found, in this unit or below it.

    ``post`` is one of ``order.POSTS`` or OTHER_POSTS; ``reserve_id`` a list they are on now;
    ``id_unknown`` leaves only those whose ID number is still to be found out (证件号待核对);
    ``sorted_by`` a field of ``BY_FIELD`` or ``BY_COLUMN``; empty is the order chosen for this
    data folder.
    """

    text: str = ""
    unit_id: str | None = None
    active: bool = True
    limit: int | None = None
    category: str = ""
    post: str = ""
    status: str = ""
    reserve_id: str = ""
    id_unknown: bool = False
    sorted_by: str = ""
    from_end: bool = False

    def order(self, session: Session) -> Order:
        """In what order these people stand, within what ``BY_COLUMN`` puts together."""
        if self.sorted_by in BY_COLUMN:
            return Order.STROKES
        return BY_FIELD[self.sorted_by] if self.sorted_by else chosen_order(session)

    def is_narrowed(self) -> bool:
        """Whether anything but the roll itself was asked for."""
        narrower = (self.text.strip(), self.category, self.post, self.status, self.reserve_id)
        return bool(self.unit_id or not self.active or self.id_unknown or any(narrower))


@dataclass(frozen=True)
class Choices:
    """By what the people of this roll can be narrowed."""

    categories: tuple[str, ...]
    posts: tuple[str, ...]  # those of ``order.POSTS`` that occur
    statuses: tuple[str, ...]
    lists: tuple[ListLine, ...]


def choices(session: Session) -> Choices:
    """What occurs on the roll now."""
    kept = session.scalars(select(cast(Person.categories, Text)).distinct())
    categories = dict.fromkeys(one for text in kept for one in json.loads(text))
    posts = _few_posts(session)
    if posts is None:
        posts = session.scalars(select(Person.post).distinct()).all()
    ranks = sorted({post_rank(one) for one in posts if one})
    statuses = session.scalars(select(Person.political_status).distinct())
    return Choices(
        categories=tuple(sorted(categories)),
        posts=tuple(POSTS[rank] if rank < len(POSTS) else OTHER_POSTS for rank in ranks),
        statuses=tuple(sorted(one for one in statuses if one)),
        lists=tuple(reserve_lists(session)),
    )


def conditions(session: Session, wanted: Wanted, names: Iterable[Any]) -> list[ColumnElement[bool]]:
    """What a person must fulfil; ``names`` are the rows of ``units.NAMED_UNITS``."""
    found: list[ColumnElement[bool]] = [Person.active == wanted.active]
    if wanted.unit_id is not None:
        found.append(Person.org_unit_id.in_(_with_below(session, wanted.unit_id)))
    if outside := _outside_index(wanted):
        # Asked apart, so that the table is read from end to end and not row by row.
        found.append(Person.id.in_(select(Person.id).where(*outside)))
    if wanted.reserve_id:
        on_it = select(ReserveEntry.person_id).where(
            ReserveEntry.list_id == wanted.reserve_id, ReserveEntry.until.is_(None)
        )
        found.append(Person.id.in_(on_it))
    words = wanted.text.split()
    posts = _few_posts(session) if words or wanted.post else None
    within = _Within(vault_of(session), tuple(names), posts)
    found += [_holds(word, within) for word in words]
    if wanted.post:  # the dearest to look at, so it is looked at last
        found += _of_rank(wanted.post, posts)
    return found


@dataclass(frozen=True)
class _Within:
    """What a word is looked for in before the people are."""

    vault: Vault
    units: Sequence[Any]
    posts: Sequence[str] | None  # None where there are too many


def _few_posts(session: Session) -> Sequence[str] | None:
    """Every post that somebody holds, or None where there are many.

    Each is found behind the one before it in the index, so that the people are not read;
    many people hold few posts, and looking through those saves looking at each person's.
    """
    known = select(func.min(Person.post).label("post")).cte(recursive=True)
    behind = select(func.min(Person.post)).where(Person.post > known.c.post).scalar_subquery()
    known = known.union_all(select(behind).where(known.c.post.is_not(None)))
    asked = select(known.c.post).limit(FEW_POSTS + 2)  # and nothing behind the last one
    found = [one for (one,) in session.connection().execute(asked).all() if one is not None]
    return found if len(found) <= FEW_POSTS else None


def _of_rank(post: str, posts: Sequence[str] | None) -> list[ColumnElement[bool]]:
    rank = len(POSTS) if post == OTHER_POSTS else POSTS.index(post)
    if posts is not None:
        return [Person.post.in_([one for one in posts if one and post_rank(one) == rank])]
    return [post_column() == rank, Person.post != ""]


def _outside_index(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked of columns that the index of the search does not hold."""
    found: list[ColumnElement[bool]] = []
    if wanted.status:
        found.append(Person.political_status == wanted.status)
    if wanted.category:
        # The list is kept as JSON text: a category stands in it with its quotation marks.
        kept = cast(Person.categories, Text)
        found.append(kept.contains(json.dumps(wanted.category), autoescape=True))
    if wanted.id_unknown:
        found.append(Person.id_number_digest.is_(None))
    return found


def _with_below(session: Session, unit_id: str) -> list[str]:
    """This unit and all below it."""
    top = select(OrgUnit.id).where(OrgUnit.id == unit_id).cte(recursive=True)
    tree = top.union_all(select(OrgUnit.id).where(OrgUnit.parent_id == top.c.id))
    return list(session.scalars(select(tree.c.id)))


def _holds(word: str, within: _Within) -> ColumnElement[bool]:
    """A word is part of a name, its sound, an organisation (or one above) or a post, or a number.

    ID numbers and phones are encrypted, so they are found only when typed in full. Units
    and posts are few and looked through here, so that the people need not be joined to them.
    What is quick to look at comes first: the database stops at the first that fits.
    """
    if numbered := _numbered(word, within.vault):
        return or_(*numbered)  # nothing else looks so
    ways: list[ColumnElement[bool]] = []
    if units := [one.id for one in within.units if word.casefold() in one.full.casefold()]:
        ways.append(Person.org_unit_id.in_(units))
    if within.posts is None:
        ways.append(Person.post.contains(word, autoescape=True))
    elif posts := [one for one in within.posts if word.casefold() in one.casefold()]:
        ways.append(Person.post.in_(posts))
    if word.isascii():  # names in Latin letters stand among the sounds
        ways += _sounds_like(word.lower())
    else:
        ways += _named(word)
    return or_(*ways)


def _named(word: str) -> list[ColumnElement[bool]]:
    """Any dot stands for the one that is stored (·), and a name is found without its dots."""
    word = identity.DOT.sub(identity.STORED_DOT, word)
    ways = [Person.name.contains(word, autoescape=True)]
    if len(word) >= RUN_OVER_DOT and identity.STORED_DOT not in word:
        without = func.replace(Person.name, identity.STORED_DOT, "")
        ways.append(
            and_(Person.name.contains(identity.STORED_DOT), without.contains(word, autoescape=True))
        )
    return ways


def _sounds_like(word: str) -> list[ColumnElement[bool]]:
    """A syllable or the initials begin so (oy), or several syllables run together (chenm)."""
    if len(word) >= RUN_TOGETHER:
        return [Person.pinyin.contains(word, autoescape=True)]
    return [
        Person.pinyin.startswith(word, autoescape=True),
        Person.pinyin.contains(f" {word}", autoescape=True),
    ]


def _numbered(word: str, vault: Vault) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for clean, column in (
        (identity.clean_id_number, Person.id_number_digest),
        (identity.clean_phone, Person.phone_digest),
    ):
        try:
            digest = vault.digest(clean(word))
        except FactRefused:
            continue
        found.append(Person.id.in_(select(Person.id).where(column == digest)))
    return found
