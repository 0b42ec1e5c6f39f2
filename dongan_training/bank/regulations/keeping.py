"""The register as it stands: what ships, and what clerks entered, changed and took away."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.citations import parse_citation
from dongan_training.bank.numerals import LARGEST
from dongan_training.bank.regulations.models import EditionReplacement, RegulationEdition
from dongan_training.bank.regulations.register import (
    Chapter,
    Edition,
    EditionName,
    Register,
    without_gaps,
)
from dongan_training.bank.regulations.shipped import shipped_editions
from dongan_training.errors import UserError
from dongan_training.texts import N_

LONGEST_TITLE = 100
YEARS = range(1921, 2100)  # from the Party's founding on


@dataclass(eq=False)
class TitleUnfit(UserError):
    message = N_("法规名称要有 1 到 100 个字，不带书名号。")
    advice = N_("没有保存。请改一下名称。")


@dataclass(eq=False)
class YearUnfit(UserError):
    year: int
    message = N_("“{year}”不能作为版本的年份。")
    advice = N_("没有保存。请写四位数的年份，例如 2023。")


@dataclass(eq=False)
class ArticlesUnfit(UserError):
    most: int = LARGEST
    message = N_("条数应当在 0 到 {most} 之间；不分条的写 0，不知道的不写。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class ChaptersUnfit(UserError):
    articles: int
    message = N_("各章的起止条号应当从第 1 条连续排到第 {articles} 条。")
    advice = N_("没有保存。请核对各章的起止条号，或者不写章。")


@dataclass(eq=False)
class EditionExists(UserError):
    edition: str
    message = N_("法规登记里已经有{edition}。")
    advice = N_("没有保存。请打开它修改。")


@dataclass(eq=False)
class RegulationKnown(UserError):
    title: str
    message = N_("法规登记里已经有《{title}》。")
    advice = N_("没有保存。新的版本请用“添加版本”（bank regulations edition）登记。")


@dataclass(eq=False)
class UnknownRegulation(UserError):
    title: str
    message = N_("法规登记里没有《{title}》。")
    advice = N_("没有改动。请在“法规”页或用 bank regulations list 看看有哪些。")


@dataclass(eq=False)
class UnknownEdition(UserError):
    edition: str
    message = N_("法规登记里没有{edition}。")
    advice = N_("没有改动。请在“法规”页或用 bank regulations list 看看有哪些。")


@dataclass(eq=False)
class ShippedEdition(UserError):
    edition: str
    message = N_("{edition}是程序自带的，不能删除。")
    advice = N_("没有改动。内容有误可以修改。")


@dataclass(eq=False)
class EditionInReplacement(UserError):
    edition: str
    message = N_("{edition}用于一次换版，不能删除。")
    advice = N_("没有改动。请先撤销那次换版。")


def register(session: Session) -> Register:
    """All editions: those that ship in their order, then those entered here by title and year."""
    own = {
        one.name: one
        for one in map(
            _edition,
            session.scalars(
                sa.select(RegulationEdition).order_by(
                    RegulationEdition.title, RegulationEdition.year
                )
            ),
        )
    }
    shipped = [own.pop(one.name, one) for one in shipped_editions()]
    return Register((*shipped, *own.values()))


def editions_of(session: Session, title: str) -> tuple[Edition, ...]:
    """The editions of a regulation, the oldest first; raises UnknownRegulation."""
    found = register(session).editions_of(bare_title(title))
    if not found:
        raise UnknownRegulation(bare_title(title))
    return found


def edition_in_force(session: Session, title: str, on: date) -> Edition:
    """The edition of a regulation that holds on a day; raises UnknownRegulation."""
    known = editions_of(session, title)
    return register(session).in_force(known[0].title, on) or known[-1]


def find_edition(session: Session, name: EditionName) -> Edition:
    """The edition of that title and year; raises UnknownEdition."""
    found = register(session).find(name)
    if found is None:
        raise UnknownEdition(str(name))
    return found


def add_regulation(session: Session, *, edition: Edition, by: Actor, at: datetime) -> EditionName:
    """Enter a regulation that is not known yet, with its first edition.

    Raises RegulationKnown, or what is unfit about it.
    """
    title = bare_title(edition.title)
    if register(session).editions_of(title):
        raise RegulationKnown(title)
    return add_edition(session, edition=edition, by=by, at=at)


def add_edition(session: Session, *, edition: Edition, by: Actor, at: datetime) -> EditionName:
    """Enter an edition, of a regulation that is known or not; gives its name as kept.

    Raises EditionExists, or what is unfit about it.
    """
    edition = checked(edition)
    if register(session).find(edition.name) is not None:
        raise EditionExists(str(edition.name))
    row = RegulationEdition(title=edition.title, year=edition.year)
    _write(row, edition)
    session.add(row)
    session.flush()
    _note(session, "add", edition, by, at)
    return edition.name


def change_edition(session: Session, *, edition: Edition, by: Actor, at: datetime) -> None:
    """Put other facts in the place of those of the edition with that title and year.

    Of an edition that ships a copy is kept, which counts from now on.
    """
    edition = checked(edition)
    known = find_edition(session, edition.name)
    if replace(edition, is_shipped=known.is_shipped) == known:
        return
    row = _row(session, edition.name)
    if row is None:
        row = RegulationEdition(title=edition.title, year=edition.year)
        session.add(row)
    _write(row, edition)
    session.flush()
    _note(session, "change", edition, by, at)


def keep_edition(session: Session, *, edition: Edition, by: Actor, at: datetime) -> EditionName:
    """Enter an edition of a known regulation, or change one: facts that are not told stay.

    Gives its name as kept. Raises UnknownRegulation, or what is unfit about it.
    """
    title = editions_of(session, edition.title)[0].title
    edition = replace(edition, name=EditionName(title, edition.year))
    known = register(session).find(edition.name)
    if known is None:
        return add_edition(session, edition=edition, by=by, at=at)
    told = {
        fact: value
        for fact in ("in_force", "issued", "articles", "chapters", "source")
        if (value := getattr(edition, fact)) not in (None, (), "")
    }
    change_edition(session, edition=replace(known, **told), by=by, at=at)
    return known.name


def remove_edition(session: Session, *, name: EditionName, by: Actor, at: datetime) -> None:
    """Take an edition away that was entered here; what ships comes back into its place."""
    edition = find_edition(session, name)
    row = _row(session, edition.name)
    if row is None:
        raise ShippedEdition(str(edition.name))
    standing = EditionReplacement.undone_at.is_(None)
    for title, year in (
        (EditionReplacement.old_title, EditionReplacement.old_year),
        (EditionReplacement.new_title, EditionReplacement.new_year),
    ):
        if session.scalar(
            sa.select(EditionReplacement.id)
            .where(standing, title == edition.title, year == edition.year)
            .limit(1)
        ):
            raise EditionInReplacement(str(edition.name))
    drop_edition(session, edition, by, at)


def drop_edition(session: Session, edition: Edition, by: Actor, at: datetime) -> None:
    """Delete the row of an edition; it leaves its tombstone."""
    row = _row(session, edition.name)
    if row is not None:
        session.delete(row)
        session.flush()
        _note(session, "remove", edition, by, at)


def checked(edition: Edition) -> Edition:
    """The edition as it is kept, its title without 《》; raises what is unfit about it."""
    title = bare_title(edition.title)
    cited = parse_citation(f"《{title}》")
    if not title or len(title) > LONGEST_TITLE or cited is None or cited.regulation != title:
        raise TitleUnfit
    if edition.year not in YEARS:
        raise YearUnfit(edition.year)
    if edition.articles is not None and not 0 <= edition.articles <= LARGEST:
        raise ArticlesUnfit
    if edition.chapters and not without_gaps(edition.chapters, edition.articles or 0):
        raise ChaptersUnfit(edition.articles or 0)
    return replace(edition, name=EditionName(title, edition.year), source=edition.source.strip())


def bare_title(title: str) -> str:
    """A title without blanks and the 《》 around it."""
    title = "".join(title.split())
    return title[1:-1] if title.startswith("《") and title.endswith("》") else title


def _edition(row: RegulationEdition) -> Edition:
    replaces = None
    if row.replaces_title is not None and row.replaces_year is not None:
        replaces = EditionName(row.replaces_title, row.replaces_year)
    return Edition(
        name=EditionName(row.title, row.year),
        in_force=row.in_force,
        issued=row.issued,
        articles=row.articles,
        chapters=tuple(Chapter(*one) for one in row.chapters),
        source=row.source,
        called=_called(EditionName(row.title, row.year)),
        replaces=replaces,
    )


def _called(name: EditionName) -> tuple[int, ...]:
    """The other years of the edition that ships: no form asks for them."""
    return next((one.called for one in shipped_editions() if one.name == name), ())


def _row(session: Session, name: EditionName) -> RegulationEdition | None:
    return session.scalar(sa.select(RegulationEdition).filter_by(title=name.title, year=name.year))


def _write(row: RegulationEdition, edition: Edition) -> None:
    row.in_force, row.issued = edition.in_force, edition.issued
    row.articles, row.source = edition.articles, edition.source
    row.chapters = [[one.title, one.first, one.last] for one in edition.chapters]
    row.replaces_title = edition.replaces.title if edition.replaces else None
    row.replaces_year = edition.replaces.year if edition.replaces else None


def _note(session: Session, act: str, edition: Edition, by: Actor, at: datetime) -> None:
    details: dict[str, Any] = {
        "in_force": _told(edition.in_force),
        "issued": _told(edition.issued),
        "articles": edition.articles,
        "chapters": len(edition.chapters),
    }
    subject = str(edition.name)
    audit.record(session, by=by, at=at, act=f"regulation.{act}", subject=subject, details=details)


def _told(day: date | None) -> str | None:
    return day.isoformat() if day else None
