"""Which articles a new edition changed, as a clerk writes them down and as data. Pure.

    44-49→49-54；50→56 改；117 删；新 55、57；其余不变

An article or a range with an arrow has another number; 改 says that its content changed,
删 that it is gone, 新 that it was not there before. 其余不变 gives all others the number they
had. What nobody named is unknown, and its questions are looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.bank.numerals import LARGEST, SIGNS, number_in
from dongan_training.errors import UserError
from dongan_training.texts import N_, _, clauses

REST = "其余不变"
_N = rf"第?\s*[{SIGNS}0-9]{{1,9}}\s*条?"
_RANGE = rf"{_N}(?:\s*(?:至|到|—{{1,2}}|–|-|~|～)\s*{_N})?"
ENTRY = re.compile(
    r"(?P<before>新增?)?\s*(?P<body>.+?)\s*(?P<after>新增?|有?改动?|有变化|删除?|取消|内?容?不变)?"
)
PAIR = re.compile(rf"\s*(?P<old>{_RANGE})\s*(?:(?:→|->|=>|⇒)\s*(?P<new>{_RANGE})\s*)?")
NUMBERS = re.compile(rf"[{SIGNS}0-9]+")
BETWEEN, ALSO = re.compile(r"[；;，,。\n]+"), "、"


class Change(StrEnum):
    """What a new edition did to an article."""

    UNCHANGED = "unchanged"  # perhaps under another number
    CHANGED = "changed"
    REMOVED = "removed"
    NEW = "new"
    UNKNOWN = "unknown"  # nobody said


CHANGES = {
    Change.UNCHANGED: N_("内容不变"),
    Change.CHANGED: N_("内容有改动"),
    Change.REMOVED: N_("已删除"),
    Change.NEW: N_("新增"),
    Change.UNKNOWN: N_("没有说明"),
}


@dataclass(eq=False)
class BadChanges(UserError):
    problems: Sequence[str]
    message = N_("条文对照有误：{listed}。")
    advice = N_("没有改动。请改正后再试，写法如“44-49→49-54；50→56 改；117 删；新 55；其余不变”。")

    def told(self) -> str:
        return _(self.message).format(listed=clauses(self.problems))


@dataclass(frozen=True)
class ArticleChange:
    """One article of the old edition, of the new one, or of both."""

    old: int | None
    new: int | None
    change: Change


@dataclass(frozen=True)
class Changes:
    """All that is known of what a new edition changed; ``lines`` by old, then new number."""

    lines: tuple[ArticleChange, ...] = ()
    rest_unchanged: bool = False

    def of(self, article: int) -> ArticleChange:
        """What became of an article of the old edition."""
        known = next((one for one in self.lines if one.old == article), None)
        if known is not None:
            return known
        if self.rest_unchanged:
            return ArticleChange(article, article, Change.UNCHANGED)
        return ArticleChange(article, None, Change.UNKNOWN)

    def all_of(self, articles: int) -> tuple[ArticleChange, ...]:
        """The same for every article of an edition with so many, then those that are new."""
        known = {one.old: one for one in self.lines}
        olds = (known.get(one) or self.of(one) for one in range(1, articles + 1))
        return (*olds, *(one for one in self.lines if one.old is None))


def read_changes(text: str, *, old_articles: int | None, new_articles: int | None) -> Changes:
    """Read what a clerk wrote; raises BadChanges with all that is wrong at once.

    The numbers of articles of both editions bound what may be written, where they are known.
    """
    changes, problems = _parsed(text)
    problems += _twice(changes.lines)
    problems += _beyond(changes.lines, old_articles, new_articles)
    if changes.rest_unchanged:
        problems += _taken_from_the_rest(changes, old_articles, new_articles)
    if problems:
        raise BadChanges(problems)
    return changes


def kept_changes(text: str) -> Changes:
    """Read what ``changes_text`` wrote: it was checked then, against the editions as they were."""
    return _parsed(text)[0]


def changes_text(changes: Changes) -> str:
    """Write changes as a clerk does, neighbours joined; ``read_changes`` reads it back."""
    entries = [_entry(run) for run in runs(changes.lines)]
    return "；".join([*entries, *([REST] if changes.rest_unchanged else [])])


def _parsed(text: str) -> tuple[Changes, list[str]]:
    """What each entry says, and what is wrong with those that say nothing clear."""
    lines: list[ArticleChange] = []
    problems: list[str] = []
    entries = [one.strip() for one in BETWEEN.split(text) if one.strip()]
    for entry in entries:
        if entry != REST:
            try:
                lines += _read(entry)
            except _Unread as unread:
                problems.append(unread.args[0])
    lines.sort(key=lambda one: (one.old is None, one.old or 0, one.new or 0))
    return Changes(tuple(lines), REST in entries), problems


class _Unread(Exception):
    """An entry that says nothing clear; the argument is the sentence for the clerk."""


def _read(entry: str) -> Iterator[ArticleChange]:
    found = ENTRY.fullmatch(entry)
    word = (found["before"] or found["after"] or "") if found else ""
    change = _change(word)
    for part in found["body"].split(ALSO) if found else [entry]:
        pair = PAIR.fullmatch(part)
        both = bool(found and found["before"] and found["after"])
        one_sided = change in (Change.NEW, Change.REMOVED)
        if pair is None or both or (one_sided and pair["new"]):
            raise _Unread(_("看不懂“{entry}”").format(entry=entry))
        olds = _numbers(pair["old"], entry)
        yield from _lines(
            change, olds, _numbers(pair["new"], entry) if pair["new"] else olds, entry
        )


def _change(word: str) -> Change:
    if word.startswith("新"):
        return Change.NEW
    if word.startswith(("删", "取消")):
        return Change.REMOVED
    return Change.UNCHANGED if not word or "不变" in word else Change.CHANGED


def _numbers(text: str, entry: str) -> range:
    ends = [number_in(one) for one in NUMBERS.findall(text)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or not first <= last <= LARGEST:
        raise _Unread(_("看不懂“{entry}”").format(entry=entry))
    return range(first, last + 1)


def _lines(change: Change, olds: range, news: range, entry: str) -> Iterator[ArticleChange]:
    if change is Change.NEW:
        yield from (ArticleChange(None, one, change) for one in olds)
    elif change is Change.REMOVED:
        yield from (ArticleChange(one, None, change) for one in olds)
    elif len(olds) == len(news):
        yield from (ArticleChange(old, new, change) for old, new in zip(olds, news, strict=True))
    elif change is Change.CHANGED and len(news) == 1:  # several were joined
        yield from (ArticleChange(old, news[0], change) for old in olds)
    else:
        raise _Unread(_("“{entry}”两边的条数不同").format(entry=entry))


def _twice(lines: Sequence[ArticleChange]) -> Iterator[str]:
    olds = Counter(one.old for one in lines if one.old)
    for article in sorted(one for one, count in olds.items() if count > 1):
        yield _("旧版第 {article} 条写了不止一次").format(article=article)
    news = Counter(one.new for one in lines if one.new)
    alone = {one.new for one in lines if one.new and one.change is not Change.CHANGED}
    for article in sorted(one for one, count in news.items() if count > 1 and one in alone):
        yield _("新版第 {article} 条写了不止一次").format(article=article)


def _beyond(
    lines: Sequence[ArticleChange], old_articles: int | None, new_articles: int | None
) -> Iterator[str]:
    last_old = max((one.old or 0 for one in lines), default=0)
    last_new = max((one.new or 0 for one in lines), default=0)
    if old_articles is not None and last_old > old_articles:
        told = _("旧版只有 {count} 条，没有第 {article} 条")
        yield told.format(count=old_articles, article=last_old)
    if new_articles is not None and last_new > new_articles:
        told = _("新版只有 {count} 条，没有第 {article} 条")
        yield told.format(count=new_articles, article=last_new)


def _taken_from_the_rest(
    changes: Changes, old_articles: int | None, new_articles: int | None
) -> Iterator[str]:
    """Whatever keeps its number cannot make room for another article."""
    named = {one.old for one in changes.lines}
    taken = {one.new for one in changes.lines if one.new and one.new not in named}
    for article in sorted(taken):
        if old_articles is None or article <= old_articles:
            told = _("新版第 {article} 条另有内容，请写明旧版第 {article} 条到了哪里")
            yield told.format(article=article)
    if old_articles is not None and new_articles is not None:
        lost = set(range(new_articles + 1, old_articles + 1)) - named
        if lost:
            told = _("新版只有 {count} 条，请写明旧版第 {article} 条到了哪里")
            yield told.format(count=new_articles, article=min(lost))


def runs(lines: Sequence[ArticleChange]) -> Iterator[list[ArticleChange]]:
    """Neighbours that changed alike, together."""
    run: list[ArticleChange] = []
    for one in lines:
        if run and not _follows(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _follows(before: ArticleChange, one: ArticleChange) -> bool:
    steps = ((before.old, one.old), (before.new, one.new))
    return before.change is one.change and all(
        after is None if first is None else after == first + 1 for first, after in steps
    )


def _entry(run: Sequence[ArticleChange]) -> str:
    first = run[0]
    old = _span(first.old, run[-1].old)
    new = _span(first.new, run[-1].new)
    if first.change is Change.NEW:
        return f"新 {new}"
    if first.change is Change.REMOVED:
        return f"{old} 删"
    moved = old if first.old == first.new else f"{old}→{new}"
    if first.change is Change.CHANGED:
        return f"{moved} 改"
    return moved if first.old != first.new else f"{moved} 不变"


def _span(first: int | None, last: int | None) -> str:
    return f"{first}" if first == last else f"{first}-{last}"
