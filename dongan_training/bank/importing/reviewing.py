"""What a person decides about the questions of a file before any is stored: pure."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from dongan_training.bank.drafts import CHOICES, Answer, Draft, ProblemKind, QuestionType
from dongan_training.bank.importing.intake import Entry, Intake, State, is_complete, judged_again
from dongan_training.bank.importing.renewing import Renewal
from dongan_training.bank.key_text import LETTERS, RIGHT, WRONG, blanks_in

READY = frozenset({State.GOOD, State.SIMILAR})
RIGHT_WORDS = frozenset({RIGHT, "对", "正确", "T"})
WRONG_WORDS = frozenset({WRONG, "错", "错误", "F"})
# What needs a person comes first, what is fine last.
ORDER = (State.PROBLEM, State.CONFLICT, State.SIMILAR, State.DUPLICATE, State.GOOD)


class Choice(StrEnum):
    """What a person wants done with a question."""

    SKIP = "skip"
    REPLACE = "replace"  # it becomes the newest version of the one it resembles
    KEEP = "keep"  # it is stored as a question of its own, beside any it resembles


@dataclass(frozen=True)
class Item:
    """One question under review; ``id`` is its place in the file, from 0."""

    id: int
    entry: Entry
    choice: Choice | None = None  # None: as its state says

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be imported, once nothing is missing."""
        return self.entry.state in READY if self.choice is None else self.choice is not Choice.SKIP

    @property
    def settled(self) -> Choice:
        """What will be done with it as things stand."""
        return self.choice or (Choice.KEEP if self.is_wanted else Choice.SKIP)

    @property
    def is_ready(self) -> bool:
        """Whether it will be stored as things stand now."""
        return self.is_wanted and self.entry.state is not State.PROBLEM

    @property
    def replaces(self) -> str:
        """The question of the bank that it will renew; empty where it renews none."""
        known = self.entry.known
        return known.question_id if self.choice is Choice.REPLACE and known else ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide; what was left out on purpose is decided."""
        if self.choice is not None:
            return self.is_wanted and not self.is_ready
        return self.entry.state in (State.PROBLEM, State.CONFLICT)


@dataclass(frozen=True)
class Summary:
    """The figures above a review."""

    total: int
    by_type: Mapping[QuestionType, int]
    ready: int
    replacing: int  # of those that are ready
    open: int  # neither importable nor left out on purpose
    alike: int  # the bank or the file has it, or one almost like it


def items_of(intake: Intake) -> list[Item]:
    """All questions of a file, as the review starts."""
    return [Item(place, entry) for place, entry in enumerate(intake.entries)]


def problems_first(items: Iterable[Item]) -> list[Item]:
    """Order for the list of a review; the file's own order inside each state."""
    return sorted(items, key=lambda item: (ORDER.index(item.entry.state), item.id))


def summary(items: Sequence[Item]) -> Summary:
    """Count what a review holds."""
    return Summary(
        total=len(items),
        by_type=Counter(item.entry.draft.type for item in items),
        ready=sum(item.is_ready for item in items),
        replacing=sum(item.is_ready and bool(item.replaces) for item in items),
        open=sum(item.is_open for item in items),
        alike=sum(item.entry.known is not None for item in items),
    )


def ready_drafts(items: Iterable[Item]) -> list[Draft | Renewal]:
    """What would be stored now, in the order of the file."""
    chosen = sorted((item for item in items if item.is_ready), key=lambda item: item.id)
    return [
        Renewal(item.replaces, item.entry.draft) if item.replaces else item.entry.draft
        for item in chosen
    ]


def with_answer(item: Item, answer: Answer) -> Item:
    """Set the key; a question that lacked only this is ready at once."""
    return _revised(item, replace(item.entry.draft, answer=answer))


def with_typed_key(item: Item, typed: str) -> Item | None:
    """Set the key as a clerk types it; None where it is no key for this question."""
    draft = item.entry.draft
    answer: Answer
    if draft.type in CHOICES:
        answer = tuple(sorted(set(typed.upper())))
    elif draft.type is QuestionType.TRUE_FALSE:
        answer = (typed in RIGHT_WORDS,) if typed in RIGHT_WORDS | WRONG_WORDS else ()
    else:
        answer = blanks_in(typed) if draft.type is QuestionType.FILL_BLANK else (typed,)
    mended = replace(draft, answer=answer)
    return _revised(item, mended) if answer and is_complete(mended) else None


