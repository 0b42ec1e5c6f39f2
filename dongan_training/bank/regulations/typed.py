"""The facts of an edition as people type them, read and written back. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dongan_training.bank.regulations.keeping import ArticlesUnfit
from dongan_training.bank.regulations.register import Chapter, Edition, EditionName
from dongan_training.errors import UserError
from dongan_training.texts import N_

CHAPTER = re.compile(
    r"\s*(?P<title>.+?)\s*[=＝]\s*(?P<first>\d{1,4})\s*[-—–~～至]\s*(?P<last>\d{1,4})\s*"
)
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(eq=False)
class ChapterUnreadable(UserError):
    text: str
    message = N_("看不懂“{text}”。")
    advice = N_("没有保存。一章请写成“第一章 总则=1-6”。")


@dataclass(eq=False)
class DayUnfit(UserError):
    text: str
    message = N_("“{text}”不是日期。")
    advice = N_("没有保存。请写成 2024-01-01；不知道就空着。")


@dataclass(frozen=True)
class TypedFacts:
    """What fields hold; an empty one says nothing."""

    in_force: str = ""
    issued: str = ""
    articles: str = ""
    chapters: str = ""  # one to a line
    source: str = ""


def typed_edition(name: EditionName, typed: TypedFacts) -> Edition:
    """The edition that fields describe; raises DayUnfit, ArticlesUnfit or ChapterUnreadable."""
    lines = (one for one in typed.chapters.splitlines() if one.strip())
    return Edition(
        name,
        in_force=_day(typed.in_force),
        issued=_day(typed.issued),
        articles=_articles(typed.articles.strip()),
        chapters=tuple(map(chapter_of, lines)),
        source=typed.source.strip(),
    )


def typed_facts(edition: Edition) -> TypedFacts:
    """The same backwards, for fields to begin with."""
    return TypedFacts(
        in_force=edition.in_force.isoformat() if edition.in_force else "",
        issued=edition.issued.isoformat() if edition.issued else "",
        articles="" if edition.articles is None else str(edition.articles),
        chapters=chapters_text(edition.chapters),
        source=edition.source,
    )


def chapter_of(text: str) -> Chapter:
    """Read 第一章 总则=1-6; raises ChapterUnreadable."""
    found = CHAPTER.fullmatch(text)
    if found is None:
        raise ChapterUnreadable(text.strip())
    return Chapter(found["title"], int(found["first"]), int(found["last"]))


def chapters_text(chapters: Sequence[Chapter]) -> str:
    """Write chapters as ``chapter_of`` reads them, one to a line."""
    return "\n".join(f"{one.title}={one.first}-{one.last}" for one in chapters)


def _articles(text: str) -> int | None:
    if text and not text.isdecimal():
        raise ArticlesUnfit
    return int(text) if text else None


def _day(text: str) -> date | None:
    text = text.strip()
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text)
    except ValueError:
        raise DayUnfit(text) from None
