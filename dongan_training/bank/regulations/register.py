"""The regulations that questions rest on, their editions, and when each holds: pure.

An edition is called by its year, as papers write it (2023年修订). It holds from its date in
force until the next edition of the same regulation does, or one that names it as replaced.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dongan_training.bank.citations import Citation, citation_text
from dongan_training.texts import N_, _

PARTY = "中国共产党"  # people leave it out: 《纪律处分条例》


class Standing(StrEnum):
    """Where an edition stands on a day."""

    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


STANDINGS = {
    Standing.UPCOMING: N_("尚未施行"),
    Standing.IN_FORCE: N_("现行"),
    Standing.REPLACED: N_("已被取代"),
}


@dataclass(frozen=True)
class Chapter:
    """Neighbouring articles under one heading: 第六章 … is 49 to 76."""

    title: str
    first: int
    last: int

    def has(self, article: int) -> bool:
        """Tell whether the article stands here."""
        return self.first <= article <= self.last


@dataclass(frozen=True, order=True)
class EditionName:
    """What tells an edition from all others."""

    title: str
    year: int

    def __str__(self) -> str:
        return citation_text(Citation(self.title, self.year))


@dataclass(frozen=True)
class Edition:
    """One edition of a regulation; what is not known is None.

    ``articles`` is 0 for a document that counts no articles. ``called`` are other years by
    which people call it, ``replaces`` names an edition that had another title.
    """

    name: EditionName
    in_force: date | None = None
    issued: date | None = None
    articles: int | None = None
    chapters: tuple[Chapter, ...] = ()
    source: str = ""
    called: tuple[int, ...] = ()
    replaces: EditionName | None = None
    is_shipped: bool = False

    @property
    def title(self) -> str:
        """The title of the regulation, without 《》."""
        return self.name.title

    @property
    def year(self) -> int:
        """The year that marks the edition."""
        return self.name.year

    @property
    def since(self) -> date:
        """The day from which it counts, as near as it is known."""
        return self.in_force or self.issued or date(self.year, 1, 1)

    @property
    def years(self) -> frozenset[int]:
        """All years by which it may be cited: （2016年1月1日起施行） is the edition of 2015."""
        days = {one.year for one in (self.in_force, self.issued) if one}
        return frozenset({self.year, *self.called, *days})

    def chapter_of(self, article: int) -> Chapter | None:
        """The chapter of an article, where the register knows it."""
        return next((one for one in self.chapters if one.has(article)), None)


class FaultKind(StrEnum):
    """The ways in which a citation does not fit the register."""

    REPLACED = "replaced"
    UPCOMING = "upcoming"
    UNKNOWN_EDITION = "unknown_edition"
    OUT_OF_RANGE = "out_of_range"
    NO_ARTICLES = "no_articles"


FAULTS = {
    FaultKind.REPLACED: N_("依据“{citation}”：这一版已被 {edition} 年的版本取代。"),
    FaultKind.UPCOMING: N_("依据“{citation}”：这一版 {day} 才施行。"),
    FaultKind.UNKNOWN_EDITION: N_("依据“{citation}”：法规登记里没有这一版。"),
    FaultKind.OUT_OF_RANGE: N_("依据“{citation}”：这一版只有 {count} 条。"),
    FaultKind.NO_ARTICLES: N_("依据“{citation}”：这份文件不分条。"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a citation; ``edition`` is the one that would be right or is meant."""

    kind: FaultKind
    citation: Citation
    edition: Edition

    def in_words(self) -> str:
        """Say it in one sentence."""
        edition = self.edition
        return _(FAULTS[self.kind]).format(
            citation=citation_text(self.citation),
            edition=edition.year,
            day=edition.since.isoformat(),
            count=edition.articles,
        )


def folded_title(title: str) -> str:
    """A title without what people write in several ways: width, blanks, the Party's name."""
    plain = "".join(unicodedata.normalize("NFKC", title).split())
    return plain.removeprefix(PARTY) or plain


