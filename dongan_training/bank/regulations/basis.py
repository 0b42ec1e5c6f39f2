"""What questions rest on, as lists are narrowed by it: an edition, or some articles of it. Pure."""

from dataclasses import dataclass
from datetime import date

from dongan_training.bank.citations import Citation, citation_text, parse_citations
from dongan_training.bank.regulations.register import EditionName, Register
from dongan_training.texts import _


@dataclass(frozen=True)
class Basis:
    """Neighbouring articles of an edition; without ``first`` any place of it.

    ``on`` decides which edition a citation means that names none.
    """

    edition: EditionName
    on: date
    first: int | None = None
    last: int | None = None  # None: the first alone

    def told(self) -> str:
        """Say it in words."""
        if self.first is None or self.last in (None, self.first):
            return citation_text(Citation(self.edition.title, self.edition.year, self.first))
        told = _("{edition}第 {first} 至 {last} 条")
        return told.format(edition=self.edition, first=self.first, last=self.last)

    def holds(self, register: Register, text: str) -> bool:
        """Tell whether a citation names such a place."""
        return any(
            self._has(one.article)
            for one in parse_citations(text)
            if (meant := register.meant(one, self.on)) and meant.name == self.edition
        )

    def _has(self, article: int | None) -> bool:
        if self.first is None:
            return True
        return article is not None and self.first <= article <= (self.last or self.first)
