"""What a person decides about the questions of a file before any is stored: pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dongan_training.bank.drafts import Answer, Draft, QuestionType
from dongan_training.bank.intake import Entry, Intake, State, judged_again
from dongan_training.bank.key_text import CHOICES

READY = frozenset({State.GOOD, State.SIMILAR})
# What needs a person comes first, what is fine last.
ORDER = (State.PROBLEM, State.CONFLICT, State.SIMILAR, State.DUPLICATE, State.GOOD)


@dataclass(frozen=True)
class Item:
    """One question under review; ``id`` is its place in the file, from 0."""

    id: int
    entry: Entry
    choice: bool | None = None  # whether to import it; None: as its state says

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be imported, once nothing is missing."""
        return self.entry.state in READY if self.choice is None else self.choice

    @property
    def is_ready(self) -> bool:
        """Whether it will be stored as things stand now."""
        return self.is_wanted and self.entry.state is not State.PROBLEM

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide; what was left out on purpose is decided."""
        if self.choice is not None:
            return self.choice and not self.is_ready
        return self.entry.state in (State.PROBLEM, State.CONFLICT)


@dataclass(frozen=True)
class Summary:
    """The figures above a review."""

    total: int
    by_type: Mapping[QuestionType, int]
    ready: int
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
        open=sum(item.is_open for item in items),
        alike=sum(item.entry.known is not None for item in items),
    )


def ready_drafts(items: Iterable[Item]) -> list[Draft]:
    """What would be stored now, in the order of the file."""
    chosen = sorted((item for item in items if item.is_ready), key=lambda item: item.id)
    return [item.entry.draft for item in chosen]


def with_answer(item: Item, answer: Answer) -> Item:
    """Set the key; a question that lacked only this is ready at once."""
    return _revised(item, replace(item.entry.draft, answer=answer))


def with_citation(item: Item, citation: str) -> Item:
    """Set the source."""
    return _revised(item, replace(item.entry.draft, citation=citation.strip() or None))


def with_type(item: Item, kind: QuestionType) -> Item:
    """Change the type; letters stay where they still mean something, any other key goes."""
    draft = item.entry.draft
    answer = draft.answer if draft.type in CHOICES and kind in CHOICES else ()
    if kind is QuestionType.SINGLE_CHOICE and len(answer) > 1:
        answer = ()
    return _revised(item, replace(draft, type=kind, answer=answer))


def with_choice(item: Item, wanted: bool) -> Item:
    """Say that it is to be imported, or not, whatever its state."""
    return replace(item, choice=wanted)


def _revised(item: Item, draft: Draft) -> Item:
    return replace(item, entry=judged_again(item.entry, draft))