@dataclass(frozen=True)
class Register:
    """All editions that are known."""

    editions: tuple[Edition, ...]

    @cached_property
    def _by_title(self) -> dict[str, tuple[Edition, ...]]:
        found: dict[str, list[Edition]] = {}
        for one in self.editions:
            found.setdefault(folded_title(one.title), []).append(one)
        return {
            title: tuple(sorted(some, key=lambda one: (one.since, one.year)))
            for title, some in found.items()
        }

    @property
    def titles(self) -> tuple[str, ...]:
        """The regulations, each once, in the order in which the register lists them."""
        return tuple(dict.fromkeys(one.title for one in self.editions))

    def editions_of(self, title: str) -> tuple[Edition, ...]:
        """The editions of a regulation, the oldest first."""
        return self._by_title.get(folded_title(title), ())

    def find(self, name: EditionName) -> Edition | None:
        """The edition of that title and year, or one that is also called so."""
        known = self.editions_of(name.title)
        exact = (one for one in known if one.year == name.year)
        called = (one for one in reversed(known) if name.year in one.years)
        return next(exact, None) or next(called, None)

    def successor(self, edition: Edition) -> Edition | None:
        """The edition that comes into force next after this one, whatever its title."""
        after = [one for one in self._followers(edition) if one.name != edition.name]
        return min(after, key=lambda one: (one.since, one.year), default=None)

    def standing(self, edition: Edition, on: date) -> Standing:
        """Where an edition stands on a day."""
        if edition.in_force is not None and on < edition.in_force:
            return Standing.UPCOMING
        following = self.successor(edition)
        if following is not None and following.since <= on:
            return Standing.REPLACED
        return Standing.IN_FORCE

    def in_force(self, title: str, on: date) -> Edition | None:
        """The edition that holds on a day; the first one before any did, None of unknown titles."""
        known = self.editions_of(title)
        return next(
            (one for one in reversed(known) if one.since <= on), known[0] if known else None
        )

    def meant(self, citation: Citation, on: date) -> Edition | None:
        """The edition that a citation rests on; without a year the one in force on that day."""
        if citation.edition is None:
            return self.in_force(citation.regulation, on)
        return self.find(EditionName(citation.regulation, citation.edition))

    def fault(self, citation: Citation, on: date) -> Fault | None:
        """What is wrong with a citation on a day; None also where the register knows nothing."""
        now = self.in_force(citation.regulation, on)
        if not citation.regulation or now is None:
            return None
        edition = self.meant(citation, on)
        if edition is None:
            older = citation.edition is not None and citation.edition < now.year
            return Fault(FaultKind.REPLACED if older else FaultKind.UNKNOWN_EDITION, citation, now)
        standing = self.standing(edition, on)
        if standing is Standing.UPCOMING:
            return Fault(FaultKind.UPCOMING, citation, edition)
        if standing is Standing.REPLACED:
            return Fault(FaultKind.REPLACED, citation, self._newest_after(edition, on))
        return _misplaced(citation, edition)

    def _followers(self, edition: Edition) -> Iterator[Edition]:
        same = self.editions_of(edition.title)
        yield from same[same.index(edition) + 1 :]
        yield from (one for one in self.editions if one.replaces == edition.name)

    def _newest_after(self, edition: Edition, on: date) -> Edition:
        seen = {edition.name}
        while (following := self.successor(edition)) and following.name not in seen:
            if following.since > on:
                break
            seen.add(following.name)
            edition = following
        return edition


def _misplaced(citation: Citation, edition: Edition) -> Fault | None:
    article, count = citation.article, edition.articles
    if article is None or count is None or article <= count:
        return None
    kind = FaultKind.OUT_OF_RANGE if count else FaultKind.NO_ARTICLES
    return Fault(kind, citation, edition)


def without_gaps(chapters: Sequence[Chapter], articles: int) -> bool:
    """Tell whether the chapters take every article once, in order."""
    ends = [0, *(one.last for one in chapters)]
    begin = all(one.first == end + 1 <= one.last for one, end in zip(chapters, ends, strict=False))
    return begin and ends[-1] == articles
