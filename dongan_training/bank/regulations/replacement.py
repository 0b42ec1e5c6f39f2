"""One edition in the place of another, and what that means for a citation. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dongan_training.bank.citation_rewriting import Move, rewritten
from dongan_training.bank.citations import Citation, parse_citations
from dongan_training.bank.regulations.changes import ArticleChange, Change, Changes
from dongan_training.bank.regulations.register import Edition, EditionName, Register, folded_title
from dongan_training.texts import N_, _, listed

WHOLE = ArticleChange(None, None, Change.UNKNOWN)  # a document cited without an article
TOLD = {
    Change.UNCHANGED: N_("第 {old} 条（新版第 {new} 条）内容不变"),
    Change.CHANGED: N_("第 {old} 条（新版第 {new} 条）有改动"),
    Change.REMOVED: N_("第 {old} 条已删除"),
    Change.UNKNOWN: N_("第 {old} 条的变化没有说明"),
}
TOLD_SAME_NUMBER = TOLD | {
    Change.UNCHANGED: N_("第 {old} 条内容不变"),
    Change.CHANGED: N_("第 {old} 条有改动"),
}


@dataclass(frozen=True)
class Replacement:
    """``new`` in the place of ``old``.

    ``years`` are those by which ``old`` is cited. Where ``takes_unnamed``, it is also meant
    by whoever names no edition.
    """

    old: Edition
    new: Edition
    changes: Changes
    years: frozenset[int]
    takes_unnamed: bool

    def rests_on_old(self, citation: Citation) -> bool:
        """Tell whether a citation means the edition that is replaced."""
        if folded_title(citation.regulation) != folded_title(self.old.title):
            return False
        return self.takes_unnamed if citation.edition is None else citation.edition in self.years

    def changes_in(self, text: str) -> tuple[ArticleChange, ...]:
        """What becomes of the places of a text that rest on the old edition; () where none do."""
        return tuple(
            self._change_of(one.article) if one.article is not None else WHOLE
            for one in parse_citations(text)
            if self.rests_on_old(one)
        )

    def carried(self, text: str) -> str | None:
        """The text for the new edition, or None where a place of it is not plainly unchanged."""
        changes = self.changes_in(text)
        if not changes or any(one.change is not Change.UNCHANGED for one in changes):
            return None
        new = self.new
        return rewritten(text, Move(self.rests_on_old, new.title, new.year, self._number))

    def proposed(self, text: str) -> str | None:
        """The text for the new edition, also where the content of an article changed.

        None where an article is gone, or nobody said what became of it.
        """
        new = self.new
        return rewritten(text, Move(self.rests_on_old, new.title, new.year, self._place))

    def _change_of(self, article: int) -> ArticleChange:
        """What became of an article; of one that the old edition never had, nobody can say."""
        if self.old.articles and article > self.old.articles:
            return ArticleChange(article, None, Change.UNKNOWN)
        return self.changes.of(article)

    def _place(self, article: int) -> int | None:
        return self._change_of(article).new

    def _number(self, article: int) -> int | None:
        change = self._change_of(article)
        return change.new if change.change is Change.UNCHANGED else None


def replacement_of(register: Register, old: Edition, new: Edition, changes: Changes) -> Replacement:
    """Work out by which years the old edition is cited, whether or not the new one is known."""
    known = Register(tuple(one for one in register.editions if one.name != new.name))
    same = known.editions_of(old.title)
    years = {
        year
        for year in old.years
        if (found := known.find(EditionName(old.title, year))) and found.name == old.name
    }
    if folded_title(new.title) == folded_title(old.title):
        years -= {new.year}
    takes_unnamed = bool(same) and same[-1].name == old.name
    return Replacement(old, new, changes, frozenset(years), takes_unnamed)


def change_words(changes: tuple[ArticleChange, ...]) -> str:
    """Say what became of the articles a question rests on."""
    return listed(_words(changes))


def _words(changes: tuple[ArticleChange, ...]) -> Iterator[str]:
    for one in dict.fromkeys(changes):
        if one.old is None:
            yield _("引用整份文件")
        else:
            told = TOLD_SAME_NUMBER if one.old == one.new else TOLD
            yield _(told[one.change]).format(old=one.old, new=one.new)


def named_after(new: Edition, old: Edition) -> Edition:
    """The new edition under the full title, or with the name of the old one if it has another."""
    if folded_title(new.title) == folded_title(old.title):
        return replace(new, name=EditionName(old.title, new.year))
    return replace(new, replaces=old.name)