def with_citation(item: Item, citation: str) -> Item:
    """Set the source."""
    return _revised(item, replace(item.entry.draft, citation=citation.strip() or None))


def with_points(item: Item, points: float | None) -> Item:
    """Set how many points the question is worth; None where the paper is to say it."""
    return _revised(item, replace(item.entry.draft, points=points))


def with_stem(item: Item, stem: str) -> Item:
    """Change the wording of what is asked; without any the question cannot be stored."""
    return _revised(item, replace(item.entry.draft, stem=stem.strip()))


def with_options(item: Item, options: tuple[str, ...]) -> Item:
    """Change the options; letters of the key that name none any more go."""
    draft = item.entry.draft
    letters = (str(one) for one in draft.answer)
    answer = tuple(one for one in letters if one in LETTERS[: len(options)])
    problems = item.entry.problems
    if len(set(options)) == len(options):
        same = ProblemKind.DUPLICATE_OPTIONS
        problems = tuple(problem for problem in problems if problem.kind is not same)
    mended = replace(item, entry=replace(item.entry, problems=problems))
    return _revised(mended, replace(draft, options=options, answer=answer))


def with_fact(
    item: Item,
    fact: Literal["explanation", "chapter", "difficulty", "tags"],
    value: str | tuple[str, ...] | None,
) -> Item:
    """Set what says more about a question; None where nobody says it."""
    draft = replace(item.entry.draft, **{fact: value})  # type: ignore[arg-type]  # the fact's own
    return _revised(item, draft)


def with_type(item: Item, kind: QuestionType) -> Item:
    """Change the type; letters stay where they still mean something, any other key goes."""
    draft = item.entry.draft
    answer = draft.answer if draft.type in CHOICES and kind in CHOICES else ()
    if kind is QuestionType.SINGLE_CHOICE and len(answer) > 1:
        answer = ()
    return _revised(item, replace(draft, type=kind, answer=answer))


def with_choice(item: Item, choice: Choice) -> Item:
    """Say what is to be done with it, whatever its state."""
    return replace(item, choice=choice)


def decided(items: Sequence[Item], item: Item, choice: Choice) -> list[Item]:
    """The items that a choice changes, as they are then; ``items`` is the whole file.

    To replace another question of the same file is to leave that one out; to leave out one of
    two that contradict each other is to take the other.
    """
    by_print = _by_print(items)
    changed = _decided(items, item, choice, by_print)
    if choice is Choice.SKIP:
        alike = (one for one in by_print[item.entry.draft.fingerprint] if one.id != item.id)
        left = [one for one in alike if one.choice is not Choice.SKIP]
        if len(left) == 1 and _clashes(left[0]):
            changed.append(with_choice(left[0], Choice.KEEP))
    return changed


def decided_alike(items: Sequence[Item], states: Container[State], choice: Choice) -> list[Item]:
    """The same choice for all in ``states`` that nobody decided about; later ones win."""
    by_print = _by_print(items)
    changed: dict[int, Item] = {}
    for item in items:
        if item.choice is None and item.entry.known and item.entry.state in states:
            changed |= {one.id: one for one in _decided(items, item, choice, by_print)}
    return list(changed.values())


def undecided_alike(items: Sequence[Item], item: Item) -> int:
    """How many others ``decided_alike`` would take along with this one."""
    state = item.entry.state
    return sum(
        one.entry.state is state and one.choice is None and one.entry.known is not None
        for one in items
        if one.id != item.id
    )


def _by_print(items: Sequence[Item]) -> Mapping[str, Sequence[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.entry.draft.fingerprint].append(item)
    return found


def _decided(
    items: Sequence[Item], item: Item, choice: Choice, by_print: Mapping[str, Sequence[Item]]
) -> list[Item]:
    known = item.entry.known
    if choice is not Choice.REPLACE or known is None or known.place < 0:
        return [with_choice(item, choice)]
    others = [items[known.place], *by_print[item.entry.draft.fingerprint]]
    left = [with_choice(one, Choice.SKIP) for one in others if one.id != item.id]
    return [*left, with_choice(item, choice)]


def _clashes(item: Item) -> bool:
    """Whether it waits only because another question of the same file has another key."""
    known = item.entry.known
    is_undecided = item.choice is None and item.entry.state is State.CONFLICT
    return is_undecided and known is not None and known.place >= 0


def _revised(item: Item, draft: Draft) -> Item:
    return replace(item, entry=judged_again(item.entry, draft))
